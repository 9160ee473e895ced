import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseTrouble, openDatabase, type Database, type Where } from "../storage/database";
import { setAside } from "../storage/set-aside";
import { createJournal, type Journal } from "./journal";

/** What came of opening the journal. Without one, no money operation may be sent; lookups still work. */
export type OpenedJournal =
  | { readonly journal: Journal; readonly setAside: string | null }
  | { readonly journal: null; readonly trouble: JournalProblem };

export type JournalProblem = "wrong_key" | "newer" | "not_writable" | "other";

/**
 * Opens the journal, or makes it. A damaged file is set aside under another name and kept, and a new one begun; a file
 * of another key is left alone, because its key may come back. `now` is epoch ms, for the name of a file set aside.
 */
export function openJournal(where: Where, now: number): OpenedJournal {
  const existed = where.file !== ":memory:" && existsSync(where.file);
  if (existed && where.key !== null && keyOf(where.file, where.key) === "other")
    return { journal: null, trouble: "wrong_key" };
  try {
    const journal = checked(where);
    if (where.key !== null && where.file !== ":memory:") rememberKey(where.file, where.key);
    return { journal, setAside: null };
  } catch (error) {
    const damaged =
      error instanceof Damaged || (error instanceof DatabaseTrouble && error.what === "wrong_key_or_corrupt");
    if (existed && damaged && where.key !== null) {
      // Without the note beside the file nobody can tell a wrong key from damage, so it is left alone.
      if (keyOf(where.file, where.key) !== "same") return { journal: null, trouble: "wrong_key" };
      try {
        const kept = setAside(where.file, now);
        return { journal: checked(where), setAside: kept };
      } catch {
        return { journal: null, trouble: "not_writable" };
      }
    }
    return {
      journal: null,
      trouble: error instanceof DatabaseTrouble && error.what === "not_writable" ? "not_writable" : "other",
    };
  }
}

class Damaged extends Error {}

function checked(where: Where): Journal {
  const database: Database = openDatabase(where);
  try {
    const [answer] = database.pragma("quick_check(1)") as Record<string, unknown>[];
    if (answer && Object.values(answer)[0] !== "ok") throw new Damaged("quick_check");
    return createJournal(database);
  } catch (error) {
    database.close();
    if (error instanceof Damaged || /malformed|CORRUPT|NOTADB|not a database/i.test(words(error)))
      throw new Damaged("damaged", { cause: error });
    if (/FULL|READONLY|IOERR|EACCES|disk/i.test(words(error))) throw new DatabaseTrouble("not_writable", error);
    throw error;
  }
}

function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${"code" in error ? String(error.code) : ""} ${error.message} ${error.cause === undefined ? "" : words(error.cause)}`;
}

/**
 * Beside the journal lies a salted hash of its key, so that a wrong key and a damaged file can be told apart.
 * SECURITY: the key is 256 random bits; its hash gives nothing away.
 */
function keyOf(file: string, key: string): "same" | "other" | "unstated" {
  try {
    const [salt = "", hash = ""] = readFileSync(`${file}.key-check`, "utf8").trim().split(":");
    const expected = Buffer.from(hash, "hex");
    const actual = createHash("sha256").update(salt).update(key).digest();
    return expected.length === actual.length && timingSafeEqual(expected, actual) ? "same" : "other";
  } catch {
    return "unstated";
  }
}

function rememberKey(file: string, key: string): void {
  if (keyOf(file, key) === "same") return;
  const salt = randomBytes(16).toString("hex");
  try {
    writeFileSync(`${file}.key-check`, `${salt}:${createHash("sha256").update(salt).update(key).digest("hex")}\n`, {
      mode: 0o600,
    });
  } catch {
    // Only the telling apart is lost, no money: a damaged file will then be left alone as one of another key.
  }
}
