import keytar from "keytar";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { openHistory } from "../../src/main/history/store";
import { expect, test, type App } from "../e2e/app";
import { paymentNumber } from "../fixtures/payments";

/**
 * The Payments screen with 100,000 payments in the real app: first rows, typing, scrolling, memory. It prints figures
 * and judges nothing.
 */
const COUNT = Number(process.env["COUNT"] ?? 100_000);

test(`the screen with ${COUNT.toLocaleString("en-US")} payments`, async ({ start }) => {
  const first = await start();
  await expect.poll(async () => (await first.ask("history.status", {})).state).toBe("ready");
  await first.close();
  const profile = createHash("sha256").update(first.userData).digest("hex").slice(0, 8);
  const key = await keytar.getPassword("Counterfoil", `history key (${profile})`);
  test.skip(key === null, "no keychain here");
  const { store } = openHistory({ file: join(first.userData, "history.db"), key });
  // Older than anything in Training, so that the list goes on and on below it.
  const newest = Date.now() - 90 * 86_400_000;
  for (let from = 0; from < COUNT; from += 200)
    store.put(
      "training",
      Array.from({ length: 200 }, (_, more) => paymentNumber(from + more, newest)),
    );
  store.close();

  const app = await start({ userData: first.userData });
  const { page } = app;
  await tellMemory(app, "at start");
  const opened = await page.evaluate(async () => {
    const begin = performance.now();
    window.location.hash = "#/payments";
    while (!document.querySelector(".table-row")) await new Promise(requestAnimationFrame);
    return performance.now() - begin;
  });
  console.log(`Payments opened, first rows on the screen: ${opened.toFixed(0)} ms`);

  const typed = await page.evaluate(async () => {
    const box = document.querySelector<HTMLInputElement>("input[aria-label='Find payment']");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const times: number[] = [];
    for (const word of ["smith", "declined", "visa phone", "$12", "1250", "james"]) {
      for (let length = 1; length <= word.length; length++) {
        const before = document.querySelector(".table tbody")?.textContent;
        const begin = performance.now();
        set?.call(box, word.slice(0, length));
        box?.dispatchEvent(new Event("input", { bubbles: true }));
        // The rows change, or 100 ms pass because they stay the same.
        while (document.querySelector(".table tbody")?.textContent === before && performance.now() - begin < 100)
          await new Promise(requestAnimationFrame);
        if (performance.now() - begin < 100) times.push(performance.now() - begin);
      }
    }
    set?.call(box, "");
    box?.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return times.sort((one, other) => one - other);
  });
  console.log(
    `a key in Find payment until the rows have changed on the screen: p50 ${at(typed, 0.5)} ms, p95 ${at(typed, 0.95)} ms (${typed.length})`,
  );

  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector<HTMLElement>(".split-list .table-scroll");
    const times: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 1500; step++) {
      if (scroller) scroller.scrollTop += 900;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return {
      times: times.sort((one, other) => one - other),
      rows: Number(document.querySelector(".split-list table")?.getAttribute("aria-rowcount")),
      elements: document.querySelectorAll(".table-row").length,
    };
  });
  console.log(
    `scrolling 900 px a frame: p50 ${at(frames.times, 0.5)} ms, p95 ${at(frames.times, 0.95)} ms, longest ${at(frames.times, 1)} ms; ${frames.rows.toLocaleString("en-US")} rows loaded, ${frames.elements} in the page`,
  );
  await tellMemory(app, "after scrolling");
  await page.waitForTimeout(20_000);
  await tellMemory(app, "20 s later");
});

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

async function tellMemory({ electron }: App, when: string): Promise<void> {
  const metrics = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, memory }) => `${type} ${Math.round(memory.workingSetSize / 1024)} MB`),
  );
  console.log(`memory ${when}: ${metrics.join(", ")}`);
}
