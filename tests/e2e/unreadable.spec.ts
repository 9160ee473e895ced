import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { openDatabase } from "../../src/main/storage/database";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test } from "./payarc";
import { journalKey } from "./secrets";
import { passesAxe } from "./sight";
import { enterOn } from "./enter-on";

/** A row of the journal that is damaged on the disk, in the real app. */

const rows = (page: Page): Locator => page.getByRole("table", { name: "Activity" }).locator("tbody tr[data-index]");
const stub = (page: Page): Locator => page.getByRole("region", { name: "Attempt", exact: true });
const dialog = (page: Page): Locator => page.getByRole("dialog");

/** Writes what is no text into the first row of that entry; the app must not run. */
async function damage(userData: string, attempt: string): Promise<void> {
  const database = openDatabase({ file: join(userData, "journal.db"), key: await journalKey(userData) });
  database.exec("DROP TRIGGER row_never_changes");
  database.exec(`UPDATE row SET body = CAST(x'7b61ff62' AS TEXT) WHERE nth = 0 AND attempt = '${attempt}'`);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

test("an entry whose row is damaged is a question until a person closes it, and holds up what may be the same", async ({
  startOnPayarc,
  payarc,
  userData,
}) => {
  const first = await startOnPayarc({ userData });
  const held = await first.ask("payments.charge", keyedOrder({ amount: cents(3000), capture: false }));
  const paymentId = (held.kind === "outcome" ? held.attempt.paymentId : null) ?? "";
  payarc.control.failNext({ method: "POST", path: `/charges/${paymentId}/capture` }, { kind: "reset", when: "before" });
  const lost = await first.ask("payments.capture", {
    attemptId: crypto.randomUUID(),
    paymentId,
    amount: cents(3000),
    currency: "USD",
    said: cents(3000),
  });
  expect(lost.attempt.state).toBe("unknown");
  await first.close();
  await damage(userData, lost.attempt.id);

  const app = await startOnPayarc({ userData });
  const { page } = app;
  await expect(page.getByText("One entry could not be read; Activity shows it.")).toBeVisible();
  // The tray tells of it, and leads to it.
  await page.getByRole("button", { name: "Checking 1" }).click();
  await dialog(page).getByRole("button", { name: "Open in Activity" }).click();
  await expect(page.getByText("2 entries. 1 cannot be read.")).toBeVisible();
  await expect(rows(page).first()).toContainText("Not readable");
  await expect(rows(page).first()).toContainText("30.00");
  for (const known of [
    `May be: A capture of 30.00 on PayArc test, payment ${paymentId}`,
    "A row of it was damaged on the disk",
    "journal.db, row 4",
    "journal.db.set-aside-",
    lost.attempt.id,
  ])
    await expect(stub(page)).toContainText(known);
  await passesAxe(app);

  // It may be about this payment, so a change of it asks; main refuses one that does not know of it.
  const captures = () => payarc.control.requests().filter(({ path }) => path.endsWith("/capture")).length;
  const sent = captures();
  await stub(page).getByRole("button", { name: "Open payment" }).click();
  const payment = page.getByRole("region", { name: "Payment", exact: true });
  await payment.getByRole("button", { name: "Capture" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("It may be a change of this payment that was done");
  await page.keyboard.press("Escape");
  await payment.getByRole("button", { name: "Take it back" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("It may be a change of this payment that was done");
  await page.keyboard.press("Escape");
  const whole = { paymentId, amount: cents(3000), said: cents(3000) };
  await expect(
    app.ask("payments.capture", { currency: "USD", attemptId: crypto.randomUUID(), ...whole }),
  ).rejects.toThrow("Nothing was sent. An entry of the journal cannot be read");
  expect(captures()).toBe(sent);

  // By hand, with a reason, by keys.
  await page.getByRole("link", { name: "Activity" }).click();
  await rows(page).first().click();
  await enterOn(stub(page).getByRole("button", { name: "Mark as dealt with" }));
  await expect(dialog(page)).toContainText(lost.attempt.id);
  await expect(dialog(page).getByRole("textbox", { name: "Why" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("Say why, so that the next person understands.");
  await page.keyboard.type("It was not captured");
  await page.keyboard.press("Enter");
  await expect(stub(page).getByRole("heading", { name: "Dealt with" })).toBeVisible();
  await expect(stub(page)).toContainText("It was not captured");
  await expect(page.getByRole("button", { name: "Checking 0" })).toBeDisabled();
  await expect(page.getByText(/cannot be read\.$/)).toHaveCount(0);
  await stub(page).getByRole("button", { name: "Open payment" }).click();
  await payment.getByRole("button", { name: "Capture" }).click();
  await expect(dialog(page).getByRole("alert")).toHaveCount(0);
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(dialog(page).getByRole("heading", { name: "Captured" })).toBeVisible();
  expect(captures()).toBe(sent + 1);
  await app.close();

  const again = await startOnPayarc({ userData });
  expect(await again.ask("attempts.unreadable", {})).toMatchObject([
    { id: lost.attempt.id, standing: false, byHand: { reason: "It was not captured" } },
  ]);
});
