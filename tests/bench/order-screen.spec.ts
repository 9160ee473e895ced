import type { Page } from "@playwright/test";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, test } from "../e2e/app";

/**
 * From a key to its paint on the order screen, with 100,000 customers in the directory, in the real app, beside an
 * empty page's input in the same window. Real key events; a time is from the event's own stamp to the first task after
 * the frame. It prints figures and judges nothing.
 */
const COUNT = Number(process.env["COUNT"] ?? 100_000);
const ROUNDS = Number(process.env["ROUNDS"] ?? 20);
/** Faster than any hand, slow enough that each key has a frame of its own. */
const BETWEEN_KEYS_MS = 25;
const CLUES = ["rosa diaz", "smith", "602555", "patel", "garcia ann", "4242"];

test(`typing on the order screen with ${COUNT.toLocaleString("en-US")} customers`, async ({ start }) => {
  const server = await startTraining({
    database: { file: ":memory:", key: null },
    seedCustomers: COUNT,
    requestsPerMinute: 1_000_000,
  });
  const { page, ask } = await start({ env: { COUNTERFOIL_PAYARC_URL: server.url } });
  await ask("accounts.connect", { id: "payarc_test", token: server.token });
  const from = Date.now();
  await expect
    .poll(async () => (await ask("directory.status", {})).state, { timeout: 800_000, intervals: [1_000] })
    .toBe("ready");
  console.log(
    `${(await ask("directory.status", {})).count.toLocaleString("en-US")} customers read in ${((Date.now() - from) / 1000).toFixed(0)} s`,
  );
  await measure(page);

  const blank: number[] = [];
  const kinds = new Map<string, number[]>([
    ["Amount", []],
    ["Card number to ZIP", []],
    ["Find customer", []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    await page.evaluate(() => {
      const input = document.createElement("input");
      input.id = "blank";
      document.body.append(input);
      input.focus();
    });
    blank.push(...(await typed(page, "12500 4012000098765439 1229 999 85284")));
    await page.evaluate(() => document.querySelector("#blank")?.remove());

    await page.getByRole("textbox", { name: "Amount" }).focus();
    kinds.get("Amount")?.push(...(await typed(page, "12500")));
    await page.keyboard.press("Enter");
    kinds.get("Card number to ZIP")?.push(...(await typed(page, "4012000098765439122999985284")));
    await page.getByRole("searchbox", { name: "Find customer" }).focus();
    kinds.get("Find customer")?.push(...(await typed(page, CLUES[round % CLUES.length] ?? "")));
    await page.keyboard.press("Escape");
    for (const name of ["Card number", "Expiry", "CVV", "ZIP", "Amount"])
      await page.getByRole("textbox", { name, exact: true }).fill("");
  }
  const base = part(blank, 0.95);
  const line = (name: string, times: readonly number[]): void =>
    console.log(
      `${name.padEnd(20)} ${String(times.length).padStart(5)} keys  p50 ${part(times, 0.5).toFixed(1)} ms  p95 ${part(times, 0.95).toFixed(1)} ms  p99 ${part(times, 0.99).toFixed(1)} ms  p95 is ${(part(times, 0.95) / base).toFixed(2)} of the blank input's`,
    );
  line("blank input", blank);
  for (const [name, times] of kinds) line(name, times);
  await server.close();
});

/** Keeps the time of every key from now on. */
async function measure(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    document.addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // The first task after the frame: style, layout and paint of what the key changed are done.
          port1.addEventListener("message", () => times.push(performance.now() - timeStamp));
          port1.start();
          port2.postMessage(null);
        }),
      { capture: true },
    );
  });
}

/** Types, and answers the times of these keys. */
async function typed(page: Page, text: string): Promise<readonly number[]> {
  await settled(page);
  await page.keyboard.type(text, { delay: BETWEEN_KEYS_MS });
  return settled(page);
}

/** The times so far, taken out, once the last key's frame is over. */
function settled(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
    return (window as unknown as { keyTimes: number[] }).keyTimes.splice(0);
  });
}

function part(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
