import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { startTraining, type TrainingServer } from "../../src/main/practice/payarc/server";
import { parseCsv } from "../fixtures/csv";
import { expect, test, type App } from "./app";
import { axeFinds } from "./sight";
import { enterOn } from "./enter-on";

/**
 * Customers and their cards on file, in the real app; the default card is proven on the wire of a PayArc-shaped server.
 */
const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });

const cards = (page: Page): Locator => page.getByRole("list", { name: "Cards on file" }).getByRole("listitem");
const cardEnding = (page: Page, last4: string): Locator => cards(page).filter({ hasText: last4 });

const customer = (page: Page): Locator => page.getByRole("region", { name: "Customer", exact: true });

async function newCustomer(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole("link", { name: "Customers" }).click();
  await button(page, "New customer").click();
  await expect(field(page, "Name")).toBeFocused();
  await field(page, "Name").fill(name);
  await field(page, "Email").fill(email);
  await field(page, "Phone").fill("6025550143");
  await field(page, "ZIP").fill("85284");
  await button(page, "Save").click();
  await expect(customer(page).getByRole("heading", { name })).toBeVisible();
}

/** Types a card as a hand does; the fields go on by themselves. */
async function typeCard(page: Page, typed: string): Promise<void> {
  await button(page, "Add card").click();
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type(typed);
}

async function addCard(page: Page, typed: string): Promise<void> {
  await typeCard(page, typed);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
}

test("a customer: made, edited, two cards, the default changed, one removed, charged, deleted", async ({
  app: { page },
}) => {
  await newCustomer(page, "Wilhelmina Prakash", "wil@example.com");

  await button(page, "Edit").click();
  await field(page, "Description").fill("Pays on Fridays");
  await button(page, "Save").click();
  await expect(customer(page).getByText("Pays on Fridays", { exact: true })).toBeVisible();

  await addCard(page, "4012000098765439122999985284");
  await expect(cardEnding(page, "5439")).toHaveCount(1);
  await addCard(page, "5146315000000055123099885284");
  await expect(cards(page)).toHaveCount(2);

  const other = cards(page).filter({ hasNot: page.getByText("Default", { exact: true }) });
  await expect(other).toHaveCount(1);
  const last4 = (await other.textContent())?.match(/····\s*(\d{4})/)?.[1] ?? "";
  await button(other, "Make default").click();
  await expect(cardEnding(page, last4).getByText("Default", { exact: true })).toBeVisible();
  await expect(cards(page).getByText("Default", { exact: true })).toHaveCount(1);

  const gone = cards(page).filter({ hasNotText: last4 });
  await button(gone, "Remove").click();
  await expect(page.getByRole("dialog").getByText(/can no longer be charged/)).toBeVisible();
  await button(page.getByRole("dialog"), "Remove card").click();
  await expect(cards(page)).toHaveCount(1);

  await customer(page)
    .getByText(/What was changed/)
    .click();
  await expect(customer(page).getByText(/Read out and agreed to by phone/)).toHaveCount(2);

  await button(customer(page), "Charge").click();
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.type("2500");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Approved", exact: true }),
  ).toBeVisible();

  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("searchbox", { name: "Find customer" }).fill("wilhelmnia prakash");
  await page.getByRole("option", { name: "Wilhelmina Prakash" }).click();
  await button(customer(page), "Delete customer").click();
  await expect(page.getByRole("dialog").getByText(/cannot be brought back/)).toBeVisible();
  await button(page.getByRole("dialog"), "Delete customer").click();
  await expect(customer(page).getByText("A customer opens here")).toBeVisible();
  await page.getByRole("searchbox", { name: "Find customer" }).fill("wilhelmina prakash");
  await expect(page.getByText("No customer found.")).toBeVisible();
});

