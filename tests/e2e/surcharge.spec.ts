import type { Locator, Page } from "@playwright/test";
import { mkdirSync, readFileSync } from "node:fs";
import { NO_FILTER } from "../../src/shared/history";
import { cents } from "../../src/shared/money";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { expect, test, type App } from "./app";
import { axeFinds } from "./sight";

/** The surcharge for credit cards, in the real app against Training: off unless set up, asked for order by order. */

const VISA = "4012000098765439";
const DEBIT = "4342560000000002";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const heading = (page: Page, name: string): Locator => result(page).getByRole("heading", { name, exact: true });
const surcharge = (page: Page): Locator => page.getByRole("switch", { name: /surcharge/ });

async function setUp(app: App, basisPoints = 300): Promise<void> {
  await app.ask("settings.set", { surcharge: { basisPoints, confirmedFor: ["training"] } });
  await expect(surcharge(app.page)).toBeVisible();
}

/** A whole order by keys; `sign` after the amount. */
async function typeOrder(page: Page, amount: string, card: string, sign = ""): Promise<void> {
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type(amount + sign);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${card}122999985284`);
}

test("it is set up in Settings: a percentage and a confirmation, each missed beside its field; never beside a rule against credit cards", async ({
  app,
}) => {
  const { page } = app;
  await expect(surcharge(page)).toHaveCount(0);
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.getByRole("region", { name: "Surcharge" });
  const on = section.getByRole("button", { name: "Turn the surcharge on" });
  await on.click();
  await expect(field(page, "Surcharge in percent")).toBeFocused();
  await expect(field(page, "Surcharge in percent")).toHaveAccessibleDescription(/from 0\.01 to 3/);
  await field(page, "Surcharge in percent").fill("3.5");
  await page.keyboard.press("Enter");
  await expect(field(page, "Surcharge in percent")).toHaveAccessibleDescription(/from 0\.01 to 3/);
  await field(page, "Surcharge in percent").fill("3");
  await page.keyboard.press("Enter");
  const tick = section.getByRole("checkbox", { name: /processor has confirmed/ });
  await expect(tick).toBeFocused();
  await expect(tick).toHaveAccessibleDescription(/Ask the processor first/);
  expect((await app.ask("app.state", {})).settings.surcharge).toBeNull();
  await page.keyboard.press("Space");

  const rules = page.getByRole("region", { name: "Safety rules" });
  await rules.getByRole("combobox", { name: "Type of card" }).selectOption("1");
  await expect.poll(async () => (await app.ask("app.state", {})).settings.rules.binCardType).toBe(1);
  await on.click();
  await expect(section.getByRole("alert")).toContainText("voids exactly those");
  await expect(field(page, "Surcharge in percent")).toHaveValue("3");
  await rules.getByRole("combobox", { name: "Type of card" }).selectOption("");
  await expect.poll(async () => (await app.ask("app.state", {})).settings.rules.binCardType).toBeNull();
  await on.click();
  await expect(section.getByRole("status")).toContainText("On for Training: 3 %");
  await rules.getByRole("combobox", { name: "Type of card" }).selectOption("1");
  await expect(rules.getByRole("combobox", { name: "Type of card" })).toHaveAccessibleDescription(
    /voids exactly those/,
  );
  expect((await app.ask("app.state", {})).settings).toMatchObject({
    surcharge: { basisPoints: 300, confirmedFor: ["training"] },
    rules: { binCardType: null },
  });

  for (const theme of ["light", "dark"] as const) {
    await app.ask("settings.set", { theme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole("link", { name: "Order" }).click();
    await expect(surcharge(page)).toBeVisible();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole("link", { name: "Settings" }).click();
  }
  await section.getByRole("button", { name: "Turn the surcharge off" }).click();
  await page.getByRole("link", { name: "Order" }).click();
  await expect(surcharge(page)).toHaveCount(0);
});

test("an order with it: one key, the whole everywhere, its own line on the receipt, in the payment and in the file; the next order is without", async ({
  start,
}, testInfo) => {
  const folder = testInfo.outputPath("files");
  mkdirSync(folder, { recursive: true });
  const app = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: folder } });
  const { page } = app;
  await setUp(app);
  await expect(surcharge(page)).not.toBeChecked();
  await field(page, "Amount").focus();
  await typeOrder(page, "12500", VISA, "%");
  await expect(surcharge(page)).toBeChecked();
  await expect(surcharge(page)).toHaveAccessibleName("Credit card: add 3 % surcharge ($3.75)");
  await expect(field(page, "Amount")).toHaveValue("125.00");
  await expect(button(page, "Charge $128.75")).toBeVisible();
  await expect(
    page.getByText(
      "I’m charging $128.75, which includes a surcharge of $3.75 for credit cards, to the Visa ending 5439",
    ),
  ).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("$128.75");
  await expect(result(page)).toContainText(/Surcharge\s*\$3\.75/);
  await page.keyboard.press("r");
  const paper = page.getByRole("dialog", { name: "Receipt" });
  await expect(paper).toContainText(/Amount\s*\$125\.00\s*Surcharge\s*\$3\.75\s*Total\s*\$128\.75/);
  await page.keyboard.press("Escape");
  await expect(paper).toHaveCount(0);
  await button(page, "New order").click();
  await expect(surcharge(page)).not.toBeChecked();
  await typeOrder(page, "12500", VISA);
  await expect(button(page, "Charge $125.00")).toBeVisible();

  const [payment] = (await app.ask("payments.list", { cursor: null, limit: 1 })).payments;
  expect(payment).toMatchObject({ amount: 12_875, surcharge: 375 });
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("row").filter({ hasText: "128.75" }).first().click();
  await expect(page.getByRole("region", { name: "Payment" })).toContainText(/Surcharge\s*\$3\.75/);
  const written = await app.ask("history.exportCsv", { clue: payment?.id ?? "", filter: NO_FILTER });
  const [header = "", row = ""] = readFileSync(written.path ?? "", "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const cells = row.split(",");
  const cell = (name: string) => cells[header.split(",").indexOf(name)];
  expect([cell("Amount"), cell("Surcharge")]).toEqual(["128.75", "3.75"]);
});

test("a debit card is voided at once and says what to do; without the surcharge it goes", async ({ app }) => {
  const { page } = app;
  await setUp(app);
  await field(page, "Amount").focus();
  await typeOrder(page, "12500", DEBIT, "%");
  await page.keyboard.press("Enter");
  await expect(heading(page, "Reversed")).toBeVisible();
  await expect(result(page)).toContainText(
    "This is a debit card, and no surcharge may be added to such cards. No money was taken.",
  );
  await expect(result(page)).toContainText("I will charge $125.00 instead");
  await button(page, "Type a card, same amount").click();
  await expect(field(page, "Amount")).toHaveValue("125.00");
  await expect(surcharge(page)).not.toBeChecked();
  await page.keyboard.type(`${DEBIT}1229999`);
  await expect(button(page, "Charge $125.00")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("$125.00");
});

test("it is kept with a parked order, turned by the palette, and gone when another window turns it off; then nothing is sent", async ({
  app,
}) => {
  const { page } = app;
  await setUp(app, 275);
  await field(page, "Amount").fill("100.00");
  await page.keyboard.press("Control+k");
  await page
    .getByRole("combobox", { name: "Do anything" })
    .or(page.getByRole("searchbox", { name: "Do anything" }))
    .fill("surcharge");
  await page.getByRole("option", { name: "Surcharge on this order: on or off" }).click();
  await expect(button(page, "Charge $102.75")).toBeVisible();
  await button(page, "More").click();
  await button(page, "Park").click();
  await expect(surcharge(page)).not.toBeChecked();
  await page.getByRole("button", { name: /^Parked/ }).click();
  await page.getByRole("button", { name: /^Resume/ }).click();
  await expect(button(page, "Charge $102.75")).toBeVisible();
  await app.ask("settings.set", { surcharge: null });
  await expect(surcharge(page)).toHaveCount(0);
  await expect(button(page, "Charge $100.00")).toBeVisible();
  // What another window shows may be older than the settings.
  const before = (await app.ask("payments.list", { cursor: null, limit: 100 })).payments.length;
  const late = app.ask("payments.charge", {
    ...keyedOrder({ amount: cents(10_275), card: typedCard({ number: VISA }) }),
    surcharge: cents(275),
  });
  await expect(late).rejects.toThrow("Surcharges are turned off in the settings. Nothing was sent.");
  expect((await app.ask("payments.list", { cursor: null, limit: 100 })).payments).toHaveLength(before);
});

test("a small window at 200 %: the switch is whole and in reach, and the page does not scroll sideways", async ({
  app,
}) => {
  const { page } = app;
  await setUp(app, 275);
  await app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1024, 700);
    window?.webContents.setZoomFactor(2);
  });
  await page.waitForFunction(() => window.innerWidth < 600);
  await field(page, "Amount").fill("99,999.00");
  await surcharge(page).focus();
  await page.keyboard.press("Space");
  await expect(surcharge(page)).toBeChecked();
  const seen = () =>
    page.locator(".order-options-wide").evaluate((row) => ({
      whole: row.scrollWidth <= row.clientWidth && row.getBoundingClientRect().right <= window.innerWidth,
      sideways: document.documentElement.scrollWidth > window.innerWidth,
    }));
  await expect.poll(seen).toEqual({ whole: true, sideways: false });
});

test("off, it is nowhere: no switch, no key, no entry; and a connection that takes none does not show it", async ({
  app,
}) => {
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("12500%");
  await expect(button(page, "Charge $125.00")).toBeVisible();
  await expect(surcharge(page)).toHaveCount(0);
  // Confirmed for another account: here it is still to be confirmed, with the percentage as it is.
  await app.ask("settings.set", { surcharge: { basisPoints: 250, confirmedFor: ["payarc_test"] } });
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("textbox", { name: "Surcharge in percent" })).toHaveValue("2.5");
  await page.getByRole("link", { name: "Order" }).click();
  await expect(surcharge(page)).toHaveCount(0);
  await setUp(app);
  await app.ask("accounts.use", { id: "training_justifi" });
  await expect(surcharge(page)).toHaveCount(0);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("region", { name: "This desk" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Surcharge" })).toHaveCount(0);
});

test("one's own fields: 49 of them, what no longer fits is said, and one that is too long says so beside it", async ({
  app,
}) => {
  const { page } = app;
  await button(page, "More").click();
  const add = button(page, "+ Add a field");
  for (let at = 1; at <= 49; at++) {
    await add.click();
    await page.getByRole("textbox", { name: `Name of field ${at}`, exact: true }).fill(`field ${at}`);
    await page.getByRole("textbox", { name: `Value of field ${at}`, exact: true }).fill("x");
    if (at === 46) await expect(page.getByText("With so many fields")).toHaveCount(0);
    if (at === 47) await expect(page.getByText("With so many fields, channel cannot go along")).toBeVisible();
  }
  await expect(page.getByText("With so many fields, operator, desk and channel cannot go along")).toBeVisible();
  await expect(add).toHaveCount(0);
  await expect(page.getByText("That is all: 49 fields of your own")).toBeVisible();
  const name = page.getByRole("textbox", { name: "Name of field 7", exact: true });
  await name.fill("a name that is much too long");
  await expect(name).toHaveAccessibleDescription("A name has at most 20 characters; this one has 28.");
  await name.fill("field 7");
  await field(page, "Amount").focus();
  await typeOrder(page, "4100", VISA);
  await page.keyboard.press("Enter");
  await expect(heading(page, "Approved")).toBeVisible();
  const [payment] = (await app.ask("payments.list", { cursor: null, limit: 1 })).payments;
  expect(Object.keys(payment?.metadata ?? {})).toHaveLength(50);
  expect(payment?.metadata["reference"]).toBe(payment?.reference);
});
