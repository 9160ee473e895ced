import type { Page } from "@playwright/test";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, test } from "../e2e/app";
import { hasRead } from "../e2e/payarc";
import { part, tellFigures, type Figure } from "./figures";
import { layLine } from "./line";

/**
 * From Enter to the paint of its result in the real app, beyond the same request made bare on an open connection right
 * after it: one order after the other on this machine, and each so long after the last one with a long line. A time is
 * from the key's own stamp to the first task after the frame. It prints figures and judges nothing.
 */
const ORDERS = Number(process.env["ORDERS"] ?? 60);
const LATE_ORDERS = Number(process.env["LATE_ORDERS"] ?? 10);
const APART_MS = Number(process.env["APART_MS"] ?? 17_000);
const LINE_MS = 150;
const WHY = "two durable commits take 10 ms, the result's drawing 8, and an empty input alone waits 16 for its frame";
const CARD = "4012000098765439122999985284";

test("a charge, beyond the same request made bare", async ({ start }) => {
  const server = await startTraining({ database: { file: ":memory:", key: null }, requestsPerMinute: 1_000_000 });
  const line = await layLine(server.url);
  const { page, ask } = await start({ env: { COUNTERFOIL_PAYARC_URL: line.url } });
  await ask("accounts.connect", { id: "payarc_test", token: server.token });
  await measure(page);
  let cents = 20_000;
  const orders = async (count: number, keyMs: number, apart: number): Promise<{ ours: number[]; bare: number[] }> => {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let order = 0; order < count + 2; order++) {
      const from = Date.now();
      await takeOrder(page, String((cents += 7)), keyMs, () =>
        page.waitForTimeout(Math.max(0, apart - (Date.now() - from))),
      );
      const took = await page.evaluate(() => (window as unknown as { lastCharge: number }).lastCharge);
      const alone = await line.again();
      // The first ones compile what they run.
      if (order < 2) continue;
      ours.push(took);
      bare.push(alone);
    }
    return { ours, bare };
  };
  /** Orders of both sides taken in turns; `most`: the goal for what ours have beyond the bare request, in ms. */
  const figures = (name: string, most: number, { ours, bare }: { ours: number[]; bare: number[] }): Figure[] => {
    const beyond = ours.map((each, at) => each - (bare[at] ?? 0));
    const of = (share: number): Figure => ({
      what: `${name}, beyond the bare request, ${share === 0.5 ? "median" : "p95"}`,
      unit: "ms",
      ours: part(beyond, share),
      ...(share === 0.5 ? {} : { goal: { most, of: "ours" as const }, why: WHY }),
    });
    const whole = { what: `${name}, whole, median`, unit: "ms", against: "bare request" };
    return [of(0.5), of(0.95), { ...whole, ours: part(ours, 0.5), baseline: part(bare, 0.5) }];
  };
  tellFigures(figures("on this machine", 15, await orders(ORDERS, 25, 0)));
  line.setRoundTrip(LINE_MS);
  tellFigures(figures("17 s after the last, 150 ms away", 30, await orders(LATE_ORDERS, 80, APART_MS)));
  line.close();
  await server.close();
});

/** Keeps the time from the last Enter to the paint of a result. */
async function measure(page: Page): Promise<void> {
  await page.evaluate(() => {
    let pressedAt = 0;
    document.addEventListener(
      "keydown",
      ({ key, timeStamp }) => {
        if (key === "Enter") pressedAt = timeStamp;
      },
      true,
    );
    const region = () => document.querySelector("[aria-label='Result']");
    new MutationObserver(() => {
      if (pressedAt === 0 || !region()?.querySelector("h2")?.textContent?.startsWith("Approved")) return;
      const from = pressedAt;
      pressedAt = 0;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => Object.assign(window, { lastCharge: performance.now() - from }));
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

async function takeOrder(page: Page, cents: string, keyMs: number, pause: () => Promise<void>): Promise<void> {
  const result = page.getByRole("region", { name: "Result" });
  await expect(page.getByRole("textbox", { name: "Amount", exact: true })).toBeFocused();
  await pause();
  await page.keyboard.type(cents, { delay: keyMs });
  await page.keyboard.press("Enter");
  await page.keyboard.type(CARD, { delay: keyMs });
  await page.evaluate(() => Object.assign(window, { lastCharge: null }));
  await page.waitForTimeout(keyMs * 2);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => (window as unknown as { lastCharge: number | null }).lastCharge !== null);
  await expect(result.getByRole("heading", { name: "Approved", exact: true })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
}
