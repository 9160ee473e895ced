import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { moneyText } from "../../src/shared/currency";
import type { DayClose } from "../../src/shared/day-close";
import { dayOf } from "../../src/shared/history";
import { parseCsv } from "../fixtures/csv";
import { keyedOrder } from "../fixtures/orders";
import { cents } from "../../src/shared/money";
import { expect, test, type App } from "./app";
import { fitsAt200, passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** The close of a day in the real app, in Training: its figures, and closing it. */

const sheet = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

async function openDay(page: Page, day?: string): Promise<void> {
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("radio", { name: "Day close" }).check();
  if (day !== undefined) await page.getByLabel("Day", { exact: true }).fill(day);
}

/** The last thirty days of practice, newest first. */
async function days(app: App): Promise<DayClose[]> {
  const closes: DayClose[] = [];
  for (let back = 0; back < 30; back++)
    closes.push(await app.ask("activity.dayClose", { day: dayOf(Date.now() - back * 86_400_000) }));
  return closes;
}

test("refunds of a day and of its payments are two figures, and each has one name on screen and in the file", async ({
  start,
  userData,
}) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  const later = (await days(app)).find(({ taken, refundedToday }) => taken.refunded > 0 && refundedToday.count === 0);
  if (!later) throw new Error("no practice payment was refunded on a later day");
  const since = moneyText(later.taken.refunded, "USD");
  await openDay(page, later.day);
  await expect(sheet(page, "Totals").getByRole("row", { name: /^Refunded this day/ })).toContainText("$0.00");
  await expect(sheet(page, "By brand")).toContainText(`of it refunded by now`);
  await expect(page.getByText(/[Gg]iven back/)).toHaveCount(0);
  const compared = sheet(page, "Here and at the processor");
  await expect(compared.getByText("agree", { exact: true })).toBeVisible();

  const { path } = await app.ask("activity.exportDay", { day: later.day });
  const [header = [], ...lines] = parseCsv(readFileSync(path ?? "", "utf8").slice(1));
  const line = (what: string): string[] => lines.find((one) => one[header.indexOf("What")] === what) ?? [];
  expect(line("Refunded this day")[header.indexOf("Amount")]).toBe("0.00");
  expect(moneyText(Number(line("Taken")[header.indexOf("Refunded by now")]) * 100, "USD")).toBe(since);
});

test("the net of a refunded payment has the refund taken off, on the screen and in the file", async ({
  start,
  userData,
}) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  const { payments } = await app.ask("payments.list", { cursor: null, limit: 100 });
  const refunded = payments.find(({ status }) => status === "partly_refunded");
  if (!refunded) throw new Error("no practice payment is refunded in part");
  const { id, amount, amountRefunded, fees } = refunded;
  const net = amount - amountRefunded - (fees ?? 0);
  await page.evaluate((to) => (location.hash = `#/payments/${to}`), id);
  await expect(page.getByRole("region", { name: "Payment", exact: true })).toContainText(`Net${moneyText(net, "USD")}`);
  const { path } = await app.ask("history.exportCsv", {
    clue: id,
    filter: { statuses: [], brands: [], channels: [], when: { kind: "any" }, amountFrom: null, amountTo: null },
  });
  const [header = [], line = []] = parseCsv(readFileSync(path ?? "", "utf8").slice(1));
  expect(line[header.indexOf("Net")]).toBe((net / 100).toFixed(2));
});

test("by keys: the day is closed with what is still to look at, stays closed, and says what changed since", async ({
  start,
  userData,
}) => {
  const app = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(12_500) }));
  await openDay(page);
  const region = sheet(page, "Training");
  await expect(sheet(page, "Exceptions")).toContainText("1 to look at");
  await expect(region.getByRole("button", { name: "Close the day" })).toBeEnabled();
  await enterOn(region.getByRole("button", { name: "Close the day" }));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 thing to look at first.");
  await expect(dialog.getByRole("row", { name: /Expected in the bank/ })).toBeVisible();
  const act = dialog.getByRole("button", { name: /^Close the day with \$[\d,.]+$/ });
  await expect(act).toBeFocused();
  await passesAxe(app);
  await page.keyboard.press("Enter");
  await expect(region.getByText(/^Closed by \S+ at Front desk, \d/)).toContainText("1 thing to look at was left open.");
  await expect(region.getByRole("button", { name: /^Close/ })).toHaveCount(0);
  // Closed is closed: the same figures again are refused, and a restart forgets nothing.
  const day = dayOf(Date.now());
  const shown = await app.ask("activity.dayClose", { day });
  expect(shown.whyNotClosable).toBe("This day is closed, and nothing has changed since.");
  await app.close();

  const again = await start({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  await again.ask("payments.charge", keyedOrder({ amount: cents(2_500) }));
  await openDay(again.page);
  const first = sheet(again.page, "Exceptions").getByRole("listitem").first();
  await expect(first).toContainText("Changed since");
  await expect(first).toContainText(/^Changed sinceTaken was \$[\d,.]+ \(\d+\) when the day was closed, and is/);
  await enterOn(again.page.getByRole("button", { name: "Close it again" }));
  await enterOn(again.page.getByRole("button", { name: /^Close it again with/ }));
  await expect(again.page.getByText(/^Closed before by/)).toBeVisible();
  await expect(again.page.getByText(/^Taken was .* when the day was closed/)).toBeVisible();
  await passesAxe(again);

  await enterOn(again.page.getByRole("button", { name: "Save PDF" }));
  await expect(again.page.getByText(/^Saved as .*Day Training .*\.pdf$/)).toBeVisible();
  await expect(again.page.getByRole("button", { name: "Show in folder" })).toBeVisible();
  await again.page.getByRole("link", { name: "Activity" }).focus();
  await fitsAt200(again);
});
