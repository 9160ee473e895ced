import type { Locator, Page } from "@playwright/test";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { moneyText } from "../../src/shared/currency";
import { dayOf, moneyOf, TAKEN } from "../../src/shared/history";
import { cents } from "../../src/shared/money";
import type { Payment } from "../../src/shared/payment";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { expect, test, type App } from "./app";
import { fitsAt200, passesAxe } from "./sight";

/** The Overview in the real app, against Training. */

const figure = (page: Page, name: string): Locator => page.getByRole("figure", { name, exact: true });
const number = (page: Page, name: string): Locator =>
  page.locator("main:visible").getByRole("group", { name, exact: true }).locator(".figure-value, .need-count");

/** Every payment that the processor lists, straight from it. */
async function listed({ ask }: App): Promise<Payment[]> {
  const all: Payment[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { payments: Payment[]; next: string | null } = await ask("payments.list", { cursor, limit: 100 });
    all.push(...page.payments);
    if (page.next === null) return all;
    cursor = page.next;
  }
}

/** What was taken today, counted from the list of the processor, in cents. */
async function takenToday(app: App): Promise<{ count: number; amount: number; declined: number }> {
  const today = (await listed(app)).filter(
    ({ createdAt }) => createdAt !== null && dayOf(createdAt) === dayOf(Date.now()),
  );
  const taken = today.filter(({ status }) => TAKEN.includes(status));
  return {
    count: taken.length,
    amount: taken.reduce((sum, payment) => sum + moneyOf(payment), 0),
    declined: today.filter(({ status }) => status === "failed").length,
  };
}

/** How large the picture on the clipboard is. Older Electrons read it at once, newer ones as items. */
async function pictureOnClipboard({ electron }: App): Promise<{ width: number; height: number }> {
  return electron.evaluate(async ({ clipboard, nativeImage }) => {
    const old = clipboard as unknown as { readImage?: () => Electron.NativeImage };
    if (old.readImage) return old.readImage().getSize();
    const [item] = await clipboard.read();
    const blob = await item?.getType("image/png");
    return nativeImage.createFromBuffer(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).getSize();
  });
}

