import type { Locator, Page } from "@playwright/test";
import { noLooks } from "../fixtures/held-back";
import { pressQuickly, type App } from "./app";
import { expect, hasRead, test } from "./payarc";

/**
 * The order desk, by keyboard, in the real app against Training. Scripted amounts and ZIPs are Training's (its list is
 * in Settings).
 */
const VISA = "4012000098765439";
const MASTERCARD = "5146315000000055";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });

const heading = (page: Page, name: string): Locator => result(page).getByRole("heading", { name, exact: true });

/** Types a whole order as a hand does: no clicks, no Tab. */
async function typeOrder(
  page: Page,
  order: { cents: string; card?: string; expiry?: string; cvv?: string; zip?: string },
): Promise<void> {
  const { cents, card = VISA, expiry = "1229", cvv = "999", zip = "85284" } = order;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(card + expiry + cvv + zip);
  await page.keyboard.press("Enter");
}

/** New order by its key, once the result could be read. */
async function nextOrder(page: Page): Promise<void> {
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
}

/** How many charges Training has taken, straight from its list. */
async function charges(app: App): Promise<number> {
  const { total, payments } = await app.ask("payments.list", { cursor: null, limit: 100 });
  return total ?? payments.length;
}

/** Counts what hands do from now on: keys by kind, and presses of a pointer. */
async function countHands(
  page: Page,
): Promise<() => Promise<{ characters: number; enters: number; others: number; clicks: number }>> {
  await page.evaluate(() => {
    const counts = { characters: 0, enters: 0, others: 0, clicks: 0 };
    Object.assign(window, { handCounts: counts });
    document.addEventListener(
      "keydown",
      ({ key }) => {
        if (key.length === 1) counts.characters += 1;
        else if (key === "Enter") counts.enters += 1;
        else counts.others += 1;
      },
      true,
    );
    document.addEventListener("pointerdown", () => (counts.clicks += 1), true);
  });
  return () =>
    page.evaluate(
      () =>
        (window as unknown as { handCounts: { characters: number; enters: number; others: number; clicks: number } })
          .handCounts,
    );
}

