import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../../src/main/journal/journal";
import { lossSentence } from "../../../src/main/journal/loss";
import { journalUnder } from "../../../src/main/journal/under-key";
import { openDatabase } from "../../../src/main/storage/database";
import { done, KEY, openBook, TIMED_OUT } from "./book";

/** Sign-ins and wrong PINs in the journal: under its chains and in its export, and no attempt for anybody else. */

const { checkJournal } = (await import(pathToFileURL(resolve("build/check-journal.mjs")).href)) as {
  checkJournal: (text: string, printed?: readonly string[]) => { wrong: readonly string[]; rows: number };
};

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-people-"));
  file = join(folder, "journal.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const WRONG = { what: "wrong_pins", who: "Mara", of: null, times: 5 };

/** Twelve rows of people among three payments, one of which is checked. */
function written(journal: Journal): void {
  done(journal);
  for (let nth = 1; nth <= 11; nth++) journal.people.add({ nth, at: nth }, { ...WRONG, times: nth });
  done(journal);
  journal.people.add({ nth: 12, at: 12 }, { ...WRONG, times: 12 });
  done(journal, TIMED_OUT);
}

async function exported(journal: Journal): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of journal.chain.lines(await journal.chain.head(), 0)) lines.push(line);
  return lines;
}

describe("what people did, in the journal", () => {
  it("stands between the payments and changes nothing of them, over a start too", () => {
    const { journal } = openBook(file);
    written(journal);
    journal.close();
    const { journal: again, losses } = openBook(file);
    expect(losses).toEqual([]);
    expect(again.people.newest()).toEqual({ nth: 12, at: 12 });
    expect(again.recent(3)).toHaveLength(3);
    expect(again.unfinished()).toHaveLength(1);
    expect(again.unreadable()).toEqual([]);
    expect(again.get("people 000000001")).toBeNull();
    expect(again.ofCustomer("training", "Mara")).toEqual([]);
    again.close();
  });

  it("is in the export, whose script tells each row that was changed or is gone", async () => {
    const { journal } = openBook(file);
    written(journal);
    const { rows, value } = await journal.chain.head();
    const lines = await exported(journal);
    journal.close();
    const check = (given: readonly string[]) => checkJournal(`${given.join("\n")}\n`, [`${rows}: ${value}`]);
    expect(check(lines)).toMatchObject({ wrong: [], rows: 21 });
    const theirs = lines.flatMap((line, at) => (line.includes('"step":"people"') ? [at] : []));
    expect(theirs).toHaveLength(12);
    for (const at of theirs) {
      expect(check(lines.with(at, (lines[at] ?? "").replace("Mara", "Bert"))).wrong[0]).toBe(`Row ${at} was changed.`);
      expect(check(lines.toSpliced(at, 1)).wrong).not.toEqual([]);
    }
  });

  it("is told at the next start when one is changed or gone, and the others and every payment stay", () => {
    for (const damage of ["UPDATE row SET body = replace(body, 'Mara', 'Bert')", "DELETE FROM row"]) {
      const { journal } = openBook(file);
      written(journal);
      const before = journal.recent(10);
      journal.close();
      const database = openDatabase({ file, key: KEY });
      database.exec(`DROP TRIGGER row_never_changes; DROP TRIGGER row_never_goes; ${damage} WHERE seq = 6`);
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
      const { journal: again, losses } = openBook(file);
      expect(losses.map(lossSentence).join()).toContain("One row could not be read");
      expect(again.recent(10)).toEqual(before);
      expect(again.unreadable()).toEqual([]);
      expect(again.people.newest()).toEqual({ nth: 12, at: 12 });
      again.people.add({ nth: 13, at: 13 }, WRONG);
      again.close();
      for (const name of ["journal.db", "journal.db.note"]) rmSync(join(folder, name));
    }
  });

  it("is there under a new key", async () => {
    const { journal } = openBook(file);
    written(journal);
    const before = await exported(journal);
    journal.close();
    const made = join(folder, "made.db");
    journalUnder({ file, key: KEY }, made, "cd".repeat(32));
    const database = openDatabase({ file: made, key: "cd".repeat(32) });
    const bodies = database.prepare("SELECT body FROM row WHERE step = 'people' ORDER BY seq").raw().all();
    database.close();
    expect(bodies).toEqual(
      before.flatMap((line) => {
        const { step, body } = JSON.parse(line) as { step?: string; body?: string };
        return step === "people" ? [[body]] : [];
      }),
    );
  });
});
