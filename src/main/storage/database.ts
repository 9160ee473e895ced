import Library from "libsql";
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { checkSchema, prepareSafely, type Statement } from "./statements";
import { DatabaseTrouble, problemOf } from "./trouble";
import { walOf } from "./wal";

/** An open database. Its calls throw what SQLite throws; `prepare` says what a damaged text does. */
export interface Database {
  prepare(sql: string): Statement;
  /** Runs statements that answer nothing. */
  exec(sql: string): void;
  /** Sets or asks something whose answer is no text of the file's. */
  pragma(text: string): unknown[];
  close(): void;
}

export interface Where {
  /** Absolute path, or `":memory:"` when there is no keychain to keep a key in. */
  readonly file: string;
  /** 64 hex digits; null only for memory. */
  readonly key: string | null;
}

export interface Opening {
  /** The newest version of the tables that this program knows: a newer file is refused, untouched (versions.ts). */
  readonly newest?: number;
  /**
   * Hears, once, when the file turns out to be damaged while it is in use. A mark beside it then says so, and the next
   * opening finds it unreadable. Without it there is no mark.
   */
  readonly damaged?: () => void;
}

/**
 * Opens (or makes) an encrypted libSQL database: WAL, every commit on the disk before the call returns.
 * SECURITY: a file without a key is refused; nothing is ever written in plain text (docs/design.md, the journal and
 * recovery).
 * Throws DatabaseTrouble.
 */
export function openDatabase({ file, key }: Where, { newest, damaged }: Opening = {}): Database {
  if (file !== ":memory:" && key === null) throw new DatabaseTrouble("other", new Error("no key"));
  if (file === ":memory:" || key === null) return wrapped(new Library(":memory:"), () => undefined);
  refuseDamaged(file);
  if (damaged && existsSync(markOf(file)))
    throw new DatabaseTrouble("wrong_key_or_corrupt", new Error("it was found to be damaged while it was in use"));
  if (newest !== undefined) refuseNewer({ file, key }, newest);
  let marked = false;
  const mark = (): void => {
    if (marked || !damaged) return;
    marked = true;
    try {
      writeFileSync(markOf(file), "", { mode: 0o600 });
    } catch {
      // The next start will come upon the damage again.
    }
    damaged();
  };
  return opened(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const library = libraryOf(file, key);
    library.pragma("journal_mode = WAL");
    // MONEY: FULL, so that a row is on the disk and not in a cache when the send begins; fullfsync is the call that
    // empties the disk's own cache too, on the systems that have it (macOS).
    library.pragma("synchronous = FULL");
    library.pragma("fullfsync = ON");
    library.pragma("checkpoint_fullfsync = ON");
    chmodSync(file, 0o600);
    return library;
  }, mark);
}

/**
 * Opens a database that exists, to look at it: not one byte of it changes, and a write-ahead log beside it is read and
 * left as it is. Throws DatabaseTrouble.
 */
export function openToRead({ file, key }: Where): Database {
  refuseDamaged(file);
  return opened(
    () => libraryOf(`${pathToFileURL(file).href}?mode=ro`, key ?? ""),
    () => undefined,
  );
}

/**
 * Gives a database another key, all of it at once: a copy that nothing else has open (change-key.ts). `to`: 64 hex digits.
 * Throws DatabaseTrouble, and what SQLite throws.
 */
export function rekey({ file, key }: Where, to: string): void {
  if (!/^[0-9a-f]{64}$/.test(to)) throw new DatabaseTrouble("other", new Error("no key"));
  refuseDamaged(file);
  const library = libraryOf(file, key ?? "");
  try {
    // It can be done only without a write-ahead log.
    library.pragma("journal_mode = DELETE");
    library.pragma("synchronous = FULL");
    library.pragma(`rekey = '${to}'`);
  } catch (error) {
    throw new DatabaseTrouble(problemOf(error), error);
  } finally {
    library.close();
  }
}

/** Before SQLite touches them: it begins an empty file anew, and a write-ahead log that it cannot read. */
function refuseDamaged(file: string): void {
  if (existsSync(file) && statSync(file).size === 0)
    throw new DatabaseTrouble("wrong_key_or_corrupt", new Error("the file is empty"));
  if (walOf(file) === "unreadable")
    throw new DatabaseTrouble("wrong_key_or_corrupt", new Error("the write-ahead log is damaged"));
}

function markOf(file: string): string {
  return `${file}.damaged`;
}

function refuseNewer(where: Where, newest: number): void {
  if (!existsSync(where.file)) return;
  const database = openToRead(where);
  try {
    const [found] = database.pragma("user_version") as { user_version: number }[];
    if ((found?.user_version ?? 0) > newest) throw new DatabaseTrouble("newer", new Error("a newer program's file"));
  } finally {
    database.close();
  }
}

function libraryOf(file: string, key: string): Library.Database {
  return new Library(file, { encryptionKey: key, encryptionCipher: "aes256cbc" } as Library.Options);
}

function opened(open: () => Library.Database, damaged: () => void): Database {
  let library: Library.Database | null = null;
  try {
    library = open();
    checkSchema(library);
    return wrapped(library, damaged);
  } catch (error) {
    try {
      library?.close();
    } catch {
      // The first error is the one to tell.
    }
    throw new DatabaseTrouble(problemOf(error), error);
  }
}

/** A database that nobody has asked anything for so long gives back the memory of the pages that it keeps, ms. */
const QUIET_MS = 30_000;

function wrapped(library: Library.Database, damaged: () => void): Database {
  const quiet = setTimeout(() => void library.pragma("shrink_memory"), QUIET_MS);
  // It alone does not keep a thread from ending.
  quiet.unref();
  const used = (): void => void quiet.refresh();
  return {
    prepare: (sql) => prepareSafely(library, sql, { used, damaged }),
    exec(sql) {
      used();
      library.exec(sql);
    },
    pragma(text) {
      used();
      return library.pragma(text) as unknown[];
    },
    close() {
      clearTimeout(quiet);
      library.close();
    },
  };
}

/**
 * Brings what was committed from the write-ahead log into the file. It is on the disk in either, so that a disk without
 * room for it now has lost nothing, and what was written counts.
 */
export function intoTheFile(database: Database): void {
  try {
    database.pragma("wal_checkpoint(PASSIVE)");
  } catch {
    // The next one does it.
  }
}

/** Runs `work` as one transaction: all of it or nothing. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    try {
      database.exec("ROLLBACK");
    } catch {
      // SQLite has undone it already (a full disk), and the first error is the one to tell.
    }
    throw error;
  }
}
