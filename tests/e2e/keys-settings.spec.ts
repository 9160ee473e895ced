import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./app";
import { pressEach } from "./press-each";

/** The keys of the guide and of Settings, each pressed (keys.spec.ts has the others). */

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const stub = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

test("the guide", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  await pressEach(page, "guide", {
    goOn: async (press) => {
      await press();
      await expect(field(page, "Business name")).toBeFocused();
    },
    leave: async (press) => {
      await press();
      await expect(stub(page, "Guide · 1 of 4")).toBeHidden();
      await expect(field(page, "Amount")).toBeFocused();
    },
  });
});

test("settings", async ({ app: { page } }) => {
  await page.keyboard.press("Control+7");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  const leadsTo = (name: string) => async (press: () => Promise<void>) => {
    await press();
    await expect(stub(page, name)).toBeFocused();
    await expect(stub(page, name)).toBeInViewport();
  };
  await pressEach(page, "settings", {
    connection: leadsTo("Connection"),
    desk: leadsTo("This desk"),
    surcharge: leadsTo("Surcharge"),
    receipts: leadsTo("Receipts"),
    rules: leadsTo("Safety rules"),
    network: leadsTo("Network"),
    data: leadsTo("Data on this computer"),
    updates: leadsTo("Updates"),
    desks: leadsTo("Desks"),
    people: leadsTo("People"),
    training: leadsTo("Training"),
    undo: async (press) => {
      const name = field(page, "Desk name");
      await name.fill("Slip");
      await press();
      await expect(name).toHaveValue("Front desk");
      await press();
      await expect(stub(page, "This desk")).toBeFocused();
    },
  });
});
