import type { Database } from "../storage/database";
import { isUnreadable } from "../storage/trouble";
import type { JournalRow, RowsBehind } from "./journal";
import type { Sealed, Sealer } from "./seal";
import { COLUMNS } from "./tables";

/**
 * Makes the function that reads the rows behind a place, oldest first, at most so many. One that is not as it was written
 * is left out and named, and `damage` hears of it: what comes after it is whole all the same. Throws what the database
 * throws.
 */
export function createRowsBehind(
  database: Database,
  sealer: Sealer,
  damage: (what: string) => void,
): (seq: number, most: number) => RowsBehind {
  const behind = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq > ? ORDER BY seq LIMIT ?`);
  const placesBehind = database.prepare("SELECT seq FROM row WHERE seq > ? ORDER BY seq LIMIT ?").raw();
  const rowAt = database.prepare(`SELECT ${COLUMNS.join()} FROM row WHERE seq = ?`);
  const firstOf = database.prepare("SELECT connection FROM row WHERE attempt = ? AND nth = 0").raw();

  const read = <T>(ask: () => T): T | null => {
    try {
      return ask();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      return null;
    }
  };
  /** A text that cannot be read stops the whole question, so then each row is asked for by itself. */
  const oneByOne = (seq: number, most: number): { seq: number; row: Sealed | null }[] =>
    (placesBehind.all(seq, most) as [number][]).map(([place]) => ({
      seq: place,
      row: read(() => (rowAt.all(place) as Sealed[])[0] ?? null),
    }));
  const connectionOf = (row: Sealed): string | null =>
    row.connection ?? read(() => (firstOf.all(row.attempt) as [string | null][])[0]?.[0] ?? null);

  return (seq, most) => {
    const together = read(() => behind.all(seq, most) as Sealed[]);
    const found = together?.map((row) => ({ seq: row.seq, row })) ?? oneByOne(seq, most);
    const rows: JournalRow[] = [];
    const lost: number[] = [];
    for (const { seq: place, row } of found) {
      if (row !== null && sealer.holds(row)) rows.push({ ...row, connection: connectionOf(row) });
      else lost.push(place);
    }
    if (lost.length > 0) damage(`row ${lost.join()}`);
    return { rows, lost, upTo: found.at(-1)?.seq ?? null };
  };
}
