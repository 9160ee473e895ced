import type { Page } from "@playwright/test";
import { expect, type App } from "./app";
import { charge, dialog, field, goTo, heading, ready, region, type, VISA, type Scene } from "./scene";

/** The order screen: empty, while typing, and every answer that it can get. */

const DEBIT = "4342560000000002";

const order = (name: string, come: (app: App) => Promise<void>): Scene => ({
  name: `order-${name}`,
  come: async (app) => {
    await goTo(app, "#/order");
    await expect(field(app.page, "Amount")).toBeFocused();
    await come(app);
  },
});

/** An order that ends in that verdict, by the amount in cents that the practice processor knows. */
const ends = (name: string, amount: string, verdict: string): Scene =>
  order(name, ({ page }) => charge(page, amount, verdict));

/** The same with a sheet over it, opened by its key. */
const sheetOf = (name: string, amount: string, key: string): Scene =>
  order(name, async ({ page }) => {
    await charge(page, amount, "Approved");
    await expect(page.locator("[data-unread]")).toHaveCount(0);
    await page.keyboard.press(key);
    await expect(dialog(page)).toBeVisible();
    await ready(page);
  });

/** The guide of the first run after so many of its keys. */
const guide = (name: string, keys: number, shown: string): Scene => ({
  name: `first-run${name}`,
  come: async (app) => {
    await goTo(app, "#/order");
    await app.ask("settings.set", { guided: false });
    await app.page.reload();
    await expect(region(app.page, "New here?")).toBeVisible();
    for (let pressed = 0; pressed < keys; pressed++) {
      await app.page.keyboard.press("F2");
      await expect(region(app.page, `Guide · ${pressed + 1} of 4`)).toBeVisible();
    }
    await expect(region(app.page, shown)).toBeVisible();
  },
});

/** An order of $200.00 and 3 % with that card, without the last Enter. */
const surcharged = (name: string, card: string, then: (page: Page) => Promise<void>): Scene =>
  order(name, async (app) => {
    await app.ask("settings.set", { surcharge: { basisPoints: 300, confirmedFor: ["training"] } });
    await expect(app.page.getByRole("switch", { name: /surcharge/ })).toBeVisible();
    await type(app.page, "20000%", `${card}122999985284`);
    await then(app.page);
  });

async function answer(page: Page, verdict: string): Promise<void> {
  await page.keyboard.press("Enter");
  await expect(heading(page, verdict)).toBeVisible();
}

export const ORDERS: readonly Scene[] = [
  { ...guide("", 0, "New here?"), main: true },
  guide("-names", 1, "Guide · 1 of 4"),
  guide("-order", 2, "Guide · 2 of 4"),
  { ...order("empty", async () => {}), main: true },
  order("typing", ({ page }) => type(page, "12500", `${VISA}122999`)),
  { ...ends("approved", "12500", "Approved"), main: true },
  order("charged-before", async ({ page }) => {
    await type(page, "12500");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toBeVisible();
  }),
  sheetOf("receipt", "12600", "r"),
  sheetOf("save-card", "12700", "s"),
  sheetOf("take-it-back", "12800", "t"),
  ends("declined", "201200", "Declined"),
  ends("partly-approved", "300000", "Partly approved"),
  ends("reversed", "301000", "Reversed"),
  order("authorized", async ({ page }) => {
    await page.getByRole("switch", { name: "Authorize only" }).check();
    await field(page, "Amount").focus();
    await charge(page, "8800", "Authorized");
  }),
  order("sending", async ({ page }) => {
    await type(page, "500800");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toHaveText(/^Sending/);
  }),
  order("search", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Find customer" }).fill("602 555");
    await expect(page.getByRole("option").first()).toBeVisible();
  }),
  order("customer", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
    await page.getByRole("option", { name: "Rosa Diaz" }).click();
    await field(page, "Amount").fill("42.00");
    await expect(page.locator(".on-file-card").first()).toBeVisible();
  }),
  { ...order("more", ({ page }) => page.getByRole("button", { name: "More", exact: true }).click()), main: true },
  order("practice-cards", async ({ page }) => {
    await page.keyboard.press("Alt+r");
    await expect(dialog(page).getByRole("button").first()).toBeVisible();
  }),
  surcharged("surcharge", VISA, async () => {}),
  surcharged("surcharge-approved", VISA, (page) => answer(page, "Approved")),
  surcharged("surcharge-reversed", DEBIT, (page) => answer(page, "Reversed")),
  ends("checking", "500300", "Checking"),
  order("still-being-checked", async ({ page }) => {
    await type(page, "500300");
    await page.keyboard.press("Enter");
    await expect(page.locator(".verdict-word:visible")).toBeVisible();
  }),
  order("stack", async ({ page }) => {
    await page.keyboard.press("Alt+k");
    await page.keyboard.type("50000");
    await page.keyboard.press("Enter");
    await charge(page, "13100", "Approved");
  }),
];
