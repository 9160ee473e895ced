import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { cents } from "../../src/shared/money";
import { parseCsv } from "../fixtures/csv";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./payarc";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** The Activity screen in the real app: the journal, questions first, and the close of a day. */

const rows = (page: Page): Locator => page.getByRole("table", { name: "Activity" }).locator("tbody tr[data-index]");
const stub = (page: Page): Locator => page.getByRole("region", { name: "Attempt", exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog");
const CHARGE = { method: "POST", path: "/charges" };

test("a question stands first until it is answered; a look answers it", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  payarc.control.failNext(CHARGE, { kind: "reset", when: "after" });
  for (let at = 0; at < 300; at++)
    payarc.control.failNext({ method: "GET", path: "/charges" }, { kind: "status", when: "before", status: 500 });
  // The list cannot be read, and the person goes on all the same.
  const overrides = { duplicateOf: [], unknown: [], unlooked: true };
  await app.ask("payments.charge", { ...keyedOrder({ amount: cents(1234) }), overrides });
  await app.ask("payments.charge", { ...keyedOrder({ amount: cents(5678) }), overrides });
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("$12.34");
  await expect(rows(page).first()).toContainText("Checking");
  await expect(rows(page).nth(1)).toContainText("Approved");
  await expect(page.getByText("1 still being checked.")).toBeVisible();

  await rows(page).first().click();
  await expect(stub(page)).toContainText("Front desk");
  // A look by itself may be quicker than the key; the button is gone then, and nobody has to wait for it.
  await stub(page).getByRole("button", { name: "Look again now" }).focus();
  payarc.control.clearFaults();
  await page.keyboard.press("Enter");
  await expect(stub(page).getByRole("heading", { name: "Approved" })).toBeVisible();
  await expect(rows(page).first()).toContainText("$56.78");
  await stub(page).getByRole("button", { name: "Open payment" }).click();
  await expect(page.getByRole("region", { name: "Payment", exact: true })).toContainText("$12.34");
});

test("a check stopped with a reason, which stays", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  const answer = await app.ask("payments.charge", keyedOrder({ amount: cents(4400) }));
  expect(answer.kind === "outcome" && answer.attempt.state).toBe("unknown");
  await page.getByRole("link", { name: "Activity" }).click();
  await rows(page).first().click();
  await stub(page).getByRole("button", { name: "Stop checking" }).click();
  await dialog(page).getByRole("textbox", { name: "Why" }).fill("Not in the dashboard");
  await dialog(page).getByRole("button", { name: "Stop checking" }).click();
  await expect(stub(page)).toContainText("Not in the dashboard");
  await expect(rows(page).first()).toContainText("Check stopped");
});

test("by keys: the last check stopped from the tray leaves the keys in the tray", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  await app.ask("payments.charge", keyedOrder({ amount: cents(4400) }));
  await enterOn(page.getByRole("button", { name: "Checking 1" }));
  await enterOn(dialog(page).getByRole("button", { name: "Stop checking" }));
  await expect(page.getByRole("textbox", { name: "Why" })).toBeFocused();
  await page.keyboard.type("Not in the dashboard");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("Nothing is being checked.");
  await expect(dialog(page).getByRole("button", { name: "Close", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
});

test("the close of a day opens the entry again that was open before; what was done elsewhere is not denied", async ({
  startOnPayarc,
  payarc,
}) => {
  const app = await startOnPayarc();
  const { page } = app;
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  await app.ask("payments.charge", keyedOrder({ amount: cents(4400) }));
  const [attempt] = await app.ask("attempts.list", { limit: 1 });
  await app.ask("attempts.closeByHand", { id: attempt?.id ?? "", reason: "Not in the dashboard" });
  await page.getByRole("link", { name: "Activity" }).click();
  await rows(page).first().click();
  await expect(stub(page)).toContainText("Not in the dashboard");
  await page.getByRole("radio", { name: "Day close" }).check();
  await page.getByRole("button", { name: "Open the entry of $44.00" }).click();
  await expect(page.getByRole("radio", { name: "Journal" })).toBeChecked();
  await expect(stub(page)).toContainText("Not in the dashboard");

  await app.ask("accounts.use", { id: "training" });
  await expect(page.getByText("Nothing has been done on Training at this computer yet.")).toBeVisible();
  await expect(page.getByText("0 entries.", { exact: true })).toBeVisible();
  await page.getByRole("switch", { name: "All accounts" }).check();
  await expect(rows(page)).toHaveCount(1);
});

test("the close of a day: exceptions first, sums, the same in a file", async ({ startOnPayarc, payarc, userData }) => {
  const app = await startOnPayarc({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: userData } });
  const { page } = app;
  await app.ask("payments.charge", keyedOrder({ amount: cents(2500) }));
  await app.ask("payments.charge", keyedOrder({ amount: cents(3500) }));
  payarc.control.failNext(CHARGE, { kind: "reset", when: "before" });
  await app.ask("payments.charge", keyedOrder({ amount: cents(4400) }));
  await page.getByRole("link", { name: "Activity" }).click();
  await page.getByRole("radio", { name: "Day close" }).check();
  const exceptions = page.getByRole("region", { name: "Exceptions" });
  await expect(exceptions.getByRole("listitem").first()).toContainText("$44.00");
  await expect(exceptions.getByRole("listitem").first()).toContainText("has no answer yet");
  await expect(page.getByRole("region", { name: "Here and at the processor" })).toContainText("$60.00");
  await expect(page.getByRole("region", { name: "Here and at the processor" })).toContainText("same sums, look above");

  await page.getByRole("button", { name: "Export day" }).click();
  const said = page.getByText(/^Saved as/);
  const [header = [], ...lines] = parseCsv(
    readFileSync(/Saved as (.+\.csv)/.exec(await said.innerText())?.[1] ?? "", "utf8").slice(1),
  );
  expect(lines.find((line) => line[0] === "Exception")?.[header.indexOf("Outcome")]).toBe("Checking");
  expect(lines.filter((line) => line[0] === "Done here")).toHaveLength(3);

  await exceptions.getByRole("button", { name: "Open the entry of $44.00" }).click();
  await expect(stub(page).getByRole("heading", { name: "Checking" })).toBeVisible();
  // Last, because it takes its time, and the question is answered after two minutes.
  await passesAxe(app);
  await page.getByRole("radio", { name: "Day close" }).check();
  await expect(page.getByRole("region", { name: "Here and at the processor" })).toBeVisible();
  await passesAxe(app);
});

test("a capture says nothing of an address check that was not its own", async ({ startOnPayarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  // A ZIP and no street: the bank's letter for that is the same as for another street.
  const hold = await app.ask("payments.charge", keyedOrder({ amount: cents(4400), capture: false }));
  const paymentId = hold.kind === "outcome" ? (hold.attempt.outcome?.payment?.id ?? "") : "";
  await app.ask("payments.capture", {
    attemptId: crypto.randomUUID(),
    paymentId,
    currency: "USD",
    said: 4400,
    amount: 4400,
  });
  await page.getByRole("link", { name: "Activity" }).click();
  await rows(page).filter({ hasText: "Captured" }).click();
  await expect(stub(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  await expect(stub(page)).not.toContainText(/does not match|no match/i);
});
