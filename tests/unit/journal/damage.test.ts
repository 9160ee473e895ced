import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJournal } from "../../../src/main/journal/create-journal";
import { lossSentence } from "../../../src/main/journal/loss";
import { openJournal } from "../../../src/main/journal/open-journal";
import { createSealer } from "../../../src/main/journal/seal";
import { openDatabase } from "../../../src/main/storage/database";
import type { Attempt } from "../../../src/shared/attempt";
import { done, KEY, newIntent, openBook, TIMED_OUT } from "./book";

const NOW = Date.UTC(2026, 10, 21);
const PAGE = 4096;
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-damage-"));
  file = join(folder, "journal.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A journal with so many closed charges, one that is checked and one that was only opened; all in the file. */
function written(count: number): { entries: Attempt[]; rows: number } {
  const { journal } = openBook(file);
  for (let number = 0; number < count; number++) done(journal);
  done(journal, TIMED_OUT);
  journal.open(newIntent(), 4);
  const entries = [...journal.recent(1_000)];
  journal.close();
  return { entries, rows: 3 * count + 4 };
}

function flip(path: string, at: number, length = 16): void {
  const bytes = readFileSync(path);
  for (let place = at; place < at + length; place++) bytes[place] = (bytes[place] ?? 0) ^ 0x5a;
  writeFileSync(path, bytes);
}

/** Every file that was set aside, with its bytes. */
function aside(): Map<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name.includes("set-aside"));
  return new Map(names.map((name) => [name.replace(/\.set-aside-[0-9T-]+Z/, ""), readFileSync(join(folder, name))]));
}

