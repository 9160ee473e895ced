// One practice phone order in the real app: typed on the keyboard as a person would, told step by step, with pictures
// and the receipt in out/demo/. Ends with 0 only if the charge was approved and captured. build/demo.mjs starts it on a
// virtual display.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { _electron } from "@playwright/test";
import { root } from "./paths.mjs";
import { main, Stop } from "./say.mjs";

const pictures = path.join(root, "out", "demo");
const order = { amount: "12500", card: "4012000098765439", expiry: "1229", cvv: "999", zip: "85284" };
const limit = 30_000;

let step = 0;
const tell = (words) => process.stdout.write(`demo: ${String(++step).padStart(2)}. ${words}\n`);

async function takeOrder() {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const userData = mkdtempSync(path.join(tmpdir(), "counterfoil-demo-"));
  const began = performance.now();
  const app = await _electron.launch({
    args: [`--user-data-dir=${userData}`, root],
    cwd: root,
    env: { ...process.env, COUNTERFOIL_RECEIPTS_DIR: pictures },
    chromiumSandbox: process.env.COUNTERFOIL_SANDBOX !== "off",
    timeout: limit,
  });
  try {
    const page = await app.firstWindow({ timeout: limit });
    page.setDefaultTimeout(limit);
    const look = async (name) => {
      await page.screenshot({ path: path.join(pictures, name) });
      return `out/demo/${name}`;
    };
    await page.getByRole("textbox", { name: "Amount" }).waitFor();
    tell(
      `The app is open in Training, ready for the first key after ${((performance.now() - began) / 1000).toFixed(1)} s: ${await look("1-ready.png")}`,
    );

    await page.keyboard.type(order.amount);
    await page.keyboard.press("Enter");
    tell("Typed the amount, $125.00, and Enter.");
    await page.keyboard.type(order.card + order.expiry + order.cvv + order.zip);
    tell(`Typed the card, its expiry, CVV and ZIP: ${await look("2-typed.png")}`);

    const charging = performance.now();
    await page.keyboard.press("Enter");
    const result = page.getByRole("region", { name: "Result" });
    await result
      .getByRole("heading", { name: /^(Approved|Authorized|Partly approved|Declined|Reversed|Not charged|Checking)$/ })
      .waitFor();
    const verdict = (await result.getByRole("heading").first().innerText()).trim();
    tell(
      `Enter charged it. The answer after ${Math.round(performance.now() - charging)} ms: ${verdict}. ${await look("3-result.png")}`,
    );
    if (verdict !== "Approved") throw new Stop(`The practice charge ended as “${verdict}”, not as Approved.`);

    const [attempt] = await ask(page, "attempts.list", { limit: 1 });
    const paymentId = attempt?.outcome?.payment?.id;
    if (!paymentId) throw new Stop("The journal does not have the charge.");
    const payment = await ask(page, "payments.get", { id: paymentId });
    if (payment.status !== "captured" || payment.amountCaptured !== 12_500) {
      throw new Stop(
        `The charge was not captured: the processor says ${payment.status}, ${payment.amountCaptured} cents.`,
      );
    }
    if (payment.reference !== attempt.id) throw new Stop("The payment does not carry the attempt's reference.");
    tell(`The processor has it as captured, $125.00, approval ${payment.authCode}, reference ${payment.reference}.`);

    await page.keyboard.press("r");
    await page.getByRole("button", { name: "Save PDF" }).click();
    await page.getByText(/Saved as/).waitFor();
    const [receipt] = readdirSync(pictures).filter((name) => name.endsWith(".pdf"));
    if (!receipt || statSync(path.join(pictures, receipt)).size < 1_000) throw new Stop("The receipt was not saved.");
    tell(`Saved the receipt: out/demo/${receipt}. ${await look("4-receipt.png")}`);
    return 0;
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Asks a command of the app by its own bridge. */
async function ask(page, name, input) {
  const answer = await page.evaluate(([command, value]) => window.counterfoil[command](value), [name, input]);
  if (!answer.ok) throw new Stop(`${name}: ${answer.failure.sentence}`);
  return answer.value;
}

await main(takeOrder);
