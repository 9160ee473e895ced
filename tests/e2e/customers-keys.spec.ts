import type { Locator, Page } from "@playwright/test";
import type { CommandName } from "../../src/shared/contract";
import { expect, test, type App } from "./app";
import { keyedOrder } from "../fixtures/orders";
import { cents } from "../../src/shared/money";
import { enterOn } from "./enter-on";

/** The customers' screen and the searches by keys alone; where the focus is after each sheet is in focus.spec.ts. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });
const openRow = (page: Page): Locator => page.locator('.table-row[aria-selected="true"]');

const firstRow = (page: Page): Locator => page.locator('.table-row[data-index="0"]');

/** `/`, the clue, Enter: as a hand does it. */
async function find(page: Page, clue: string, name: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(clue);
  await page.keyboard.press("Enter");
  await expect(customer(page).getByRole("heading", { name })).toBeVisible();
}

/** What main answers to that command is held back, as on a slow computer, until it is let go. */
function holdAnswer(electron: App["electron"], command: CommandName) {
  return electron.evaluateHandle(({ ipcMain }, channel) => {
    type Handler = (...given: unknown[]) => unknown;
    // oxlint-disable-next-line no-underscore-dangle -- Electron has no other door to what answers
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    const answer = handlers.get(channel);
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    handlers.set(channel, (...given) => gone.then(() => answer?.(...given)));
    return { go };
  }, `counterfoil:${command}`);
}

test("after the search the keys belong to the customer who was opened, however far down the list", async ({ app }) => {
  const { page, ask } = app;
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await ask("customers.create", { fields: { name: "Zzaro Lastinline", email: "zz@example.com" } });
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("table", { name: "Customers" })).toBeVisible();

  await find(page, "lastinline", "Zzaro Lastinline");
  await expect(openRow(page)).toContainText("Zzaro Lastinline");
  await expect(openRow(page)).toBeFocused();
  await expect(openRow(page)).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(customer(page)).toContainText("A customer opens here");

  // No key waits for the processor: the first one counts as soon as the customer is read.
  for (const [key, there] of [
    ["a", field(page, "Card number")],
    ["e", field(page, "Name")],
    ["c", field(page, "Amount")],
  ] as const) {
    await find(page, "lastinline", "Zzaro Lastinline");
    await page.keyboard.press(key);
    await expect(there).toBeFocused();
    if (key !== "c") await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox")).toHaveValue("");
  }
  await expect(field(page, "Amount")).toBeFocused();
  await expect(page.getByRole("strong").filter({ hasText: "Zzaro Lastinline" })).toBeVisible();

  // An Escape in the very moment in which a sheet opens is the sheet's.
  await page.evaluate(() => {
    const { now } = performance;
    // As on a slow computer: whatever React leaves for later gets a turn of its own.
    let late = 0;
    performance.now = () => now.call(performance) + (late += 10);
    new MutationObserver((_changes, watch) => {
      if (!document.querySelector(".veil")) return;
      watch.disconnect();
      performance.now = now;
      document.documentElement.dataset["escaped"] = "";
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }).observe(document.body, { childList: true });
  });
  const read = await holdAnswer(app.electron, "customers.get");
  await page.keyboard.press("Control+2");
  await find(page, "lastinline", "Zzaro Lastinline");
  await page.keyboard.press("a");
  await read.evaluate(({ go }) => go());
  await expect(page.locator("[data-escaped]")).toBeAttached();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(customer(page).getByRole("heading", { name: "Zzaro Lastinline" })).toBeVisible();

  // A key that waits for the customer does nothing once the hand types elsewhere.
  await page.keyboard.press("Escape");
  const again = await holdAnswer(app.electron, "customers.get");
  await find(page, "lastinline", "Zzaro Lastinline");
  await page.keyboard.press("a");
  await page.keyboard.press("/");
  await page.keyboard.type("rosa");
  await again.evaluate(({ go }) => go());
  await expect(button(customer(page), "Add card")).toBeEnabled();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Escape");

  // From a screen that has nothing to do with customers.
  await page.keyboard.press("Control+5");
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  await find(page, "rosa diaz", "Rosa Diaz");
  await expect(openRow(page)).toContainText("Rosa Diaz");
  await expect(openRow(page)).toBeFocused();

  // Others who come in above that row push it away from neither the eye nor the hand.
  await page.keyboard.press("e");
  await expect(field(page, "Name")).toBeFocused();
  for (let at = 10; at < 50; at++)
    await ask("customers.create", { fields: { name: `Aa Before ${at}`, email: `before${at}@example.com` } });
  await ask("directory.refresh", {});
  await expect(page.getByText("291 customers")).toBeVisible();
  await expect(openRow(page)).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(openRow(page)).toContainText("Rosa Diaz");
  await expect(openRow(page)).toBeFocused();
});

