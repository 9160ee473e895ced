import type { CustomerLine, CustomerShow } from "../../shared/customer";
import type { Database } from "../storage/database";
import { fits, foldFindable, isUnspaced, readClue, type Clue } from "../search/clues";
import { LINE_COLUMNS, readLine, type Found, type LineRow } from "./lines";
import type { Shelf } from "./tables";
import { question, type Reach } from "./tokens";
import { slipsOf } from "../search/typos";

/**
 * How many candidates of each reach are looked at. More would not be read by a person, and would cost the frame (16
 * ms).
 */
const CANDIDATES = 120;
const RECENT = 60;
/** Beginnings one slip away that are followed, those that are whole names first. */
const MOST_SLIPS = 40;
/** A lapse within this time counts as expiring. */
const SOON_MS = 60 * 24 * 60 * 60 * 1000;

export interface Search {
  /** The best answers first: exact, beginnings, parts, slips; among equals the recently used, then by name. */
  search(shelf: Shelf, clue: string, limit: number): CustomerLine[];
  /** A stretch of all customers that answer to the clue, by name. `now` is epoch ms, for expiries. */
  list(
    shelf: Shelf,
    what: { clue: string; offset: number; limit: number; show: CustomerShow; now: number },
  ): { lines: CustomerLine[]; count: number };
  /** Where a customer stands in `list` without a clue, from 0; null: not on it. */
  place(shelf: Shelf, id: string, what: { show: CustomerShow; now: number }): number | null;
  /** The whole of a list as it is now, `size` lines at a time; null at its end. */
  stretches(
    shelf: Shelf,
    what: { show: CustomerShow; now: number; size: number },
  ): { count: number; next(): CustomerLine[] | null };
  count(shelf: Shelf): number;
  /** To be called after any change, so that remembered lists are forgotten. */
  changed(): void;
}

