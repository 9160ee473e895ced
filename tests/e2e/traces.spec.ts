import type { Locator, Page } from "@playwright/test";
import type fs from "node:fs";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, test, type App } from "./app";
import {
  crashWatchers,
  dumpsIn,
  fillClipboards,
  searchDesktop,
  searchFiles,
  searchMain,
  searchOpenFiles,
  searchPage,
  searchTexts,
  searchTree,
  storesIn,
  type Needle,
} from "./search";
import { forgetSecrets, secretsOf } from "./secrets";

/**
 * Secrets leave no trace (docs/design.md, promise 2; PCI DSS 3.3; docs/security.md, "No trace"): they are looked for
 * wherever a program leaves something, after all that a desk does with them. The last test plants each and must find it.
 */
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"exp":4102444800}').toString("base64url")}.${"Sig_nature-4711".repeat(8)}`;
/**
 * Of Amex, whose CVV has four digits, so that a chance find is unlikely; and none of the practice cards, which the
 * program itself names.
 */
const CARD = { number: "375930461827516", grouped: "3759 304618 27516", expiry: "1231", cvv: "8362", zip: "85284" };
const PIN = "730419";
const CUSTOMER = "Zephyrine Quillon";

const TYPED: readonly Needle[] = [
  { what: "card number", text: CARD.number },
  { what: "card number", text: CARD.grouped },
  { what: "card number", text: CARD.grouped.replaceAll(" ", "-") },
  // What is left of a number that was cut: the middle must not be there either.
  { what: "card number", text: CARD.number.slice(1, -1) },
  { what: "CVV", text: CARD.cvv },
  { what: "PIN", text: PIN },
];
const NEEDLES: readonly Needle[] = [
  ...TYPED,
  { what: "bearer token", text: TOKEN },
  { what: "bearer token", text: TOKEN.slice(-40) },
];
/** What a payment of 4,817.29 says of its customer, as people and programs write it. */
const ENTRY: readonly Needle[] = [
  { what: "name", text: CUSTOMER },
  { what: "name", text: CUSTOMER.toLowerCase() },
  { what: "name", text: "Quillon" },
  { what: "last four", text: CARD.number.slice(-4) },
  { what: "amount", text: "4,817.29" },
  { what: "amount", text: "4817.29" },
  { what: "amount", text: "481729" },
];
const field = (within: Page | Locator, name: string): Locator => within.getByRole("textbox", { name, exact: true });
const button = (within: Page | Locator, name: string): Locator => within.getByRole("button", { name, exact: true });

/** By the hands of a desk: the token typed into Settings, and a PIN. Answers the recovery words. */
async function setUp(app: App): Promise<string> {
  const { page } = app;
  await page.getByRole("link", { name: "Settings" }).click();
  const connection = page.getByRole("region", { name: "Connection" });
  await connection.getByRole("combobox", { name: "Connection" }).selectOption({ label: "PayArc test" });
  await button(connection, "Connect").click();
  await expect(field(connection, "Bearer token")).toBeFocused();
  await page.keyboard.insertText(TOKEN);
  await expectHidden(app);
  await page.keyboard.press("Enter");
  await expect(connection.getByRole("status")).toContainText("Connected to PayArc test");
  await button(page.getByRole("region", { name: "People" }), "Set PIN").click();
  await field(page, "New PIN").focus();
  await page.keyboard.type(PIN);
  await expectHidden(app);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: "Recovery words" });
  const recovery = (await shown.getByRole("note").textContent()) ?? "";
  expect(recovery.split(" ")).toHaveLength(6);
  await button(shown, "I have kept them").click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  return recovery;
}