describe("a journal whose file is damaged", () => {
  it("is made anew from all rows that prove themselves, and says so; the old files are kept untouched", () => {
    const { entries } = written(40);
    // The beginning of the first page: without it SQLite can read nothing at all.
    flip(file, 0);
    const before = readFileSync(file);
    const { journal, losses } = openBook(file, NOW);
    expect(journal.recent(1_000)).toEqual(entries);
    expect(losses).toMatchObject([{ what: "made_anew", expected: 124, taken: 124, unreadable: [] }]);
    expect(losses.map(lossSentence).join()).toMatch(
      /made anew: all of it could be read .* kept as journal\.db\.set-aside-/,
    );
    expect(aside().get("journal.db")?.equals(before)).toBe(true);
    journal.close();
    // It is told for a week, and then no more.
    const later = openBook(file, NOW + 3 * 86_400_000);
    expect(later.losses).toHaveLength(1);
    later.journal.close();
    const muchLater = openBook(file, NOW + 8 * 86_400_000);
    expect(muchLater.losses).toHaveLength(0);
    muchLater.journal.close();
  });

  it.each(["", "-wal", ".note"])(
    "is made anew where a folder stands in the place of journal.db%s, or says that it may",
    (tail) => {
      const { entries } = written(6);
      rmSync(file + tail, { force: true });
      mkdirSync(file + tail);
      const { journal, losses } = openBook(file, NOW);
      expect(journal.recent(1_000)).toEqual(tail === "" ? [] : entries);
      expect(losses.map(({ what }) => what)).toEqual([tail === ".note" ? "no_note" : "made_anew"]);
      journal.close();
      openBook(file, NOW).journal.close();
    },
  );

  it("loses nothing to a flip of sixteen bytes but the row that it hits, wherever that is, and tells it", () => {
    const { entries, rows } = written(12);
    const whole = ["", ".note", ".key-check"].map((tail) => [tail, readFileSync(file + tail)] as const);
    for (let at = 0; at < (whole[0]?.[1].length ?? 0); at += 2_640) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      for (const [tail, bytes] of whole) writeFileSync(file + tail, bytes);
      flip(file, at);
      const { journal, losses } = openBook(file, NOW);
      const now = journal.recent(1_000);
      const same = entries.filter((entry) => now.some((one) => JSON.stringify(one) === JSON.stringify(entry)));
      const [made] = losses.filter(({ what }) => what === "made_anew");
      expect(made ? made.taken : rows, `flip at ${at}`).toBeGreaterThanOrEqual(rows - 2);
      expect(same.length, `flip at ${at}`).toBeGreaterThanOrEqual(entries.length - 2);
      if (same.length < entries.length) expect(made, `flip at ${at}`).toBeDefined();
      journal.close();
    }
  });

  it("shows an entry whose first row is lost as one that cannot be read, and it stands in the way", () => {
    const { journal } = openBook(file);
    const lost = done(journal, TIMED_OUT, { connection: "payarc_test" });
    done(journal);
    journal.close();
    const database = openDatabase({ file, key: KEY });
    database.exec("DROP TRIGGER row_never_changes; UPDATE row SET body = CAST(x'7b61ff62' AS TEXT) WHERE seq = 1");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    const again = openBook(file, NOW);
    expect(again.losses).toMatchObject([{ taken: 5, expected: 6, unreadable: [lost.intent.id] }]);
    expect(again.journal.unreadable()).toEqual([
      {
        id: lost.intent.id,
        at: 1,
        connection: "payarc_test",
        operation: "charge",
        amount: 1200,
        paymentId: null,
        row: 1,
        kept: expect.stringMatching(/^journal\.db\.set-aside-/) as string,
        standing: true,
        why: "damaged",
        closable: true,
        byHand: null,
      },
    ]);
    expect(() => again.journal.get(lost.intent.id)).toThrow("cannot be read");
    expect(() => again.journal.open(lost.intent, 9)).toThrow("already there");
    again.journal.closeUnreadable(lost.intent.id, "seen in the dashboard", "ana", NOW);
    expect(again.journal.unreadable()).toMatchObject([{ id: lost.intent.id, standing: false }]);
    again.journal.close();
    const third = openBook(file, NOW);
    expect(third.journal.unreadable()).toMatchObject([
      {
        id: lost.intent.id,
        standing: false,
        closable: false,
        byHand: { reason: "seen in the dashboard", by: "ana", at: NOW },
      },
    ]);
    third.journal.close();
  });

  it("believes no column of a lost first row that an index contradicts, or that no version writes", () => {
    const { journal } = openBook(file);
    const lost = done(journal, TIMED_OUT);
    journal.close();
    const sql = (...lines: string[]): void => {
      const database = openDatabase({ file, key: KEY });
      for (const line of lines) database.exec(line);
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
    };
    // The row is changed while its index is not there, as a flip in the row's page alone would.
    const changed =
      "UPDATE row SET amount = 1300, operation = 'refunf', body = CAST(x'7b61ff62' AS TEXT) WHERE seq = 1";
    const index = "sqlite_schema WHERE name = 'row_opened'";
    sql(`DROP TRIGGER row_never_changes; CREATE TABLE hidden AS SELECT * FROM ${index}`);
    sql("PRAGMA writable_schema = ON", `DELETE FROM ${index}`);
    sql(changed, "PRAGMA writable_schema = ON", "INSERT INTO sqlite_schema SELECT * FROM hidden");
    const again = openBook(file, NOW);
    expect(again.journal.unreadable()).toMatchObject([
      { id: lost.intent.id, at: 1, connection: "training", operation: null, amount: null, standing: true },
    ]);
    again.journal.close();
  });

  it("believes the account of a lost first row only where a whole row, or every computer, has one of that name", () => {
    const { journal } = openBook(file);
    done(journal, undefined, { connection: "web_shop" });
    const lost = ["web_shop", "trainimg", "payarc_live"].map((connection) => ({
      connection,
      id: done(journal, TIMED_OUT, { connection }).intent.id,
    }));
    journal.close();
    const database = openDatabase({ file, key: KEY });
    database.exec("DROP TRIGGER row_never_changes; UPDATE row SET at = at + 1 WHERE nth = 0 AND seq > 1");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    const again = openBook(file, NOW);
    const found = new Map(again.journal.unreadable().map(({ id, connection }) => [id, connection]));
    expect(lost.map(({ id }) => found.get(id))).toEqual(["web_shop", null, "payarc_live"]);
    again.journal.close();
  });

  it("keeps an entry that was on its way and has lost its first row as one that cannot be read", () => {
    const { journal } = openBook(file);
    const opened = journal.open(newIntent(), 1);
    if (opened.state !== "opened") throw new Error("not opened");
    journal.add(opened, { step: "sent", at: 2 });
    const whole = done(journal);
    journal.close();
    const database = openDatabase({ file, key: KEY });
    database.exec("DROP TRIGGER row_never_changes; UPDATE row SET at = at + 1 WHERE seq = 1");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    const again = openBook(file, NOW);
    expect(again.losses).toMatchObject([{ taken: 4, expected: 5, unreadable: [opened.intent.id] }]);
    expect(again.journal.unreadable()).toMatchObject([{ id: opened.intent.id, standing: true, why: "damaged" }]);
    expect(again.journal.get(whole.intent.id)).toEqual(whole);
    again.journal.close();
  });

  it("puts back the one row that can only have been `sent`, and lets what lost its end be looked up", () => {
    const { journal } = openBook(file);
    const approved = done(journal);
    const other = done(journal);
    journal.close();
    const database = openDatabase({ file, key: KEY });
    database.exec("DROP TRIGGER row_never_changes; UPDATE row SET at = at + 1 WHERE seq IN (2, 6)");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    const again = openBook(file, NOW);
    expect(again.losses).toMatchObject([{ taken: 4, expected: 6, unreadable: [] }]);
    expect(again.journal.get(approved.intent.id)).toMatchObject({ state: "closed", outcome: { kind: "approved" } });
    expect(again.journal.get(other.intent.id)?.state).toBe("sent");
    expect(again.journal.unfinished().map(({ intent }) => intent.id)).toEqual([other.intent.id]);
    again.journal.close();
  });
});

