import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { INVOICE } from "../../src/shared/metadata";
import { parseCsv } from "../fixtures/csv";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";
import { windowOf } from "./sight";
import { enterOn } from "./enter-on";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

test("an invoice number goes with the payment: found by it, on the stubs, on the receipt and in the file", async ({
  start,
  userData,
}) => {
  const app = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  await expect(field(page, "Amount")).toBeFocused();
  await page.keyboard.press("Alt+m");
  await field(page, "Invoice number").fill("INV-2026/1042");
  await typeOrder(page, "4321");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Approved")).toBeVisible();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("INV-2026/1042");
  await hasRead(page);
  await page.keyboard.press("r");
  await expect(page.getByRole("region", { name: "The receipt" })).toContainText("INV-2026/1042");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const [attempt] = await app.ask("attempts.list", { limit: 1 });
  const payment = await app.ask("payments.get", { id: attempt?.paymentId ?? "" });
  expect(payment.metadata[INVOICE]).toBe("INV-2026/1042");

  await page.keyboard.press("Control+3");
  const rows = page.getByRole("table", { name: "Payments" }).locator("tbody tr[data-index]");
  for (const clue of ["1042", "inv-2026"]) {
    await page.getByRole("searchbox", { name: "Find payment" }).fill(clue);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText("$43.21");
  }
  await rows.click();
  const stub = page.getByRole("region", { name: "Payment", exact: true });
  await expect(stub).toContainText("INV-2026/1042");
  // A wide window has a column for it.
  const column = page.getByRole("columnheader", { name: "Invoice number" });
  await expect(column).toBeHidden();
  await windowOf(app, 1680, 900);
  await expect(column).toBeVisible();
  await expect(rows).toContainText("INV-2026/1042");
  await windowOf(app, 1440, 900);
  await page.getByRole("searchbox", { name: "Find payment" }).fill("");
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await button(page, "Export CSV").click();
  const path = /saved as (.+\.csv)/.exec(await page.getByText(/saved as .+\.csv/).innerText())?.[1] ?? "";
  const [header = [], ...lines] = parseCsv(readFileSync(path, "utf8").slice(1));
  const mine = lines.find((line) => line[header.indexOf("Amount")] === "43.21") ?? [];
  expect(mine[header.indexOf("Invoice number")]).toBe("INV-2026/1042");
});

test("it is one of the pairs that a payment takes: with 49 of one’s own there is no room for it", async ({ app }) => {
  const { page } = app;
  await typeOrder(page, "1200");
  await page.keyboard.press("Alt+m");
  await field(page, "Invoice number").fill("7");
  for (let at = 1; at <= 48; at++) {
    await enterOn(button(page, "+ Add a field"));
    await expect(field(page, `Name of field ${at}`)).toBeFocused();
    await page.keyboard.type(`f${at}`);
    await page.keyboard.press("Tab");
    await page.keyboard.type("x");
  }
  await expect(button(page, "+ Add a field")).toHaveCount(0);
  await expect(page.getByText("That is all: 48 fields of your own")).toBeVisible();
  await enterOn(button(page, "Charge $12.00"));
  await expect(verdict(page, "Approved")).toBeVisible();
  const [attempt] = await app.ask("attempts.list", { limit: 1 });
  const { metadata } = await app.ask("payments.get", { id: attempt?.paymentId ?? "" });
  expect(Object.keys(metadata)).toHaveLength(50);
  expect(metadata[INVOICE]).toBe("7");
});
