import type { Locator, Page } from "@playwright/test";
import { heldBack } from "../fixtures/held-back";
import { expect, test } from "./payarc";
import { enterOn } from "./enter-on";

/**
 * Desk life by hasty hands: what is half typed is never lost, a card number stays nowhere, and the palette does what it
 * says.
 */
const VISA = "4012000098765439";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const heading = (page: Page, name: string): Locator => result(page).getByRole("heading", { name, exact: true });

async function palette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Do anything" })).toBeVisible();
  await page.keyboard.type(words);
  await expect(page.getByRole("option", { name: words })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Do anything" })).toHaveCount(0);
}

async function charge(page: Page, cents: string, zip = "85284"): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(cents);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${VISA}1229999${zip}`);
  await page.keyboard.press("Enter");
}

test("parked and taken up by keys alone, from the palette; the order at hand is parked in its turn", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await palette(page, "Park this order");
  await expect(page.getByText("There is nothing to park")).toBeVisible();
  for (const cents of ["1100", "2200"]) {
    await expect(field(page, "Amount")).toBeFocused();
    await page.keyboard.type(cents);
    await palette(page, "Park this order");
    await expect(field(page, "Amount")).toHaveValue("");
  }
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("9900");
  await page.keyboard.press("Enter");
  await page.keyboard.type(VISA);
  await palette(page, "Parked orders");
  await enterOn(page.getByRole("button", { name: "Resume $11.00, No customer" }));
  await expect(field(page, "Amount")).toHaveValue("11.00");
  await expect(field(page, "Card number")).toHaveValue("");
  await enterOn(page.getByRole("button", { name: "Parked 2" }));
  await expect(page.getByRole("button", { name: "Resume $99.00, No customer" })).toBeVisible();
  // The line that is discarded takes its button along, and the keys are the sheet's all the same.
  await enterOn(page.getByRole("button", { name: "Discard $22.00, No customer" }));
  await expect(page.getByRole("dialog", { name: "Parked orders" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Parked orders" })).toHaveCount(0);
  await expect(page.getByText("Order discarded.")).toBeVisible();
  await enterOn(page.getByRole("button", { name: "Undo" }));
  await expect(page.getByRole("button", { name: "Parked 2" })).toBeVisible();
  await field(page, "Amount").focus();
  // "New phone order" parks what is typed, "Clear this order" does not.
  await palette(page, "New phone order");
  await expect(page.getByRole("button", { name: "Parked 3" })).toBeVisible();
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("5500");
  await page.keyboard.press("Enter");
  await page.keyboard.type(VISA);
  await palette(page, "Clear this order");
  await expect(field(page, "Amount")).toHaveValue("");
  await expect(field(page, "Card number")).toHaveValue("");
  await expect(field(page, "Amount")).toBeFocused();
  await expect(page.getByRole("button", { name: "Parked 3" })).toBeVisible();
});

test("a parked order taken up while an answer is awaited stays parked", async ({ startOnPayarc, payarc }) => {
  const { page } = await startOnPayarc();
  const answer = heldBack("before");
  payarc.control.failNext({ method: "POST", path: "/charges" }, answer.fault);
  await field(page, "Amount").focus();
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1100");
  await palette(page, "Park this order");
  await charge(page, "12500");
  await expect(page.getByText("Sending…").first()).toBeVisible();
  await enterOn(page.getByRole("button", { name: "Parked 1" }));
  await enterOn(page.getByRole("button", { name: "Resume $11.00, No customer" }));
  await expect(page.getByText("Wait for the answer to this order first.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Parked 1" })).toBeVisible();
  await expect(result(page)).toContainText("$125.00");
  await expect(field(page, "Amount")).toHaveValue("125.00");
  answer.letGo();
  await expect(heading(page, "Approved")).toBeVisible();
});

test("a mail order that was parked does not make the next phone order one by mail", async ({ app }) => {
  const { page } = app;
  await page.getByRole("radio", { name: "Mail" }).check();
  await field(page, "Amount").focus();
  await page.keyboard.type("1100");
  await palette(page, "Park this order");
  await page.getByRole("radio", { name: "Phone" }).check();
  await expect.poll(async () => (await app.ask("app.state", {})).settings.channel).toBe("phone");
  await page.getByRole("button", { name: "Parked 1" }).click();
  await enterOn(page.getByRole("button", { name: "Resume $11.00, No customer" }));
  await expect(page.getByRole("radio", { name: "Mail" })).toBeChecked();
  await palette(page, "Clear this order");
  await expect(page.getByRole("radio", { name: "Phone" })).toBeChecked();
});

test("a name and a note without an amount yet are parked too, and so is what a question stands about", async ({
  app,
}) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1100");
  await palette(page, "Park this order");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field(page, "Cardholder name").fill("Rosa Field");
  await field(page, "Note").fill("calls back at five");
  await page.getByRole("button", { name: "Parked 1" }).click();
  await enterOn(page.getByRole("button", { name: "Resume $11.00, No customer" }));
  await expect(field(page, "Amount")).toHaveValue("11.00");
  await page.getByRole("button", { name: "Parked 1" }).click();
  await enterOn(page.getByRole("button", { name: "Resume $0.00, Rosa Field" }));
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(field(page, "Cardholder name")).toHaveValue("Rosa Field");
  await expect(field(page, "Note")).toHaveValue("calls back at five");
  await palette(page, "Clear this order");

  // The same card and amount again is asked about; then another caller is on the line.
  await charge(page, "3300");
  await expect(heading(page, "Approved")).toBeVisible();
  await page.getByRole("button", { name: "New order" }).click();
  await charge(page, "3300");
  await expect(heading(page, "Charged before?")).toBeVisible();
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  const [line] = await app.ask("customers.search", { clue: "a", limit: 1 });
  await page.getByRole("searchbox", { name: "Find customer" }).fill(line?.name ?? "");
  await page
    .getByRole("option", { name: line?.name ?? "" })
    .first()
    .click();
  await expect(field(page, "Amount")).toHaveValue("");
  await page.getByRole("button", { name: "Parked 2" }).click();
  await expect(page.getByRole("button", { name: "Resume $33.00, No customer" })).toBeVisible();
});

test("a card chosen on purpose is the same one after parking", async ({ app }) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  const lines = await app.ask("customers.search", { clue: "a", limit: 50 });
  const many = lines.find(({ cardCount, card, name }) => cardCount > 1 && card !== null && name !== null);
  if (!many?.name) throw new Error("Training has no customer with two cards");
  await page.getByRole("searchbox", { name: "Find customer" }).fill(many.name);
  await page.getByRole("option", { name: many.name }).first().click();
  const cards = page.getByRole("radiogroup", { name: "Card" }).getByRole("radio");
  // All of them, and the one for another card.
  await expect(cards).toHaveCount(many.cardCount + 1);
  const at = (await cards.first().isChecked()) ? 1 : 0;
  const chosen = page.getByRole("radiogroup", { name: "Card" }).getByRole("radio").nth(at);
  await chosen.check();
  await page.getByRole("button", { name: "More", exact: true }).focus();
  await palette(page, "Park this order");
  await palette(page, "Parked orders");
  await enterOn(page.getByRole("button", { name: /^Resume/ }));
  await expect(chosen).toBeChecked();
});