export function createSearch(database: Database): Search {
  const matches = database.prepare("SELECT rowid FROM clues WHERE clues MATCH ? LIMIT ?").raw();
  const linesOf = database
    .prepare(`SELECT ${LINE_COLUMNS} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  const recent = database
    .prepare(
      `SELECT ${LINE_COLUMNS} FROM customers WHERE shelf = ? AND used_at IS NOT NULL ORDER BY used_at DESC LIMIT ?`,
    )
    .raw();
  const occurring = database
    .prepare(
      `SELECT p.value, EXISTS (SELECT 1 FROM words WHERE shelf = ?1 AND word = p.value) AS whole FROM json_each(?2) AS p
       WHERE EXISTS (SELECT 1 FROM words WHERE shelf = ?1 AND word >= p.value AND word < p.value || char(1114111))
       ORDER BY whole DESC LIMIT ${MOST_SLIPS}`,
    )
    .raw();
  const lettersOf = database.prepare("SELECT letter FROM letters WHERE shelf = ?").raw();
  const counted = database.prepare("SELECT count(*) FROM customers WHERE shelf = ?").raw();
  let counts = new Map<number, number>();
  let remembered: { key: string; rows: readonly number[] } | null = null;

  const fetchRows = (rows: readonly number[]): Found[] =>
    (linesOf.all(JSON.stringify(rows)) as LineRow[]).map(readLine);
  const linesInOrder = (rows: readonly number[]): CustomerLine[] => {
    const byRow = new Map(fetchRows(rows).map((found) => [found.row, found.line]));
    return rows.map((row) => byRow.get(row)).filter((line) => line !== undefined);
  };
  const candidates = (match: string): number[] => (matches.all(match, CANDIDATES) as [number][]).map(([row]) => row);

  const slipsFor = (shelf: Shelf, clue: Clue): Map<string, string[]> => {
    const letters = (lettersOf.all(shelf.number) as [string][]).map(([letter]) => letter);
    const slips = new Map<string, string[]>();
    for (const { kind, text } of clue[0]) {
      if (kind !== "word" || text.length < 3 || text.length > 24 || isUnspaced(text)) continue;
      const known = occurring.all(shelf.number, JSON.stringify(slipsOf(text, letters))) as [string, number][];
      if (known.length > 0)
        slips.set(
          text,
          known.map(([beginning]) => beginning),
        );
    }
    return slips;
  };

  const count = (shelf: Shelf): number => {
    const before = counts.get(shelf.number);
    if (before !== undefined) return before;
    const [now] = counted.get(shelf.number) as [number];
    counts.set(shelf.number, now);
    return now;
  };

  /** Conditions and order of a list; `?1` is the shelf. */
  const showSql = (show: CustomerShow, now: number): string => {
    if (show === "expired") return `shelf = ?1 AND usual_expires < ${monthNumber(now)}`;
    if (show === "expiring")
      return `shelf = ?1 AND usual_expires >= ${monthNumber(now)} AND usual_expires < ${monthNumber(now + SOON_MS)}`;
    if (show === "no_default") return "shelf = ?1 AND no_default = 1";
    if (show === "no_card") return "shelf = ?1 AND card_count = 0";
    return "shelf = ?1";
  };

  const rowsByName = (shelf: Shelf, clueText: string, show: CustomerShow, now: number): readonly number[] => {
    const where = showSql(show, now);
    const readings = readClue(clueText);
    // Blank, or signs alone: nothing to look for, so nobody is left out.
    if (readings.length === 0)
      return (
        database.prepare(`SELECT row FROM customers WHERE ${where} ORDER BY sort, row`).raw().all(shelf.number) as [
          number,
        ][]
      ).map(([row]) => row);
    const all = database
      .prepare(
        `SELECT row FROM customers WHERE ${where} AND row IN (SELECT rowid FROM clues WHERE clues MATCH ?2) ORDER BY sort, row`,
      )
      .raw();
    const ask = (match: string): number[] => (all.all(shelf.number, match) as [number][]).map(([row]) => row);
    for (const clue of readings) {
      const rows = ask(question(shelf.letter, clue, "any"));
      if (rows.length > 0) return rows;
    }
    for (const clue of readings) {
      const slips = slipsFor(shelf, clue);
      const rows = slips.size === 0 ? [] : ask(question(shelf.letter, clue, "any", slips));
      if (rows.length > 0) return rows;
    }
    return [];
  };

  return {
    search(shelf, clueText, limit) {
      const readings = readClue(clueText);
      const recents = (recent.all(shelf.number, RECENT) as LineRow[]).map(readLine);
      if (readings.length === 0) return recents.slice(0, limit).map(({ line }) => line);
      for (const clue of readings) {
        const best = new Map<number, { found: Found; rank: number }>();
        const weigh = (found: readonly Found[], slips: boolean): void => {
          for (const one of found) {
            if (best.has(one.row)) continue;
            const rank = fits(foldFindable({ ...one.line, last4s: one.last4s }), clue, slips);
            if (rank !== null) best.set(one.row, { found: one, rank });
          }
        };
        const look = (match: string, slips: boolean): void =>
          weigh(fetchRows(candidates(match).filter((row) => !best.has(row))), slips);
        weigh(recents, false);
        // Half of all e-mail addresses end alike: what stands before the @ finds them, `fits` compares the rest.
        const narrow = beforeAt(clueText, clue);
        const few = narrow ? candidates(question(shelf.letter, narrow, "any")) : [];
        if (few.length > 0 && few.length < CANDIDATES) weigh(fetchRows(few), false);
        else {
          for (const reach of ["whole", "names", "any"] satisfies Reach[]) {
            look(question(shelf.letter, clue, reach), false);
            if (best.size >= CANDIDATES) break;
          }
        }
        const exact = [...best.values()].some(({ rank }) => rank === 0);
        if (best.size < limit && !exact && !(narrow && best.size > 0)) {
          const slips = slipsFor(shelf, clue);
          if (slips.size > 0) look(question(shelf.letter, clue, "any", slips), true);
        }
        if (best.size > 0)
          return inOrder([...best.values()])
            .slice(0, limit)
            .map(({ found }) => found.line);
      }
      return [];
    },

    list(shelf, { clue, offset, limit, show, now }) {
      if (show === "all" && readClue(clue).length === 0) {
        const rows = database
          .prepare(
            `SELECT ${LINE_COLUMNS} FROM customers WHERE row IN (SELECT row FROM customers WHERE shelf = ? ORDER BY sort, row LIMIT ? OFFSET ?) ORDER BY sort, row`,
          )
          .raw()
          .all(shelf.number, limit, offset) as LineRow[];
        return { lines: rows.map((row) => readLine(row).line), count: count(shelf) };
      }
      const key = JSON.stringify([shelf.number, clue, show, monthNumber(now)]);
      const rows = remembered?.key === key ? remembered.rows : rowsByName(shelf, clue, show, now);
      remembered = { key, rows };
      return { lines: linesInOrder(rows.slice(offset, offset + limit)), count: rows.length };
    },

    place(shelf, id, { show, now }) {
      const where = showSql(show, now);
      const own = database
        .prepare(`SELECT sort, row FROM customers WHERE ${where} AND id = ?2`)
        .raw()
        .get(shelf.number, id) as [sort: string, row: number] | undefined;
      if (!own) return null;
      const [before] = database
        .prepare(`SELECT count(*) FROM customers WHERE ${where} AND (sort, row) < (?2, ?3)`)
        .raw()
        .get(shelf.number, ...own) as [number];
      return before;
    },

    stretches(shelf, { show, now, size }) {
      const rows = rowsByName(shelf, "", show, now);
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

    count,
    changed() {
      remembered = null;
      counts = new Map();
    },
  };
}

/** The part of an e-mail clue before the @, when it says enough to look by; null for other clues. */
function beforeAt(clueText: string, clue: Clue): Clue | null {
  const at = clueText.indexOf("@");
  if (at < 0) return null;
  const [first] = readClue(clueText.slice(0, at));
  return first && first[0].length < clue[0].length && first[0].some(({ text }) => text.length >= 3) ? first : null;
}

function inOrder(weighed: { found: Found; rank: number }[]): { found: Found; rank: number }[] {
  return weighed.sort(
    (one, other) =>
      one.rank - other.rank ||
      (other.found.usedAt ?? 0) - (one.found.usedAt ?? 0) ||
      (one.found.sort < other.found.sort
        ? -1
        : one.found.sort > other.found.sort
          ? 1
          : one.found.row - other.found.row),
  );
}

/** Epoch ms -> 202911, in local time, as cards lapse. */
function monthNumber(at: number): number {
  const day = new Date(at);
  return day.getFullYear() * 100 + day.getMonth() + 1;
}
