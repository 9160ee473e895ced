import type { Locator, Page } from "@playwright/test";
import { startJustiFiTraining, type JustiFiTrainingServer } from "../../src/main/practice/justifi/server";
import { heldBack, noLooks } from "../fixtures/held-back";
import { expect, hasRead, readLog, test as base, type App } from "./app";
import { enterOn } from "./enter-on";

/**
 * The second processor in the real app: connected by hand, charged, held and captured, refunded in part, its ledger
 * read. The server is the practice JustiFi in the test's own process; JustiFi itself is never reached from a test.
 */
interface Fixtures {
  readonly server: JustiFiTrainingServer;
  /** Takes no typed card numbers, as JustiFi does by default. */
  readonly strict: JustiFiTrainingServer;
  /** Connected to `server` through Settings. */
  readonly desk: App;
}

const MEMORY = { database: { file: ":memory:", key: null } };
const test = base.extend<Fixtures>({
  server: async ({ viewport: _unused }, use) => {
    const server = await startJustiFiTraining(MEMORY);
    await use(server);
    await server.close();
  },
  strict: async ({ viewport: _unused }, use) => {
    const server = await startJustiFiTraining({ ...MEMORY, rawCards: false });
    await use(server);
    await server.close();
  },
  desk: async ({ start, server }, use) => {
    const app = await start({ env: { COUNTERFOIL_JUSTIFI_URL: server.url } });
    await connect(app.page, server);
    await use(app);
  },
});

async function connect(page: Page, { clientId, clientSecret, subAccount }: JustiFiTrainingServer): Promise<void> {
  await page.getByRole("link", { name: "Settings" }).click();
  const section = page.getByRole("region", { name: "Connection" });
  await section.getByRole("combobox", { name: "Connection" }).selectOption({ label: "JustiFi test" });
  await section.getByRole("textbox", { name: "Client ID" }).fill(clientId);
  await section.getByRole("textbox", { name: "Client secret" }).fill(clientSecret);
  await section.getByRole("textbox", { name: "Sub account" }).fill(subAccount);
  await section.getByRole("button", { name: "Connect" }).click();
  await expect(section.getByRole("status")).toHaveText("Connected to JustiFi test.");
  await page.getByRole("link", { name: "Order" }).click();
}

