import type { Locator, Page } from "@playwright/test";
import type { App } from "../e2e/app";
import { expect, test } from "../e2e/payarc";
import { windowOf } from "../e2e/sight";
import { keep, photograph } from "./photographs";

/** States of the order screen that need another set-up than every-screen.screens.ts has: a surcharge, a line that is down. */
const VISA = "4012000098765439";

const MERCHANT = {
  name: "Meridian Dental",
  address: "8320 S Hardy Dr\nTempe, AZ 85284",
  phone: "(602) 555-0143",
  statementDescription: "MERIDIAN DENTAL",
  receiptPolicy: "Refunds within 30 days.",
};

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "Result" }).getByRole("heading", { name, exact: true });

async function take(app: App, name: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) keep(`order-${name}-${theme}`, await photograph(app, theme));
}

async function typeCard(page: Page, cents: string): Promise<void> {
  await field(page, "Amount").focus();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await page.keyboard.press("Enter");
}

test("with a surcharge set up", async ({ start }) => {
  const app = await start();
  const { page } = app;
  await windowOf(app, 1440, 900);
  await app.ask("settings.set", { merchant: MERCHANT, guided: true });
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.getByRole("region", { name: "Surcharge" });
  await section.getByRole("textbox").fill("3");
  await section.getByRole("checkbox").check();
  await section.scrollIntoViewIfNeeded();
  await take(app, "surcharge-settings");
  await app.ask("settings.set", { surcharge: { basisPoints: 300, confirmedFor: ["training"] } });
  await page.getByRole("link", { name: "Order" }).click();
  await expect(page.getByRole("switch", { name: /surcharge/ })).toBeVisible();
  await typeCard(page, "12500");
  await expect(heading(page, "Approved")).toBeVisible();
  await button(page, "New order").click();
  await page.keyboard.type("12500%");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await take(app, "surcharge");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await take(app, "surcharge-approved");
  await button(page, "New order").click();
  await page.keyboard.type("12500%");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4342560000000002122999985284");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Reversed")).toBeVisible();
  await take(app, "surcharge-reversed");
});

test("the line is down", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  await windowOf(app, 1440, 900);
  await app.ask("settings.set", { merchant: MERCHANT, guided: true });
  await app.page.reload();
  await payarc.control.lineDown();
  await typeCard(app.page, "12500");
  await expect(heading(app.page, "Not charged")).toBeVisible();
  await take(app, "not-charged");
});
