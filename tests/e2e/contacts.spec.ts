import type { Locator, Page } from "@playwright/test";
import { expect, test, verdict } from "./payarc";
import { enterOn } from "./enter-on";

/** E-mail addresses and phone numbers as people and clipboards put them in: read, or told beside the field. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const note = (page: Page, text: string): Locator => page.getByText(text, { exact: true });

async function order(page: Page): Promise<void> {
  await field(page, "Amount").fill("12.00");
  await field(page, "Card number").fill("4012000098765439");
  await field(page, "Expiry").fill("12/29");
  await field(page, "CVV").fill("999");
  await field(page, "ZIP").fill("85284");
  await page.getByRole("button", { name: "More", exact: true }).click();
}

test("a receipt goes to the number and the address that were typed, or the field says why not", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page, ask } = await startOnPayarc();
  await order(page);
  const charge = page.getByRole("button", { name: "Charge $12.00" });

  await field(page, "Phone").fill("602-555-014");
  await page.getByRole("switch", { name: "Send the receipt by text" }).check();
  await charge.click();
  await expect(page.getByText("A US number has 10 digits; here are 9.")).toBeVisible();
  await expect(field(page, "Phone")).toBeFocused();
  await expect(field(page, "Phone")).toHaveValue("602-555-014");

  await field(page, "Phone").fill("1-800-FLOWERS");
  await expect(note(page, "Taken as (800) 356-9377.")).toBeVisible();
  await field(page, "Phone").fill("602-555-0143 x1");
  await expect(note(page, "Taken as (602) 555-0143, without the extension 1.")).toBeVisible();

  for (const [typed, why] of [
    ["rosa.example.com", "The @ is missing: an e-mail address like ann@example.com."],
    ["rosa diaz@example.com", "There is a space in it."],
    ["rosa@example,com", "There is a comma in it, where a dot belongs."],
    ["rosa@example.com; ann@example.com", "These are two addresses. Type one of them."],
  ] as const) {
    await field(page, "Email").fill(typed);
    await charge.click();
    await expect(note(page, why)).toBeVisible();
    await expect(field(page, "Email")).toBeFocused();
    await expect(field(page, "Email")).toHaveValue(typed);
  }
  expect(payarc.control.ledger()).toEqual([]);

  await field(page, "Email").fill("\u202aRosa Diaz <ｒｏｓａ@example.com>;\u202c");
  await expect(note(page, "Taken as rosa@example.com.")).toBeVisible();
  await page.getByRole("switch", { name: "Send the receipt by e-mail" }).check();
  await charge.click();
  await expect(verdict(page, "Approved")).toBeVisible();
  const { payments } = await ask("payments.list", { cursor: null, limit: 5 });
  expect(payments.map(({ phone, email }) => [phone, email])).toContainEqual(["6025550143", "rosa@example.com"]);
});

test("a customer's number and addresses are read, told, and found again", async ({ app }) => {
  const { page } = app;
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("button", { name: "New customer", exact: true }).click();
  await field(page, "Name").fill("Orla Quist");
  await field(page, "Phone").fill("602-555-0143 / 602-555-0144");
  await field(page, "Email").fill("orla@");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(note(page, "These are two numbers. Type one of them.")).toBeVisible();
  await expect(note(page, "The part behind the @ is missing, like example.com.")).toBeVisible();
  await expect(field(page, "Email")).toBeFocused();

  // Main reads the numbers of other countries; an Enter right after them waits for it.
  await field(page, "Phone").fill("+33 1 23 45 67");
  await enterOn(field(page, "Phone"));
  await expect(note(page, "A number of +33 has more or fewer digits than this.")).toBeVisible();
  await field(page, "Phone").fill("tel:+33-1-23-45-67-89");
  await expect(note(page, "Taken as +33 1 23 45 67 89.")).toBeVisible();

  await field(page, "Phone").fill("tel:+1-480-555-0171;ext=9");
  await field(page, "Email").fill("mailto:orla@example.com");
  await expect(note(page, "Taken as (480) 555-0171, without the extension 9.")).toBeVisible();
  await expect(note(page, "Taken as orla@example.com.")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const customer = page.getByRole("region", { name: "Customer", exact: true });
  await expect(customer.getByRole("heading", { name: "Orla Quist" })).toBeVisible();
  await expect(customer.getByText("(480) 555-0171", { exact: true })).toBeVisible();
  await expect(customer.getByText("orla@example.com", { exact: true })).toBeVisible();

  await page.getByRole("searchbox", { name: "Find customer" }).fill("Tel. 480 555 ０１７１ x9");
  await expect(page.getByRole("option", { name: "Orla Quist" })).toBeVisible();
});
