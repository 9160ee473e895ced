import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";

/** Where the hand is after each thing on the order screen, and what its keys do. By keyboard alone. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });

/** From where, by what, to where. */
const TABLE: readonly {
  readonly what: string;
  readonly from: string;
  readonly by: (page: Page) => Promise<void>;
  readonly to: (page: Page) => Locator;
}[] = [
  { what: "More opens", from: "ZIP", by: press("Alt+m"), to: (page) => field(page, "Cardholder name") },
  { what: "More closes over the hand", from: "Note", by: press("Alt+m"), to: (page) => field(page, "Amount") },
  {
    what: "practice cards are looked at",
    from: "Expiry",
    by: lookedAt("Alt+r", "Practice cards"),
    to: (page) => field(page, "Expiry"),
  },
  {
    what: "the palette is looked at",
    from: "ZIP",
    by: lookedAt("Control+k", "Do anything"),
    to: (page) => field(page, "ZIP"),
  },
  {
    what: "the accounts are looked at",
    from: "CVV",
    by: lookedAt("Control+o", "Accounts"),
    to: (page) => field(page, "CVV"),
  },
  { what: "a stack begins", from: "ZIP", by: press("Alt+k"), to: (page) => field(page, "Control total") },
  { what: "a stack ends", from: "Control total", by: press("Alt+k"), to: (page) => field(page, "Amount") },
  {
    what: "a field of one’s own is added",
    from: "Note",
    by: async (page) => button(page, "+ Add a field").press("Enter"),
    to: (page) => field(page, "Name of field 1"),
  },
  {
    what: "the last field of one’s own is removed",
    from: "Name of field 1",
    by: async (page) => button(page, "Remove field 1").press("Enter"),
    to: (page) => button(page, "+ Add a field"),
  },
  { what: "the order is cleared", from: "ZIP", by: press("Alt+l"), to: (page) => field(page, "Amount") },
];

function press(key: string): (page: Page) => Promise<void> {
  return (page) => page.keyboard.press(key);
}

function lookedAt(key: string, name: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press(key);
    await expect(dialog(page, name)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
}

test("the focus is where the hand expects it", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  for (const { what, from, by, to } of TABLE) {
    await test.step(what, async () => {
      if (!(await field(page, from).isVisible())) await page.keyboard.press("Alt+m");
      await field(page, from).focus();
      await by(page);
      await expect(to(page)).toBeFocused();
    });
  }
});

test("a parked order is resumed at its first empty field, a cleared one comes back by Undo", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("4500");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012");
  await page.keyboard.press("Alt+p");
  await expect(field(page, "Amount")).toHaveValue("");
  await button(page, "Parked 1").press("Enter");
  await button(page, "Resume $45.00, No customer").press("Enter");
  await expect(field(page, "Card number")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("45.00");

  await page.keyboard.press("Alt+l");
  await expect(field(page, "Amount")).toHaveValue("");
  await button(page, "Undo").press("Enter");
  await expect(field(page, "Amount")).toHaveValue("45.00");
  await expect(field(page, "Card number")).toBeFocused();
});

test("each dialog of a result gives the focus back to the next step", async ({ app: { page } }) => {
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  for (const [key, name] of [
    ["r", "Receipt"],
    ["s", "Save card"],
    ["t", "Take it back"],
  ] as const) {
    await lookedAt(key, name)(page);
    await expect(button(page, "New order")).toBeFocused();
  }
});

test("a switch is turned by its key in any field, and Enter on it does what the button shows", async ({ app }) => {
  const { page } = app;
  await typeOrder(page, "8800");
  await expect(field(page, "ZIP")).toBeFocused();
  await page.keyboard.press("Alt+a");
  await expect(page.getByRole("switch", { name: "Authorize only" })).toBeChecked();
  await expect(field(page, "ZIP")).toHaveValue("85284");
  await expect(button(page, "Authorize $88.00")).toBeVisible();
  await page.getByRole("switch", { name: "Authorize only" }).focus();
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Authorized")).toBeVisible();
  // How long it is held is said to everybody.
  await expect(page.getByRole("region", { name: "Result" })).toContainText("seven days");

  // What is missing is said, as the button says it; the radio buttons are no other.
  await hasRead(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+c");
  await page.getByRole("radio", { name: "Mail" }).focus();
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toBeFocused();
  await expect(field(page, "Amount")).toHaveAccessibleDescription("Type an amount.");
});

test("what is too long is told at its field and kept whole; nothing is sent", async ({ app }) => {
  const { page } = app;
  await typeOrder(page, "1200");
  await page.keyboard.press("Alt+m");
  const name = "Rosa ".repeat(14).trim();
  await field(page, "Cardholder name").fill(name);
  await expect(field(page, "Cardholder name")).toHaveValue(name);
  await expect(field(page, "Cardholder name")).toHaveAccessibleDescription("At most 60 characters; this has 69.");
  await field(page, "Note").fill("n".repeat(201));
  await expect(field(page, "Note")).toHaveAccessibleDescription("At most 200 characters; this has 201.");
  await button(page, "Charge $12.00").press("Enter");
  await expect(field(page, "Cardholder name")).toBeFocused();
  await field(page, "Cardholder name").fill("Rosa Diaz");
  await button(page, "Charge $12.00").press("Enter");
  await expect(field(page, "Note")).toBeFocused();
  expect(await app.ask("attempts.list", { limit: 10 })).toEqual([]);
  // A ZIP with its state behind it is not cut to another one.
  await field(page, "ZIP").fill("85284-1234 AZ");
  await field(page, "Note").fill("short");
  await expect(field(page, "ZIP")).toHaveValue("85284-1234 AZ");
  await expect(field(page, "ZIP")).toHaveAccessibleDescription("2 to 10 characters");
});

test("a sentence of the processor about a field stands at that field", async ({ startOnPayarc, payarc }) => {
  const { page } = await startOnPayarc();
  payarc.control.failNext(
    { method: "POST", path: "/charges" },
    {
      kind: "status",
      when: "before",
      status: 422,
      body: { message: "The given data was invalid.", errors: { charge_description: ["No such note is taken here."] } },
    },
  );
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  await expect(field(page, "Note")).toHaveAccessibleDescription("No such note is taken here.");
  await hasRead(page);
  await page.keyboard.press("Enter");
  await expect(field(page, "Note")).toBeFocused();
});
