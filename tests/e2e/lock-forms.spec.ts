import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./app";
import { enterOn } from "./enter-on";

/** Forms that are half typed when it locks. */

const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });
const OWNER_PIN = "414243";
const FRONT_PIN = "111213";

async function unlock(page: Page, name: string, pin: string): Promise<void> {
  await expect(page.getByRole("combobox", { name: "Person" })).toBeFocused();
  await page.keyboard.type(name.slice(0, 3).toLowerCase());
  await page.keyboard.type(pin);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("what is half typed in any form is gone from the locked page and back for whoever typed it, and for nobody else", async ({
  app,
}) => {
  const { page, ask } = app;
  const owner = (await ask("app.state", {})).person;
  await ask("people.change", { id: owner.id, name: "Olga Owner" });
  await ask("people.setPin", { id: owner.id, current: null, pin: OWNER_PIN });
  await ask("people.add", { name: "Fay Front", role: "front_desk", pin: FRONT_PIN });
  const row = (table: string) => page.getByRole("table", { name: table }).locator(".table-row").first();
  const openNote = async (): Promise<void> => {
    await button(page, "Add a note or fields").click();
    await expect(field(page, "Note")).toBeVisible();
  };
  const openTakeBack = async (): Promise<void> => {
    await button(page, "Take it back").click();
    await expect(field(page, "Description")).toBeVisible();
  };
  const openCustomer = async (): Promise<void> => {
    await button(page, "Edit").click();
    await expect(field(page, "Phone")).toBeVisible();
  };
  const openPerson = async (): Promise<void> => {
    await button(page, "Add person").click();
    await expect(field(page, "Name")).toBeVisible();
  };
  const forms = [
    {
      at: async () => {
        await page.keyboard.press("Control+2");
        await enterOn(row("Customers"));
      },
      open: openCustomer,
      name: "Description",
      typed: "Half a description",
    },
    {
      at: async () => {
        await page.keyboard.press("Control+7");
      },
      open: openPerson,
      name: "Name",
      typed: "Half a na",
    },
    { at: async () => undefined, open: async () => undefined, name: "Desk name", typed: "Half a desk" },
    {
      at: async () => {
        await ask("accounts.use", { id: "training_justifi" });
        await ask("payments.charge", keyedOrder({ amount: cents(4_100) }));
        await page.keyboard.press("Control+3");
        await enterOn(row("Payments"));
      },
      open: openNote,
      name: "Note",
      typed: "Half a note about the crown",
    },
    { at: async () => undefined, open: openTakeBack, name: "Description", typed: "Half of why" },
  ];
  for (const { at, open, name, typed } of forms)
    await test.step(typed, async () => {
      await at();
      await open();
      const before = await field(page, name).inputValue();
      await field(page, name).fill(typed);
      await page.keyboard.press("Control+l");
      await expect(dialog(page, "Locked")).toBeVisible();
      expect(await page.content()).not.toContain(typed);
      await unlock(page, "Olga Owner", OWNER_PIN);
      await expect(page.getByText("What you were typing is kept.")).toBeVisible();
      await open();
      await expect(field(page, name)).toHaveValue(typed);
      if (typed !== "Half a description") {
        await field(page, name).fill(before);
        if (name !== "Desk name") await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
        return;
      }
      // Another person at this desk finds the customer as the processor has them; the first one finds the text again.
      await page.keyboard.press("Control+l");
      await unlock(page, "Fay Front", FRONT_PIN);
      await open();
      await expect(field(page, name)).toHaveValue(before);
      await page.keyboard.press("Control+l");
      await unlock(page, "Olga Owner", OWNER_PIN);
      await open();
      await expect(field(page, name)).toHaveValue(typed);
      await page.keyboard.press("Escape");
      await button(page, "Discard").click();
    });
  // Nothing that was only half typed was kept as if it were said.
  expect((await ask("app.state", {})).desk).not.toBe("Half a desk");
});
