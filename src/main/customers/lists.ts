import type { CustomerLine, CustomerShow } from "../../shared/customer";
import { breathe } from "../base/breathe";
import { readClue } from "../search/clues";
import type { Database } from "../storage/database";
import { LINE_COLUMNS, readLine, type LineRow } from "./lines";
import { createPlaces, type Key } from "./places";
import { createSlips } from "./slips";
import type { Shelf } from "./tables";
import { question } from "./tokens";

/** A card that lapses within this time counts as expiring. */
const SOON_MS = 60 * 24 * 60 * 60 * 1000;
/** So many places are walked through at once: some ms. */
const PLACES_AT_ONCE = 5;
/** So many of those who answer to a clue are looked up at once, also some ms. */
const MATCHES_AT_ONCE = 4_000;
/** Fewer are looked up one by one and sorted; among more, those who answer are picked out of the order of names. */
const FEW = 2_000;

/** Which customers a list has. `now` is epoch ms, for expiries. */
export interface Which {
  readonly clue: string;
  readonly show: CustomerShow;
  readonly now: number;
}

/** Lists by name. What may take longer than a frame lets others have their turn. */
export interface Lists {
  /** A stretch of the list, and how many are on all of it. */
  list(
    shelf: Shelf,
    what: Which & { readonly offset: number; readonly limit: number },
  ): Promise<{ lines: CustomerLine[]; count: number }>;
  /** Where a customer stands in the list without a clue, from 0; null: not on it. */
  place(shelf: Shelf, id: string, what: Omit<Which, "clue">): Promise<number | null>;
  /** The whole list without a clue as it is now, `size` lines at a time; null at its end. */
  stretches(
    shelf: Shelf,
    what: Omit<Which, "clue"> & { readonly size: number },
  ): Promise<{ count: number; next(): CustomerLine[] | null }>;
  count(shelf: Shelf): number;
  /** How many have a usual card that expires soon. */
  expiring(shelf: Shelf, now: number): number;
  /** To be called after any change, so that the remembered list is forgotten. */
  changed(): void;
}

