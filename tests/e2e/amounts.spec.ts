import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";

/** What hands, input methods and clipboards put into Amount: read as it is meant, or told beside the field. */

const amount = (page: Page): Locator => page.getByRole("textbox", { name: "Amount", exact: true });
const charge = (page: Page, sum: string): Locator => page.getByRole("button", { name: `Charge ${sum}`, exact: true });

async function empty(page: Page): Promise<void> {
  await amount(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await expect(amount(page)).toHaveValue("");
}

test("an amount is read as people write it in half of the world, or told", async ({ app: { page } }) => {
  await expect(amount(page)).toBeFocused();
  for (const [typed, shown, sum] of [
    ["1250", "12.50", "$12.50"],
    ["12,5", "12,5", "$12.50"],
    ["12,", "12,", "$12.00"],
    ["1.250,00", "1.250,00", "$1,250.00"],
    ["1,250.00", "1,250.00", "$1,250.00"],
    ["１２５０", "12.50", "$12.50"],
  ] as const) {
    await empty(page);
    await page.keyboard.type(typed);
    await expect(amount(page)).toHaveValue(shown);
    await expect(charge(page, sum)).toBeVisible();
  }
  for (const typed of ["-12.50", "1.250"]) {
    await empty(page);
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: "Not clearly an amount" })).toBeVisible();
    await expect(amount(page)).toHaveValue(typed);
  }
  await empty(page);
  await page.keyboard.type("12x");
  await expect(page.getByText("Digits, and a point before the cents")).toBeVisible();
  await page.keyboard.type("00");
  await expect(amount(page)).toHaveValue("12.00");
  await expect(page.getByText("Digits, and a point before the cents")).toBeHidden();
});

test("an input method is left alone until it has ended", async ({ app: { page } }) => {
  await expect(amount(page)).toBeFocused();
  const keys = await page.context().newCDPSession(page);
  for (const composed of ["1250", "１２５０"]) {
    await empty(page);
    for (let end = 1; end <= composed.length; end++) {
      const text = composed.slice(0, end);
      await keys.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
      await expect(amount(page)).toHaveValue(text);
    }
    await keys.send("Input.insertText", { text: composed });
    await expect(amount(page)).toHaveValue("12.50");
    await expect(charge(page, "$12.50")).toBeVisible();
  }
});
