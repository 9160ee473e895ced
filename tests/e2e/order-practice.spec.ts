import type { Locator, Page } from "@playwright/test";
import { passesAxe } from "./sight";
import { expect, test, verdict } from "./payarc";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const sheet = (page: Page): Locator => page.getByRole("dialog", { name: "Practice cards" });

for (const [account, clue, last4, word] of [
  ["training", "always declined", "0002", "Declined"],
  ["training_justifi", "insufficient funds", "9995", "Declined"],
] as const) {
  test(`practice cards of ${account} are one key away; one fills the order, and Enter there charges`, async ({
    app,
  }) => {
    const { page } = app;
    await app.ask("accounts.use", { id: account });
    await page.reload();
    await expect(field(page, "Amount")).toBeFocused();
    await page.keyboard.type("1200");
    await page.keyboard.press("Alt+r");
    await expect(sheet(page).getByRole("button").first()).toBeVisible();
    await page.keyboard.type(clue);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(sheet(page)).toHaveCount(0);
    await expect(field(page, "Card number")).toHaveValue(new RegExp(`${last4}$`));
    await expect(field(page, "Amount")).toHaveValue("12.00");
    await expect(field(page, "ZIP")).toBeFocused();
    expect(await app.ask("attempts.list", { limit: 10 })).toEqual([]);
    await page.keyboard.press("Enter");
    await expect(verdict(page, word)).toBeVisible();
  });
}

test("an amount or a ZIP to practise with comes with a card that is good; nothing for axe to find", async ({ app }) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.press("Alt+r");
  await expect(sheet(page).getByRole("button").first()).toBeVisible();
  await passesAxe(app);
  await page.keyboard.type("approved in part");
  await page.keyboard.press("Enter");
  await expect(field(page, "Amount")).toHaveValue("3,000.00");
  await expect(field(page, "Card number")).toHaveValue(/5439$/);
  await expect(sheet(page)).toHaveCount(0);
  await page.keyboard.press("Alt+r");
  await expect(sheet(page).getByRole("button").first()).toBeVisible();
  await page.keyboard.type("neither");
  await page.keyboard.press("Enter");
  await expect(field(page, "ZIP")).toHaveValue("22222");
  await expect(page.getByRole("button", { name: "Charge $3,000.00" })).toBeVisible();
});