describe("a journal that is shorter than its note says", () => {
  /** What a process leaves that dies: the last rows in the write-ahead log alone. */
  function killed(): { entries: Attempt[]; last: Attempt } {
    const { entries } = written(5);
    const { journal } = openBook(file);
    const last = done(journal);
    const files = ["", "-wal", ".note", ".key-check"].map((tail) => [tail, readFileSync(file + tail)] as const);
    journal.close();
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [tail, bytes] of files) writeFileSync(file + tail, bytes);
    return { entries, last };
  }

  it("says as much after the disk was cleared for a row that never came", () => {
    const { entries } = written(5);
    const { journal } = openBook(file);
    for (let time = 0; time < 3; time++) journal.clearDisk();
    journal.close();
    rmSync(file);
    const { losses } = openBook(file, NOW);
    expect(entries.length > 0 && losses).toMatchObject([{ what: "made_anew", expected: 19, taken: 0 }]);
  });

  it("says nothing when the log is whole", () => {
    const { entries, last } = killed();
    const { journal, losses } = openBook(file, NOW);
    expect([journal.recent(1_000), losses]).toEqual([[last, ...entries], []]);
    journal.close();
  });

  it("takes the rows out of a log whose header is damaged, and never writes over it", () => {
    const { entries, last } = killed();
    flip(`${file}-wal`, 8);
    const before = readFileSync(`${file}-wal`);
    const { journal, losses } = openBook(file, NOW);
    expect(journal.recent(1_000)).toEqual([last, ...entries]);
    expect(losses).toMatchObject([{ what: "made_anew", expected: 22, taken: 22 }]);
    expect(aside().get("journal.db-wal")?.equals(before)).toBe(true);
    journal.close();
  });

  it.each([
    ["gone", () => rmSync(`${file}-wal`)],
    ["cut to nothing", () => truncateSync(`${file}-wal`, 0)],
  ])("says how many rows are missing when the log is %s", (_what, damage) => {
    const { entries } = killed();
    damage();
    const { journal, losses } = openBook(file, NOW);
    expect(journal.recent(1_000)).toEqual(entries);
    expect(losses).toMatchObject([{ what: "made_anew", expected: 22, taken: 19 }]);
    expect(losses.map(lossSentence).join()).toContain("3 rows could not be read");
    journal.close();
  });

  it("tells a torn tail, whatever its length, and what it still reads is a beginning of what was", () => {
    const { last } = killed();
    const log = readFileSync(`${file}-wal`);
    const all = ["", ".note", ".key-check"].map((tail) => [tail, readFileSync(file + tail)] as const);
    for (let cut = 1; cut <= PAGE; cut += 455) {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      for (const [tail, bytes] of all) writeFileSync(file + tail, bytes);
      writeFileSync(`${file}-wal`, log.subarray(0, log.length - cut));
      const { journal, losses } = openBook(file, NOW);
      const { state } = journal.get(last.intent.id) ?? { state: "nothing" };
      expect(losses.length > 0 || state === "closed", `cut by ${cut}, ${state}`).toBe(true);
      journal.close();
    }
  });

  it.each([
    ["gone", () => rmSync(file)],
    ["empty", () => truncateSync(file, 0)],
  ])("says so when the file is %s, and begins anew", (_what, damage) => {
    const { rows } = written(5);
    damage();
    const { journal, losses } = openBook(file, NOW);
    expect(journal.recent(10)).toEqual([]);
    expect(losses).toMatchObject([{ what: "made_anew", expected: rows, taken: 0 }]);
    expect(losses.map(lossSentence).join()).toMatch(/could not be read, which had 19 rows: a new one has begun/);
    expect(aside().has("journal.db.note")).toBe(true);
    journal.close();
  });

  it("says that it cannot be told when the note is gone or damaged", () => {
    written(2);
    flip(`${file}.note`, 0, 512);
    const damaged = openBook(file, NOW);
    expect(damaged.losses).toMatchObject([{ what: "no_note" }]);
    damaged.journal.close();
    rmSync(`${file}.note`);
    const gone = openBook(file, NOW);
    expect(gone.losses).toMatchObject([{ what: "no_note" }, { what: "no_note" }]);
    expect(gone.losses.map(lossSentence).join()).toContain("cannot be told whether its last entries are all here");
    gone.journal.close();
  });

  it("believes one half of the note when the other is damaged", () => {
    written(2);
    for (const at of [0, 256]) {
      flip(`${file}.note`, at);
      const { journal, losses } = openBook(file, NOW);
      expect(losses).toEqual([]);
      journal.close();
    }
  });
});

