import { openDatabase, openToRead, inTransaction, type Database, type Where } from "./database";
import { setAside } from "./set-aside";
import type { Value } from "./statements";
import { DatabaseTrouble, problemOf } from "./trouble";
import { upgrade, type Step } from "./versions";

/** What came of opening a local copy of what a processor has. */
export interface OpenedCopy {
  /** Where a file was put that could not be read (damaged, or of another key); null when all is well. */
  readonly setAside: string | null;
  /** False: the copy is in memory for this session. */
  readonly onDisk: boolean;
  /** The file is a newer program's: it is left alone, and the copy is in memory. */
  readonly newer: boolean;
}

/** How a kind of copy is opened. */
export interface CopyKind {
  readonly steps: readonly Step[];
  /** A table whose rows cannot be read again from anybody: it is looked at closely, and taken along into a new file. */
  readonly precious?: { readonly table: string; readonly columns: readonly string[] };
}

/**
 * Opens a copy at the newest version of its tables, or makes it; `make` builds it in the open database. Never fails for
 * the sake of a file: a copy can be read again from the processor. A file that cannot be read is set aside and kept; a
 * newer program's, and one on a disk in trouble, is left alone. `now` is epoch ms. `damaged` hears when the file turns
 * out to be damaged while it is in use; the next start then sets it aside.
 */
export function openCopy<T>(
  where: Where,
  now: number,
  kind: CopyKind,
  make: (database: Database) => T,
  damaged: () => void = () => undefined,
): OpenedCopy & { readonly made: T } {
  const onDisk = where.file !== ":memory:";
  try {
    return { made: made(where, kind, damaged, make), setAside: null, onDisk, newer: false };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === "wrong_key_or_corrupt") {
      try {
        const kept = setAside(where.file, now);
        const anew = made(where, kind, damaged, (database) => {
          takeAlong(database, { file: kept, key: where.key }, kind);
          return make(database);
        });
        return { made: anew, setAside: kept, onDisk, newer: false };
      } catch {
        // In memory, then.
      }
    }
    const inMemory = made({ file: ":memory:", key: null }, kind, damaged, make);
    return { made: inMemory, setAside: null, onDisk: false, newer: problem === "newer" };
  }
}

/** Opens a file at the newest version of its tables. Throws DatabaseTrouble, and what `make` throws. */
function made<T>(where: Where, kind: CopyKind, damaged: () => void, make: (database: Database) => T): T {
  const database = openDatabase(where, { newest: kind.steps.length, damaged });
  try {
    upgrade(database, kind.steps);
    if (kind.precious) mustBeWhole(database, kind.precious);
    return make(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function mustBeWhole(database: Database, { table, columns }: NonNullable<CopyKind["precious"]>): void {
  const [[answer] = [""]] = database.prepare(`SELECT * FROM pragma_integrity_check('${table}')`).raw().all() as [
    string,
  ][];
  if (answer !== "ok") throw new DatabaseTrouble("wrong_key_or_corrupt", new Error(answer));
  database.prepare(`SELECT ${columns.join()} FROM ${table}`).all();
}

/** Takes along the rows that can be read; a damaged one is stepped over, and stays in the file that was set aside. */
function takeAlong(database: Database, from: Where, { precious }: CopyKind): void {
  if (!precious) return;
  const { table, columns } = precious;
  try {
    const old = openToRead(from);
    const highest = (old.prepare(`SELECT max(rowid) FROM ${table}`).raw().get() as [number | null])[0] ?? 0;
    const one = old.prepare(`SELECT ${columns.join()} FROM ${table} WHERE rowid = ?`).raw();
    const add = database.prepare(
      `INSERT OR IGNORE INTO ${table} (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
    );
    inTransaction(database, () => {
      for (let row = 1; row <= Math.min(highest, 10_000_000); row++) {
        try {
          for (const found of one.all(row) as Value[][]) add.run(...found);
        } catch {
          // It is in the file that is kept.
        }
      }
    });
    old.close();
  } catch {
    // Nothing of it can be read.
  }
}
