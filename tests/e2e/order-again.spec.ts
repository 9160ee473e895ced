import type { Locator, Page } from "@playwright/test";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";
import { enterOn } from "./enter-on";

/** The caller is still on the line: what a no leaves in the form, and where the hand goes on. */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const step = (page: Page, name: string): Locator => result(page).getByRole("button", { name, exact: true });

for (const [word, amount, shown, next] of [
  ["Declined", "201200", "2,012.00", "Another card, same amount"],
  ["Reversed", "301000", "3,010.00", "Type a card, same amount"],
] as const) {
  test(`after ${word} Enter is a card for the same amount, and a ZIP typed again replaces the kept one`, async ({
    app: { page },
  }) => {
    await typeOrder(page, amount);
    await page.keyboard.press("Enter");
    await expect(verdict(page, word)).toBeVisible();
    await expect(step(page, next)).toBeFocused();
    await hasRead(page);
    await page.keyboard.press("Enter");
    await expect(field(page, "Card number")).toBeFocused();
    await expect(field(page, "Amount")).toHaveValue(shown);
    await expect(field(page, "ZIP")).toHaveValue("85284");
    await page.keyboard.type("514631500000005512309988");
    await page.keyboard.type("5284");
    await expect(field(page, "ZIP")).toHaveValue("85284");
    await expect(field(page, "CVV")).toHaveValue("•••");
    // Once it was typed, keys are added to it as in any field.
    await field(page, "CVV").focus();
    await enterOn(field(page, "CVV"));
    await page.keyboard.type("-1");
    await expect(field(page, "ZIP")).toHaveValue("85284-1");
  });
}

test("after Not charged Enter is a card too, and N wipes the order", async ({ startOnPayarc, payarc }) => {
  const { page } = await startOnPayarc();
  await payarc.control.lineDown();
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  await expect(step(page, "Type a card, same amount")).toBeFocused();
  await payarc.control.lineUp();
  await hasRead(page);
  await page.keyboard.press("n");
  await expect(field(page, "Amount")).toBeFocused();
  for (const name of ["Amount", "ZIP"]) await expect(field(page, name)).toHaveValue("");
});

test("a customer’s declined card is not tried again by a hasty Enter: the next card is typed, or chosen", async ({
  app,
}) => {
  const { page } = app;
  await expect.poll(async () => (await app.ask("directory.status", {})).state).toBe("ready");
  await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
  await page.getByRole("option", { name: "Rosa Diaz" }).first().click();
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("201200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Declined")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Another card" })).toBeChecked();
  await expect(field(page, "Amount")).toHaveValue("2,012.00");
  // The second Enter may come before the field of the number is there; then it goes nowhere.
  await expect(page.locator("input:focus")).toHaveAccessibleName(/^(Card number|Expiry)$/);
  expect(await app.ask("attempts.list", { limit: 10 })).toHaveLength(1);
});

test("a ZIP kept with a parked order is typed over as well", async ({ app: { page } }) => {
  await typeOrder(page, "4400");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("park this");
  await expect(page.getByRole("option", { name: "Park this order" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Parked 1" }).click();
  await enterOn(page.getByRole("button", { name: /^Resume/ }));
  await expect(field(page, "ZIP")).toHaveValue("85284");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("514631500000005512309988");
  await page.keyboard.type("5284");
  await expect(field(page, "ZIP")).toHaveValue("85284");
});
