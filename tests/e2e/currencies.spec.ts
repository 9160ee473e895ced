import type { Page } from "@playwright/test";
import { startJustiFiTraining, type JustiFiTrainingServer } from "../../src/main/practice/justifi/server";
import { takeElsewhere } from "../fixtures/justifi/elsewhere";
import { expect, hasRead, test as base, type App } from "./app";

/** Payments in Canadian dollars beside those of this desk: no screen takes one for the other. */
interface Fixtures {
  readonly server: JustiFiTrainingServer;
  readonly desk: App;
}

const test = base.extend<Fixtures>({
  server: async ({ viewport: _unused }, use) => {
    const server = await startJustiFiTraining({ database: { file: ":memory:", key: null } });
    await use(server);
    await server.close();
  },
  desk: async ({ start, server }, use) => {
    await takeElsewhere(server, { amount: 10_000 });
    await takeElsewhere(server, { currency: "cad", amount: 12_345 });
    await takeElsewhere(server, { currency: "cad", amount: 5_000, hold: true });
    const app = await start({ env: { COUNTERFOIL_JUSTIFI_URL: server.url } });
    const { clientId, clientSecret, subAccount } = server;
    await app.ask("accounts.connect", { id: "justifi_test", clientId, clientSecret, subAccount });
    await use(app);
  },
});

const row = (page: Page, table: string, text: string) =>
  page.getByRole("table", { name: table }).locator("tbody tr[data-index]").filter({ hasText: text });

test("a list, its stub, its receipt and its refund are in the payment’s own currency", async ({ desk, server }) => {
  const { page } = desk;
  await page.getByRole("link", { name: "Payments" }).click();
  await row(page, "Payments", "CA$123.45").click();
  const stub = page.getByRole("region", { name: "Payment", exact: true });
  await expect(stub).toContainText("CA$123.45");
  await expect(stub).toContainText("Charged CA$123.45");
  // Its ledger too: the payment less the fee.
  await expect(stub.getByRole("region", { name: "Ledger" })).toContainText("CA$119.57");
  await expect(stub).not.toContainText(/(?<!CA)\$/);

  await stub.getByRole("button", { name: "Receipt" }).click();
  const receipt = page.getByRole("dialog");
  await expect(receipt).toContainText("CA$123.45 CAD");
  await page.keyboard.press("Escape");

  await stub.getByRole("button", { name: "Take it back" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("the whole CA$123.45");
  await expect(dialog.getByText("CAD", { exact: true })).toBeVisible();
  const amount = dialog.getByRole("textbox", { name: "Amount" });
  await amount.fill("23.45");
  await expect(dialog).toContainText("Refund CA$23.45");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText(/I have refunded CA\$23\.45/)).toBeVisible();
  await expect(dialog).not.toContainText(/(?<!CA)\$/);
  expect(server.control.ledger().flatMap(({ refunds }) => refunds)).toEqual([2_345]);
});

test("sums are of one currency each: holds, the filtered list, the close of the day", async ({ desk }) => {
  const { page } = desk;
  await page.getByRole("link", { name: "Holds" }).click();
  await expect(page.getByText("1 hold, CA$50.00.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Choose CA\$50\.00/ })).toBeVisible();

  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("combobox", { name: "Status" }).selectOption({ label: "Captured" });
  await expect(page.getByText("2 payments", { exact: true })).toBeVisible();
  await expect(page.getByRole("list", { name: "Sums" }).getByRole("listitem")).toHaveText([/\$100\.00/, /CA\$123\.45/]);

  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("radio", { name: "Day close" }).check();
  const totals = page.getByRole("region", { name: "Totals", exact: true });
  const canadian = page.getByRole("region", { name: "Totals in CAD" });
  await expect(totals).toContainText("$100.00");
  await expect(canadian).toContainText("CA$123.45");
  await expect(canadian.getByRole("row", { name: /Held/ })).toContainText("CA$50.00");
  await expect(page.getByRole("region", { name: "By brand" }).getByRole("row")).toHaveText([
    /\$100\.00/,
    /CA\$123\.45/,
  ]);
});

test("an amount with its sign finds its payment, and a hold is captured in its currency", async ({ desk, server }) => {
  const { page } = desk;
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("searchbox", { name: "Find payment" }).fill("ca$50.00");
  await expect(row(page, "Payments", "CA$50.00")).toHaveCount(1);
  await row(page, "Payments", "CA$50.00").click();
  const stub = page.getByRole("region", { name: "Payment", exact: true });
  await stub.getByRole("button", { name: "Capture" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The whole hold of CA$50.00.");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText(/CA\$50\.00 was charged/)).toBeVisible();
  expect(server.control.ledger().map(({ captured }) => captured)).toEqual([10_000, 12_345, 5_000]);
  // What this desk charges is US dollars still.
  await hasRead(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("link", { name: "Order" }).click();
  await expect(page.getByText("USD", { exact: true })).toBeVisible();
});