test("a phone order is 33 characters, two Enters and no mouse", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  const hands = await countHands(page);
  await page.keyboard.type("12500");
  await expect(field(page, "Amount")).toHaveValue("125.00");
  await page.keyboard.press("Enter");
  await page.keyboard.type(VISA);
  await page.keyboard.type("1229");
  await page.keyboard.type("999");
  await page.keyboard.type("85284");
  await expect(page.getByRole("button", { name: "Charge $125.00" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("$125.00");
  await expect(result(page)).toContainText("Visa ···· 5439");
  expect(await hands()).toEqual({ characters: 33, enters: 2, others: 0, clicks: 0 });
  await expect(page.getByRole("button", { name: "New order" })).toBeFocused();
});

test("a known customer is four actions: clue, Enter, amount, Enter", async ({ app }) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  const hands = await countHands(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Find customer" })).toBeFocused();
  await page.keyboard.type("rosa diaz");
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("4200");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("Rosa Diaz");
  expect(await hands()).toMatchObject({ enters: 2, others: 0, clicks: 0 });
});

test("search results are options named by the customer", async ({ app }) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa");
  await expect(page.getByRole("option", { name: "Rosa Diaz" })).toBeVisible();
  await page.getByRole("option", { name: "Rosa Diaz" }).click();
  await expect(page.getByRole("radiogroup", { name: "Card" })).toBeVisible();
});

test("every field takes fill() as well as keys", async ({ app: { page } }) => {
  await field(page, "Amount").fill("1,250.50");
  await expect(field(page, "Amount")).toHaveValue("1,250.50");
  await field(page, "Card number").fill("4012 0000 9876 5439");
  await field(page, "Expiry").fill("12/29");
  await field(page, "CVV").fill("999");
  await field(page, "ZIP").fill("85284");
  await page.getByRole("radio", { name: "Mail" }).check();
  await page.getByRole("switch", { name: "Authorize only" }).check();
  await page.getByRole("button", { name: "More", exact: true }).click();
  for (const [name, value] of [
    ["Cardholder name", "Rosa Diaz"],
    ["Address line 1", "8320 S Hardy Dr"],
    ["City", "Tempe"],
    ["State", "AZ"],
    ["Country", "US"],
    ["Email", "rosa@example.com"],
    ["Phone", "602 555 0100"],
    ["Statement description", "MERIDIAN DENTAL"],
    ["Note", "Crown, deposit"],
  ] as const) {
    await field(page, name).fill(value);
  }
  await page.getByRole("button", { name: "Authorize $1,250.50" }).click();
  await expect(heading(page, "Authorized")).toBeVisible();
  await expect(result(page)).toContainText("mail order");
});

test("a double Enter is one charge, and its result stays to be read", async ({ app }) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  const before = await charges(app);
  await page.keyboard.type("7700");
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}122999985284`);
  await pressQuickly(page, ["Enter", "Enter", "Enter"], 50);
  await expect(heading(page, "Approved")).toBeVisible();
  expect(await charges(app)).toBe(before + 1);
});

test("declined: words first, the card is gone, the rest is kept for another try", async ({ app: { page } }) => {
  await typeOrder(page, { cents: "201200", card: MASTERCARD, cvv: "998" });
  await expect(heading(page, "Declined")).toBeVisible();
  await expect(result(page)).toContainText("not enough money or credit");
  await expect(result(page)).toContainText("Say:");
  for (const name of ["Card number", "Expiry", "CVV"]) await expect(field(page, name)).toHaveValue("");
  await expect(page.getByRole("button", { name: "Another card, same amount" })).toBeFocused();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Card number")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("2,012.00");
  await expect(field(page, "ZIP")).toHaveValue("85284");
});

test("the same card and amount within the day is asked about; nothing typed is lost", async ({ app }) => {
  const { page } = app;
  await typeOrder(page, { cents: "3300" });
  await expect(heading(page, "Approved")).toBeVisible();
  await nextOrder(page);
  const before = await charges(app);
  await typeOrder(page, { cents: "3300" });
  await expect(heading(page, "Charged before?")).toBeVisible();
  expect(await charges(app)).toBe(before);
  await hasRead(page);
  await page.keyboard.press("Escape");
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await expect(field(page, "CVV")).toHaveValue("•••");
  await page.getByRole("button", { name: "Charge $33.00" }).click();
  await expect(heading(page, "Charged before?")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("c");
  await expect(heading(page, "Approved")).toBeVisible();
  expect(await charges(app)).toBe(before + 1);
});

test("a lost answer is checking, is in sight on every screen, and becomes the truth by itself", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page } = await startOnPayarc();
  payarc.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "after" });
  noLooks(payarc.control, "/charges");
  await field(page, "Amount").focus();
  await typeOrder(page, { cents: "1200" });
  await expect(heading(page, "Checking")).toBeVisible();
  await expect(page.getByRole("button", { name: "Checking 1" })).toBeVisible();
  await page.getByRole("link", { name: "Customers" }).click();
  await expect(page.getByRole("button", { name: "Checking 1" })).toBeVisible();
  await page.getByRole("link", { name: "Order" }).click();
  payarc.control.clearFaults();
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Checking 0" })).toBeVisible();
});

test("part of the amount: the rest on another card", async ({ app: { page } }) => {
  await typeOrder(page, { cents: "300000" });
  await expect(heading(page, "Partly approved")).toBeVisible();
  // The focus is on the rest: a hasty Enter does not put away a sale that is half paid.
  await expect(page.getByRole("button", { name: "Charge the rest" })).toBeFocused();
  await page.getByRole("button", { name: "Charge the rest" }).click();
  await expect(field(page, "Amount")).toHaveValue("1,500.00");
  await expect(field(page, "Card number")).toBeFocused();
});

test("take it back from the result", async ({ app: { page } }) => {
  await typeOrder(page, { cents: "5500" });
  await expect(heading(page, "Approved")).toBeVisible();
  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Take it back" });
  await expect(dialog.getByRole("textbox", { name: "Amount" })).toHaveValue("55.00");
  await dialog.getByRole("combobox", { name: "Reason" }).selectOption("duplicate");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByRole("heading", { name: "Voided" })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("Voided · $55.00");
  await expect(result(page)).toContainText("I have cancelled");
  // What the caller was to be told before is no longer true.
  await expect(result(page)).not.toContainText("It went through");
  await expect(page.getByRole("button", { name: "Take it back" })).toHaveCount(0);
});

test("save the card after the sale, to a new customer", async ({ app }) => {
  const { page } = app;
  await typeOrder(page, { cents: "6600" });
  await expect(heading(page, "Approved")).toBeVisible();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "Save card" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nora Keeps");
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("Card saved for Nora Keeps.");
  await expect.poll(async () => (await app.ask("customers.search", { clue: "Nora Keeps", limit: 5 })).length).toBe(1);
});

test("save the card with the sale: the name is asked for, the consent is there to be read", async ({ app }) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.getByRole("switch", { name: "Save card" }).check();
  await expect(page.getByText("Read out and agreed to by phone")).toBeVisible();
  await field(page, "Amount").focus();
  await typeOrder(page, { cents: "2500" });
  await expect(field(page, "Cardholder name")).toBeFocused();
  await page.keyboard.type("Nora Later");
  await page.getByRole("button", { name: "Charge $25.00" }).click();
  await expect(result(page)).toContainText("Card saved for Nora Later.");
  await expect(page.getByRole("button", { name: "Save card" })).toHaveCount(0);
});
