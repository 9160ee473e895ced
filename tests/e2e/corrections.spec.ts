import type { Locator, Page } from "@playwright/test";
import type { Fault } from "../../src/main/practice/faults";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import type { App } from "./app";
import { expect, hasRead, test, typeOrder, verdict } from "./payarc";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** A "no" that was told and was wrong, in the real app: the processor had worked on the request all the same. */

const dialog = (page: Page): Locator => page.getByRole("dialog");
const notices = (page: Page): Locator => page.locator(".notices");
const payment = (page: Page): Locator => page.getByRole("region", { name: "Payment", exact: true });

/** An error that says no; `after`: the processor has done it. */
const saysNo = (when: "before" | "after", message: string): Fault => ({
  kind: "status",
  when,
  status: 409,
  body: { status: "error", code: 0, message, status_code: 409 },
});

async function charged(app: App, amount: number, capture: boolean): Promise<string> {
  const answer = await app.ask("payments.charge", keyedOrder({ amount: cents(amount), capture }));
  return (answer.kind === "outcome" ? answer.attempt.paymentId : null) ?? "";
}

async function open(page: Page, id: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/payments/${id}`);
  await expect(payment(page)).toContainText(id);
}

test("a charge told as declined that took the money is told at the top of every screen until a person has read it", async ({
  startOnPayarc,
  payarc,
  userData,
}) => {
  const app = await startOnPayarc({ userData });
  const { page } = app;
  // A first reading of the payments that is still under way would find it out too early.
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  payarc.control.failNext({ method: "POST", path: "/charges" }, saysNo("after", "Do not honor"));
  await typeOrder(page, "1200");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Declined")).toBeVisible();
  await hasRead(page);
  const told = /The charge of \$12\.00 on Visa ···· 5439 .* was told as “Declined”, but the processor took the money/;
  expect(await notices(page).innerText()).not.toMatch(told);
  // The list that the Payments screen reads shows it.
  await page.getByRole("link", { name: "Payments" }).click();
  await expect(notices(page)).toContainText(told);
  await passesAxe(app);
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("table", { name: "Activity" }).locator("tbody tr[data-index]").first()).toContainText(
    "Approved",
  );
  await app.close();

  // It stays, also after a restart, until somebody says that they have read it.
  const again = await startOnPayarc({ userData });
  await expect(notices(again.page)).toContainText(told);
  await enterOn(again.page.getByRole("button", { name: "I have read it" }));
  await expect(notices(again.page)).not.toContainText(told);
  await again.close();
  const third = await startOnPayarc({ userData });
  await third.ask("attempts.list", { limit: 1 });
  await expect(notices(third.page)).not.toContainText(told);
});

test("a capture and a refund told as not done that were done are told the same way", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  const hold = await charged(app, 30_00, false);
  const settled = await charged(app, 302_000, true);

  await open(page, hold);
  payarc.control.failNext(
    { method: "POST", path: `/charges/${hold}/capture` },
    saysNo("after", "Capture Not Allowed."),
  );
  await payment(page).getByRole("button", { name: "Capture" }).click();
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Not done" })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");
  await open(page, settled);
  payarc.control.failNext({ method: "POST", path: `/charges/${settled}/refunds` }, saysNo("after", "No."));
  await payment(page).getByRole("button", { name: "Take it back" }).click();
  await dialog(page).getByRole("textbox", { name: "Amount" }).fill("20.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Not done" })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");

  await open(page, hold);
  await expect(payment(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await open(page, settled);
  await expect(notices(page)).toContainText(/The capture of \$30\.00 .* was told as “Not done”/);
  await expect(notices(page)).toContainText(
    /The refund of \$20\.00 .* was told as “Not done”, but the processor gave it/,
  );
  await expect(page.getByRole("button", { name: "and 1 more" })).toBeVisible();
  await page.getByRole("button", { name: "I have read it" }).click();
  await expect(page.getByRole("button", { name: "and 1 more" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "I have read it" })).toBeVisible();
  // Nothing was done twice.
  const moved = payarc.control.requests().filter(({ path }) => /\/(capture|refunds)$/.test(path));
  expect(moved).toHaveLength(2);
});

test("a take-back warns while an earlier one that was told as not done may still be done", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  const settled = await charged(app, 302_000, true);
  const amount = dialog(page).getByRole("textbox", { name: "Amount" });
  const takeBack = async (): Promise<void> => {
    await payment(page).getByRole("button", { name: "Take it back" }).click();
    await expect(amount).toBeVisible();
  };
  await open(page, settled);
  await takeBack();
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  payarc.control.failNext({ method: "POST", path: `/charges/${settled}/refunds` }, saysNo("before", "No."));
  await amount.fill("20.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Not done" })).toBeVisible();
  await hasRead(page);
  await page.keyboard.press("Enter");

  await takeBack();
  await expect(dialog(page).getByRole("alert")).toContainText(/A refund of \$20\.00 by .* ended as not done today\./);
  // The whole is not offered in silence.
  await expect(amount).toHaveValue("");
  await amount.fill("20.00");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Refunded" })).toBeVisible();
  expect(payarc.control.ledger().find(({ id }) => id === settled)?.refunds).toEqual([2000]);
});