describe("a row that was changed by another hand", () => {
  it.each([
    ["its text", "UPDATE row SET body = replace(body, 'ana', 'bob') WHERE seq = 4"],
    ["a column", "UPDATE row SET amount = 1 WHERE seq = 4"],
    ["what it says of the one before", "UPDATE row SET prev = mac WHERE seq = 5"],
    ["its place, when it is gone", "DELETE FROM row WHERE seq = 4"],
    [
      "its place, when two were swapped",
      "UPDATE row SET seq = -4 WHERE seq = 4; UPDATE row SET seq = 4 WHERE seq = 5; UPDATE row SET seq = 5 WHERE seq = -4",
    ],
    ["the note, when the tail was cut", "DELETE FROM row WHERE seq > 9; DELETE FROM standing"],
  ])("is found by %s", (_what, sql) => {
    written(3);
    const database = openDatabase({ file, key: KEY });
    database.exec(`DROP TRIGGER row_never_changes; DROP TRIGGER row_never_goes; ${sql}`);
    database.close();
    const { journal, losses } = openBook(file, NOW);
    expect(losses).toMatchObject([{ what: "made_anew" }]);
    journal.close();
  });

  it("while the journal is in use is told once, not believed, and mended at the next start", () => {
    const { journal } = openBook(file);
    const approved = done(journal);
    journal.close();
    const told: string[] = [];
    const opened = openJournal({ file, key: KEY }, NOW, (what) => told.push(what));
    const database = openDatabase({ file, key: KEY });
    database.exec("DROP TRIGGER row_never_goes; DELETE FROM row WHERE seq = 3");
    database.close();
    expect(opened.journal?.get(approved.intent.id)?.state).not.toBe("closed");
    opened.journal?.close();
    expect(openBook(file, NOW).losses).toMatchObject([{ taken: 3 - 1 }]);
  });

  it("does not read as one that was never sent when an index loses a row", () => {
    const database = openDatabase({ file, key: KEY });
    const told: string[] = [];
    const journal = createJournal(database, { sealer: createSealer(KEY), damaged: (what) => told.push(what) });
    const approved = done(journal);
    // The other index then knows more rows than this one.
    database.exec("DROP INDEX row_attempt; CREATE INDEX row_attempt ON row (attempt) WHERE nth = 0");
    expect(() => journal.get(approved.intent.id)).toThrow();
    database.close();
  });
});

it("a rescue that the power cut short is finished at the next start", () => {
  const { entries } = written(3);
  flip(file, 0);
  openBook(file, NOW).journal.close();
  // As it is between the setting aside and the last renaming.
  for (const tail of ["", ".note"]) writeFileSync(`${file}.new${tail}`, readFileSync(file + tail));
  for (const tail of ["", "-wal", "-shm", ".note"]) rmSync(file + tail, { force: true });
  const { journal, losses } = openBook(file, NOW);
  expect([journal.recent(100), losses.length]).toEqual([entries, 1]);
  expect(existsSync(`${file}.new`)).toBe(false);
  journal.close();
  expect(basename(file)).toBe("journal.db");
});
