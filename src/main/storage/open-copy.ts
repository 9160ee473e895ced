import { openDatabase, type Database, type Where } from "./database";
import { setAside } from "./set-aside";
import { problemOf } from "./trouble";
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

/**
 * Opens a copy at the newest version of its tables, or makes it; `make` builds it in the open database. Never fails for
 * the sake of a file: a copy can be read again from the processor. A file that cannot be read is set aside and kept; a
 * newer program's, and one on a disk in trouble, is left alone. `now` is epoch ms.
 */
export function openCopy<T>(
  where: Where,
  now: number,
  steps: readonly Step[],
  make: (database: Database) => T,
): OpenedCopy & { readonly made: T } {
  const onDisk = where.file !== ":memory:";
  try {
    return { made: made(where, steps, make), setAside: null, onDisk, newer: false };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === "wrong_key_or_corrupt") {
      try {
        const kept = setAside(where.file, now);
        return { made: made(where, steps, make), setAside: kept, onDisk, newer: false };
      } catch {
        // In memory, then.
      }
    }
    const inMemory = made({ file: ":memory:", key: null }, steps, make);
    return { made: inMemory, setAside: null, onDisk: false, newer: problem === "newer" };
  }
}

/** Opens a file at the newest version of its tables. Throws DatabaseTrouble, and what `make` throws. */
function made<T>(where: Where, steps: readonly Step[], make: (database: Database) => T): T {
  const database = openDatabase(where, steps.length);
  try {
    upgrade(database, steps);
    return make(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