test("many who come in above the opened customer at once do not take the keys away from that row", async ({ app }) => {
  const { page, ask, electron } = app;
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("table", { name: "Customers" })).toBeVisible();
  await find(page, "rosa diaz", "Rosa Diaz");
  await expect(openRow(page)).toBeFocused();
  // All of them are drawn in one go, and where the row went is told only after that.
  const lines = await holdAnswer(electron, "customers.list");
  const place = await holdAnswer(electron, "customers.place");
  for (let at = 10; at < 70; at++)
    await ask("customers.create", { fields: { name: `Aa Before ${at}`, email: `before${at}@example.com` } });
  await ask("directory.refresh", {});
  await expect.poll(async () => (await ask("directory.status", {})).count).toBe(310);
  await lines.evaluate(({ go }) => go());
  await expect(page.getByText("310 customers")).toBeVisible();
  await expect(openRow(page)).toHaveCount(0);
  await place.evaluate(({ go }) => go());
  await expect(openRow(page)).toContainText("Rosa Diaz");
  await expect(openRow(page)).toBeFocused();
  await expect(openRow(page)).toBeInViewport();
});

test("a row that is read late stays where End went", async ({ app: { page, ask, electron } }) => {
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  await page.keyboard.press("Control+2");
  await expect(page.getByText("250 customers")).toBeVisible();
  await expect(firstRow(page)).toBeFocused();
  // The first row has the focus by no hand: it is the first one still when others come in above.
  const comeIn = async (names: readonly string[], count: number): Promise<void> => {
    for (const name of names) await ask("customers.create", { fields: { name, email: "before@example.com" } });
    await ask("directory.refresh", {});
    await expect(page.getByText(`${count} customers`)).toBeVisible();
  };
  await comeIn(["03 Before", "04 Before"], 252);
  await expect(firstRow(page)).toContainText("03 Before");
  await expect(firstRow(page)).toBeFocused();
  // A hand that chose this very row keeps it.
  await page.keyboard.press("Home");
  await comeIn(["01 Before", "02 Before"], 254);
  await expect(page.locator('.table-row[data-index="2"]')).toContainText("03 Before");
  await expect(page.locator('.table-row[data-index="2"]')).toBeFocused();

  const lines = await holdAnswer(electron, "customers.list");
  await page.keyboard.press("End");
  const last = page.locator('.table-row[data-index="253"]');
  await expect(last).toBeFocused();
  // Longer than a row is looked after by itself.
  for (let frame = 0; frame < 20; frame++) await page.evaluate(() => new Promise(requestAnimationFrame));
  await lines.evaluate(({ go }) => go());
  await expect(last).toContainText(/\d{4}|no card/);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport({ ratio: 0.9 });
});

