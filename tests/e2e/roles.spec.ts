import type { Locator, Page } from "@playwright/test";
import type { CommandName } from "../../src/shared/contract";
import { mayRole } from "../../src/shared/may";
import type { Role } from "../../src/shared/people";
import { keyedOrder } from "../fixtures/orders";
import { restricted } from "../fixtures/restricted";
import { cents } from "../../src/shared/money";
import { expect, test, type App } from "./app";
import { enterOn } from "./enter-on";

/** The role table walked by four people in the real window, and a supervisor asked on the spot. */

const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });

const PEOPLE: readonly { readonly name: string; readonly role: Role; readonly pin: string }[] = [
  { name: "Fay Front", role: "front_desk", pin: "111213" },
  { name: "Bo Back", role: "back_office", pin: "212223" },
  { name: "Sue Super", role: "supervisor", pin: "313233" },
];
const OWNER_PIN = "414243";

/** Where each command that not everybody may ask has its button. */
const BUTTONS: readonly { readonly at: (page: Page) => Promise<void>; readonly has: Record<string, CommandName> }[] = [
  {
    at: async (page) => {
      await page.getByRole("link", { name: "Customers" }).click();
      await enterOn(page.getByRole("table", { name: "Customers" }).locator(".table-row").first());
      await expect(page.getByRole("list", { name: "Cards on file" })).toBeVisible();
    },
    has: {
      "Delete customer": "customers.delete",
      "Delete and forget": "customers.forget",
      "Save everything": "customers.exportAll",
      Remove: "cards.remove",
    },
  },
  {
    at: async (page) => {
      await page.getByRole("link", { name: "Payments" }).click();
      await enterOn(page.getByRole("table", { name: "Payments" }).locator(".table-row").first());
      await expect(button(page, "Take it back")).toBeVisible();
    },
    has: { "Export CSV": "history.exportCsv" },
  },
  {
    at: async (page) => {
      await page.getByRole("link", { name: "Activity" }).click();
      await page.getByRole("radio", { name: "Day close" }).check();
    },
    has: {
      "Close the day": "activity.closeDay",
      Print: "activity.printDay",
      "Save PDF": "activity.saveDayPdf",
      "Export day": "activity.exportDay",
    },
  },
  {
    at: async (page) => {
      await page.getByRole("link", { name: "Settings" }).click();
    },
    has: {
      "Add account": "accounts.add",
      "Edit account": "accounts.change",
      "Save network": "proxy.set",
      "Export the journal": "journal.export",
      "Change the keys": "keys.change",
      "Add person": "people.add",
    },
  },
];

async function signIn({ page, ask }: App, name: string, pin: string): Promise<void> {
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("combobox", { name: "Person" })).toBeFocused();
  await page.keyboard.type(name.slice(0, 3).toLowerCase());
  await page.keyboard.type(pin);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect((await ask("app.state", {})).person.name).toBe(name);
}

async function walk({ page }: App, role: Role): Promise<void> {
  for (const { at, has } of BUTTONS) {
    await at(page);
    for (const [name, command] of Object.entries(has))
      await test.step(`${role}: ${name}`, async () => {
        const one = button(page, name).first();
        await expect(one).toBeVisible();
        if (mayRole(role, command)) return expect(one).toBeEnabled();
        await expect(one).toBeDisabled();
        // Within a section that cannot be set the reason stands above it.
        if (command !== "proxy.set") await expect(one).toHaveAccessibleDescription(/Your role may not do this. Ask/);
      });
  }
  const desk = field(page, "Desk name");
  await (mayRole(role, "proxy.set") ? expect(desk).toBeEnabled() : expect(desk).toBeDisabled());
}

