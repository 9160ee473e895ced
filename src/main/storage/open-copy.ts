import { existsSync } from "node:fs";
import { isUnreadable, openDatabase, type Database, type Where } from "./database";
import { setAside } from "./set-aside";

/** What came of opening a local copy of what a processor has. */
export interface OpenedCopy {
  /** Where a file was put that could not be read (damaged, or of another key); null when all is well. */
  readonly setAside: string | null;
  /** False: nothing could be read or written on the disk, so the copy is in memory for this session. */
  readonly onDisk: boolean;
}

/**
 * Opens a copy, or makes it; `make` builds it in the open database. Never fails for the sake of a file: a copy can be
 * read again from the processor. A file that cannot be read is set aside and kept, and one on a disk in trouble is left
 * alone. `now` is epoch ms.
 */
export function openCopy<T>(where: Where, now: number, make: (database: Database) => T): OpenedCopy & { made: T } {
  try {
    return { made: made(where, make), setAside: null, onDisk: where.file !== ":memory:" };
  } catch (error) {
    if (isUnreadable(error) && existsSync(where.file)) {
      try {
        const kept = setAside(where.file, now);
        return { made: made(where, make), setAside: kept, onDisk: true };
      } catch {
        // In memory, then.
      }
    }
    return { made: made({ file: ":memory:", key: null }, make), setAside: null, onDisk: false };
  }
}

function made<T>(where: Where, make: (database: Database) => T): T {
  const database = openDatabase(where);
  try {
    return make(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
