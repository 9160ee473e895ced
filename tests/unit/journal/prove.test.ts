import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import { createSealer } from "../../../src/main/journal/seal";
import { createAdder, versions, type NewRow } from "../../../src/main/journal/tables";
import { inTransaction, openDatabase } from "../../../src/main/storage/database";
import { upgrade } from "../../../src/main/storage/versions";
import { done, KEY, newIntent, openBook } from "./book";

/** A journal too long to be read whole at the start: its older rows are proven soon after it. */

const NOW = Date.UTC(2026, 10, 21);
const ENTRIES = 700;
const TAILS = ["", ".note", ".key-check"];
let folder = "";
let file = "";
/** The files of a whole one, from which each test begins. */
let written: readonly Buffer[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-prove-"));
  file = join(folder, "journal.db");
  const database = openDatabase({ file, key: KEY });
  const sealer = createSealer(KEY);
  upgrade(database, versions(sealer));
  const add = createAdder(database, sealer);
  const rest = { final: 0, connection: null, operation: null, amount: null, payment: null };
  inTransaction(database, () => {
    for (let number = 0; number < ENTRIES; number++) {
      const intent = newIntent({ id: randomUUID() });
      const { connection, operation, amount } = intent;
      const row = (step: object, over: Partial<NewRow>): NewRow => ({
        attempt: intent.id,
        nth: 0,
        step: "opened",
        at: 1,
        ...rest,
        ...over,
        body: JSON.stringify(step),
      });
      add(row({ step: "opened", at: 1, intent }, { connection, operation, amount }));
      add(row({ step: "sent", at: 1 }, { nth: 1, step: "sent" }));
      const outcome = { kind: "approved", payment: null, amount: null, code: null, message: null, httpStatus: null };
      add(row({ step: "closed", at: 1, outcome }, { nth: 2, step: "closed", final: 1 }));
    }
  });
  database.close();
  openBook(file, NOW).journal.close();
  written = TAILS.map((tail) => readFileSync(file + tail));
});
beforeEach(() => {
  vi.useFakeTimers();
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const [at, tail] of TAILS.entries()) writeFileSync(file + tail, written[at] ?? "");
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens it, lets `ms` pass, and answers what was found to be damaged meanwhile; nothing is before. */
function prove(ms: number): { told: string[] } {
  const told: string[] = [];
  const opened = openJournal({ file, key: KEY }, NOW, (what) => told.push(what));
  if (!opened.journal) throw new Error(opened.trouble);
  const before = [...told];
  vi.advanceTimersByTime(ms);
  opened.journal.close();
  expect(before).toEqual([]);
  return { told };
}

const change = (sql: string) => {
  const database = openDatabase({ file, key: KEY });
  database.exec(`DROP TRIGGER row_never_changes; DROP TRIGGER row_never_goes; ${sql}`);
  database.close();
};

it("is proven whole a few seconds after the start, and nothing is said where nothing is wrong", () => {
  expect(prove(60_000).told).toEqual([]);
});

it.each([
  ["a text", "UPDATE row SET body = replace(body, 'ana', 'bob') WHERE seq = 4"],
  ["a text that is none", "UPDATE row SET body = CAST(x'7b61ff62' AS TEXT) WHERE seq = 4"],
  ["a row that is gone", "DELETE FROM row WHERE seq = 5"],
  ["the first row that is gone", "DELETE FROM row WHERE seq = 1"],
])("finds %s among its oldest rows, tells it once, and the next start makes it anew", (_what, sql) => {
  change(sql);
  expect(prove(60_000).told).toHaveLength(1);
  expect(openBook(file, NOW).losses).toContainEqual(expect.objectContaining({ what: "made_anew" }));
});

it("lets a charge be written at any time between", () => {
  const { journal } = openBook(file, NOW);
  for (let number = 0; number < 20; number++) {
    vi.advanceTimersByTime(100);
    done(journal);
  }
  expect(journal.recent(20)).toHaveLength(20);
  journal.close();
});

it("ends with the journal", () => {
  openBook(file, NOW).journal.close();
  expect(() => vi.advanceTimersByTime(60_000)).not.toThrow();
});
