import type { Locator, Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, type App } from "../e2e/app";
import { expect, test } from "../e2e/payarc";
import { palettePng } from "./palette-png";

/**
 * Every state of the order screen in Training, in both themes, as docs/screens/order-STATE-THEME.png. Run: npm run
 * screens
 */
const FOLDER = join(root, "docs", "screens");
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

/** Whoever takes the pictures is no part of them: the operator is Ana. */
function callAna(operator: string): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (text.nodeValue === operator) text.nodeValue = "Ana";
  }
}

async function take(app: App, name: string): Promise<void> {
  const { page } = app;
  const { operator } = await app.ask("app.state", {});
  for (const theme of ["light", "dark"] as const) {
    await app.ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await page.evaluate(callAna, operator);
    writeFileSync(join(FOLDER, `order-${name}-${theme}.png`), palettePng(await page.screenshot()));
  }
}

async function typeCard(page: Page, cents: string): Promise<void> {
  await field(page, "Amount").focus();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await page.keyboard.press("Enter");
}

test("the order screen", async ({ start }) => {
  mkdirSync(FOLDER, { recursive: true });
  const app = await start();
  const { page } = app;
  await app.ask("settings.set", { merchant: MERCHANT });
  await page.reload();
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  await expect(field(page, "Amount")).toBeFocused();
  await take(app, "empty");

  await page.keyboard.type("12500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999`);
  await take(app, "typing");
  await page.keyboard.type("985284");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await take(app, "approved");
  for (const [key, title] of [
    ["r", "Receipt"],
    ["s", "Save card"],
    ["t", "Take it back"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog", { name: title })).toBeVisible();
    await expect(page.getByText(/^Loading|^Reading|^Making/)).toHaveCount(0);
    await take(app, title.toLowerCase().replaceAll(" ", "-"));
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await button(page, "New order").click();
  await typeCard(page, "12500");
  await expect(heading(page, "Charged before?")).toBeVisible();
  await take(app, "charged-before");
  await button(page, "Do not charge").click();

  for (const [name, cents, word] of [
    ["declined", "201200", "Declined"],
    ["partly-approved", "300000", "Partly approved"],
    ["reversed", "301000", "Reversed"],
  ] as const) {
    await page.reload();
    await typeCard(page, cents);
    await expect(heading(page, word)).toBeVisible();
    await take(app, name);
  }

  await page.reload();
  await page.getByRole("switch", { name: "Authorize only" }).check();
  await typeCard(page, "8800");
  await expect(heading(page, "Authorized")).toBeVisible();
  await take(app, "authorized");

  await button(page, "New order").click();
  await typeCard(page, "500800");
  await expect(page.getByText("Waiting for the bank’s answer, 2 s")).toBeVisible();
  await take(app, "sending");
  await expect(heading(page, "Approved")).toBeVisible();

  await button(page, "New order").click();
  await page.getByRole("searchbox", { name: "Find customer" }).fill("602 555");
  await expect(page.getByRole("option").first()).toBeVisible();
  await take(app, "search");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
  await page.getByRole("option", { name: "Rosa Diaz" }).click();
  await field(page, "Amount").fill("42.00");
  await expect(page.getByText("Default", { exact: true })).toBeVisible();
  await take(app, "customer");

  await page.reload();
  await button(page, "More").click();
  await take(app, "more");
  await page.reload();
  await typeCard(page, "500300");
  await expect(heading(page, "Checking")).toBeVisible();
  await take(app, "checking");
  await button(page, "Start another order").click();
  await typeCard(page, "500300");
  await expect(heading(page, "Still being checked")).toBeVisible();
  await take(app, "still-being-checked");
  await button(page, "Do not charge").click();
  await field(page, "Amount").press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await take(app, "keys");
});

test("with a surcharge set up", async ({ start }) => {
  mkdirSync(FOLDER, { recursive: true });
  const app = await start();
  const { page } = app;
  await app.ask("settings.set", { merchant: MERCHANT });
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
  await app.ask("settings.set", { merchant: MERCHANT });
  await app.page.reload();
  await payarc.control.lineDown();
  await typeCard(app.page, "12500");
  await expect(heading(app.page, "Not charged")).toBeVisible();
  await take(app, "not-charged");
});