/** The order as a person types it: key by key, so that no helper hands the whole number to the page. */
async function takeOrder(app: App): Promise<void> {
  const { page } = app;
  await page.keyboard.press("Control+1");
  await page.getByRole("switch", { name: "Save card" }).check();
  await button(page, "More").click();
  await field(page, "Cardholder name").fill(CUSTOMER);
  await field(page, "Amount").focus();
  await page.keyboard.type("481729");
  await page.keyboard.press("Enter");
  await expect(field(page, "Card number")).toBeFocused();
  await page.keyboard.type(CARD.number + CARD.expiry + CARD.cvv + CARD.zip);
  for (const name of ["Card number", "CVV"]) {
    await field(page, name).focus();
    // The number is to be read in its field, and X11 has what is selected there (docs/security.md, "What does not hold").
    const isNumber = name === "Card number";
    await expectHidden(app, ["card number in the tree", ...(isNumber ? ["card number in the selection"] : [])]);
  }
  await button(page, "Charge $4,817.29").click();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText(`Card saved for ${CUSTOMER}.`);
  await button(page, "New order").click();
  await expect(field(page, "Amount")).toHaveValue("");
}

async function unlock({ page }: App): Promise<void> {
  await page.keyboard.press("Control+l");
  const pin = field(page.getByRole("dialog", { name: "Locked" }), "PIN");
  await pin.focus();
  await page.keyboard.type(PIN);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

/**
 * While they stand in the focused field, and after all that would copy or cut them: what a title, a clipboard or an
 * assistive program has of them, all but `allowed`.
 */
async function expectHidden(app: App, allowed: readonly string[] = []): Promise<void> {
  for (const key of ["A", "C", "X"]) await app.page.keyboard.press(`ControlOrMeta+${key}`);
  const tree = (await searchTree(app, NEEDLES)).map((what) => `${what} in the tree`);
  const found = [...(await searchDesktop(app, NEEDLES)), ...tree];
  expect(found.filter((one) => !allowed.includes(one))).toEqual([]);
}

/** What of the entry stands on the screens of payments and of the day. */
async function entriesInSight({ page }: App): Promise<string[]> {
  const texts: string[] = [];
  for (const name of ["Activity", "Payments"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    texts.push(await page.content());
  }
  return searchTexts(texts, ENTRY);
}

test("a token, a PIN, a card on file and its charge leave no trace: files, clipboards, titles, crashes, memory", async ({
  start,
  userData,
}, testInfo) => {
  const processor = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 30, token: TOKEN });
  const temporary = mkdtempSync(join(tmpdir(), "counterfoil-tmp-"));
  const elsewhere = mkdtempSync(join(tmpdir(), "counterfoil-copy-"));
  try {
    const app = await start({ env: { COUNTERFOIL_PAYARC_URL: processor.url, TMPDIR: temporary } });
    await fillClipboards(app, "", "");
    const recovery: Needle = { what: "recovery words", text: await setUp(app) };
    await takeOrder(app);
    await unlock(app);
    // It was this card, with this CVV and this token: the search below looks for what was really used.
    const [charged, ...more] = processor.control.ledger();
    expect(more).toEqual([]);
    expect(charged).toMatchObject({ amount: 481_729, captured: 481_729, last4: CARD.number.slice(-4) });
    expect((await app.ask("payments.get", { id: charged?.id ?? "" })).card?.cvv).toBe("M");

    const kept = await secretsOf(userData);
    const keys = kept
      .filter(({ value }) => /^[0-9a-f]{64}$/.test(value))
      .map(({ name, value }) => ({ what: name, text: value }));
    expect(keys.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["journal key", "people key", "people pepper"]),
    );
    const all: readonly Needle[] = [...NEEDLES, recovery, ...keys];
    expect(await searchPage(app, testInfo.outputPath("page.heapsnapshot"), all)).toEqual([]);
    // Main keeps the token and the keys as long as it runs.
    expect(await searchMain(app, testInfo.outputPath("main.heapsnapshot"), [...TYPED, recovery])).toEqual([]);
    expect(await searchDesktop(app, all)).toEqual([]);
    expect(await searchTree(app, all)).toEqual([]);

    const { crashes, ...page } = await app.electron.evaluate(({ app: program, BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
      return {
        crashes: program.getPath("crashDumps"),
        spelling: session?.isSpellCheckerEnabled(),
        kept: session?.isPersistent(),
        folder: session?.getStoragePath(),
      };
    });
    expect(page).toEqual({ spelling: false, kept: false, folder: null });
    expect(crashes.startsWith(userData)).toBe(true);
    if (process.platform === "linux") {
      expect(searchOpenFiles(userData, all)).toEqual([]);
      expect(crashWatchers(userData)).toEqual([]);
    }
    await expect.poll(() => entriesInSight(app)).toEqual(["name", "last four", "amount"]);
    await app.close();
    for (const folder of [userData, temporary]) {
      expect(searchFiles(folder, all)).toEqual([]);
      expect(dumpsIn(folder)).toEqual([]);
    }
    const files = readdirSync(userData, { recursive: true }) as string[];
    expect(files).toEqual(expect.arrayContaining(["journal.db", "people.db", "settings.json", "logs"]));
    expect(storesIn(userData)).toEqual([]);

    // The folder on another computer: its keychain has none of the keys.
    expect(searchFiles(userData, ENTRY)).toEqual([]);
    cpSync(userData, elsewhere, { recursive: true, filter: (file) => !file.includes("Singleton") });
    expect(await secretsOf(elsewhere)).toEqual([]);
    const copy = await start({ userData: elsewhere });
    expect(await entriesInSight(copy)).toEqual([]);
    await expect(copy.page.getByText("No payments yet.")).toBeVisible();
    expect(await entriesInSight(copy)).toEqual([]);
    expect(await copy.ask("attempts.list", { limit: 5 })).toEqual([]);
    expect((await copy.ask("app.state", {})).account).toMatchObject({ id: "payarc_test", hasSecret: false });
    await copy.close();
    expect(searchFiles(elsewhere, [...ENTRY, ...all])).toEqual([]);
  } finally {
    await processor.close();
    await forgetSecrets(elsewhere);
    for (const folder of [temporary, elsewhere]) rmSync(folder, { recursive: true, force: true });
  }
});

