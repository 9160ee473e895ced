import { Failure } from "../../shared/failure";
import { copyWords } from "../../shared/words/storage";

/** What can be wrong with a database. */
export type DatabaseProblem = "wrong_key_or_corrupt" | "newer" | "not_writable" | "other";

/**
 * A database could not be opened or read: wrong key, no database, damage, a newer program's file, no room,
 * no permission. The cause has the library's words.
 */
export class DatabaseTrouble extends Error {
  override readonly name = "DatabaseTrouble";
  constructor(
    readonly what: DatabaseProblem,
    cause: unknown,
  ) {
    super(`database: ${what}`, { cause });
  }
}

/** Runs what keeps something that a person asked for. Throws a Failure where the disk does not take it. */
export function mustKeep<T>(keep: () => T): T {
  try {
    return keep();
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("refused", copyWords.notKept, {}, { cause: error });
  }
}

/** Which problem an error tells of: one of ours, SQLite's, or the file system's. */
export function problemOf(error: unknown): DatabaseProblem {
  if (error instanceof DatabaseTrouble) return error.what;
  const text = error instanceof Error ? `${"code" in error ? String(error.code) : ""} ${error.message}` : "";
  if (/NOTADB|not a database|malformed|CORRUPT/i.test(text)) return "wrong_key_or_corrupt";
  if (/EACCES|EROFS|EPERM|EEXIST|ENOTDIR|ENOSPC|READONLY|CANTOPEN|FULL|IOERR|unable to open|disk is full/i.test(text))
    return "not_writable";
  return "other";
}

/** Whether an error says that a file is no database, is damaged, or was written with another key. */
export function isUnreadable(error: unknown): boolean {
  return problemOf(error) === "wrong_key_or_corrupt";
}

/**
 * What a local copy is asked beside a person's work: how much it has, what is to be said of it. One that cannot be read is
 * in nobody's way: its own file tells of it (database.ts, `damaged`), and money is taken without it.
 */
export function unlessBroken<T>(read: () => T, otherwise: () => T): T {
  try {
    return read();
  } catch {
    return otherwise();
  }
}
