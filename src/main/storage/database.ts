import Database from "libsql";
import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export type { Database } from "libsql";

/**
 * A database could not be opened: wrong key, not a database, no room, no permission. The cause has the library's words.
 */
export class DatabaseTrouble extends Error {
  override readonly name = "DatabaseTrouble";
  constructor(
    readonly what: "wrong_key_or_corrupt" | "not_writable" | "other",
    cause: unknown,
  ) {
    super(`database: ${what}`, { cause });
  }
}

export interface Where {
  /** Absolute path, or `":memory:"` when there is no keychain to keep a key in. */
  readonly file: string;
  /** 64 hex digits; null only for memory. */
  readonly key: string | null;
}

/**
 * Opens (or makes) an encrypted libSQL database: WAL, every commit on the disk before the call returns.
 * SECURITY: a file without a key is refused; nothing is ever written in plain text (docs/design.md, the journal and
 * recovery).
 * Throws DatabaseTrouble.
 */
export function openDatabase(where: Where): Database.Database {
  if (where.file !== ":memory:" && where.key === null) throw new DatabaseTrouble("other", new Error("no key"));
  let database: Database.Database | null = null;
  try {
    if (where.file === ":memory:" || where.key === null) return new Database(":memory:");
    mkdirSync(dirname(where.file), { recursive: true, mode: 0o700 });
    database = new Database(where.file, {
      encryptionKey: where.key,
      encryptionCipher: "aes256cbc",
    } as Database.Options);
    database.pragma("journal_mode = WAL");
    // MONEY: FULL, so that a row is on the disk and not in a cache when the send begins.
    database.pragma("synchronous = FULL");
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
    chmodSync(where.file, 0o600);
    return database;
  } catch (error) {
    try {
      database?.close();
    } catch {
      // The first error is the one to tell.
    }
    throw new DatabaseTrouble(whatWentWrong(error), error);
  }
}

/** Whether an error says that a file is no database, is damaged, or was written with another key. */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof DatabaseTrouble) return error.what === "wrong_key_or_corrupt";
  return whatWentWrong(error) === "wrong_key_or_corrupt";
}

function whatWentWrong(error: unknown): DatabaseTrouble["what"] {
  const text = error instanceof Error ? `${"code" in error ? String(error.code) : ""} ${error.message}` : "";
  if (/NOTADB|not a database|malformed|CORRUPT/i.test(text)) return "wrong_key_or_corrupt";
  if (/EACCES|EROFS|EPERM|EEXIST|ENOTDIR|ENOSPC|READONLY|CANTOPEN|FULL|unable to open|disk is full/i.test(text))
    return "not_writable";
  return "other";
}

/** Runs `work` as one transaction: all of it or nothing. */
export function inTransaction<T>(database: Database.Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
