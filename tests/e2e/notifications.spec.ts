import type { Locator, Page } from "@playwright/test";
import { serveNotifications, type NotificationService } from "../fixtures/notification-service";
import { ACTION_LIMIT_MS } from "./limits";
import type { TrainingServer } from "../../src/main/practice/payarc/server";
import type { App } from "./app";
import { passesAxe } from "./sight";
import { expect, hasRead, test as base, typeOrder, verdict } from "./payarc";

/**
 * A check that ends while somebody is elsewhere is told: on the screen, and by the desktop, whose service stands in on
 * the real session bus.
 */
const test = base.extend<{ desktop: NotificationService }>({
  desktop: async ({ viewport: _unused }, use) => {
    const service = await serveNotifications(process.env["DBUS_SESSION_BUS_ADDRESS"] ?? "");
    await use(service);
    service.close();
  },
});

const told = (page: Page): Locator => page.getByText(/^Checked: \$12\.50 on Visa ···· 5439 is approved/);
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

/** Takes an order whose answer is lost; from then on the list cannot be read either, while `hold` says so. */
async function loseAnOrder(page: Page, { control }: TrainingServer, hold: { on: boolean }): Promise<void> {
  control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "after" });
  const isLost = (): boolean => hold.on && control.requests().some(({ method }) => method === "POST");
  for (let at = 0; at < 60; at++) control.failNext({ method: "GET", when: isLost }, { kind: "reset", when: "before" });
  await typeOrder(page, "1250");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Checking")).toBeVisible();
  await hasRead(page);
}

async function away({ electron }: App): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.blur();
  });
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() === null))
    .toBe(true);
}

test("told on the screen and by the desktop without a name or a card; a click opens its entry", async ({
  startOnPayarc,
  payarc,
  desktop,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  const hold = { on: true };
  await loseAnOrder(page, payarc, hold);
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await away(app);
  const [attempt] = await app.ask("attempts.unknown", {});
  hold.on = false;
  await app.ask("attempts.lookAgain", { id: attempt?.id ?? "" });
  await expect.poll(() => desktop.shown.length, { timeout: ACTION_LIMIT_MS }).toBe(1);
  const [note] = desktop.shown;
  expect(note).toMatchObject({ title: "A payment was checked: Approved", body: "$12.50 · PayArc test" });
  expect(`${note?.title} ${note?.body}`).not.toMatch(/5439|Visa/);
  await expect(told(page).first()).toBeVisible();
  // It stays, on every screen.
  await page.keyboard.press("Control+3");
  await expect(told(page).first()).toBeVisible();
  desktop.click(note?.id ?? 0);
  await expect(page.getByRole("region", { name: "Attempt" })).toContainText("$12.50");
  expect(await page.evaluate(() => window.location.hash)).toBe(`#/activity/${attempt?.id}`);
  await expect(told(page)).toHaveCount(0);
});

test("where the desktop shows no notifications nothing breaks; read, it is gone", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  const hold = { on: true };
  await loseAnOrder(page, payarc, hold);
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeFocused();
  await away(app);
  const [attempt] = await app.ask("attempts.unknown", {});
  hold.on = false;
  await app.ask("attempts.lookAgain", { id: attempt?.id ?? "" });
  await expect(told(page).first()).toBeVisible();
  await passesAxe(app);
  await button(page, "I have read it").first().click();
  await expect(told(page)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Amount" })).toHaveValue("");
});

test("who looks at it is not told of it a second time", async ({ startOnPayarc, payarc, desktop }) => {
  const app = await startOnPayarc();
  const { page, electron } = app;
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true);
  const hold = { on: true };
  await loseAnOrder(page, payarc, hold);
  const [attempt] = await app.ask("attempts.unknown", {});
  hold.on = false;
  await app.ask("attempts.lookAgain", { id: attempt?.id ?? "" });
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect.poll(async () => (await app.ask("app.state", {})).notices.filter(({ news }) => news)).toEqual([]);
  await expect(told(page)).toHaveCount(0);
  expect(desktop.shown).toEqual([]);
});
