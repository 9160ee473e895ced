import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, hasRead, test, verdict } from "./payarc";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const payment = (page: Page): Locator => page.getByRole("region", { name: "Payment", exact: true });

async function openPayment(page: Page, amount: string): Promise<void> {
  await page.keyboard.press("Control+3");
  await page.getByRole("table", { name: "Payments" }).getByText(amount).first().click();
  await expect(payment(page).getByRole("button", { name: "Charge again" })).toBeEnabled();
}

test("a customer’s charge again: amount and default card are filled in, and nothing is sent by it", async ({ app }) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
  await page.getByRole("option", { name: "Rosa Diaz" }).first().click();
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("6432");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
  // What is half typed for another caller is parked, not charged.
  await page.keyboard.type("9900");

  await openPayment(page, "$64.32");
  await page.keyboard.press("a");
  await expect(field(page, "Amount")).toHaveValue("64.32");
  await expect(field(page, "Amount")).toBeFocused();
  await expect(page.getByRole("radiogroup", { name: "Card" }).getByRole("radio", { checked: true })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Parked 1" })).toBeVisible();
  expect(await app.ask("attempts.list", { limit: 10 })).toHaveLength(1);
  // Its Enter asks before the same card pays the same amount a second time within the day.
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Charged before?")).toBeVisible();
});

test("a charge of a typed card again asks for the card", async ({ app }) => {
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(78_01) }));
  await openPayment(page, "$78.01");
  await page.keyboard.press("a");
  await expect(field(page, "Amount")).toHaveValue("78.01");
  await expect(field(page, "Card number")).toBeFocused();
  await expect(field(page, "Card number")).toHaveValue("");
  expect(await app.ask("attempts.list", { limit: 10 })).toHaveLength(1);
});
