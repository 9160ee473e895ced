import type { Locator, Page } from "@playwright/test";
import { cents } from "../../src/shared/money";
import { keyedOrder, typedCard } from "../fixtures/orders";
import { expect, hasRead, pressQuickly, test, type App } from "./app";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** The Holds screen in the real app, against Training: captured whole, in part, many at once; released. */

const table = (page: Page): Locator => page.getByRole("table", { name: "Holds" });
const row = (page: Page, text: string): Locator =>
  table(page).locator("tbody tr[data-index]").filter({ hasText: text });
const stub = (page: Page): Locator => page.getByRole("region", { name: "Payment", exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog");

async function hold(app: App, amount: number, number?: string): Promise<string> {
  const answer = await app.ask(
    "payments.charge",
    keyedOrder({ amount: cents(amount), capture: false, ...(number ? { card: typedCard({ number }) } : {}) }),
  );
  expect(answer.kind === "outcome" && answer.attempt.outcome?.kind).toBe("authorized");
  return answer.kind === "outcome" ? (answer.attempt.paymentId ?? "") : "";
}

test("holds stand by urgency, what is due is said in a word and counted on the rail", async ({
  app: { page, ask },
}) => {
  await expect.poll(async () => (await ask("history.status", {})).state).toBe("ready");
  const { holdsDue } = await ask("history.status", {});
  expect(holdsDue).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Holds" }).click();
  await expect(page.getByRole("link", { name: "Holds" })).toContainText(`${holdsDue} due`);
  const left = table(page).locator("tbody tr[data-index] td:nth-child(2)");
  await expect(left.filter({ hasText: /Due|Last hours/ })).toHaveCount(holdsDue);
  const hours = (await left.allInnerTexts()).map((text) => Number.parseInt(text, 10) * (/day/.test(text) ? 24 : 1));
  expect(hours.length).toBeGreaterThan(2);
  expect(hours).toEqual([...hours].sort((a, b) => a - b));
});

test("captured whole, and captured in part", async ({ app }) => {
  const { page } = app;
  const whole = await hold(app, 81_11);
  const part = await hold(app, 82_22);
  await page.getByRole("link", { name: "Holds" }).click();

  await row(page, "$81.11").getByRole("button", { name: "Capture" }).click();
  await expect(dialog(page).getByRole("textbox", { name: "Amount" })).toHaveValue("81.11");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(row(page, "$81.11")).toHaveCount(0);
  expect(await app.ask("payments.get", { id: whole })).toMatchObject({ status: "captured", amountCaptured: 8111 });

  await row(page, "$82.22").click();
  await expect(stub(page).getByRole("heading", { name: "Authorized" })).toBeVisible();
  await expect(stub(page).getByRole("button", { name: "Capture" })).toBeEnabled();
  await hasRead(page);
  await page.keyboard.press("c");
  await dialog(page).getByRole("textbox", { name: "Amount" }).fill("40.00");
  await expect(dialog(page)).toContainText("$42.22 of the hold is released.");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(stub(page).getByRole("region", { name: "Story" })).toContainText("Captured $40.00");
  expect(await app.ask("payments.get", { id: part })).toMatchObject({ status: "captured", amountCaptured: 4000 });
});

test("many at once, one after the other, with a result per line; one that was changed elsewhere says so", async ({
  app,
}) => {
  const { page } = app;
  const ids = [await hold(app, 51_01), await hold(app, 52_02), await hold(app, 53_03)];
  await page.getByRole("link", { name: "Holds" }).click();
  for (const amount of ["$51.01", "$52.02", "$53.03"]) await row(page, amount).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Capture 3 chosen, $156.06" }).click();
  // Meanwhile somebody releases the second.
  await app.ask("payments.takeBack", {
    attemptId: crypto.randomUUID(),
    paymentId: ids[1] ?? "",
    way: "void",
    amount: cents(5202),
    currency: "USD",
    said: cents(5202),
    reason: "other",
    description: null,
    sendReceipt: { email: false, sms: false },
  });
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  const lines = dialog(page).getByRole("list", { name: "Holds to capture" }).getByRole("listitem");
  await expect(lines.filter({ hasText: "$51.01" })).toContainText("Captured");
  await expect(lines.filter({ hasText: "$52.02" })).toContainText("Only a hold can be captured");
  await expect(lines.filter({ hasText: "$53.03" })).toContainText("Captured");
  await expect(dialog(page)).toContainText("2 of 3 captured, $104.04.");
  await dialog(page).getByRole("button", { name: "Close" }).click();
  expect(await Promise.all(ids.map(async (id) => (await app.ask("payments.get", { id })).status))).toEqual([
    "captured",
    "voided",
    "captured",
  ]);
  const captures = (await app.ask("attempts.list", { limit: 50 })).filter(({ operation }) => operation === "capture");
  expect(new Set(captures.map(({ id }) => id)).size).toBe(2);
});

test("released by taking it back", async ({ app }) => {
  const { page } = app;
  const id = await hold(app, 91_19);
  await page.getByRole("link", { name: "Holds" }).click();
  await row(page, "$91.19").click();
  await stub(page).getByRole("button", { name: "Take it back" }).click();
  await expect(dialog(page)).toContainText("The whole hold of $91.19 is released");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Voided" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await expect(row(page, "$91.19")).toHaveCount(0);
  expect((await app.ask("payments.get", { id })).status).toBe("voided");
});

test("the Enter that opens a dialog, held or pressed twice, does not go on to confirm it unread", async ({ app }) => {
  const { page } = app;
  await hold(app, 61_11);
  const sent = async (): Promise<string[]> =>
    (await app.ask("attempts.list", { limit: 50 }))
      .map(({ operation }) => operation)
      .filter((operation) => operation !== "charge");
  const confirm = dialog(page).getByRole("button", { name: "Confirm" });
  await page.getByRole("link", { name: "Holds" }).click();
  const capture = row(page, "$61.11").getByRole("button", { name: "Capture" });
  await capture.focus();
  await pressQuickly(page, ["Enter", "Enter"], 50);
  await expect(confirm).toBeVisible();
  expect(await sent()).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(capture).toBeFocused();
  await page.keyboard.down("Enter");
  await expect(confirm).toBeVisible();
  for (let held = 0; held < 5; held++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  expect(await sent()).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);

  await row(page, "$61.11").click();
  await expect(stub(page).getByRole("button", { name: "Take it back" })).toBeEnabled();
  await stub(page).getByRole("button", { name: "Take it back" }).focus();
  await page.keyboard.down("Enter");
  // A whole hold: the focus waits on Confirm, as soon as the payment has been read.
  await expect(confirm).toBeFocused();
  for (let held = 0; held < 5; held++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  expect(await sent()).toEqual([]);
  await expect(dialog(page)).toContainText("The whole hold of $61.11 is released");
  // Read, and meant.
  await confirm.click();
  await expect(dialog(page).getByRole("heading", { name: "Voided" })).toBeVisible();
  expect(await sent()).toEqual(["void"]);
});

test("by keys: what is captured leaves the list, and the keys go on from the row in its place", async ({ app }) => {
  const { page } = app;
  for (const amount of [62_11, 63_11, 64_11, 65_11]) await hold(app, amount);
  const inFocus = table(page).locator("tbody tr[data-index]:focus");
  await page.getByRole("link", { name: "Holds" }).click();
  await enterOn(row(page, "$62.11").getByRole("button", { name: "Capture" }));
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await hasRead(page);
  await enterOn(dialog(page).getByRole("button", { name: "Close" }));
  await expect(row(page, "$62.11")).toHaveCount(0);
  await expect(inFocus).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(inFocus).toHaveCount(1);

  for (const amount of ["$63.11", "$64.11"]) await row(page, amount).getByRole("checkbox").check();
  await enterOn(page.getByRole("button", { name: "Capture 2 chosen, $127.22" }));
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page)).toContainText("2 of 2 captured");
  await hasRead(page);
  await enterOn(dialog(page).getByRole("button", { name: "Close" }));
  await expect(row(page, "$63.11")).toHaveCount(0);
  await expect(inFocus).toHaveCount(1);

  await enterOn(row(page, "$65.11"));
  await expect(stub(page).getByRole("heading", { name: "Authorized" })).toBeVisible();
  // Nothing can be taken back before the processor has told of it.
  await expect(stub(page).getByRole("button", { name: "Take it back" })).toBeEnabled();
  await page.keyboard.press("t");
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Voided" })).toBeVisible();
  await hasRead(page);
  await enterOn(dialog(page).getByRole("button", { name: "Close" }));
  await expect(row(page, "$65.11")).toHaveCount(0);
  await expect(inFocus).toHaveCount(1);
});

test("nothing for axe to find, in either theme", async ({ app }) => {
  const { page } = app;
  await hold(app, 70_00);
  await page.getByRole("link", { name: "Holds" }).click();
  await row(page, "$70.00").getByRole("checkbox").check();
  await row(page, "$70.00").click();
  await expect(stub(page)).toContainText("Authorized $70.00");
  await passesAxe(app);
});