test("addresses for invoices: in a fold of the form, read back from the processor, what is wrong is told at the field", async ({
  app: { page, ask },
}) => {
  await newCustomer(page, "Ida Ledger", "ida@example.com");
  await button(page, "Edit").click();
  await expect(field(page, "Send invoices to")).toHaveCount(0);
  await enterOn(page.getByText("Invoices", { exact: true }));
  await field(page, "Send invoices to").fill("books@example.com");
  await field(page, "Copy of invoices to").fill("owner.example.com");
  await page.keyboard.press("Enter");
  await expect(field(page, "Copy of invoices to")).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, "Copy of invoices to")).toBeFocused();
  await expect(page.getByText("An e-mail address like ann@example.com.")).toBeVisible();
  await field(page, "Copy of invoices to").fill("owner@example.com");
  await button(page, "Save").click();
  await expect(customer(page)).toContainText("Invoices tobooks@example.com");
  await expect(customer(page)).toContainText("Copies toowner@example.com");
  const [line] = await ask("customers.search", { clue: "ida ledger", limit: 1 });
  expect(await ask("customers.get", { id: line?.id ?? "" })).toMatchObject({
    email: "ida@example.com",
    invoiceEmail: "books@example.com",
    invoiceCopy: "owner@example.com",
  });
  await customer(page)
    .getByText(/What was changed/)
    .click();
  await expect(customer(page)).toContainText("address for invoices");

  // Who has one sees it at once; emptied, it is gone there too.
  await button(page, "Edit").click();
  await expect(field(page, "Copy of invoices to")).toHaveValue("owner@example.com");
  await field(page, "Copy of invoices to").fill("");
  await button(page, "Save").click();
  // The form shows no copies either: only when it has closed is the customer saved.
  await expect(button(page, "Edit")).toBeVisible();
  await expect(customer(page)).not.toContainText("Copies to");
  expect(await ask("customers.get", { id: line?.id ?? "" })).toMatchObject({
    invoiceEmail: "books@example.com",
    invoiceCopy: null,
  });
});

test("an edit and a default can be undone; a card is replaced in one step; closing leaves no card in the page", async ({
  app: { page },
}) => {
  await newCustomer(page, "Undo Me", "undo@example.com");
  await button(page, "Edit").click();
  await field(page, "City").fill("Phoenix");
  await field(page, "Phone").fill("4805550199");
  await button(page, "Save").click();
  await expect(customer(page).getByText("(480) 555-0199")).toBeVisible();
  await expect(customer(page).getByText(/^Phoenix/)).toBeVisible();
  await button(page, "Undo").click();
  await expect(customer(page).getByText("(602) 555-0143")).toBeVisible();
  await expect(customer(page).getByText(/^Phoenix/)).toHaveCount(0);

  await addCard(page, "4012000098765439122999985284");
  await addCard(page, "5146315000000055123099885284");
  const first =
    (
      await cards(page)
        .filter({ has: page.getByText("Default", { exact: true }) })
        .textContent()
    )?.match(/····\s*(\d{4})/)?.[1] ?? "";
  await button(cards(page).filter({ hasNot: page.getByText("Default", { exact: true }) }), "Make default").click();
  await expect(cardEnding(page, first).getByText("Default", { exact: true })).toHaveCount(0);
  await button(page, "Undo").click();
  await expect(cardEnding(page, first).getByText("Default", { exact: true })).toBeVisible();

  // The renewed card: the same number, a later month.
  await button(cardEnding(page, "5439"), "Replace").click();
  await expect(
    page
      .getByRole("dialog", { name: "Replace Visa ···· 5439" })
      .getByText(/Only when it is there is Visa ···· 5439 \(12\/29\) removed/),
  ).toBeVisible();
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type("4012000098765439103199985284");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(cards(page)).toHaveCount(2);
  await expect(cardEnding(page, "5439")).toContainText("10/31");
  await expect(cardEnding(page, first).getByText("Default", { exact: true })).toBeVisible();
  await customer(page)
    .getByText(/What was changed/)
    .click();
  await expect(customer(page).getByText(/^Removed Visa ···· 5439 \(12\/29\)/)).toBeVisible();
  await expect(customer(page).getByText("phone: 4805550199 → 6025550143", { exact: true })).toBeVisible();

  const typed = async () => {
    await typeCard(page, "411111111111111112291");
    return Promise.all(["Card number", "Expiry", "CVV"].map((name) => field(page, name).elementHandle()));
  };
  const left = (inputs: Awaited<ReturnType<typeof typed>>) =>
    Promise.all(inputs.map((input) => input?.evaluate((element) => (element as HTMLInputElement).value)));
  const first3 = await typed();
  expect((await left(first3)).join("|")).toMatch(/4111.*\|.*12.*29\|•/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await left(first3)).toEqual(["", "", ""]);

  const leaving = await typed();
  await page.evaluate(() => (window.location.hash = "#/activity"));
  await expect(page.getByRole("heading", { name: "Activity" })).toBeVisible();
  expect(await left(leaving)).toEqual(["", "", ""]);

  await page.goBack();
  await expect(cards(page)).toHaveCount(2);
  await page.clock.install();
  const idle = await typed();
  await page.clock.fastForward("10:01");
  await expect(page.getByText("The card was cleared: it had been left for ten minutes.")).toBeVisible();
  expect(await left(idle)).toEqual(["", "", ""]);
});