export function createLists(database: Database): Lists {
  const places = createPlaces(database);
  const slipsFor = createSlips(database);
  const linesOf = database
    .prepare(`SELECT ${LINE_COLUMNS} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  const matches = database
    .prepare(`SELECT rowid FROM clues WHERE clues MATCH ? AND rowid > ? ORDER BY rowid LIMIT ${MATCHES_AT_ONCE}`)
    .raw();
  const rowsIn = (statement: string, ...values: (string | number)[]): number[] =>
    (
      database
        .prepare(statement)
        .raw()
        .all(...values) as [number][]
    ).map(([row]) => row);

  /** The list that was walked through last. `begun`: a change that comes now is no longer in it. */
  let remembered: { readonly key: string; readonly rows: Promise<readonly number[]>; begun: boolean } | null = null;
  let lastWalk: Promise<unknown> = Promise.resolve();

  const linesInOrder = (rows: readonly number[]): CustomerLine[] => {
    const found = (linesOf.all(JSON.stringify(rows)) as LineRow[]).map(readLine);
    const byRow = new Map(found.map(({ row, line }) => [row, line]));
    return rows.map((row) => byRow.get(row)).filter((line) => line !== undefined);
  };

  /** All rows of a list in the order of names, those alone that are `among`, where that is given. */
  const walk = async (shelf: Shelf, show: CustomerShow, now: number, among: Marks | null): Promise<number[]> => {
    const rows: number[] = [];
    const beginnings = places.beginnings(shelf.number, PLACES_AT_ONCE);
    const { index, where } = conditionOf(show, now);
    for (const [at, from] of beginnings.entries()) {
      const to: Key | undefined = beginnings[at + 1];
      const part = rowsIn(
        `SELECT row FROM customers INDEXED BY ${index} WHERE shelf = ? AND ${where} AND (sort, row) >= (?, ?)
         ${to ? "AND (sort, row) < (?, ?)" : ""} ORDER BY sort, row`,
        shelf.number,
        ...from,
        ...(to ?? []),
      );
      for (const row of part) if (among === null || among.has(row)) rows.push(row);
      await breathe();
    }
    return rows;
  };

  const matching = async (match: string): Promise<number[]> => {
    const rows: number[] = [];
    for (;;) {
      const part = matches.all(match, rows.at(-1) ?? 0) as [number][];
      for (const [row] of part) rows.push(row);
      if (part.length < MATCHES_AT_ONCE) return rows;
      await breathe();
    }
  };

  /** Those of the list who answer to that question, in the order of names. */
  const answering = async (shelf: Shelf, show: CustomerShow, now: number, match: string): Promise<number[]> => {
    const rows = await matching(match);
    if (rows.length > FEW) return walk(shelf, show, now, marksOf(rows));
    return rowsIn(
      `SELECT row FROM customers WHERE +shelf = ? AND ${conditionOf(show, now).where}
       AND row IN (SELECT value FROM json_each(?)) ORDER BY sort, row`,
      shelf.number,
      JSON.stringify(rows),
    );
  };

  const rowsByName = async (shelf: Shelf, { clue: clueText, show, now }: Which): Promise<readonly number[]> => {
    const readings = readClue(clueText);
    // Blank, or signs alone: nothing to look for, so nobody is left out.
    if (readings.length === 0) return walk(shelf, show, now, null);
    for (const clue of readings) {
      const rows = await answering(shelf, show, now, question(shelf.letter, clue, "any"));
      if (rows.length > 0) return rows;
    }
    for (const clue of readings) {
      const slips = slipsFor(shelf, clue);
      if (slips.size === 0) continue;
      const rows = await answering(shelf, show, now, question(shelf.letter, clue, "any", slips));
      if (rows.length > 0) return rows;
    }
    return [];
  };

  /** One walk at a time; who asks for a list that is about to be walked through shares it. */
  const rowsOf = (shelf: Shelf, which: Which): Promise<readonly number[]> => {
    const key = JSON.stringify([shelf.number, which.clue, which.show, monthNumber(which.now)]);
    if (remembered?.key === key) return remembered.rows;
    const rows = lastWalk.then(() => {
      mine.begun = true;
      return rowsByName(shelf, which);
    });
    const mine = { key, rows, begun: false };
    remembered = mine;
    lastWalk = rows.catch(() => {
      if (remembered === mine) remembered = null;
    });
    return rows;
  };

  return {
    async list(shelf, { offset, limit, ...which }) {
      if (which.show === "all" && readClue(which.clue).length === 0)
        return {
          lines: linesInOrder(places.rows(shelf.number, offset, limit)),
          count: places.count(shelf.number),
        };
      const rows = await rowsOf(shelf, which);
      return { lines: linesInOrder(rows.slice(offset, offset + limit)), count: rows.length };
    },
    async place(shelf, id, { show, now }) {
      const own = database
        .prepare(`SELECT sort, row FROM customers WHERE shelf = ? AND ${conditionOf(show, now).where} AND id = ?`)
        .raw()
        .get(shelf.number, id) as Key | undefined;
      if (!own) return null;
      if (show === "all") return places.before(shelf.number, own);
      const at = (await rowsOf(shelf, { clue: "", show, now })).indexOf(own[1]);
      return at < 0 ? null : at;
    },
    async stretches(shelf, { size, ...which }) {
      const rows = await rowsOf(shelf, { clue: "", ...which });
      let from = 0;
      return {
        count: rows.length,
        next() {
          if (from >= rows.length) return null;
          from += size;
          return linesInOrder(rows.slice(from - size, from));
        },
      };
    },
    count: (shelf) => places.count(shelf.number),
    expiring(shelf, now) {
      const { where } = conditionOf("expiring", now);
      const [count] = rowsIn(
        `SELECT count(*) FROM customers INDEXED BY customers_expires WHERE shelf = ? AND ${where}`,
        shelf.number,
      );
      return count ?? 0;
    },
    changed() {
      if (remembered?.begun) remembered = null;
    },
  };
}

/** What stands on a list, and the index that has it in the order of names. */
function conditionOf(show: CustomerShow, now: number): { readonly index: string; readonly where: string } {
  const index = "customers_shown";
  const month = String(monthNumber(now));
  if (show === "expired") return { index, where: `usual_expires < ${month}` };
  if (show === "expiring")
    return { index, where: `usual_expires >= ${month} AND usual_expires < ${String(monthNumber(now + SOON_MS))}` };
  if (show === "no_default") return { index: "customers_no_default", where: "no_default = 1" };
  if (show === "no_card") return { index: "customers_no_card", where: "card_count = 0" };
  return { index, where: "TRUE" };
}

/** Epoch ms -> 202911, in local time, as cards lapse. */
function monthNumber(at: number): number {
  const day = new Date(at);
  return day.getFullYear() * 100 + day.getMonth() + 1;
}

interface Marks {
  has(row: number): boolean;
}

/** Rows as bits: a million of them take 125 kB. `rows` are ascending. */
function marksOf(rows: readonly number[]): Marks {
  const bits = new Uint8Array(((rows.at(-1) ?? 0) >> 3) + 1);
  for (const row of rows) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return { has: (row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0 };
}
