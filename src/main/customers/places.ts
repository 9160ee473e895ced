import type { Database } from "../storage/database";

/** Where a customer stands in the order of names: nobody else has the same. */
export type Key = readonly [sort: string, row: number];

/** All whose `sort` is from that text on, and before that other one; null: to the end. */
export interface Stretch {
  readonly from: string;
  readonly to: string | null;
}

/** A place with more customers than this is parted in two. */
const MOST = 512;
const HALF = MOST / 2;

/**
 * The order of names is parted into places of some hundred customers. Each place says where it begins and how many
 * stand in it, so that the list is read from any offset, and counted, without walking through all that comes before.
 * Triggers keep the counts in the same commit as the customers.
 */
export const PLACES = `
CREATE TABLE places (
  shelf INTEGER NOT NULL, sort TEXT NOT NULL, row INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (shelf, sort, row)
) WITHOUT ROWID;
CREATE INDEX customers_shown ON customers (shelf, sort, row, usual_expires);
DROP INDEX IF EXISTS customers_sort;
INSERT INTO places
  SELECT shelf, iif(nth = 0, '', sort), iif(nth = 0, 0, row), min(${HALF}, many - nth) FROM (
    SELECT shelf, sort, row, row_number() OVER (PARTITION BY shelf ORDER BY sort, row) - 1 AS nth,
      count(*) OVER (PARTITION BY shelf) AS many FROM customers
  ) WHERE nth % ${HALF} = 0;
CREATE TRIGGER places_more AFTER INSERT ON customers BEGIN
  INSERT OR IGNORE INTO places VALUES (new.shelf, '', 0, 0);
  ${counted("new", "+")}
END;
CREATE TRIGGER places_fewer AFTER DELETE ON customers BEGIN
  ${counted("old", "-")}
END;
CREATE TRIGGER places_moved AFTER UPDATE OF sort ON customers WHEN old.sort <> new.sort BEGIN
  ${counted("old", "-")}
  ${counted("new", "+")}
END;
CREATE TRIGGER places_parted AFTER UPDATE OF count ON places WHEN new.count > ${MOST} BEGIN
  INSERT INTO places SELECT shelf, sort, row, new.count - ${HALF} FROM customers
    WHERE shelf = new.shelf AND (sort, row) >= (new.sort, new.row) ORDER BY sort, row LIMIT 1 OFFSET ${HALF};
  UPDATE places SET count = ${HALF} WHERE shelf = new.shelf AND sort = new.sort AND row = new.row;
END;
CREATE TRIGGER places_emptied AFTER UPDATE OF count ON places WHEN new.count = 0 AND new.row > 0 BEGIN
  DELETE FROM places WHERE shelf = new.shelf AND sort = new.sort AND row = new.row;
END;
`;

/** The place of a customer has one more, or one fewer. */
function counted(customer: "new" | "old", by: "+" | "-"): string {
  return `UPDATE places SET count = count ${by} 1 WHERE shelf = ${customer}.shelf AND (sort, row) = (
    SELECT sort, row FROM places WHERE shelf = ${customer}.shelf AND (sort, row) <= (${customer}.sort, ${customer}.row)
    ORDER BY sort DESC, row DESC LIMIT 1);`;
}

export interface Places {
  count(shelf: number): number;
  /** The rows of the customers from that offset (from 0) on, in the order of names. */
  rows(shelf: number, offset: number, limit: number): number[];
  /** How many come before that customer. */
  before(shelf: number, key: Key): number;
  /** How many stand on that stretch. */
  within(shelf: number, stretch: Stretch): number;
  /** Where the `nth` place behind that key begins; null: not before `to`. */
  behind(shelf: number, key: Key, nth: number, to: Stretch["to"]): Key | null;
}

export function createPlaces(database: Database): Places {
  const counting = database.prepare("SELECT coalesce(sum(count), 0) FROM places WHERE shelf = ?").raw();
  const placeAt = database
    .prepare(
      `SELECT sort, row, before FROM (
         SELECT sort, row, sum(count) OVER (ORDER BY sort, row) - count AS before FROM places WHERE shelf = ?
       ) WHERE before <= ? ORDER BY before DESC, sort DESC, row DESC LIMIT 1`,
    )
    .raw();
  const rowsFrom = database
    .prepare(
      "SELECT row FROM customers INDEXED BY customers_shown WHERE shelf = ? AND (sort, row) >= (?, ?) ORDER BY sort, row LIMIT ? OFFSET ?",
    )
    .raw();
  const placeOf = database
    .prepare(
      "SELECT sort, row FROM places WHERE shelf = ?1 AND (sort, row) <= (?2, ?3) ORDER BY sort DESC, row DESC LIMIT 1",
    )
    .raw();
  const upTo = database
    .prepare("SELECT coalesce(sum(count), 0) FROM places WHERE shelf = ? AND (sort, row) < (?, ?)")
    .raw();
  const within = database
    .prepare(
      "SELECT count(*) FROM customers INDEXED BY customers_shown WHERE shelf = ? AND (sort, row) >= (?, ?) AND (sort, row) < (?, ?)",
    )
    .raw();
  const nthBehind = database
    .prepare(
      "SELECT sort, row FROM places WHERE shelf = ?1 AND (sort, row) > (?2, ?3) AND (?4 IS NULL OR sort < ?4) ORDER BY sort, row LIMIT 1 OFFSET ?5",
    )
    .raw();
  const one = (found: unknown): number => (found as [number])[0];

  const count = (shelf: number): number => one(counting.get(shelf));
  const countBefore = (shelf: number, key: Key): number => {
    const place = placeOf.get(shelf, ...key) as [string, number] | undefined;
    return place ? one(upTo.get(shelf, ...place)) + one(within.get(shelf, ...place, ...key)) : 0;
  };

  return {
    count,
    rows(shelf, offset, limit) {
      const found = placeAt.get(shelf, offset) as [string, number, number] | undefined;
      if (!found) return [];
      const [sort, row, before] = found;
      return (rowsFrom.all(shelf, sort, row, limit, offset - before) as [number][]).map(([each]) => each);
    },
    before: countBefore,
    within: (shelf, { from, to }) =>
      (to === null ? count(shelf) : countBefore(shelf, [to, 0])) - countBefore(shelf, [from, 0]),
    behind: (shelf, key, nth, to) => (nthBehind.get(shelf, ...key, to, nth - 1) as Key | undefined) ?? null,
  };
}