test("four people: each button is there for those who may, and says to the others who may", async ({ app }) => {
  const { page, ask } = app;
  const owner = (await ask("app.state", {})).person;
  await ask("people.change", { id: owner.id, name: "Olga Owner" });
  await ask("people.setPin", { id: owner.id, current: null, pin: OWNER_PIN });
  for (const { name, role, pin } of PEOPLE) await ask("people.add", { name, role, pin });
  await walk(app, "owner");
  for (const { name, role, pin } of PEOPLE) {
    await signIn(app, name, pin);
    await walk(app, role);
    // What the window knows is what main answers.
    const may = new Set((await ask("app.state", {})).may);
    // SECURITY: whatever has no button for them is refused to a script of the page too: the rest of the whole table.
    for (const { name: command, input } of restricted().filter(({ name: one }) => !mayRole(role, one))) {
      expect(may.has(command), command).toBe(false);
      await expect(ask(command, input as never), command).rejects.toThrow(/Your role may not do this. Ask /);
    }
  }
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("table", { name: "People" }).getByRole("row")).toHaveCount(5);
  await expect(button(page, "Change Fay Front")).toBeDisabled();
});

test("over a ceiling a supervisor says yes on the spot: for a charge, a take-back and a hold", async ({ app }) => {
  const { page, ask } = app;
  const owner = (await ask("app.state", {})).person;
  await ask("people.setPin", { id: owner.id, current: null, pin: OWNER_PIN });
  for (const { name, role, pin } of PEOPLE) await ask("people.add", { name, role, pin });
  const held = await ask("payments.charge", keyedOrder({ amount: cents(150_100), capture: false }));
  const holdId = held.kind === "outcome" ? (held.attempt.paymentId ?? "") : "";
  await signIn(app, "Fay Front", "111213");
  const supervisor = page.getByRole("dialog", { name: "Supervisor" });
  const approve = async (): Promise<void> => {
    await expect(supervisor.getByRole("combobox", { name: "Person" })).toBeFocused();
    await page.keyboard.type("su313233");
    await page.keyboard.press("Enter");
    await expect(supervisor).toHaveCount(0);
  };
  await page.keyboard.press("Control+1");
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("120000");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4012000098765439122999985284");
  await page.keyboard.press("Enter");
  await expect(supervisor).toContainText("Charge $1,200.00?");
  await expect(supervisor).toContainText("You may take up to $1,000.00 at once.");
  await expect(supervisor.getByRole("combobox").locator("option")).toHaveCount(2);
  // With no nothing is sent, and all that was typed is there.
  await button(supervisor, "Cancel").click();
  await expect(result(page)).toContainText("Nothing was sent");
  await expect(field(page, "Card number")).toHaveValue("4012 0000 9876 5439");
  await expect(field(page, "CVV")).toHaveValue("•••");
  expect(await ask("attempts.list", { limit: 5 })).toHaveLength(1);
  await button(page, "Charge $1,200.00").click();
  await expect(supervisor).toBeVisible();
  await field(supervisor, "PIN").fill("999999");
  await button(supervisor, "Approve").click();
  await expect(field(supervisor, "PIN")).toHaveAccessibleDescription(/not right/);
  await supervisor.getByRole("combobox").focus();
  await approve();
  await expect(result(page).getByRole("heading", { name: "Approved" })).toBeVisible();
  const [charged] = await ask("attempts.list", { limit: 1 });
  expect(charged).toMatchObject({ operator: "Fay Front", supervisor: "Sue Super", amount: 120_000 });

  await button(page, "Take it back").click();
  await button(page, "Confirm").click();
  await expect(supervisor).toContainText("Void $1,200.00?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Take it back" }).getByRole("alert")).toContainText(
    "Nobody approved it",
  );
  await button(page, "Confirm").click();
  await approve();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Voided" })).toBeVisible();
  await button(page, "Close").last().click();

  await page.goto(page.url().replace(/#.*/, `#/payments/${holdId}`));
  await button(page, "Capture").click();
  await button(page, "Confirm").click();
  await expect(supervisor).toContainText("Capture $1,501.00?");
  await approve();
  await expect(page.getByRole("dialog").getByRole("heading", { name: /Approved|Captured/ })).toBeVisible();
  expect((await ask("attempts.list", { limit: 1 }))[0]).toMatchObject({
    operation: "capture",
    supervisor: "Sue Super",
  });
});
