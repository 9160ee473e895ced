import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptHead } from "../../../src/main/journal/chain";
import { createJournal } from "../../../src/main/journal/create-journal";
import type { Journal } from "../../../src/main/journal/journal";
import { openJournal } from "../../../src/main/journal/open-journal";
import { proveAll, type Proven } from "../../../src/main/journal/prove-all";
import { createSealer } from "../../../src/main/journal/seal";
import { journalUnder } from "../../../src/main/journal/under-key";
import { openDatabase, openToRead, type Database } from "../../../src/main/storage/database";
import type { NextRow } from "../../../src/shared/attempt-steps";
import type { Attempt, Sent } from "../../../src/shared/attempt";
import { refused } from "../../../src/shared/outcome";
import { chance } from "../../fixtures/people";
import { APPROVED, done, KEY, newIntent, openBook, TIMED_OUT } from "./book";

/** What is kept beside the rows, so that no start counts them: it is what all rows say, and what is not is mended. */

const NOW = Date.UTC(2026, 10, 21);
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-kept-"));
  file = join(folder, "journal.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const ids = (attempts: readonly Attempt[]): string[] => attempts.map(({ intent }) => intent.id);

/** Takes any step that may follow, drawn by chance; an attempt that has ended is left alone. */
function step(journal: Journal, attempt: Attempt, roll: () => number, at: number): Attempt {
  const pick = <T>(...from: T[]): T => from[Math.floor(roll() * from.length)] as T;
  const rows: Partial<Record<Attempt["state"], object[]>> = {
    opened: [{ step: "sent", at }],
    sent: [
      { step: "closed", at, outcome: pick(APPROVED, TIMED_OUT, refused("absent")) },
      { step: "sent_again", at, why: "timeout" },
    ],
    unknown: [
      { step: "looked", at, finding: "not_seen", note: null },
      { step: "closed", at, outcome: pick(APPROVED, refused("absent")) },
      { step: "closed_by_hand", at, reason: "seen", operator: "ana" },
    ],
    closed: [
      { step: "closed", at, outcome: APPROVED },
      { step: "reopened", at, outcome: TIMED_OUT },
      { step: "correction_read", at, operator: "ana" },
      { step: "person_removed", at, operator: "ana" },
    ],
    closed_by_hand: [{ step: "closed", at, outcome: APPROVED }],
  };
  try {
    return journal.add(attempt as Sent, pick(...(rows[attempt.state] ?? [])) as NextRow["sent"]);
  } catch {
    // It does not follow: another time something else is drawn.
    return attempt;
  }
}

/** What all rows say, counted here and not by the database. */
function counted(database: Database): { standing: string[]; corrected: string[] } {
  const rows = database.prepare("SELECT attempt, step, final FROM row ORDER BY seq").raw().all() as [
    string,
    string,
    number,
  ][];
  const standing = new Set<string>();
  const corrected = new Set<string>();
  const ended = new Set<string>();
  for (const [attempt, name, final] of rows) {
    if (final === 0) standing.add(attempt);
    else standing.delete(attempt);
    if (name === "closed" && final === 1 && ended.has(attempt)) corrected.add(attempt);
    if (name === "correction_read") corrected.delete(attempt);
    if (final === 1) ended.add(attempt);
  }
  return { standing: [...standing].toSorted(), corrected: [...corrected].toSorted() };
}

function kept(database: Database): { standing: string[]; corrected: string[] } {
  const list = (table: string) =>
    (database.prepare(`SELECT attempt FROM ${table}`).raw().all() as [string][]).map(([id]) => id).toSorted();
  return { standing: list("standing"), corrected: list("corrected") };
}

it.each([1, 2, 3, 4, 5, 6])("MONEY: is what all rows say, after any story of rows (seed %i)", (seed) => {
  const roll = chance(seed * 7919);
  const { journal } = openBook(file);
  let attempts: Attempt[] = [];
  for (let at = 1; at <= 150; at++) {
    const place = Math.floor(roll() * (attempts.length + 1));
    const known = attempts[place];
    if (!known) attempts.push(roll() < 0.5 ? journal.begin(newIntent(), at) : journal.open(newIntent(), at));
    else attempts = attempts.with(place, step(journal, known, roll, at));
  }
  const database = openToRead({ file, key: KEY });
  const all = counted(database);
  expect(kept(database)).toEqual(all);
  expect(all.standing.length * all.corrected.length).toBeGreaterThan(0);
  expect(ids(journal.unfinished()).toSorted()).toEqual(all.standing);
  expect(ids(journal.closedAgain()).toSorted()).toEqual(all.corrected);
  expect([...proveAll(database, createSealer(KEY))].filter(Boolean)).toMatchObject([
    { head: { rows: expect.any(Number) } },
  ]);
  database.close();
  journal.close();
});

/** A journal with a question, two that are done, and one whose correction nobody has read; `change` is made beside it. */
function changed(change: string): {
  journal: Journal;
  open: Attempt;
  corrected: Attempt;
  told: string[];
  heard: (proven: Proven) => void;
} {
  const before = openBook(file).journal;
  const open = done(before, TIMED_OUT);
  done(before);
  const no = done(before, refused("absent"));
  if (no.state !== "closed") throw new Error(no.state);
  const corrected = before.add(no, { step: "closed", at: 9, outcome: { kind: "approved", ...BARE_APPROVED } });
  before.close();
  const told: string[] = [];
  let heard: (proven: Proven) => void = () => undefined;
  const opened = openJournal(
    { file, key: KEY },
    NOW,
    (what) => told.push(what),
    null,
    (_where, hear) => {
      heard = hear;
      return () => undefined;
    },
  );
  if (!opened.journal) throw new Error(opened.trouble);
  const database = openDatabase({ file, key: KEY });
  database.exec(change);
  database.close();
  return { journal: opened.journal, open, corrected, told, heard: (proven) => heard(proven) };
}
const BARE_APPROVED = { payment: null, amount: null, code: null, message: null, httpStatus: null };

/** What a look at all of it finds. */
function found(): (Proven | null)[] {
  const database = openToRead({ file, key: KEY });
  const all = [...proveAll(database, createSealer(KEY))].filter(Boolean);
  database.close();
  return all;
}

describe("MONEY: an open question that is not kept", () => {
  it.each([
    ["is gone from the list", "DELETE FROM standing"],
    [
      "has given its place to one that is closed",
      "UPDATE standing SET attempt = (SELECT attempt FROM row WHERE seq = 4)",
    ],
  ])("%s: it is found by the next ask, told once, and kept again", (_what, change) => {
    const { journal, open, told } = changed(change);
    expect(ids(journal.unfinished())).toEqual([open.intent.id]);
    expect(ids(journal.standing("training", 1200))).toEqual([open.intent.id]);
    expect(told).toEqual(["the list of what stands"]);
    const database = openToRead({ file, key: KEY });
    expect(kept(database)).toEqual(counted(database));
    database.close();
    journal.close();
    expect(openBook(file, NOW).losses).toEqual([]);
  });

  it("is found by the look at all rows too", () => {
    changed("DELETE FROM standing").journal.close();
    expect(found()).toEqual([{ unkept: "0 attempts stand, 1 should" }]);
  });
});

it("MONEY: a correction that is not kept is found by the look at all rows, told and mended", () => {
  const { journal, corrected, told, heard } = changed("DELETE FROM corrected");
  expect(journal.closedAgain()).toEqual([]);
  const [first] = found();
  expect(first).toMatchObject({ unkept: expect.any(String) });
  if (first) heard(first);
  expect(ids(journal.closedAgain())).toEqual([corrected.intent.id]);
  expect(told).toHaveLength(1);
  expect(found()).toMatchObject([{ head: expect.anything() }]);
  journal.close();
});

describe("the look at all rows", () => {
  it.each([
    ["a text", "UPDATE row SET body = replace(body, 'ana', 'bob') WHERE seq = 4", "row 4 was changed"],
    ["a row that is gone", "DELETE FROM row WHERE seq = 5", "row 5 is missing"],
    ["the first row that is gone", "DELETE FROM row WHERE seq = 1", "row 1 is missing"],
    [
      "an index that leads nowhere",
      "DROP INDEX row_attempt; CREATE INDEX row_attempt ON row (attempt) WHERE nth = 0",
      null,
    ],
  ])("finds %s", (_what, change, says) => {
    changed(`DROP TRIGGER row_never_changes; DROP TRIGGER row_never_goes; ${change}`).journal.close();
    if (says === null) expect(found).toThrow();
    else expect(found()).toContainEqual({ damaged: says });
  });

  it("tells the value of the public chain, which is then worked out from there on", async () => {
    const { journal, heard } = changed("DELETE FROM loss");
    const [first] = found();
    if (!first || !("head" in first)) throw new Error("no head");
    heard(first);
    expect(await journal.chain.head()).toEqual(first.head);
    done(journal);
    const grown = await journal.chain.head();
    journal.close();
    const database = openDatabase({ file, key: KEY });
    expect(keptHead(database, createSealer(KEY))).toEqual(grown);
    // The same by all rows, where none was kept.
    database.exec("DELETE FROM head");
    const again = createJournal(database, { sealer: createSealer(KEY) });
    expect(await again.chain.head()).toEqual(grown);
    database.exec("UPDATE head SET rows = rows - 1");
    expect(keptHead(database, createSealer(KEY))).toBeNull();
    again.close();
  });

  it("goes on from the kept value under another key", async () => {
    const { journal } = openBook(file);
    done(journal);
    const head = await journal.chain.head();
    journal.close();
    const to = "cd".repeat(32);
    journalUnder({ file, key: KEY }, `${file}.made`, to);
    const database = openToRead({ file: `${file}.made`, key: to });
    expect(keptHead(database, createSealer(to))).toEqual(head);
    database.close();
  });
});
