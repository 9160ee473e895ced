import type { Locator, Page } from "@playwright/test";
import { forEachScreen, SCREEN_WORDS } from "../../src/renderer/stores/screens";
import { keyWords, SHORTCUTS, type SectionName, type Shortcut } from "../../src/renderer/stores/shortcuts";
import { keysWords } from "../../src/shared/words/keys";
import { expect, hasRead, test } from "./app";
import { closeDialog, pressEach } from "./press-each";

/** Every key of the sheet is pressed in the real window, and does what the sheet says. */

const VISA = "4012000098765439";
const MASTERCARD = "5146315000000055";
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });
const stub = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** No field has the focus, so that letters are keys. */
async function leaveFields(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Order", exact: true }).focus();
}

/** Takes an order by keys up to its result, which is then read. */
async function order(page: Page, amount: string, verdict: string, number = VISA): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${number}122999985284`);
  await page.keyboard.press("Enter");
  await expect(result(page).getByRole("heading", { name: verdict, exact: true })).toBeVisible();
  await hasRead(page);
}

/** Another try keeps amount and ZIP; here the next order is another. */
async function emptyForm(page: Page): Promise<void> {
  for (const name of ["ZIP", "Amount"]) await field(page, name).fill("");
}

async function clearAll(page: Page): Promise<void> {
  for (const name of ["Card number", "Expiry", "CVV", "ZIP", "Amount"]) await field(page, name).fill("");
}

test("the sheet shows the whole table", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.press("?");
  const sheet = dialog(page, "Help").getByRole("article", { name: "All keys" });
  for (const [name, { where, ...words }] of Object.entries(keysWords)) {
    const keys: Readonly<Record<string, Shortcut>> = SHORTCUTS[name as SectionName];
    const lines = Object.entries(keys).flatMap(([act, key]) => {
      const does = Object.entries(words).find(([word]) => word === act)?.[1];
      return does === undefined ? [] : [{ does, key }];
    });
    expect(lines).toHaveLength(Object.keys(words).length);
    const section = sheet.locator("section").filter({ has: page.getByRole("heading", { name: where, exact: true }) });
    await expect(section.locator("dt .kbd")).toHaveText(lines.map(({ key }) => keyWords(key)));
    await expect(section.locator("dd")).toHaveText(lines.map(({ does }) => does));
  }
});

test("everywhere", async ({ app: { page } }) => {
  await expect(field(page, "Amount")).toBeFocused();
  const goesTo = (name: string) => async (press: () => Promise<void>) => {
    await press();
    await expect(page.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  };
  await pressEach(page, "everywhere", {
    search: async (press) => {
      await press();
      await expect(page.getByRole("searchbox", { name: "Find customer" })).toBeFocused();
    },
    ...forEachScreen((screen) => goesTo(SCREEN_WORDS[screen])),
    palette: async (press) => {
      await press();
      await expect(dialog(page, "Do anything")).toBeVisible();
      await closeDialog(page);
    },
    accounts: async (press) => {
      await press();
      await expect(dialog(page, "Accounts").getByRole("textbox", { name: "Find account" })).toBeFocused();
      await closeDialog(page);
    },
    lock: async (press) => {
      await press();
      await expect(dialog(page, "Locked").locator("input:focus")).toHaveCount(1);
      // Nobody has a PIN yet.
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    },
    help: async (press) => {
      // Also where something is typed.
      await page.getByRole("searchbox").focus();
      await press();
      await expect(dialog(page, "Help").getByRole("combobox", { name: "Search in Help" })).toBeFocused();
      await closeDialog(page);
      await expect(page.getByRole("searchbox")).toBeFocused();
    },
    keys: async (press) => {
      await leaveFields(page);
      await press();
      await expect(dialog(page, "Help").getByRole("heading", { name: "All keys" })).toBeVisible();
      await closeDialog(page);
    },
    notices: async (press) => {
      await page.getByRole("searchbox").focus();
      await press();
      await expect(dialog(page, "Notices")).toBeVisible();
    },
    close: async (press) => {
      await press();
      await expect(page.getByRole("dialog")).toHaveCount(0);
    },
  });
});

test("order", async ({ app }) => {
  const { page } = app;
  await app.ask("settings.set", { surcharge: { basisPoints: 300, confirmedFor: ["training"] } });
  const number = field(page, "Card number");
  const turns = (name: string) => async (press: () => Promise<void>) => {
    const toggle = page.getByRole("switch", { name, exact: true });
    await press();
    await expect(toggle).toBeChecked();
    await press();
    await expect(toggle).not.toBeChecked();
  };
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("1200");
  await pressEach(page, "order", {
    next: async (press) => {
      await press();
      await expect(number).toBeFocused();
    },
    back: async (press) => {
      await press();
      await expect(field(page, "Amount")).toBeFocused();
    },
    peek: async () => {
      await number.focus();
      await page.keyboard.type(VISA.slice(0, 6));
      await page.keyboard.down("ArrowUp");
      await expect(page.locator("[data-peek]")).toHaveCount(1);
      await page.keyboard.up("ArrowUp");
      await expect(page.locator("[data-peek]")).toHaveCount(0);
    },
    // The clipboard is the desk's; the page gets what the key would bring it.
    paste: async () => {
      await number.fill("");
      await number.evaluate((target, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, `${VISA} 12/29 999 85284`);
      await expect(field(page, "ZIP")).toHaveValue("85284");
    },
    surcharge: async (press) => {
      const toggle = page.getByRole("switch", { name: /surcharge/ });
      await expect(toggle).not.toBeChecked();
      await field(page, "Amount").focus();
      await press();
      await expect(toggle).toBeChecked();
      await press();
      await expect(toggle).not.toBeChecked();
    },
    clear: async (press) => {
      // Only a stopped order is cleared by it: what is typed otherwise stays.
      await field(page, "Amount").focus();
      await press();
      await expect(field(page, "Amount")).toHaveValue("12.00");
      await clearAll(page);
      await order(page, "1200", "Approved");
      await page.keyboard.press("Enter");
      await order(page, "1200", "Charged before?");
      await page.keyboard.press("Escape");
      await expect(field(page, "Amount")).toBeFocused();
      await hasRead(page);
      await press();
      for (const name of ["Amount", "Card number", "Expiry", "CVV", "ZIP"])
        await expect(field(page, name)).toHaveValue("");
    },
    more: async (press) => {
      await field(page, "ZIP").focus();
      await press();
      await expect(field(page, "Cardholder name")).toBeFocused();
    },
    channel: async (press) => {
      await press();
      await expect(page.getByRole("radio", { name: "Mail" })).toBeChecked();
    },
    authorizeOnly: turns("Authorize only"),
    saveCard: turns("Save card"),
    cvvNotGiven: turns("CVV not given"),
    sendEmail: async (press) => {
      await field(page, "Email").fill("rosa@example.com");
      await turns("Send the receipt by e-mail")(press);
    },
    sendSms: async (press) => {
      await field(page, "Phone").fill("602 555 0143");
      await turns("Send the receipt by text")(press);
    },
    park: async (press) => {
      await field(page, "ZIP").fill("85284");
      await press();
      await expect(page.getByRole("button", { name: "Parked 1" })).toBeVisible();
      await expect(field(page, "Amount")).toBeFocused();
    },
    wipe: async (press) => {
      await page.keyboard.type("1900");
      await press();
      await expect(field(page, "Amount")).toHaveValue("");
    },
    practice: async (press) => {
      await press();
      await expect(dialog(page, "Practice cards")).toBeVisible();
      await closeDialog(page);
    },
    stack: async (press) => {
      await press();
      await expect(field(page, "Control total")).toBeFocused();
      await press();
      await expect(field(page, "Amount")).toBeFocused();
    },
  });
});

test("result", async ({ app: { page } }) => {
  const opens = (name: string) => async (press: () => Promise<void>) => {
    await press();
    await expect(dialog(page, name)).toBeVisible();
    await closeDialog(page);
  };
  await order(page, "1200", "Approved");
  await pressEach(page, "result", {
    first: async (press) => {
      await press();
      await expect(field(page, "Amount")).toHaveValue("");
      await order(page, "1300", "Approved");
    },
    receipt: opens("Receipt"),
    saveCard: opens("Save card"),
    takeBack: opens("Take it back"),
    sameCard: async (press) => {
      await page.keyboard.press("Enter");
      await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa diaz");
      await page.getByRole("option", { name: "Rosa Diaz" }).first().click();
      await expect(field(page, "Amount")).toBeFocused();
      await page.keyboard.type("201200");
      await page.keyboard.press("Enter");
      await expect(result(page).getByRole("heading", { name: "Declined", exact: true })).toBeVisible();
      await hasRead(page);
      await press();
      await expect(field(page, "Amount")).toBeFocused();
      await expect(field(page, "Amount")).toHaveValue("2,012.00");
      await page.getByRole("button", { name: "Remove Rosa Diaz from this order" }).click();
    },
    other: async (press) => {
      await emptyForm(page);
      await order(page, "300000", "Partly approved");
      await press();
      await expect(field(page, "Amount")).toHaveValue("1,500.00");
    },
    another: async (press) => {
      await emptyForm(page);
      // Also where Enter is a new order.
      await order(page, "1400", "Approved");
      await press();
      await expect(field(page, "Amount")).toHaveValue("");
      await order(page, "300000", "Partly approved", MASTERCARD);
      await press();
      await expect(field(page, "Amount")).toHaveValue("");
    },
    stop: async (press) => {
      await order(page, "1200", "Charged before?");
      await press();
      await expect(result(page).getByRole("heading", { name: "Charged before?" })).toHaveCount(0);
      await expect(field(page, "Amount")).toHaveValue("12.00");
    },
  });
});

test("lists", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await page.getByRole("link", { name: "Holds" }).click();
  const rows = page.getByRole("table", { name: "Holds" }).locator("tbody tr[data-index]");
  await expect(rows.first()).toBeFocused();
  const many = await rows.count();
  await pressEach(page, "lists", {
    down: async (press) => {
      await press();
      await expect(rows.nth(1)).toBeFocused();
    },
    up: async (press) => {
      await press();
      await expect(rows.first()).toBeFocused();
    },
    first: async (press) => {
      await rows.nth(1).focus();
      await press();
      await expect(rows.first()).toBeFocused();
    },
    last: async (press) => {
      await press();
      await expect(rows.last()).toBeFocused();
      await page.keyboard.press("Home");
    },
    tick: async (press) => {
      await press();
      await expect(rows.first().getByRole("checkbox")).toBeChecked();
    },
    tickAll: async (press) => {
      await press();
      await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(many);
    },
    open: async (press) => {
      await press();
      await expect(rows.first()).toHaveAttribute("aria-selected", "true");
      await hasRead(page);
    },
    close: async (press) => {
      await press();
      await expect(rows.first()).toHaveAttribute("aria-selected", "false");
    },
  });
});

test("customers", async ({ app: { page } }) => {
  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("table", { name: "Customers" }).locator("tbody tr[data-index]").nth(1).click();
  await expect(stub(page, "Customer").getByRole("button", { name: "Edit", exact: true })).toBeEnabled();
  await pressEach(page, "customers", {
    create: async (press) => {
      await press();
      await expect(stub(page, "New customer")).toBeVisible();
      await page.goBack();
    },
    charge: async (press) => {
      // Beside each payment of theirs there is a "Charge again".
      await expect(stub(page, "Customer").getByRole("button", { name: "Charge", exact: true })).toBeEnabled();
      await press();
      await expect(field(page, "Amount")).toBeFocused();
      await expect(page.getByRole("radiogroup", { name: "Card" })).toBeVisible();
      await page.goBack();
    },
    addCard: async (press) => {
      await expect(stub(page, "Customer").getByRole("button", { name: "Add card", exact: true })).toBeEnabled();
      await press();
      await expect(dialog(page, "Add card")).toBeVisible();
      await closeDialog(page);
    },
    edit: async (press) => {
      await expect(stub(page, "Customer").getByRole("button", { name: "Edit", exact: true })).toBeEnabled();
      await press();
      await expect(stub(page, "Customer").getByRole("textbox", { name: "Name" })).toBeVisible();
    },
  });
});
