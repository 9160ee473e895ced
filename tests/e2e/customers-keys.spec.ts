import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { cents } from "../../src/shared/money";

/** The customers' screen and the searches by keys alone: where the focus is, and what the next key does. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });
const openRow = (page: Page): Locator => page.locator('.table-row[aria-selected="true"]');

/** `/`, the clue, Enter: as a hand does it. */
async function find(page: Page, clue: string, name: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(clue);
  await page.keyboard.press("Enter");
  await expect(customer(page).getByRole("heading", { name })).toBeVisible();
}

test("after the search the keys belong to the customer who was opened, however far down the list", async ({ app }) => {
  const { page, ask } = app;
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
    ["a", page.getByRole("dialog", { name: "Add card" })],
    ["e", page.getByRole("heading", { name: "Edit customer" })],
    ["c", field(page, "Amount")],
  ] as const) {
    await find(page, "lastinline", "Zzaro Lastinline");
    await page.keyboard.press(key);
    await expect(there).toBeVisible();
    if (key !== "c") await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox")).toHaveValue("");
  }
  await expect(field(page, "Amount")).toBeFocused();
  await expect(page.getByRole("strong").filter({ hasText: "Zzaro Lastinline" })).toBeVisible();

  // From a screen that has nothing to do with customers.
  await page.keyboard.press("Control+5");
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  await find(page, "rosa diaz", "Rosa Diaz");
  await expect(openRow(page)).toContainText("Rosa Diaz");
  await expect(openRow(page)).toBeFocused();
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
  await page.keyboard.press("Enter");
  const payment = page.getByRole("region", { name: "Payment", exact: true });
  await expect(payment).toContainText("$77.01");
  await expect(openRow(page)).toContainText("$77.01");
  await expect(openRow(page)).toBeFocused();
  await expect(button(payment, "Receipt")).toBeEnabled();
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Receipt" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(openRow(page)).toBeFocused();
});

test("Escape leaves a customer's form, and asks first when something was changed", async ({ app: { page } }) => {
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await page.keyboard.press("Control+2");
  await find(page, "rosa diaz", "Rosa Diaz");
  await page.keyboard.press("e");
  await expect(field(page, "Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button(customer(page), "Edit")).toBeVisible();
  await expect(openRow(page)).toBeFocused();

  await page.keyboard.press("e");
  await field(page, "City").fill("Elsewhere");
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(field(page, "City")).toBeFocused();
  await expect(field(page, "City")).toHaveValue("Elsewhere");
  await page.keyboard.press("Escape");
  await button(question, "Discard").press("Enter");
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
  await button(question, "Discard").press("Enter");
  await expect(customer(page)).toContainText("A customer opens here");
});

test("after each dialog the focus returns where the hand expects it", async ({ app }) => {
  const { page, ask } = app;
  const { id } = await ask("customers.create", { fields: { name: "Fanny Focus", email: "fanny@example.com" } });
  for (const number of ["4012000098765439", "5146315000000055"])
    await ask("cards.add", { customerId: id, card: typedCard({ number, cvv: "999", holder: null }), channel: "phone" });
  await page.keyboard.press("Control+2");
  await find(page, "fanny focus", "Fanny Focus");
  const cards = customer(page).getByRole("list", { name: "Cards on file" }).getByRole("listitem");
  const dialog = page.getByRole("dialog");
  const closed = async (): Promise<void> => expect(dialog).toHaveCount(0);

  await test.step("Add card by its key, left: the row", async () => {
    await expect(openRow(page)).toBeFocused();
    await page.keyboard.press("a");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await closed();
    await expect(openRow(page)).toBeFocused();
  });
  await test.step("Add card by its button, saved: that button", async () => {
    await button(page, "Add card").press("Enter");
    await expect(field(page, "Card number")).toBeFocused();
    await page.keyboard.type("4111111111111111122999985284");
    await page.keyboard.press("Enter");
    await closed();
    await expect(cards).toHaveCount(3);
    await expect(button(page, "Add card")).toBeFocused();
  });
  await test.step("Make default: the same card, which is the first now", async () => {
    const last4 = (await cards.nth(2).textContent())?.match(/ending (\d{4})/)?.[1] ?? "";
    await button(cards.nth(2), "Make default").press("Enter");
    await expect(cards.first()).toContainText(`ending ${last4}`);
    await expect(cards.first()).toContainText("Default");
    await expect(button(cards.first(), "Replace")).toBeFocused();
  });
  await test.step("Undo: not lost", async () => {
    await button(page, "Undo").press("Enter");
    await expect(page.getByText("is the default again.")).toBeVisible();
    await expect(openRow(page)).toBeFocused();
  });
  await test.step("Remove, kept: its button", async () => {
    await button(cards.nth(1), "Remove").press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await closed();
    await expect(button(cards.nth(1), "Remove")).toBeFocused();
  });
  await test.step("Replace, done: the card in its place", async () => {
    await button(cards.nth(1), "Replace").press("Enter");
    await expect(field(page, "Card number")).toBeFocused();
    await page.keyboard.type("4242424242424242122912385284");
    await page.keyboard.press("Enter");
    await closed();
    const placed = cards.filter({ hasText: "ending 4242" });
    await expect(button(placed, "Make default")).toBeFocused();
  });
  await test.step("Remove, done: the next card; without one, Add card", async () => {
    for (const left of [2, 1, 0]) {
      await button(cards.last(), "Remove").press("Enter");
      await button(dialog, "Remove card").press("Enter");
      await closed();
      await expect(cards).toHaveCount(left);
      const next = left === 0 ? button(page, "Add card") : cards.first().getByRole("button").first();
      await expect(next).toBeFocused();
    }
  });
  await test.step("New customer, saved: the new row; deleted: the row in its place", async () => {
    await page.keyboard.press("n");
    await expect(field(page, "Name")).toBeFocused();
    await page.keyboard.type("Fanny Further");
    await page.keyboard.press("Enter");
    await expect(customer(page).getByRole("heading", { name: "Fanny Further" })).toBeVisible();
    await expect(openRow(page)).toContainText("Fanny Further");
    await expect(openRow(page)).toBeFocused();
    await button(page, "Delete customer").press("Enter");
    await button(dialog, "Delete customer").press("Enter");
    await closed();
    await expect(customer(page)).toContainText("A customer opens here");
    await expect(page.getByRole("table", { name: "Customers" })).not.toContainText("Fanny Further");
    await expect(page.locator(".table-row:focus")).toHaveCount(1);
  });
});