test("a list of people to call goes to a file that a spreadsheet opens, and to paper", async ({ start }, testInfo) => {
  const { page, electron, ask } = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: testInfo.outputPath() } });
  await page.getByRole("link", { name: "Customers" }).click();
  await expect(page.getByText("250 customers")).toBeVisible();
  await expect(button(page, "Export CSV")).toHaveCount(0);
  await page.getByRole("combobox", { name: "Show" }).selectOption({ label: "Card has expired" });
  const { lines } = await ask("customers.list", { clue: "", offset: 0, limit: 500, show: "expired" });
  expect(lines.length).toBeGreaterThan(2);
  await expect(page.getByText(`${lines.length} customers on this list`)).toBeVisible();

  await button(page, "Export CSV").click();
  const said = page.getByText(/customers saved as .+\.csv/);
  const text = readFileSync(/saved as (.+\.csv)/.exec(await said.innerText())?.[1] ?? "", "utf8");
  expect(text.charCodeAt(0), "a byte order mark").toBe(0xfeff);
  const [header, ...rows] = parseCsv(text.slice(1));
  expect(header).toEqual(["Name", "Phone", "E-mail", "Brand", "Last four", "Expires", "Why", "Customer"]);
  expect(rows.map((row) => row.at(-1))).toEqual(lines.map(({ id }) => id));
  for (const row of rows) expect(row[6]).toMatch(/^Card expired \d\d\/\d\d$/);

  // What would reach the printer, taken at the last step before it.
  await electron.evaluate(({ app }) => {
    app.on("web-contents-created", (_event, contents) => {
      contents.print = (_options, done) => {
        (globalThis as { onPaper?: string }).onPaper = Buffer.from(
          contents.getURL().split("base64,")[1] ?? "",
          "base64",
        ).toString();
        done?.(true, "");
      };
    });
  });
  await button(page, "Print").click();
  await expect
    .poll(() => electron.evaluate(() => (globalThis as { onPaper?: string }).onPaper ?? ""))
    .toContain("Card has expired");
  const paper = await electron.evaluate(() => (globalThis as { onPaper?: string }).onPaper ?? "");
  expect(paper.match(/<tr><td class="box">/g)).toHaveLength(lines.length);
  expect(paper).toContain(`Training · ${lines.length} people`);
});

test("what cannot be saved says why at its field, and nothing typed is lost", async ({ app: { page } }) => {
  await page.getByRole("link", { name: "Customers" }).click();
  await button(page, "New customer").click();
  await field(page, "Name").fill("Ann Cruz");
  await field(page, "Email").fill("ann at example");
  await button(page, "Save").click();
  await expect(page.getByText("An e-mail address like ann@example.com.")).toBeVisible();
  await page.getByRole("link", { name: "Order" }).click();
  await page.getByRole("link", { name: "Customers" }).click();
  await button(page, "New customer").click();
  await expect(field(page, "Name")).toHaveValue("Ann Cruz");
  await field(page, "Email").fill("ann@example.com");
  await button(page, "Save").click();
  await expect(customer(page).getByRole("heading", { name: "Ann Cruz" })).toBeVisible();

  await typeCard(page, "4111111111111111122912385284");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("CVV");
  await expect(field(page, "Card number")).toHaveValue(/4111/);
  await field(page, "CVV").fill("999");
  await button(page, "Save card").click();
  await expect(cardEnding(page, "1111")).toHaveCount(1);
  await expect(field(page, "Card number")).toHaveCount(0);
});

