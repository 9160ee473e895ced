import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { startTraining } from "../../src/main/practice/payarc/server";
import { expect, heapStrings, test, type App } from "./app";

/**
 * Card data leaves no trace (docs/design.md, promise 2; PCI DSS 3.3): after a charge neither the card number, nor the
 * CVV, nor the bearer token is anywhere under the user-data folder or in the page's memory. The last test plants each
 * of them and must find it.
 */
const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"exp":4102444800}').toString("base64url")}.${"Sig_nature-4711".repeat(8)}`;
/** An Amex test number: its CVV has four digits, so that a chance find is unlikely. */
const CARD = { number: "371449635392376", grouped: "3714 496353 92376", expiry: "1231", cvv: "9997", zip: "85284" };

interface Needle {
  readonly what: "card number" | "CVV" | "bearer token";
  readonly text: string;
}
const NEEDLES: readonly Needle[] = [
  { what: "card number", text: CARD.number },
  { what: "card number", text: CARD.grouped },
  { what: "card number", text: CARD.grouped.replaceAll(" ", "-") },
  // What is left of a number that was cut: the middle must not be there either.
  { what: "card number", text: CARD.number.slice(1, -1) },
  { what: "CVV", text: CARD.cvv },
  { what: "bearer token", text: TOKEN },
  { what: "bearer token", text: TOKEN.slice(-40) },
];

/**
 * Whether a text holds the needle. A CVV counts only by itself, because four digits are also a piece of many numbers.
 */
function holds(text: string, { what, text: needle }: Needle): boolean {
  return what === "CVV" ? new RegExp(`(?<![0-9A-Za-z.])${needle}(?![0-9A-Za-z])`).test(text) : text.includes(needle);
}

/** Every file under the folder that holds one, in 8-bit text, in UTF-16, or in base64. */
function searchFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      const plain = bytes.toString("latin1");
      const wide = plain.replaceAll("\0", "");
      const encoded = (needle: Needle): boolean =>
        needle.what !== "CVV" && plain.includes(Buffer.from(needle.text).toString("base64").replace(/.?=*$/, ""));
      return NEEDLES.filter((needle) => holds(plain, needle) || holds(wide, needle) || encoded(needle)).map(
        ({ what }) => `${what} in ${relative(folder, file)}`,
      );
    });
}

/** What the page's memory holds of them. */
async function searchHeap(app: App, file: string): Promise<string[]> {
  const strings = await heapStrings(app, file);
  expect(strings.length, "a snapshot of a page that lives").toBeGreaterThan(5_000);
  return strings.flatMap((text) =>
    NEEDLES.filter((needle) => holds(text, needle)).map(({ what }) => `${what} in the page's memory`),
  );
}

/** The order as a person types it: key by key, so that no helper hands the whole number to the page. */
async function takeOrder(app: App): Promise<void> {
  const { page } = app;
  await page.getByRole("textbox", { name: "Amount" }).focus();
  await page.keyboard.type("1250");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Card number" })).toBeFocused();
  await page.keyboard.type(CARD.number + CARD.expiry + CARD.cvv + CARD.zip);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("region", { name: "Result" }).getByRole("heading", { name: /^(Approved|Declined|Reversed)$/ }),
  ).toBeVisible();
}

test("the card number, the CVV and the bearer token leave no trace on the disk or in the page", async ({
  start,
  userData,
}, testInfo) => {
  const processor = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 30, token: TOKEN });
  const env = { COUNTERFOIL_PAYARC_URL: processor.url };
  try {
    const first = await start({ env });
    await first.ask("accounts.connect", { id: "payarc_test", token: TOKEN });
    await first.close();

    // A new start: the token comes from the keychain, and this page has never seen it.
    const app = await start({ env });
    expect((await app.ask("app.state", {})).account).toMatchObject({ id: "payarc_test", hasSecret: true });
    await expect.poll(async () => (await app.ask("directory.status", {})).count).toBe(30);
    await takeOrder(app);
    // It was this card, with this CVV and this token: the search below looks for what was really used.
    const [charged, ...more] = processor.control.ledger();
    expect(more).toEqual([]);
    expect(charged).toMatchObject({ amount: 1250, captured: 1250, last4: CARD.number.slice(-4) });
    expect((await app.ask("payments.get", { id: charged?.id ?? "" })).card?.cvv).toBe("M");

    expect(await searchHeap(app, testInfo.outputPath("after.heapsnapshot"))).toEqual([]);
    await app.close();
    expect(searchFiles(userData)).toEqual([]);
    const files = readdirSync(userData);
    expect(files).toEqual(expect.arrayContaining(["journal.db", "settings.json", "logs"]));
    expect(
      readFileSync(join(userData, "journal.db")).subarray(0, 15).toString("latin1"),
      "the journal is encrypted",
    ).not.toBe("SQLite format 3");
  } finally {
    await processor.close();
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
    expect(await searchHeap(app, testInfo.outputPath("after.heapsnapshot"))).toEqual([]);
    await app.close();
    expect(searchFiles(userData)).toEqual([]);
  } finally {
    await processor.close();
  }
});

test("the search finds what is planted: in a file, in the log, in a database, in the page", async ({
  app,
  userData,
}, testInfo) => {
  expect(searchFiles(userData)).toEqual([]);
  expect(await searchHeap(app, testInfo.outputPath("before.heapsnapshot"))).toEqual([]);

  await app.page.evaluate((card) => Object.assign(window, { planted: { ...card } }), CARD);
  const inPage = await searchHeap(app, testInfo.outputPath("planted.heapsnapshot"));
  expect(new Set(inPage)).toEqual(new Set(["card number in the page's memory", "CVV in the page's memory"]));

  mkdirSync(join(userData, "deep", "er"), { recursive: true });
  writeFileSync(join(userData, "deep", "er", "a.bin"), Buffer.from(`\u0001${TOKEN}`, "utf16le"));
  appendFileSync(join(userData, "logs", "counterfoil.log"), `{"card_number":"${CARD.grouped}","cvv":"${CARD.cvv}"}\n`);
  writeFileSync(join(userData, "b.txt"), Buffer.from(`xx ${CARD.number}`.slice(3)).toString("base64"));
  expect(new Set(searchFiles(userData))).toEqual(
    new Set([
      `bearer token in ${join("deep", "er", "a.bin")}`,
      `card number in ${join("logs", "counterfoil.log")}`,
      `CVV in ${join("logs", "counterfoil.log")}`,
      "card number in b.txt",
    ]),
  );
});