test("Escape clears a search, then leaves it, in every search there is", async ({ app }) => {
  const { page, ask } = app;
  await ask("payments.charge", keyedOrder({ amount: cents(77_01) }));
  const box = page.getByRole("searchbox");
  const clearsThenLeaves = async (home: Locator): Promise<void> => {
    await home.focus();
    await page.keyboard.press("/");
    await page.keyboard.type("rosa");
    await expect(box).toHaveValue("rosa");
    await page.keyboard.press("Escape");
    await expect(box).toHaveValue("");
    await expect(box).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(home).toBeFocused();
  };
  await clearsThenLeaves(field(page, "Amount"));
  for (const name of ["Customers", "Payments", "Holds", "Activity", "Settings"]) {
    const link = page.getByRole("link", { name, exact: true });
    await link.click();
    await expect(page.getByRole("heading", { name, exact: true, level: 1 })).toBeVisible();
    await clearsThenLeaves(link);
  }

  await page.keyboard.press("Control+o");
  await expect(field(page, "Find account")).toBeFocused();
  await page.keyboard.type("nobody");
  await page.keyboard.press("Escape");
  await expect(field(page, "Find account")).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("Enter in Find payment opens the first one and gives it the keys", async ({ app }) => {
  const { page, ask } = app;
  await ask("payments.charge", keyedOrder({ amount: cents(77_01) }));
  await page.keyboard.press("Control+3");
  await page.keyboard.press("/");
  await page.keyboard.type("no such payment");
  await page.keyboard.press("Enter");
  await expect(button(page, "Show all payments")).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.type("$77.01");
  await holdAnswer(app.electron, "payments.get");
  await holdAnswer(app.electron, "payments.takeBackPlan");
  await page.keyboard.press("Enter");
  const payment = page.getByRole("region", { name: "Payment", exact: true });
  await expect(payment).toContainText("$77.01");
  await expect(openRow(page)).toContainText("$77.01");
  await expect(openRow(page)).toBeFocused();
  // No press waits until the payment is read, and a sheet that waits for the processor has its way out.
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Receipt" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(openRow(page)).toBeFocused();
  await page.keyboard.press("t");
  const takeBack = page.getByRole("dialog", { name: "Take it back" });
  await expect(takeBack).toContainText("Reading the payment");
  await button(takeBack, "Close").click();
  await expect(takeBack).toHaveCount(0);
  await expect(openRow(page)).toBeFocused();
});

test("Escape leaves a customer's form, and asks first when something was changed", async ({ app }) => {
  const { page, ask, electron } = app;
  await expect.poll(async () => (await ask("directory.status", {})).state).toBe("ready");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  // A hand that is quicker than the list: what has the keys meanwhile gives them up to the customer's row.
  for (const early of ["place", "lines"] as const) {
    await page.keyboard.press("Control+1");
    const lines = await holdAnswer(electron, "customers.list");
    const place = await holdAnswer(electron, "customers.place");
    if (early === "place") await lines.evaluate(({ go }) => go());
    await page.keyboard.press("Control+2");
    await find(page, "rosa diaz", "Rosa Diaz");
    if (early === "place") await expect(page.getByRole("table", { name: "Customers" })).toBeVisible();
    await page.keyboard.press("e");
    await expect(field(page, "Name")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button(customer(page), "Edit")).toBeVisible();
    await expect(early === "place" ? firstRow(page) : customer(page)).toBeFocused();
    await lines.evaluate(({ go }) => go());
    await expect(firstRow(page)).toBeFocused();
    await place.evaluate(({ go }) => go());
    await expect(openRow(page)).toContainText("Rosa Diaz");
    await expect(openRow(page)).toBeFocused();
  }

  await page.keyboard.press("e");
  await field(page, "City").fill("Elsewhere");
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(field(page, "City")).toBeFocused();
  await expect(field(page, "City")).toHaveValue("Elsewhere");
  await page.keyboard.press("Escape");
  await enterOn(button(question, "Discard"));
  await expect(customer(page).getByRole("heading", { name: "Rosa Diaz", exact: true })).toBeVisible();
  await expect(customer(page)).not.toContainText("Elsewhere");
  await expect(openRow(page)).toBeFocused();
  await page.keyboard.press("e");
  await expect(field(page, "City")).not.toHaveValue("Elsewhere");
  await page.keyboard.press("Escape");
  await expect(button(customer(page), "Edit")).toBeVisible();

  await page.keyboard.press("n");
  await expect(field(page, "Name")).toBeFocused();
  await page.keyboard.type("Half Typed");
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  // Escape again stays in the form: nothing is lost by pressing it twice.
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(field(page, "Name")).toHaveValue("Half Typed");
  await page.keyboard.press("Escape");
  await enterOn(button(question, "Discard"));
  await expect(customer(page)).toContainText("A customer opens here");
});