test.describe("on a PayArc-shaped server", () => {
  let server: TrainingServer;
  test.beforeEach(async () => {
    server = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 40 });
  });
  test.afterEach(async () => {
    await server.close();
  });

  test("the default card goes out as default_card_id and is read back before it is shown", async ({ start }) => {
    const app: App = await start({ env: { COUNTERFOIL_PAYARC_URL: server.url } });
    const { page } = app;
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("combobox", { name: "Connection" }).selectOption({ label: "PayArc test" });
    await field(page, "Bearer token").fill("not-the-right-token");
    await button(page, "Connect").click();
    await expect(page.getByRole("status").filter({ hasText: "Not connected." })).toBeVisible();
    await field(page, "Bearer token").fill(server.token);
    await button(page, "Connect").click();
    await expect(page.getByRole("status").filter({ hasText: "Connected to PayArc test." })).toBeVisible();
    await expect(field(page, "Bearer token")).toHaveValue("");

    await newCustomer(page, "Wire Proof", "wire@example.com");
    await addCard(page, "4012000098765439122999985284");
    await addCard(page, "5146315000000055123099885284");
    const other = cards(page).filter({ hasNot: page.getByText("Default", { exact: true }) });
    const last4 = (await other.textContent())?.match(/····\s*(\d{4})/)?.[1] ?? "";
    await button(other, "Make default").click();
    await expect(cardEnding(page, last4).getByText("Default", { exact: true })).toBeVisible();

    const seen = server.control.requests().filter(({ path }) => /\/customers\/[^/?]+$/.test(path.split("?")[0] ?? ""));
    const patch = seen.findLastIndex(({ method }) => method === "PATCH");
    expect(seen[patch + 1]?.method, "read back after the change").toBe("GET");
    const id = page.url().split("/").at(-1) ?? "";
    const truth = (await (
      await fetch(`${server.url}/v1/customers/${id}`, {
        headers: { Authorization: `Bearer ${server.token}`, Accept: "application/json" },
      })
    ).json()) as {
      data: { card: { data: { last4digit: string; is_default: unknown }[] } };
    };
    expect(truth.data.card.data.filter((card) => Number(card.is_default) === 1).map((card) => card.last4digit)).toEqual(
      [last4],
    );
  });

  test("with nobody to ask, customers are still found, and shown as this computer knew them", async ({ start }) => {
    const { page, ask } = await start({ env: { COUNTERFOIL_PAYARC_URL: server.url } });
    await ask("accounts.connect", { id: "payarc_test", token: server.token });
    await page.getByRole("link", { name: "Customers" }).click();
    await expect(page.getByText("40 customers")).toBeVisible();
    await server.close();
    await page.getByRole("searchbox", { name: "Find customer" }).fill("rosa daiz");
    await page.getByRole("option", { name: "Rosa Diaz" }).click();
    await expect(customer(page).getByText(/This is what this computer knew, as of \d{1,2}:\d\d/)).toBeVisible();
    await expect(customer(page).getByRole("heading", { name: "Rosa Diaz" })).toBeVisible();
    await expect(page.getByRole("list", { name: "Cards on file then" }).getByRole("listitem")).toHaveCount(2);
    await expect(button(customer(page), "Charge")).toBeDisabled();
  });
});

test("no accessibility trouble on customers and settings, in both themes", async ({ app: { page } }) => {
  await newCustomer(page, "Axe Sharp", "axe@example.com");
  await addCard(page, "4012000098765439122999985284");
  for (const theme of ["Light", "Dark"]) {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("radio", { name: theme }).check();
    await expect(page.locator(`html[data-theme="${theme.toLowerCase()}"]`)).toBeAttached();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole("link", { name: "Customers" }).click();
    await page.getByRole("searchbox", { name: "Find customer" }).fill("axe sharp");
    await page.getByRole("option", { name: "Axe Sharp" }).click();
    await expect(cards(page)).toHaveCount(1);
    expect(await axeFinds(page)).toEqual([]);
    await button(page, "Edit").click();
    expect(await axeFinds(page)).toEqual([]);
    await button(page, "Cancel").click();
  }
});