test("a failed charge leaves no trace either: line cut, malformed answer, server error", async ({
  start,
  userData,
}, testInfo) => {
  const processor = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 5, token: TOKEN });
  const env = { COUNTERFOIL_PAYARC_URL: processor.url };
  try {
    const first = await start({ env });
    await first.ask("accounts.connect", { id: "payarc_test", token: TOKEN });
    await first.close();
    const app = await start({ env });
    await processor.control.lineDown();
    const { page } = app;
    await page.getByRole("textbox", { name: "Amount" }).focus();
    await page.keyboard.type("1250");
    await page.keyboard.press("Enter");
    await page.keyboard.type(CARD.number + CARD.expiry + CARD.cvv + CARD.zip);
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("region", { name: "Result" }).getByRole("heading", { name: /^(Not charged|Checking)$/ }),
    ).toBeVisible();
    await page.getByRole("button", { name: "New order" }).click();
    await expect(page.getByRole("textbox", { name: "Amount" })).toHaveValue("");
    expect(await searchPage(app, testInfo.outputPath("page.heapsnapshot"), NEEDLES)).toEqual([]);
    await app.close();
    expect(searchFiles(userData, NEEDLES)).toEqual([]);
  } finally {
    await processor.close();
  }
});

test("the search finds what is planted: in files of every form, both memories, titles, clipboards, a crash", async ({
  app,
  userData,
}, testInfo) => {
  const key: Needle = { what: "key", text: "0f1e2d3c4b5a6978".repeat(4) };
  const all = [...NEEDLES, key];
  await fillClipboards(app, "", "");
  expect(searchFiles(userData, all)).toEqual([]);
  expect(searchOpenFiles(userData, all)).toEqual([]);
  expect(await searchDesktop(app, all)).toEqual([]);
  expect(crashWatchers(userData)).toEqual([]);

  await app.page.evaluate((planted) => Object.assign(window, { planted: [...planted] }), [CARD.grouped, CARD.cvv, PIN]);
  const inPage = await searchPage(app, testInfo.outputPath("page.heapsnapshot"), all);
  expect(new Set(inPage)).toEqual(new Set(["card number", "CVV", "PIN"]));
  await app.electron.evaluate(
    (_electron, planted) => {
      Object.assign(globalThis, { planted: [...planted] });
    },
    [CARD.number, CARD.cvv, PIN],
  );
  const inMain = await searchMain(app, testInfo.outputPath("main.heapsnapshot"), TYPED);
  expect(new Set(inMain)).toEqual(new Set(["card number", "CVV", "PIN"]));

  const other = testInfo.outputPath("another.txt");
  await app.electron.evaluate(
    ({ BrowserWindow }, { number, pin, path }) => {
      BrowserWindow.getAllWindows()[0]?.setTitle(`Order ${number}`);
      if (!process.mainModule) throw new Error("no main module");
      const { openSync, writeSync, unlinkSync } = process.mainModule.require("node:fs") as typeof fs;
      writeSync(openSync(path, "w"), pin);
      unlinkSync(path);
    },
    { number: CARD.grouped, pin: PIN, path: other },
  );
  await fillClipboards(app, CARD.cvv, PIN);
  expect(await searchDesktop(app, all)).toEqual([
    "card number in a title",
    "CVV in the clipboard",
    "PIN in the selection",
  ]);
  if (process.platform === "linux") expect(searchOpenFiles(userData, all)).toEqual([`PIN in ${other} (deleted)`]);
  await app.page.evaluate((pin) => document.body.setAttribute("aria-label", `PIN ${pin}`), PIN);
  await app.page.evaluate((pin) => document.body.append(pin), PIN);
  expect(await searchTree(app, all)).toEqual(["PIN"]);

  mkdirSync(join(userData, "deep", "er"), { recursive: true });
  const planted: Record<string, Buffer | string> = {
    [join("deep", "er", "a.bin")]: Buffer.from(`\u0001${TOKEN}`, "utf16le"),
    "b.txt": Buffer.from(`x${CARD.number}`).toString("base64"),
    "c.txt": Buffer.from(`xx${PIN}12`, "utf16le").toString("base64"),
    "Web Data": "",
    "d.txt": Buffer.from(CARD.cvv).toString("hex"),
    "e.bin": Buffer.from(key.text, "hex"),
    "f.txt": `"${Buffer.from(key.text, "hex").toString("base64")}"`,
  };
  for (const [name, text] of Object.entries(planted)) writeFileSync(join(userData, name), text);
  appendFileSync(join(userData, "logs", "counterfoil.log"), `{"card_number":"${CARD.grouped}","cvv":"${CARD.cvv}"}\n`);
  expect(new Set(searchFiles(userData, all))).toEqual(
    new Set([
      `bearer token in ${join("deep", "er", "a.bin")}`,
      "card number in b.txt",
      "PIN in c.txt",
      "CVV in d.txt",
      "key in e.bin",
      "key in f.txt",
      `card number in ${join("logs", "counterfoil.log")}`,
      `CVV in ${join("logs", "counterfoil.log")}`,
    ]),
  );

  expect(storesIn(userData)).toEqual(["Web Data"]);

  // A program that does keep its crashes is told from ours.
  await app.electron.evaluate(({ crashReporter }) => crashReporter.start({ uploadToServer: false }));
  if (process.platform === "linux") await expect.poll(() => crashWatchers(userData).length).toBeGreaterThan(0);
  await app.electron.evaluate(() => setImmediate(() => process.crash()));
  await expect.poll(() => dumpsIn(userData).length).toBeGreaterThan(0);
});
