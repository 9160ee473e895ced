import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";
import { enterOn } from "./enter-on";

/** What the keys of the order screen do; where the focus goes on is in focus.spec.ts. By keyboard alone. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

test("a parked order is resumed at its first empty field, a cleared one comes back by Undo", async ({
  app: { page },
}) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("4500");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012");
  await page.keyboard.press("Alt+p");
  await expect(field(page, "Amount")).toHaveValue("");
  await enterOn(button(page, "Parked 1"));
  await enterOn(button(page, "Resume $45.00, No customer"));
  await expect(field(page, "Card number")).toBeFocused();
  await expect(field(page, "Amount")).toHaveValue("45.00");

  await page.keyboard.press("Alt+l");
  await expect(field(page, "Amount")).toHaveValue("");
  await enterOn(button(page, "Undo"));
  await expect(field(page, "Amount")).toHaveValue("45.00");
  await expect(field(page, "Card number")).toBeFocused();
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
  await enterOn(button(page, "Charge $12.00"));
  await expect(field(page, "Cardholder name")).toBeFocused();
  await field(page, "Cardholder name").fill("Rosa Diaz");
  await enterOn(button(page, "Charge $12.00"));
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