const result = (page: Page): Locator => page.getByRole("region", { name: "Result" });
const verdict = (page: Page, word: string): Locator => result(page).getByRole("heading", { name: word, exact: true });
const stub = (page: Page): Locator => page.getByRole("region", { name: "Payment", exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog");

/** A phone order with the cardholder's name, typed as a person does. `amount` in cents. */
async function typeOrder(page: Page, amount: string, number = "4242424242424242"): Promise<void> {
  const name = page.getByRole("textbox", { name: "Cardholder name" });
  if (!(await name.isVisible())) await page.getByRole("button", { name: "More", exact: true }).click();
  await name.fill("Rosa Field");
  await page.getByRole("textbox", { name: "Amount" }).click();
  await page.keyboard.type(amount);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${number}122912355555`);
}

async function openPayment(page: Page, amount: string): Promise<void> {
  await page.getByRole("link", { name: "Payments" }).click();
  await page
    .getByRole("table", { name: "Payments" })
    .locator("tbody tr[data-index]")
    .filter({ hasText: amount })
    .first()
    .click();
}

test("the order screen has what the processor can, and nothing else", async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Payment method token" })).toBeVisible();
  await expect(page.getByText("no mark for phone and mail orders")).toBeVisible();
  for (const gone of [
    page.getByRole("radiogroup", { name: "Channel" }),
    page.getByRole("switch", { name: "Save card" }),
    page.getByRole("textbox", { name: "Tip" }),
    page.getByRole("textbox", { name: "Google Pay token" }),
    page.getByRole("textbox", { name: "Purchase order" }),
  ]) {
    await expect(gone).toHaveCount(0);
  }
});

test("customers are nowhere: no screen, no search, no key, no command", async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole("link", { name: "Payments" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Customers" })).toHaveCount(0);
  await expect(page.getByRole("searchbox", { name: "Find payment" })).toBeVisible();
  await page.keyboard.press("Control+2");
  await expect(page.getByRole("textbox", { name: "Amount" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("customer");
  await expect(page.getByText("Nothing of that name.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // The search finds payments from here too, and the other screens keep their numbers.
  await page.keyboard.press("/");
  await page.keyboard.type("4242");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Find payment" })).toHaveValue("4242");
  await page.keyboard.press("Control+4");
  await expect(page.getByRole("heading", { name: "Holds" })).toBeVisible();
  await page.getByRole("link", { name: "Holds" }).press("?");
  await expect(dialog(page).getByRole("heading", { name: "Payments and holds" })).toBeVisible();
  await expect(dialog(page).getByRole("article")).not.toContainText(/customer/i);
});

test("a charge by card: the name is asked for before anything is sent, then approved, once", async ({
  desk,
  server,
}) => {
  const { page } = desk;
  await page.getByRole("textbox", { name: "Amount" }).click();
  await page.keyboard.type("1250");
  await page.keyboard.press("Enter");
  await page.keyboard.type("4242424242424242122912355555");
  await page.keyboard.press("Enter");
  await expect(page.getByText("only with the cardholder’s name")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Cardholder name" })).toBeFocused();
  expect(server.control.ledger()).toEqual([]);
  await page.keyboard.type("Rosa Field");
  await page.getByRole("button", { name: "Charge $12.50" }).click();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(server.control.ledger()).toMatchObject([{ amount: 1250, captured: 1250, last4: "4242" }]);
  const sends = server.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments");
  expect(sends).toHaveLength(1);
  expect(server.control.ledger()[0]?.reference).toBe(sends[0]?.idempotencyKey);
});

test("a hold captured: only the whole of it", async ({ desk, server }) => {
  const { page } = desk;
  await page.getByRole("switch", { name: "Authorize only" }).click();
  await typeOrder(page, "8000");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Authorized")).toBeVisible();
  await openPayment(page, "$80.00");
  await expect(stub(page).getByRole("region", { name: "Ledger" })).toContainText("no money has moved");
  await stub(page).getByRole("button", { name: "Capture" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Amount" })).not.toBeEditable();
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(stub(page).getByRole("region", { name: "Ledger" })).toContainText("Payment");
  expect(server.control.ledger()).toMatchObject([{ captured: 8000 }]);
});

test("a part refunded, and the payment's ledger", async ({ desk, server }) => {
  const { page } = desk;
  await typeOrder(page, "10000");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await openPayment(page, "$100.00");
  const ledger = stub(page).getByRole("region", { name: "Ledger" });
  await expect(ledger.getByRole("row")).toContainText([
    "What",
    /Payment.*\$100\.00/,
    /Fee.*-\$3\.20/,
    /On your balance\s*\$96\.80/,
  ]);
  await stub(page).getByRole("button", { name: "Take it back" }).click();
  await expect(dialog(page)).toContainText("the whole $100.00 can be voided");
  await expect(dialog(page)).toContainText("Void $100.00");
  await dialog(page).getByRole("textbox", { name: "Amount" }).fill("25.00");
  await expect(dialog(page)).toContainText("Refund $25.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Refunded" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(ledger).toContainText("Refund");
  await expect(ledger).toContainText("$71.80");
  await stub(page).getByRole("button", { name: "Add a note" }).click();
  await dialog(page).getByRole("textbox", { name: "Note" }).fill("one plate was cold");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(stub(page)).toContainText("one plate was cold");
  expect(server.control.ledger()).toMatchObject([{ refunded: 2500, refunds: [2500], status: "partially_refunded" }]);
});

test("a payment's own fields are added, changed and removed by keyboard; who took it and our reference stay", async ({
  desk,
  server,
}) => {
  const { page, ask } = desk;
  await typeOrder(page, "4200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await openPayment(page, "$42.00");
  const fields = stub(page).getByRole("region", { name: "Your own fields" });
  await stub(page).getByRole("button", { name: "Add a note or fields" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Note" })).toBeFocused();
  await expect(dialog(page)).toContainText("Written by Counterfoil and kept as they are: reference");
  await enterOn(dialog(page).getByRole("button", { name: "Add a field" }));
  await expect(dialog(page).getByRole("textbox", { name: "Name of new field 1" })).toBeFocused();
  await page.keyboard.type("operator");
  await page.keyboard.press("Tab");
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("The name operator is taken: each payment carries it already.");
  await dialog(page).getByRole("textbox", { name: "Name of new field 1" }).fill("table");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(fields).toContainText("table7");

  await stub(page).getByRole("button", { name: "Edit the note and fields" }).click();
  await dialog(page).getByRole("textbox", { name: "table" }).fill("9");
  // A key too many loses nothing.
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog(page).getByRole("textbox", { name: "table" })).toHaveValue("9");
  // Somebody at another desk is quicker.
  const [line] = (await ask("payments.list", { cursor: null, limit: 1 })).payments;
  await ask("payments.update", { paymentId: line?.id ?? "", metadata: { table: "11", guests: "4" } });
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText(
    "Somebody else has changed the field table meanwhile. It is “11” now.",
  );
  await page.keyboard.press("Escape");
  await enterOn(page.getByRole("button", { name: "Discard" }));
  await expect(dialog(page)).toHaveCount(0);
  await stub(page).getByRole("button", { name: "Edit the note and fields" }).click();
  await dialog(page).getByRole("button", { name: "Remove table" }).click();
  await dialog(page).getByRole("textbox", { name: "guests" }).fill("5");
  await dialog(page).getByRole("textbox", { name: "Invoice number" }).fill("INV-2026/2043");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(fields).toContainText("guests5");
  await expect(stub(page)).toContainText("INV-2026/2043");
  await expect(fields).not.toContainText("table");
  const [after] = (await ask("payments.list", { cursor: null, limit: 1 })).payments;
  expect(after?.metadata).toMatchObject({
    guests: "5",
    invoice_number: "INV-2026/2043",
    reference: server.control.ledger()[0]?.reference,
    operator: expect.any(String),
    desk: expect.any(String),
    channel: "phone",
  });
  expect(after?.metadata).not.toHaveProperty("table");
});

test("an account without approval: typed cards are refused in words that help, a token is charged", async ({
  start,
  strict,
}) => {
  const { page } = await start({ env: { COUNTERFOIL_JUSTIFI_URL: strict.url } });
  await connect(page, strict);
  await typeOrder(page, "1250");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  await expect(result(page)).toContainText("Customer Success");
  await result(page).getByRole("button", { name: "New order" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("textbox", { name: "Payment method token" }).fill("pm_practice_visa");
  await page.getByRole("textbox", { name: "Amount" }).click();
  await page.keyboard.type("1250");
  // With a token there is no card to go on to.
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(result(page)).toContainText("Visa ···· 4242");
  expect(strict.control.ledger()).toMatchObject([{ captured: 1250, last4: "4242" }]);
});

test("a token's card is known before it is charged: shown while the answer is awaited, asked about when charged again; an invalid one is not sent", async ({
  start,
  strict,
  userData,
}) => {
  const { page } = await start({ env: { COUNTERFOIL_JUSTIFI_URL: strict.url } });
  await connect(page, strict);
  const byToken = async (token: string): Promise<void> => {
    const field = page.getByRole("textbox", { name: "Payment method token" });
    if (!(await field.isVisible())) await page.getByRole("button", { name: "More", exact: true }).click();
    await field.fill(token);
    await page.getByRole("textbox", { name: "Amount" }).click();
    await page.keyboard.type("1250");
    await page.getByRole("button", { name: "Charge $12.50" }).click();
  };
  const sends = (): number =>
    strict.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments").length;
  // The answer proves nothing and is none to ask for again, so it has to be looked up: the card is known all the same.
  strict.control.failNext({ method: "POST", path: "/payments" }, { kind: "redirect", when: "after" });
  noLooks(strict.control, "/payments");
  await byToken("pm_practice_mastercard");
  await expect(verdict(page, "Checking")).toBeVisible();
  await expect(result(page)).toContainText("Mastercard ···· 4444");
  strict.control.clearFaults();
  await expect(verdict(page, "Approved")).toBeVisible();
  await result(page).getByRole("button", { name: "New order" }).click();
  await byToken("pm_practice_mastercard");
  await expect(result(page)).toContainText("4444");
  await expect(verdict(page, "Approved")).toHaveCount(0);
  expect(sends()).toBe(1);
  await hasRead(page);
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Amount" }).fill("");
  await byToken("pm_practice_invalid");
  await expect(
    result(page).getByText(
      "The processor has marked this payment method as invalid: “card_expired”. Ask for another card.",
    ),
  ).toBeVisible();
  expect(sends()).toBe(1);
  expect(readLog(userData)).not.toContain("pm_practice");
});

test("a decline in words, and an answer that proves nothing looked up until it is known", async ({ desk, server }) => {
  const { page } = desk;
  await typeOrder(page, "2000", "4000000000009995");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Declined")).toBeVisible();
  await expect(result(page)).toContainText("not enough money or credit");
  await page.getByRole("button", { name: "New order" }).click();
  server.control.failNext({ method: "POST", path: "/payments" }, { kind: "redirect", when: "after" });
  noLooks(server.control, "/payments");
  await typeOrder(page, "3000");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Checking")).toBeVisible();
  server.control.clearFaults();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(
    server.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments"),
  ).toHaveLength(2);
});

test("a lost answer is asked for again under the same key, in sight, and nothing is charged twice", async ({
  desk,
  server,
}) => {
  const { page } = desk;
  const charges = () =>
    server.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments");
  server.control.failNext({ method: "POST", path: "/payments" }, { kind: "reset", when: "after" });
  const second = heldBack("after");
  server.control.failNext({ method: "POST", path: "/payments" }, second.fault);
  await typeOrder(page, "3000");
  await page.keyboard.press("Enter");
  await expect(result(page)).toContainText("so the same order is sent again. It cannot be charged twice.");
  second.letGo();
  await expect(verdict(page, "Approved")).toBeVisible();
  expect(charges()).toHaveLength(2);
  expect(charges()[1]?.idempotencyKey).toBe(charges()[0]?.idempotencyKey);
  expect(server.control.ledger()).toMatchObject([{ captured: 3000 }]);
  // The journal tells of it.
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("row").filter({ hasText: "$30.00" }).first().click();
  await expect(page.getByText("once, under the same key")).toBeVisible();
});

test("practice of it needs no credentials, and what was practised is there after a restart", async ({ start }) => {
  const first = await start();
  await first.page.getByRole("link", { name: "Settings" }).click();
  await first.page.getByRole("combobox", { name: "Connection" }).selectOption({ label: "Training, JustiFi" });
  await first.page.getByRole("region", { name: "Connection" }).getByRole("button", { name: "Connect" }).click();
  await expect(first.page.getByRole("region", { name: "Connection" }).getByRole("status")).toHaveText(
    "Connected to Training, JustiFi.",
  );
  await first.page.getByRole("link", { name: "Order" }).click();
  await typeOrder(first.page, "1500");
  await first.page.keyboard.press("Enter");
  await expect(verdict(first.page, "Approved")).toBeVisible();
  await first.close();
  const { page } = await start();
  await openPayment(page, "$15.00");
  await expect(stub(page).getByRole("heading", { name: "Captured" })).toBeVisible();
});

test("SECURITY: neither secret, nor access token, nor card number is in the log", async ({
  desk,
  server,
  userData,
}) => {
  await typeOrder(desk.page, "1250");
  await desk.page.keyboard.press("Enter");
  await expect(verdict(desk.page, "Approved")).toBeVisible();
  const log = readLog(userData);
  expect(log).toContain("justifi POST payments 201");
  for (const secret of [server.clientSecret, "4242424242424242", "Bearer"]) expect(log).not.toContain(secret);
});
