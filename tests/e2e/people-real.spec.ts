import type { Locator, Page } from "@playwright/test";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { cents } from "../../src/shared/money";
import { lockWords } from "../../src/shared/words/lock";
import { privacyWords } from "../../src/shared/words/privacy";
import { keyedOrder, typedCard } from "../fixtures/orders";
import type { App } from "./app";
import { expect, test } from "./payarc";

/** What is done once in a year, as a person does it: a customer's data given and forgotten, an owner without a PIN. */

const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });
const dialog = (page: Page, name: string): Locator => page.getByRole("dialog", { name });
const CUSTOMER = "Wilhelmina Achterberg";

/** A printer that prints into memory; answers what stands on the page, and the sheets in the form of PDF. */
async function printer({ electron }: App): Promise<() => Promise<{ html: string; pdf: string }>> {
  await electron.evaluate(({ app }) => {
    app.once("web-contents-created", (_event, contents) => {
      contents.print = (options, done) => {
        const { pageSize, printBackground } = options ?? {};
        const print = async (): Promise<void> => {
          const pdf = await contents.printToPDF({
            pageSize: pageSize as "Letter",
            printBackground: printBackground ?? false,
          });
          const html = Buffer.from(contents.getURL().split("base64,")[1] ?? "", "base64").toString();
          (globalThis as { printed?: object }).printed = { html, pdf: pdf.toString("latin1") };
          done?.(true, "");
        };
        void print();
      };
    });
  });
  return () => electron.evaluate(() => (globalThis as unknown as { printed: { html: string; pdf: string } }).printed);
}

test("a customer's data is given and forgotten; recovery words are printed; the token alone makes a new owner", async ({
  startOnPayarc,
  payarc,
  userData,
}, testInfo) => {
  const folder = testInfo.outputPath();
  const app = await startOnPayarc({ userData, env: { COUNTERFOIL_RECEIPTS_DIR: folder } });
  const { page, ask } = app;

  await test.step("everything that is kept of a customer, as one file", async () => {
    const { id } = await ask("customers.create", { fields: { name: CUSTOMER, email: "wil@achterberg.example" } });
    const { cards } = await ask("cards.add", { customerId: id, card: typedCard(), channel: "phone" });
    const paid = { ...keyedOrder({ amount: cents(4_711) }), email: "wil@achterberg.example" };
    const source = { kind: "customer" as const, customerId: id, cardId: cards[0]?.id ?? "", cvv: null };
    expect(await ask("payments.charge", { ...paid, source })).toMatchObject({ kind: "outcome" });

    await page.getByRole("link", { name: "Customers" }).click();
    await page.getByRole("searchbox", { name: "Find customer" }).fill("achterberg");
    await page.getByRole("option", { name: CUSTOMER }).click();
    await expect(page.getByRole("heading", { name: CUSTOMER })).toBeVisible();
    await button(page, privacyWords.exportCustomer).click();
    await expect(page.getByText(/Everything that is kept of this customer is saved as/)).toBeVisible();
    const [name = ""] = readdirSync(folder).filter((each) => each.endsWith(".json"));
    expect(name).toMatch(new RegExp(`^Customer ${CUSTOMER} \\d{4}-\\d\\d-\\d\\d\\.json$`));
    expect(statSync(join(folder, name)).mode & 0o077, "only this user may read it").toBe(0);
    expect(JSON.parse(readFileSync(join(folder, name), "utf8"))).toMatchObject({
      customer: id,
      atProcessor: { name: CUSTOMER },
      kept: { line: { name: CUSTOMER } },
      changes: [{}, {}],
      payments: [{ amount: 4_711, customerId: id }],
      journal: [{ intent: { amount: 4_711, customer: { id, name: CUSTOMER } }, state: "closed" }],
    });
  });

  await test.step("deleted and forgotten, on every screen and at the processor", async () => {
    const sure = dialog(page, privacyWords.forgetTitle({ name: CUSTOMER }));
    await button(page, privacyWords.forget).click();
    await expect(sure).toContainText("This cannot be undone.");
    await page.keyboard.press("Escape");
    await expect(sure).toHaveCount(0);
    await button(page, privacyWords.forget).click();
    await button(sure, privacyWords.forget).click();
    await expect(page.getByText(privacyWords.forgotten({ name: CUSTOMER }))).toBeVisible();
    await expect(page.getByRole("heading", { name: CUSTOMER })).toHaveCount(0);
    expect(await ask("customers.search", { clue: "achterberg", limit: 5 })).toEqual([]);
    // What it says once is the only place left with the name, and goes by itself.
    await expect(page.getByText(privacyWords.forgotten({ name: CUSTOMER }))).toHaveCount(0);
    for (const screen of ["Payments", "Activity"]) {
      await page.getByRole("link", { name: screen }).click();
      await expect(page.getByText("$47.11").filter({ visible: true }).first()).toBeVisible();
      // The order's screen is there too, hidden.
      await expect.poll(async () => (await page.content()).includes("Achterberg"), screen).toBe(false);
    }
    expect(JSON.stringify(await ask("attempts.list", { limit: 5 }))).not.toContain("Achterberg");
  });

  await test.step("the owner's recovery words, on paper once", async () => {
    const printed = await printer(app);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("link", { name: "People" }).click();
    await button(page, "Set PIN").click();
    await field(page, "New PIN").fill("135790");
    await page.keyboard.press("Enter");
    const shown = dialog(page, lockWords.recoveryTitle);
    const words = (await shown.getByRole("note").textContent()) ?? "";
    await button(shown, lockWords.print).click();
    await expect(shown.getByText(lockWords.printed)).toBeVisible();
    const { html, pdf } = await printed();
    expect(html).toContain(words);
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect([...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 612(?:\.0)? 792(?:\.0)?\s*\]/g)]).toHaveLength(1);
    await button(shown, lockWords.keptThem).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(await page.content()).not.toContain(words);
  });

  await test.step("without PIN and words: what the processor gave makes a new owner, and nothing else does", async () => {
    await page.keyboard.press("Control+l");
    const locked = dialog(page, "Locked");
    await button(locked, lockWords.forgotten).click();
    const anew = dialog(page, lockWords.forgottenTitle);
    await button(anew, lockWords.noWords).click();
    await expect(anew.getByRole("combobox", { name: lockWords.account })).toHaveValue("payarc_test");
    await field(anew, "Bearer token").fill(`${payarc.token.slice(0, -1)}x`);
    await field(anew, lockWords.yourName).fill("Nora New");
    await field(anew, lockWords.newPin).fill("864208");
    await page.keyboard.press("Enter");
    await expect(anew.getByRole("alert").first()).toContainText("These are not what this account is connected with.");
    expect(await page.content()).not.toContain(payarc.token.slice(0, 20));
    await field(anew, "Bearer token").fill(payarc.token);
    await page.keyboard.press("Enter");
    const shown = dialog(page, lockWords.recoveryTitle);
    await expect(shown.getByRole("note")).toBeVisible();
    await button(shown, lockWords.keptThem).click();
    const { person } = await ask("app.state", {});
    expect(person).toMatchObject({ name: "Nora New", role: "owner", hasPin: true });
    // Whoever was an owner before still is one, and can see who came.
    expect((await ask("people.all", {})).people.map(({ role }) => role)).toEqual(["owner", "owner"]);
  });
});