test("the figures are what the processor lists; each opens its list, each plot has its points by key and its table", async ({
  start,
  userData,
}) => {
  const folder = join(userData, "exports");
  mkdirSync(folder);
  const app = await start({ env: { COUNTERFOIL_RECEIPTS_DIR: folder } });
  const { page, ask } = app;
  await ask("settings.set", { guided: true });
  const kept = await ask("payments.charge", keyedOrder({ amount: cents(4400) }));
  const { attempt: charged } = kept.kind === "outcome" ? kept : { attempt: null };
  const back = await ask("payments.charge", keyedOrder({ amount: cents(12_34) }));
  await ask("payments.charge", keyedOrder({ amount: cents(7300), capture: false }));
  await ask("payments.charge", keyedOrder({ amount: cents(5151), card: typedCard({ number: "4000000000000002" }) }));
  const { attempt } = back.kind === "outcome" ? back : { attempt: null };
  await ask("payments.takeBack", {
    attemptId: crypto.randomUUID(),
    paymentId: attempt?.paymentId ?? "",
    way: "void",
    amount: cents(1234),
    currency: "USD",
    said: cents(1234),
    reason: "other",
    description: null,
    sendReceipt: { email: false, sms: false },
  });
  const truth = await takenToday(app);
  expect(truth.amount).toBeGreaterThanOrEqual(4400);

  await page.getByRole("link", { name: "Overview", exact: true }).click();
  await expect(number(page, "Taken")).toHaveText(moneyText(truth.amount, "USD"));
  await expect(page.getByRole("group", { name: "Taken", exact: true })).toContainText(`${truth.count} payment`);
  await expect(page.getByRole("group", { name: "Approval rate" })).toContainText(`${truth.declined} declined`);
  await expect(page.locator(".page-count:visible")).toContainText("from all");

  await test.step("a number opens the payments that it counts, narrowed so that one sees by what", async () => {
    await number(page, "Taken").click();
    await expect(page.getByRole("heading", { name: "Payments", level: 1 })).toBeVisible();
    await expect(page.locator(".page-count:visible")).toHaveText(
      `${truth.count} ${truth.count === 1 ? "payment" : "payments"}`,
    );
    await expect(page.getByRole("list", { name: "Sums" })).toContainText(`Taken ${moneyText(truth.amount, "USD")}`);
    await expect(
      page.getByRole("button", { name: "Money taken, refunded or not: take this filter away" }),
    ).toBeVisible();
    await page
      .getByRole("button", { name: /take this filter away$/ })
      .first()
      .click();
    await page.goBack();
  });

  await test.step("a plot is walked by keys, and its table has the same numbers", async () => {
    const plot = figure(page, "Taken by hour");
    const points = plot.locator("[data-point]");
    await expect(points.first()).toBeVisible();
    // A day on which the clock is changed has one more or one less.
    expect([23, 24, 25]).toContain(await points.count());
    await plot.getByRole("button", { name: "Show as table" }).focus();
    await page.keyboard.press("Tab");
    await expect(points.first()).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(points.nth(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(points.last()).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(points.last()).toBeFocused();
    await page.keyboard.press("Home");
    const heard = (await points.first().getAttribute("aria-label")) ?? "";
    expect(heard).toMatch(/^12 AM: \$[\d,.]+\. Last \w+day: \$/);
    await expect(plot.locator("figcaption")).toHaveText(heard);
    await plot.getByRole("button", { name: "Show as table" }).click();
    await expect(plot.getByRole("table", { name: "Taken by hour" })).toBeVisible();
    const cells = await plot
      .getByRole("table", { name: "Taken by hour" })
      .locator("tbody td:nth-child(2)")
      .allInnerTexts();
    const sum = cells.reduce(
      (all, text) => all + (text === "–" ? 0 : Math.round(Number(text.replace(/[$,]/g, "")) * 100)),
      0,
    );
    expect(sum).toBe(truth.amount);
    await passesAxe(app);
    await plot.getByRole("button", { name: "Show as table" }).click();
  });

  await test.step("any span: what two days brought, or why they make none", async () => {
    await page.getByRole("combobox", { name: "When" }).selectOption("Between two days");
    await expect(page.getByRole("alert")).toHaveText("Choose both days.");
    await page.getByLabel("From").fill(dayOf(Date.now()));
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(number(page, "Taken")).toHaveText(moneyText(truth.amount, "USD"));
    await page.getByRole("combobox", { name: "When" }).selectOption("This year");
    await expect(figure(page, "Taken by week")).toBeVisible();
    await passesAxe(app);
  });

  await test.step("the figures as a picture on the clipboard", async () => {
    await app.electron.evaluate(({ clipboard }) => clipboard.clear());
    await page.getByRole("button", { name: "Copy picture" }).click();
    await expect(page.getByText("The picture is on the clipboard.")).toBeVisible();
    const size = await pictureOnClipboard(app);
    expect(size.width).toBe(1920);
    expect(size.height).toBeGreaterThan(800);
  });

  await test.step("the figures as CSV and as a page; a payment's dispute pack", async () => {
    const saved = async (button: string, ending: string): Promise<Buffer> => {
      const before = new Set(readdirSync(folder));
      await page.getByRole("button", { name: button, exact: true }).click();
      const fresh = (): string | undefined =>
        readdirSync(folder).find((name) => !before.has(name) && name.endsWith(ending));
      await expect.poll(fresh).toBeDefined();
      return readFileSync(join(folder, fresh() ?? ""));
    };
    await page.getByRole("combobox", { name: "When" }).selectOption("Today");
    await expect(number(page, "Taken")).toHaveText(moneyText(truth.amount, "USD"));
    expect((await saved("CSV", ".csv")).toString()).toContain((truth.amount / 100).toFixed(2));
    expect((await saved("PDF", ".pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    await page.goto(page.url().replace(/#.*/, `#/payments/${charged?.paymentId ?? ""}`));
    expect((await saved("Dispute pack (PDF)", ".pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    await page.keyboard.press("Escape");
  });

  await test.step("today in short stands on Payments while none is open", async () => {
    await page.getByRole("link", { name: "Payments", exact: true }).click();
    await expect(number(page, "Taken today")).toHaveText(moneyText(truth.amount, "USD"));
    await page.getByRole("button", { name: "Open Overview" }).click();
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    await fitsAt200(app);
  });
});
