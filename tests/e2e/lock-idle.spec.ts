import type { Locator, Page } from "@playwright/test";
import { expect, test, type App } from "./app";
import { ACTION_LIMIT_MS } from "./limits";

/** The last seconds before it locks, by main's own steady clock, and two windows under one lock. */

const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
/** Who may come in is read after the lock is shown; then a field waits for keys. */
const unlocking = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Locked" }).locator("input:focus, select:focus");
interface Hands {
  fire?: () => void;
  move?: (ms: number) => void;
}

/** Puts main's steady clock into the test's hand: long timers wait for `pass`, which moves the clock and ends them. */
async function holdClock({ electron }: App): Promise<(ms: number) => Promise<void>> {
  await electron.evaluate(() => {
    const hands = globalThis as Hands;
    const { setTimeout: soon } = globalThis;
    const waiting: (() => void)[] = [];
    let moved = 0;
    const real = performance;
    const value = { timeOrigin: real.timeOrigin, now: () => real.now() + moved };
    Object.defineProperty(globalThis, "performance", { value, configurable: true });
    globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: unknown[]) => {
      if (ms > 20_000 && ms <= 60_000) waiting.push(run);
      return soon(run, ms, ...(rest as []));
    }) as typeof setTimeout;
    hands.move = (ms) => {
      moved += ms;
    };
    hands.fire = () => {
      for (const run of waiting.splice(0)) run();
    };
  });
  return (ms) =>
    electron.evaluate((_electron, by) => {
      const hands = globalThis as Hands;
      hands.move?.(by);
      hands.fire?.();
    }, ms);
}

test("the last 30 seconds are counted down in every window, a key in one keeps both, and one lock is for both", async ({
  app,
}) => {
  const { page, ask, electron } = app;
  const pass = await holdClock(app);
  const opened = electron.waitForEvent("window", { timeout: ACTION_LIMIT_MS });
  await ask("accounts.openWindow", { id: "training" });
  const other = await opened;
  await expect(field(other, "Amount")).toBeVisible();
  // The minute begins anew with every setting.
  await ask("settings.set", { lockMinutes: 1 });
  await pass(30_500);
  for (const each of [page, other]) await expect(each.getByText(/^Locks in (30|[12]?\d) s$/)).toBeVisible();
  const first = await page.getByText(/^Locks in/).textContent();
  await expect(page.getByText(first ?? "", { exact: true })).toHaveCount(0);
  await expect(page.getByText(/^Locks in/)).toBeVisible();
  await other.bringToFront();
  await other.keyboard.press("Shift");
  for (const each of [page, other]) await expect(each.getByText(/^Locks in/)).toHaveCount(0);
  expect((await ask("app.state", {})).lock.locked).toBe(false);

  // A wall clock that jumps a day either way locks nothing and keeps nothing open.
  await electron.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 86_400_000;
  });
  await field(other, "Amount").fill("12.00");
  await pass(45_000);
  for (const each of [page, other]) await expect(each.getByText(/^Locks in 1?\d s$/)).toBeVisible();
  await pass(20_000);
  for (const each of [page, other]) await expect(unlocking(each)).toHaveCount(1);
  expect(await other.content()).not.toContain("12.00");

  // Unlocked in one, both are back, each with what it had.
  await other.keyboard.press("Enter");
  for (const each of [page, other]) await expect(each.getByRole("dialog")).toHaveCount(0);
  await expect(field(other, "Amount")).toHaveValue("12.00");
  await expect(field(page, "Amount")).toHaveValue("");
  await page.bringToFront();
  await page.keyboard.press("Control+l");
  for (const each of [page, other]) await expect(unlocking(each)).toHaveCount(1);
  // Both at once, as two hands would: the second finds it done.
  await Promise.all([page.keyboard.press("Enter"), other.keyboard.press("Enter")]);
  for (const each of [page, other]) await expect(each.getByRole("dialog")).toHaveCount(0);
});
