import { join } from "node:path";
import { openDatabase } from "../../src/main/storage/database";
import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import type { App } from "../e2e/app";
import { expect, test, typeOrder, verdict } from "../e2e/payarc";
import { goTo, list, openRow, ready, region, rows, sheet, stub } from "../e2e/scene";
import { journalKey } from "../e2e/secrets";
import { windowOf } from "../e2e/sight";
import { keep, MERCHANT, photograph, shoot, THEMES } from "./photographs";

/** What a desk in Training with PayArc never shows: another processor, several people, a line that is down, an entry that is damaged. */

async function take(app: App, name: string): Promise<void> {
  for (const theme of THEMES) keep(`${name}-${theme}`, await photograph(app, theme));
}

/** Asks nothing of main, which sets no theme while it is locked or for somebody whose role may not. */
async function takeAsItIs(app: App, name: string): Promise<void> {
  for (const theme of THEMES) {
    await app.page.evaluate((to) => document.documentElement.setAttribute("data-theme", to), theme);
    keep(`${name}-${theme}`, await shoot(app));
  }
}

test("the line is down", async ({ startOnPayarc, payarc }) => {
  const app = await startOnPayarc();
  const { page } = app;
  await windowOf(app, 1440, 900);
  await app.ask("settings.set", { merchant: MERCHANT, guided: true });
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await page.reload();
  await payarc.control.lineDown();
  await typeOrder(page, "12500");
  await page.keyboard.press("Enter");
  await expect(verdict(page, "Not charged")).toBeVisible();
  await app.ask("history.refresh", { depth: "newest" });
  await expect(page.getByRole("banner").getByText(/^Not connected since \d/)).toBeVisible();
  await take(app, "order-not-charged");
  await list(app, "customers");
  await take(app, "customers-not-connected");
});

test("a row of the journal is damaged", async ({ startOnPayarc, userData }) => {
  const first = await startOnPayarc({ userData });
  await first.ask("payments.charge", keyedOrder({ amount: cents(6400) }));
  const held = await first.ask("payments.charge", keyedOrder({ amount: cents(3000), capture: false }));
  await first.close();
  const database = openDatabase({ file: join(userData, "journal.db"), key: await journalKey(userData) });
  database.exec("DROP TRIGGER row_never_changes");
  const entry = held.kind === "outcome" ? held.attempt.id : "";
  database.exec(`UPDATE row SET body = CAST(x'7b61ff62' AS TEXT) WHERE nth = 0 AND attempt = '${entry}'`);
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();

  const app = await startOnPayarc({ userData });
  const { page } = app;
  await windowOf(app, 1440, 900);
  await app.ask("settings.set", { merchant: MERCHANT, guided: true });
  await list(app, "activity");
  await rows(page).first().click();
  await expect(page.getByRole("region", { name: "Attempt", exact: true })).toContainText("damaged on the disk");
  await take(app, "attempt-unreadable");
});

test("practice with JustiFi", async ({ app }) => {
  await app.ask("settings.set", { merchant: MERCHANT, guided: true });
  await app.ask("accounts.use", { id: "training_justifi" });
  await windowOf(app, 1440, 900);
  await expect.poll(async () => (await app.ask("history.status", {})).state).toBe("ready");
  await app.ask("payments.charge", keyedOrder({ amount: cents(6400) }));
  await openRow(app, "payments");
  await take(app, "payment-justifi");
  await sheet(app.page, /^(Add a note|Edit the note and fields)/, stub(app.page));
  await take(app, "payment-edit");
});

test("four people and the lock", async ({ app }) => {
  const { ask, page } = app;
  await windowOf(app, 1440, 900);
  await ask("settings.set", { merchant: MERCHANT, guided: true });
  const owner = (await ask("app.state", {})).person.id;
  await ask("people.change", { id: owner, name: "Ana" });
  await ask("people.setPin", { id: owner, current: null, pin: "414243" });
  await ask("people.add", { name: "Fay Front", role: "front_desk", pin: "111213" });
  await ask("people.add", { name: "Bo Back", role: "back_office", pin: "212223" });
  await ask("people.add", { name: "Sue Super", role: "supervisor", pin: "313233" });
  await goTo(app, "#/settings");
  await region(page, "People").evaluate((element) => element.scrollIntoView({ block: "start" }));
  await ready(page);
  await take(app, "settings-people");
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("combobox", { name: "Person" })).toBeFocused();
  await takeAsItIs(app, "locked");
  await page.keyboard.type("fay111213");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+1");
  await typeOrder(page, "120000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Supervisor" })).toBeVisible();
  await takeAsItIs(app, "supervisor");
});
