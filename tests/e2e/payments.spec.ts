import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { cents } from "../../src/shared/money";
import { parseCsv } from "../fixtures/csv";
import { keyedOrder } from "../fixtures/orders";
import { expect, hasRead, test, type App } from "./app";
import { typeOrder, verdict } from "./payarc";
import { fitsAt200, passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** The Payments screen in the real app, against Training: find, open, take back, export. */

const table = (page: Page): Locator => page.getByRole("table", { name: "Payments" });
const rows = (page: Page): Locator => table(page).locator("tbody tr[data-index]");
const stub = (page: Page): Locator => page.getByRole("region", { name: "Payment", exact: true });
const find = (page: Page): Locator => page.getByRole("searchbox", { name: "Find payment" });
const dialog = (page: Page): Locator => page.getByRole("dialog");

async function charge(app: App, amount: number): Promise<string> {
  const answer = await app.ask("payments.charge", keyedOrder({ amount: cents(amount) }));
  expect(answer.kind).toBe("outcome");
  return answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
}

async function openPayments(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Payments" }).click();
  await expect(rows(page).first()).toBeVisible();
}

test("a disputed payment says so in every list and in its stub, and why it cannot be taken back here", async ({
  app,
}) => {
  const { page } = app;
  const why = "The card’s bank asks for this money back (a dispute).";
  // The result of the charge: nobody knows of a dispute yet, and Take it back looks first.
  await typeOrder(page, "304000");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("t");
  await expect(dialog(page)).toContainText(why);
  await expect(dialog(page).getByRole("button", { name: "Confirm" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await openPayments(page);
  await expect(rows(page).filter({ hasText: "$3,040.00" })).toContainText("Disputed");
  await find(page).fill("disputed");
  await expect(rows(page)).toHaveCount(1);
  await rows(page).first().click();
  await expect(stub(page).getByRole("heading", { name: "Disputed" })).toBeVisible();
  await expect(stub(page).getByRole("region", { name: "Story" })).toContainText(
    "The card’s bank asks for the money back",
  );
  await expect(stub(page)).toContainText(why);
  const takeBack = stub(page).getByRole("button", { name: "Take it back" });
  await expect(takeBack).toBeDisabled();
  await expect(takeBack).toHaveAccessibleDescription(new RegExp(`^${why.replace(/[().]/g, "\\$&")}`));
  await passesAxe(app);

  // The guard's list: the same order again.
  await page.getByRole("link", { name: "Order" }).click();
  await page.getByRole("button", { name: "New order" }).click();
  await typeOrder(page, "304000");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Charged before?")).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("Disputed");
});

test("a payment is in the list as soon as it is taken, found by any clue, with who and where", async ({ app }) => {
  const { page } = app;
  await openPayments(page);
  const id = await charge(app, 43_21);
  await expect(rows(page).first()).toContainText("$43.21");
  const payment = await app.ask("payments.get", { id });
  for (const clue of [
    "$43.21",
    "4321",
    "43.21",
    "4242",
    "rosa field",
    "field captured visa",
    payment.authCode ?? "",
    id,
    payment.reference ?? "",
    `today ${"rosa"}`,
  ]) {
    await find(page).fill(clue);
    await expect(rows(page).filter({ hasText: "$43.21" }), `by ${clue}`).toHaveCount(1);
  }
  await find(page).fill("rosa refunded");
  await expect(page.getByText("No payment matches.")).toBeVisible();
  await page.getByRole("button", { name: "Show all payments" }).click();
  await expect(find(page)).toHaveValue("");
  await rows(page).first().click();
  await expect(stub(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await expect(stub(page)).toContainText("Charged $43.21");
  await expect(stub(page).getByRole("region", { name: "Story" })).toContainText(/Front desk/);
  await stub(page).getByText("Details").click();
  await expect(stub(page)).toContainText("submitted_for_settlement");
});

test("the keyboard alone finds, opens, moves on and goes back", async ({ app }) => {
  const { page } = app;
  await charge(app, 11_11);
  await openPayments(page);
  await page.keyboard.press("/");
  await expect(find(page)).toBeFocused();
  await page.keyboard.type("visa");
  await expect(rows(page).filter({ hasNotText: "Visa" })).toHaveCount(0);
  await expect(rows(page).first()).toContainText("$11.11");
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(stub(page)).toContainText("Charged $11.11");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(rows(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(stub(page)).toContainText("A payment opens here");
  await expect(rows(page).nth(1)).toBeFocused();
});

test("a look at another screen keeps the list narrowed; a filter taken away by key leaves the keys beside it", async ({
  app: { page },
}) => {
  await openPayments(page);
  await find(page).fill("visa");
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label: "Money taken" });
  const filter = page.getByRole("button", { name: "Money taken: take this filter away" });
  await expect(filter).toBeVisible();
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+3");
  await expect(find(page)).toHaveValue("visa");
  await expect(page.getByRole("button", { name: "Filters (1)" })).toBeVisible();
  await enterOn(filter);
  await expect(page.getByRole("button", { name: "Filters", exact: true })).toBeFocused();
});

test("scrolled by the mouse, the list is still reached by Tab", async ({ app: { page, ask } }) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  await openPayments(page);
  await page.locator(".table-scroll").evaluate((box) => box.scrollTo(0, 3000));
  await expect(page.locator('tbody tr[data-index="0"]')).toHaveCount(0);
  await expect(table(page).locator('tbody tr[tabindex="0"]')).toHaveCount(1);
  await expect(table(page).locator('tbody tr[tabindex="0"]')).toBeInViewport();
});

test("take it back voids what has not settled, with a reason", async ({ app }) => {
  const { page } = app;
  const id = await charge(app, 65_00);
  await openPayments(page);
  // Nobody else took one but whoever is signed in, and the practice data.
  const { person } = await app.ask("app.state", {});
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Taken by" }).selectOption({ label: person.name });
  await expect(page.getByRole("button", { name: `Taken by ${person.name}: take this filter away` })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await rows(page).filter({ hasText: "$65.00" }).click();
  await expect(stub(page)).toContainText(`Taken by${person.name} at `);
  await stub(page).getByRole("button", { name: "Take it back" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Amount" })).toHaveValue("65.00");
  await dialog(page).getByRole("combobox", { name: "Reason" }).selectOption("duplicate");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Voided" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(stub(page).getByRole("heading", { name: "Voided" })).toBeVisible();
  await expect(rows(page).filter({ hasText: "$65.00" })).toContainText("Voided");
  await expect(stub(page).getByRole("button", { name: "Take it back" })).toBeDisabled();
  expect((await app.ask("payments.get", { id })).status).toBe("voided");
});

test("take it back refunds a part of what has settled, and what was typed survives a mistake", async ({ app }) => {
  const { page } = app;
  await openPayments(page);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption("settled");
  await expect(rows(page).first()).toContainText("Settled");
  await rows(page).first().click();
  await stub(page).getByRole("button", { name: "Take it back" }).click();
  await dialog(page).getByRole("textbox", { name: "Description" }).fill("Wrong size");
  await dialog(page).getByRole("textbox", { name: "Amount" }).fill("9999.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page)).toContainText("At most");
  await expect(dialog(page).getByRole("textbox", { name: "Description" })).toHaveValue("Wrong size");
  await dialog(page).getByRole("textbox", { name: "Amount" }).fill("1.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Refunded" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(stub(page).getByRole("heading", { name: "Partly refunded" })).toBeVisible();
  await expect(stub(page).getByRole("region", { name: "Story" })).toContainText("Refunded $1.00");
  const id = decodeURIComponent(new URL(page.url()).hash.split("/")[2] ?? "");
  expect(await app.ask("payments.get", { id })).toMatchObject({ status: "partly_refunded", amountRefunded: 100 });
});

test("a filter is kept under a name and outlives a restart", async ({ start }) => {
  const app = await start();
  const { page } = app;
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await openPayments(page);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption("refunded");
  await page.getByRole("textbox", { name: "At least" }).fill("20");
  await page.getByRole("button", { name: "Save filter" }).click();
  await dialog(page).getByRole("textbox", { name: "Name" }).fill("Big refunds");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Big refunds", exact: true })).toHaveAttribute("aria-pressed", "true");
  const { lines } = await app.ask("history.list", {
    clue: "",
    filter: {
      statuses: ["refunded"],
      brands: [],
      channels: [],
      when: { kind: "any" },
      amountFrom: cents(2000),
      amountTo: null,
    },
    before: null,
    limit: 100,
  });
  await expect(rows(page)).toHaveCount(lines.length);
  await expect.poll(async () => (await app.ask("filters.list", {})).map(({ name }) => name)).toEqual(["Big refunds"]);
  await app.close();
  const again = await start({ userData: app.userData });
  await openPayments(again.page);
  await again.page.getByRole("button", { name: "Big refunds", exact: true }).click();
  await expect(rows(again.page)).toHaveCount(lines.length);
});

test("CSV has every payment of the list, and a parser reads it", async ({ start, userData }) => {
  const app = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  await app.ask("payments.charge", { ...keyedOrder({ amount: cents(12_34) }), note: '=2+5, "quoted"' });
  await openPayments(page);
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const said = page.getByText(/payments saved as/);
  const path = /saved as (.+\.csv)/.exec(await said.innerText())?.[1] ?? "";
  const text = readFileSync(path, "utf8");
  expect(text.charCodeAt(0)).toBe(0xfe_ff);
  const [header = [], ...lines] = parseCsv(text.slice(1));
  const { count, total } = await app.ask("history.status", {});
  expect(lines).toHaveLength(count);
  expect(count).toBe(total);
  const mine = lines.find((line) => line[header.indexOf("Amount")] === "12.34") ?? [];
  expect(mine[header.indexOf("Note")]).toBe(`'=2+5, "quoted"`);
  expect(mine[header.indexOf("Desk")]).toBe("Front desk");
});

test("nothing for axe to find, and nothing cut off at 200 %", async ({ app }) => {
  const { page } = app;
  await charge(app, 77_00);
  await openPayments(page);
  await rows(page).first().click();
  await expect(stub(page)).toContainText("Charged $77.00");
  await page.getByRole("button", { name: "Filters" }).click();
  await passesAxe(app);
  await fitsAt200(app);
});
