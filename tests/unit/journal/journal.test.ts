import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cents } from "../../../src/shared/money";
import type { Intent } from "../../../src/shared/attempt";
import type { Outcome } from "../../../src/shared/outcome";
import { createJournal } from "../../../src/main/journal/create-journal";
import { JournalTrouble, type Journal } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import { createSealer } from "../../../src/main/journal/seal";
import { openDatabase } from "../../../src/main/storage/database";

const KEY = "ab".repeat(32);
const OTHER_KEY = "cd".repeat(32);
const bare = { payment: null, amount: null, code: null, message: null, httpStatus: null };
const unknown: Outcome = { kind: "unknown", ...bare, why: "timeout" };

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  file = join(folder, "journal.db");
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

function newIntent(over: Partial<Intent> = {}): Intent {
  return {
    id: randomUUID(),
    operation: "charge",
    connection: "training",
    currency: "USD",
    amount: cents(1200),
    capture: true,
    paymentId: null,
    card: { brand: "visa", last4: "5439", fingerprint: null },
    customer: null,
    channel: "phone",
    operator: "ana",
    desk: "Front desk",
    overrides: [],
    anchor: null,
    before: null,
    ...over,
  };
}

function opened(where = { file, key: KEY }): Journal {
  const result = openJournal(where, Date.now());
  if (!result.journal) throw new Error(result.trouble);
  return result.journal;
}

describe("the journal", () => {
  it("has every row again after a restart", () => {
    const journal = opened();
    const intent = newIntent();
    const open = journal.open(intent, 1);
    if (open.state !== "opened") throw new Error("not opened");
    const sent = journal.add(open, { step: "sent", at: 2 });
    journal.close();
    const again = opened();
    expect(again.get(intent.id)).toEqual(sent);
    expect(again.unfinished()).toEqual([sent]);
    again.close();
  });

  it("answers what is unfinished, and drops what is closed", () => {
    const journal = opened();
    const [a, b, c] = [
      newIntent(),
      newIntent(),
      newIntent({
        operation: "refund",
        paymentId: "pay1",
        before: { captured: cents(1), refunded: cents(0), tip: cents(0), status: "settled" },
      }),
    ];
    const open = [a, b, c].map((intent) => journal.open(intent, 1));
    for (const attempt of open) if (attempt.state === "opened") journal.add(attempt, { step: "sent", at: 2 });
    const first = journal.get(a.id);
    if (first?.state === "sent") journal.add(first, { step: "closed", at: 3, outcome: { kind: "approved", ...bare } });
    const second = journal.get(b.id);
    if (second?.state === "sent") journal.add(second, { step: "closed", at: 3, outcome: unknown });
    expect(journal.unfinished().map(({ intent }) => intent.id)).toEqual([b.id, c.id]);
    expect(journal.unfinishedOn("training", "pay1")?.intent.id).toBe(c.id);
    expect(journal.unfinishedOn("payarc_test", "pay1")).toBeNull();
    expect(journal.recent(2).map(({ intent }) => intent.id)).toEqual([c.id, b.id]);
    journal.close();
  });

  it("finds charges of the same amount on the same connection", () => {
    const journal = opened();
    const same = newIntent();
    journal.open(same, 50);
    journal.open(newIntent({ amount: cents(1201) }), 50);
    journal.open(newIntent({ connection: "payarc_test" }), 50);
    journal.open(newIntent(), 10);
    expect(journal.similar({ connection: "training", amount: 1200, since: 20 }).map(({ intent }) => intent.id)).toEqual(
      [same.id],
    );
    journal.close();
  });

  it("takes an id once", () => {
    const journal = opened();
    const intent = newIntent();
    journal.open(intent, 1);
    expect(() => journal.open(intent, 2)).toThrow(JournalTrouble);
    journal.close();
  });

  it("refuses to change or delete a row, whoever asks", () => {
    const journal = opened();
    journal.open(newIntent(), 1);
    journal.close();
    const database = openDatabase({ file, key: KEY });
    expect(() => database.exec("UPDATE row SET body = '{}'")).toThrow(/only added/);
    expect(() => database.exec("DELETE FROM row")).toThrow(/only added/);
    database.close();
  });

  it("keeps nothing readable on the disk, and no card number even inside", () => {
    const journal = opened();
    const intent = newIntent({ operator: "someone typed 4012000098765439 here" });
    const open = journal.open(intent, 1);
    if (open.state === "opened")
      journal.add(open, {
        step: "closed",
        at: 2,
        outcome: {
          kind: "refused",
          ...bare,
          message: "Invalid 4012 0000 9876 5439, cvv=999",
          why: "not_sent",
          fields: {},
        },
      });
    journal.close();
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes("training")).toBe(false);
      expect(bytes.includes("SQLite format")).toBe(false);
    }
    const database = openDatabase({ file, key: KEY });
    const all = JSON.stringify(database.prepare("SELECT * FROM row").all());
    expect(all).toContain("training");
    expect(all).not.toMatch(/4012000098765439|4012 0000|cvv=999/);
    database.close();
  });
});

describe("a journal in trouble", () => {
  it("leaves a file of another key alone", () => {
    opened().close();
    const before = readFileSync(file);
    expect(openJournal({ file, key: OTHER_KEY }, 0)).toEqual({ journal: null, trouble: "wrong_key" });
    expect(readFileSync(file).equals(before)).toBe(true);
    opened().close();
  });

  it("says so when the place cannot be written", () => {
    const blocked = join(folder, "a-file");
    writeFileSync(blocked, "");
    expect(openJournal({ file: join(blocked, "journal.db"), key: KEY }, 0)).toMatchObject({
      journal: null,
      trouble: "not_writable",
    });
  });

  it("refuses a row on a full disk, says so, and keeps what it has", () => {
    const database = openDatabase({ file, key: KEY });
    const journal = createJournal(database, { sealer: createSealer(KEY) });
    // SQLite's own limit answers just as a full disk does: SQLITE_FULL, from the same place.
    const { page_count: pages } = (database.pragma("page_count") as { page_count: number }[])[0] ?? { page_count: 0 };
    database.pragma(`max_page_count = ${pages + 4}`);
    const kept: string[] = [];
    const fill = (): void => {
      for (let at = 0; at < 2_000; at++) {
        const intent = newIntent();
        journal.open(intent, 1);
        kept.push(intent.id);
      }
    };
    expect(fill).toThrow(JournalTrouble);
    expect(kept.length).toBeGreaterThan(3);
    expect(journal.unfinished().map(({ intent }) => intent.id)).toEqual(kept);
    journal.close();
    const again = opened();
    expect(again.unfinished()).toHaveLength(kept.length);
    again.close();
  });

  it("lives in memory without a key, and never in a file without one", () => {
    const result = openJournal({ file: ":memory:", key: null }, 0);
    expect(result.journal?.open(newIntent(), 1).state).toBe("opened");
    expect(openJournal({ file, key: null }, 0)).toMatchObject({ journal: null, trouble: "other" });
    expect(existsSync(file)).toBe(false);
  });
});

it("has what people wrote as they wrote it, ids as they came, and no card number", () => {
  const journal = opened();
  const customer = { id: "cus4012000098765439x", name: "Basic service, March" };
  const intent = newIntent({
    customer,
    desk: "token: blue",
    paymentId: "py4012000098765439",
    operator: "4012,0000,9876,5439",
  });
  journal.open(intent, 1);
  journal.close();
  const again = opened();
  expect(again.get(intent.id)?.intent).toMatchObject({
    customer,
    desk: "token: blue",
    paymentId: "py4012000098765439",
    operator: "[card number]",
  });
  again.close();
});
