import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";

/** What is too long or refused is told at its field, in every form of a customer and a card; nothing is cut. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });
const cards = (page: Page): Locator => page.getByRole("list", { name: "Cards on file" }).getByRole("listitem");

const LONG_NAME = "The Honourable Society of Bell Ringers of Upper Sonora";

test("a name and an address that are too long stay as typed, and their fields say so", async ({
  startOnPayarc,
  payarc,
}) => {
  const { page } = await startOnPayarc();
  await page.getByRole("link", { name: "Customers" }).click();
  await button(page, "New customer").click();
  await field(page, "Name").fill(LONG_NAME);
  await field(page, "ZIP").fill("85284-1234-5678");
  await field(page, "Email").fill("secretary.of.the.society@bell-ringers.example.org");
  await page.keyboard.press("Enter");
  await expect(field(page, "Name")).toHaveValue(LONG_NAME);
  await expect(field(page, "Name")).toBeFocused();
  await expect(field(page, "Name")).toHaveAccessibleDescription(/^At most 50 characters; this has 54\./);
  await expect(field(page, "ZIP")).toHaveAccessibleDescription(/^At most 10 characters; this has 15\./);
  await expect(field(page, "Email")).toHaveAccessibleDescription(/5 to 40 characters; this one has 49/);
  expect(payarc.control.requests().filter(({ method }) => method === "POST")).toEqual([]);

  await field(page, "Name").fill(LONG_NAME.slice(0, 50));
  await expect(field(page, "Name")).toHaveAccessibleDescription("");
  await field(page, "ZIP").fill("85284");
  await field(page, "Email").fill("bells@example.org");
  // What the processor refuses has the hand at its field.
  const errors = { phone: ["The phone is not known."] };
  const body = { message: "The given data was invalid.", errors };
  payarc.control.failNext(
    { method: "POST", path: "/customers" },
    { kind: "status", when: "before", status: 422, body },
  );
  await page.keyboard.press("Enter");
  await expect(field(page, "Phone")).toHaveAccessibleDescription(/The phone is not known\./);
  await expect(field(page, "Phone")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(customer(page).getByRole("heading", { name: LONG_NAME.slice(0, 50) })).toBeVisible();

  // In the order's own fields too.
  await page.getByRole("link", { name: "Order", exact: true }).click();
  await button(page, "More").click();
  await field(page, "Note").fill("n".repeat(230));
  await expect(field(page, "Note")).toHaveValue("n".repeat(230));
  await expect(field(page, "Note")).toHaveAccessibleDescription(/^At most 200 characters; this has 230\./);
});

test("what the processor refuses of a card stands at the field that it is about", async ({ startOnPayarc, payarc }) => {
  const { page, ask } = await startOnPayarc();
  const made = await ask("customers.create", { fields: { name: "7th Avenue Music", email: "7@example.com" } });
  await page.goto(`${page.url().split("#")[0]}#/customers/${made.id}`);
  await button(page, "Add card").click();
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("4012000098765439122999985284");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add card" });
  await expect(field(page, "Cardholder name")).toHaveAccessibleDescription("The card holder name format is invalid.");
  await expect(field(page, "Cardholder name")).toBeFocused();
  await expect(dialog.getByRole("alert")).toHaveText("The card is not saved yet. Look at Cardholder name.");
  // It is selected, so that the right name takes its place.
  await page.keyboard.type("Ann Cruz");
  await expect(field(page, "Cardholder name")).toHaveValue("Ann Cruz");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(cards(page)).toHaveCount(1);

  await button(cards(page), "Replace").click();
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("4111111111111111122912385284");
  await field(page, "Cardholder name").fill("Ann Cruz");
  await page.keyboard.press("Enter");
  await expect(field(page, "CVV")).toHaveAccessibleDescription(/CVV/i);
  await expect(field(page, "CVV")).toBeFocused();
  await expect(page.getByRole("alert")).toHaveText("The card is not saved yet. Look at CVV.");

  // Two fields at once, one of them under another name, and one that this form does not have.
  payarc.control.failNext(
    { method: "POST", path: "/tokens" },
    {
      kind: "status",
      when: "before",
      status: 422,
      body: {
        message: "The given data was invalid.",
        errors: {
          "card.card_holder_name": ["The name on the card is not known."],
          exp_year: ["The exp year is too far."],
          terms: ["The terms are to be accepted."],
        },
      },
    },
  );
  await field(page, "CVV").fill("999");
  await page.keyboard.press("Enter");
  await expect(field(page, "Expiry")).toHaveAccessibleDescription("The exp year is too far.");
  await expect(field(page, "Cardholder name")).toHaveAccessibleDescription("The name on the card is not known.");
  await expect(page.getByRole("alert")).toContainText("The terms are to be accepted.");
});

test("what the processor refuses of an order stands at its field when the order is tried again", async ({
  startOnPayarc,
}) => {
  const { page } = await startOnPayarc();
  await button(page, "More").click();
  await field(page, "Cardholder name").fill("7th Avenue Music");
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toHaveValue("12.00");
  await expect(field(page, "Cardholder name")).toHaveValue("7th Avenue Music");
  await expect(field(page, "Cardholder name")).toHaveAccessibleDescription("The card holder name format is invalid.");
  await expect(field(page, "Cardholder name")).toBeFocused();
  await field(page, "Cardholder name").fill("Ann Cruz");
  await expect(field(page, "Cardholder name")).toHaveAccessibleDescription("");
});
