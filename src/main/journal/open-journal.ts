import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { openDatabase, openToRead, type Where } from "../storage/database";
import { trySetAside } from "../storage/set-aside";
import { isUnreadable, problemOf, type DatabaseProblem } from "../storage/trouble";
import { upgrade, versionOf } from "../storage/versions";
import { walOf } from "../storage/wal";
import { findDamage } from "./check";
import { createJournal } from "./create-journal";
import type { Journal } from "./journal";
import { keyOf, rememberKey } from "./key-check";
import { addLoss, isRecent, readLosses, type Loss } from "./loss";
import { openNote, readNote, type Note, type Noted } from "./note";
import type { Prover } from "./prove-in-worker";
import { finishRescue, rescue } from "./rescue";
import { createSealer, FIRST_PREV, type Sealer } from "./seal";
import { versions } from "./tables";

/** What came of opening the journal. Without one, no money operation may be sent; lookups still work. */
export type OpenedJournal =
  /** `losses`: what was found missing or damaged, now or within the last week. */
  | { readonly journal: Journal; readonly losses: readonly Loss[] }
  | { readonly journal: null; readonly trouble: JournalProblem; readonly cause?: unknown };

export type JournalProblem = "wrong_key" | Exclude<DatabaseProblem, "wrong_key_or_corrupt">;

type InsteadOf = { readonly path: string } | "gone" | null;

/**
 * Opens the journal, or makes it. A damaged or shortened one is made anew from all that can be read of it, and its files
 * are kept, untouched, under another name; a file of another key or of a newer program is left alone. `now` is epoch ms.
 * `damaged` hears when something is found to be wrong later, while it is in use; the next start then makes it anew.
 * `insteadOf`: the path of a journal of another key that was set aside for this one, which tells of it; `gone`: there was
 * one under this key. `prover`: what proves all of it in the background.
 */
export function openJournal(
  where: Where,
  now: number,
  damaged?: (what: string) => void,
  insteadOf: InsteadOf = null,
  prover: Prover | null = null,
): OpenedJournal {
  const sealer = createSealer(where.key);
  try {
    if (where.file === ":memory:" || where.key === null) {
      const journal = createJournal(openDatabase(where), { sealer, ...(damaged && { damaged }) });
      return { journal, losses: [] };
    }
    finishRescue(where.file);
    const said = readNote(where.file, sealer);
    const noted = typeof said === "string" ? null : said;
    // MONEY: a note that this key wrote proves the key, whatever became of the file that was to prove it.
    if (noted === null && existsSync(where.file) && keyOf(where.file, where.key) === "other")
      return { journal: null, trouble: "wrong_key" };
    const wrong = whatIsWrong(where, sealer, noted, said === "damaged");
    if (wrong === "wrong_key") return { journal: null, trouble: "wrong_key" };
    if (wrong !== null) rescue(where, sealer, noted, now);
    return opened(where, sealer, now, said, { madeAnew: wrong !== null, insteadOf, prover }, damaged);
  } catch (error) {
    const problem = problemOf(error);
    return { journal: null, trouble: problem === "wrong_key_or_corrupt" ? "other" : problem, cause: error };
  }
}

/**
 * Looks at the files without changing a byte of them. Answers what is wrong, `wrong_key` when that may be all, null when
 * they may be opened. Throws DatabaseTrouble when they are a newer program's, or the disk refuses.
 */
function whatIsWrong(where: Where, sealer: Sealer, noted: Noted | null, noteDamaged: boolean): string | null {
  const { file, key } = where;
  const wal = walOf(file);
  if (!existsSync(file)) {
    if (wal !== "nothing") return "the file is gone, and its write-ahead log is not";
    return noteDamaged || (noted?.rows ?? 0) > 0 ? "the file is gone" : null;
  }
  if (statSync(file).size === 0) return "the file is empty";
  if (wal === "unreadable") return "the write-ahead log is damaged";
  try {
    const database = openToRead(where);
    try {
      const version = versionOf(database);
      // A newer program's: opening it says so.
      if (version > versions(sealer).length) return null;
      if (version > 0) return findDamage(database, sealer, noted);
      const [[answer] = [""]] = database.prepare("SELECT * FROM pragma_integrity_check(1)").raw().all() as [string][];
      return answer === "ok" ? null : answer;
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    // Without the note or the hash beside the file nobody can tell a wrong key from damage, so it is left alone.
    const sameKey = noted !== null || keyOf(file, key ?? "") === "same";
    return sameKey ? "it cannot be read" : "wrong_key";
  }
}

function opened(
  where: Where,
  sealer: Sealer,
  now: number,
  said: Noted | "none" | "damaged",
  { madeAnew, insteadOf, prover }: { madeAnew: boolean; insteadOf: InsteadOf; prover: Prover | null },
  damaged?: (what: string) => void,
): OpenedJournal {
  const { file, key } = where;
  const database = openDatabase(where, { newest: versions(sealer).length });
  let note: Note | null = null;
  try {
    const isNew = versionOf(database) === 0;
    upgrade(database, versions(sealer));
    const [last = { seq: 0, mac: FIRST_PREV }] = database
      .prepare("SELECT seq, mac FROM row ORDER BY seq DESC LIMIT 1")
      .all() as { seq: number; mac: string }[];
    // A note that this key did not write stays, under another name.
    if (readNote(file, sealer) === "damaged") trySetAside(`${file}.note`, now);
    if (!isNew && !madeAnew && typeof said === "string" && last.seq > 0) {
      addLoss(database, { at: now, what: "no_note", kept: null, expected: last.seq, taken: last.seq, unreadable: [] });
    }
    // MONEY: whoever takes the journal away takes its open questions with it. Where the note stayed, it has told of that.
    if (insteadOf !== null && (insteadOf !== "gone" || (isNew && !madeAnew))) {
      const [what, kept] =
        insteadOf === "gone" ? (["gone", null] as const) : (["other_key", basename(insteadOf.path)] as const);
      addLoss(database, { at: now, what, kept, expected: 0, taken: 0, unreadable: [] });
    }
    const losses = readLosses(database);
    note = openNote(file, sealer, { rows: last.seq, mac: last.mac, suspect: false });
    const unreadable = new Map(losses.flatMap(({ unreadable: ids, kept }) => ids.map((id) => [id, kept] as const)));
    const journal = createJournal(database, {
      sealer,
      note,
      unreadable,
      ...(damaged && { damaged }),
      ...(prover && { prove: (heard) => prover(where, heard) }),
    });
    if (key !== null) rememberKey(file, key);
    return { journal, losses: losses.filter((loss) => isRecent(loss, now)) };
  } catch (error) {
    note?.close();
    database.close();
    throw error;
  }
}
