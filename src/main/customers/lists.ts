import type { CustomerLine, CustomerShow } from "../../shared/customer";
import { breathe } from "../base/breathe";
import { readClue, type Clue } from "../search/clues";
import type { Database } from "../storage/database";
import { LINE_COLUMNS, readLine, type LineRow } from "./lines";
import { createPlaces, type Key, type Stretch } from "./places";
import { conditionOf, createShown, monthNumber } from "./shown";
import { createSlips } from "./slips";
import type { Shelf } from "./tables";
import { question, type Slips } from "./tokens";

/** What is done at once, such that it takes some ms. */
export const SIZES = {
  /** So many places are walked through. */
  places: 5,
  /** So many of those who answer to a clue are gathered: at first, and behind so many, which are passed by each time. */
  first: 10_000,
  later: 4_000,
  /** Where no more have such a card, they are looked up and sorted; among more, the order of names is walked through. */
  fewAlone: 500,
  /** Fewer are looked up one by one and sorted; among more, those who answer are picked out of the order of names. */
  few: 2_000,
};

const EVERYBODY: Stretch = { from: "", to: null };

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

/** Who is on a list, as far as it has been walked through, in the order of names. */
interface Walked {
  readonly rows: readonly number[];
  /** How many are on all of it. */
  readonly count: number;
}

interface Found {
  readonly count: number;
  /** In the order of names; each takes some ms. */
  readonly parts: Iterator<readonly number[], unknown>;
}

/** A list that is looked for and walked through as far as somebody asks for it. */
interface List {
  readonly key: string;
  /** A change that comes now is no longer in it. */
  begun: boolean;
  /** Walks on until there are so many, or no more. */
  upTo(most: number): Promise<Walked>;
}

export function createLists(database: Database, sizes = SIZES): Lists {
  const places = createPlaces(database);
  const shown = createShown(database);
  const slipsFor = createSlips(database);
  const linesOf = database
    .prepare(`SELECT ${LINE_COLUMNS} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  const matches = database
    .prepare(
      `SELECT json_group_array(rowid) FROM (
         SELECT rowid FROM clues WHERE clues MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?
       )`,
    )
    .raw();
  const rowsIn = (statement: string, ...values: (string | number)[]): number[] =>
    (
      database
        .prepare(statement)
        .raw()
        .all(...values) as [number][]
    ).map(([row]) => row);

  /** The list that was asked for last. */
  let remembered: List | null = null;
  let lastWalk: Promise<unknown> = Promise.resolve();

  const linesInOrder = (rows: readonly number[]): CustomerLine[] => {
    const found = (linesOf.all(JSON.stringify(rows)) as LineRow[]).map(readLine);
    const byRow = new Map(found.map(({ row, line }) => [row, line]));
    return rows.map((row) => byRow.get(row)).filter((line) => line !== undefined);
  };

  /** The rows of a list in the order of names, part by part, those alone that are `among`, where that is given. */
  function* walk(
    shelf: Shelf,
    show: CustomerShow,
    now: number,
    among: Marks | null,
    stretch = EVERYBODY,
  ): Generator<number[], void> {
    const beginnings = places.beginnings(shelf.number, sizes.places, stretch);
    const { inOrder, where } = conditionOf(show, now);
    const from = `SELECT row FROM customers INDEXED BY ${inOrder} WHERE shelf = ? AND ${where} AND (sort, row) >= (?, ?)`;
    const between = database.prepare(`${from} AND (sort, row) < (?, ?) ORDER BY sort, row`).raw();
    const last = database.prepare(`${from} ORDER BY sort, row`).raw();
    for (const [at, beginning] of beginnings.entries()) {
      const end: Key | undefined = beginnings[at + 1] ?? (stretch.to === null ? undefined : [stretch.to, 0]);
      const found = end ? between.all(shelf.number, ...beginning, ...end) : last.all(shelf.number, ...beginning);
      const part = (found as [number][]).map(([row]) => row);
      yield among ? part.filter((row) => among.has(row)) : part;
    }
  }

  /** The whole list without a clue. */
  const everybody = (shelf: Shelf, show: CustomerShow, now: number): Found => {
    const condition = conditionOf(show, now);
    const count = shown(shelf.number, condition);
    if (count > sizes.fewAlone) return { count, parts: walk(shelf, show, now, null) };
    const { alone, where } = condition;
    const rows = rowsIn(
      `SELECT row FROM customers INDEXED BY ${alone} WHERE shelf = ? AND ${where} ORDER BY sort, row`,
      shelf.number,
    );
    return { count, parts: [rows].values() };
  };

  const matching = async (match: string): Promise<number[]> => {
    const rows: number[] = [];
    for (;;) {
      const most = rows.length < 2 * sizes.first ? sizes.first : sizes.later;
      const [list] = matches.get(match, rows.at(-1) ?? 0, most) as [string];
      const part = JSON.parse(list) as number[];
      for (const row of part) rows.push(row);
      if (part.length < most) return rows;
      await breathe();
    }
  };

  const gathered = async (parts: Iterable<readonly number[]>): Promise<number[]> => {
    const rows: number[] = [];
    for (const part of parts) {
      for (const row of part) rows.push(row);
      await breathe();
    }
    return rows;
  };

  /** Few rows in the order of names, parted where that stretch would stand among them. */
  const fewInOrder = (shelf: Shelf, show: CustomerShow, now: number, rows: readonly number[], { from }: Stretch) => {
    const found = database
      .prepare(
        `SELECT row, sort < ? FROM customers WHERE +shelf = ? AND ${conditionOf(show, now).where}
         AND row IN (SELECT value FROM json_each(?)) ORDER BY sort, row`,
      )
      .raw()
      .all(from, shelf.number, JSON.stringify(rows)) as [number, number][];
    const part = (isBefore: number): number[] => found.flatMap(([row, before]) => (before === isBefore ? [row] : []));
    return { before: part(1), after: part(0) };
  };

  /**
   * Of those who answer all whose name begins with that word stand side by side in the order of names. Where few others
   * answer, these are looked up, and nobody walks to them. null: not few.
   */
  const sideBySide = async (
    shelf: Shelf,
    show: CustomerShow,
    now: number,
    rows: readonly number[],
    word: string,
  ): Promise<number[] | null> => {
    const stretch = { from: word, to: `${word}\u{10FFFF}` };
    if (rows.length - places.within(shelf.number, stretch) > sizes.few) return null;
    const among = marksOf(rows);
    const together = new Set(await gathered(walk(shelf, "all", now, among, stretch)));
    const others = rows.filter((row) => !together.has(row));
    if (others.length > sizes.few) return null;
    const { before, after } = fewInOrder(shelf, show, now, others, stretch);
    const listed = show === "all" ? together : await gathered(walk(shelf, show, now, among, stretch));
    return [...before, ...listed, ...after];
  };

  /** Those of the list who answer to that clue; null: nobody does. */
  const answering = async (
    shelf: Shelf,
    show: CustomerShow,
    now: number,
    clue: Clue,
    slips?: Slips,
  ): Promise<Found | null> => {
    const rows = await matching(question(shelf.letter, clue, "any", slips));
    const found =
      rows.length > sizes.few
        ? await sideBySide(shelf, show, now, rows, clue[0][0]?.text ?? "")
        : fewInOrder(shelf, show, now, rows, EVERYBODY).after;
    if (found === null && show === "all") return { count: rows.length, parts: walk(shelf, show, now, marksOf(rows)) };
    const all = found ?? (await gathered(walk(shelf, show, now, marksOf(rows))));
    return all.length === 0 ? null : { count: all.length, parts: [all].values() };
  };

  const findByName = async (shelf: Shelf, { clue: clueText, show, now }: Which): Promise<Found> => {
    const readings = readClue(clueText);
    // Blank, or signs alone: nothing to look for, so nobody is left out.
    if (readings.length === 0) return everybody(shelf, show, now);
    for (const clue of readings) {
      const found = await answering(shelf, show, now, clue);
      if (found) return found;
    }
    for (const clue of readings) {
      const slips = slipsFor(shelf, clue);
      if (slips.begun.size === 0) continue;
      const found = await answering(shelf, show, now, clue, slips);
      if (found) return found;
    }
    return { count: 0, parts: [].values() };
  };

  const createList = (shelf: Shelf, which: Which): List => {
    const rows: number[] = [];
    let found: Found | null = null;
    return {
      key: JSON.stringify([shelf.number, which.clue, which.show, monthNumber(which.now)]),
      begun: false,
      async upTo(most) {
        this.begun = true;
        try {
          found ??= await findByName(shelf, which);
          while (rows.length < most) {
            const part = found.parts.next();
            if (part.done) break;
            for (const row of part.value) rows.push(row);
            await breathe();
          }
          return { rows, count: found.count };
        } catch (error) {
          // What has failed has no more parts: whoever waits for this list begins it anew.
          found = null;
          rows.length = 0;
          throw error;
        }
      },
    };
  };

  /** One walk at a time; who asks for a list that is about to be walked through shares it. */
  const rowsOf = (shelf: Shelf, which: Which, most: number): Promise<Walked> => {
    const asked = createList(shelf, which);
    const mine = remembered?.key === asked.key ? remembered : asked;
    remembered = mine;
    const walked = lastWalk.then(() => mine.upTo(most));
    lastWalk = walked.catch(() => {
      if (remembered === mine) remembered = null;
    });
    return walked;
  };

  return {
    async list(shelf, { offset, limit, ...which }) {
      if (which.show === "all" && readClue(which.clue).length === 0)
        return {
          lines: linesInOrder(places.rows(shelf.number, offset, limit)),
          count: places.count(shelf.number),
        };
      const { rows, count } = await rowsOf(shelf, which, offset + limit);
      return { lines: linesInOrder(rows.slice(offset, offset + limit)), count };
    },
    async place(shelf, id, { show, now }) {
      const own = database
        .prepare(`SELECT sort, row FROM customers WHERE shelf = ? AND ${conditionOf(show, now).where} AND id = ?`)
        .raw()
        .get(shelf.number, id) as Key | undefined;
      if (!own) return null;
      if (show === "all") return places.before(shelf.number, own);
      const at = (await rowsOf(shelf, { clue: "", show, now }, Infinity)).rows.indexOf(own[1]);
      return at < 0 ? null : at;
    },
    async stretches(shelf, { size, ...which }) {
      const { rows } = await rowsOf(shelf, { clue: "", ...which }, Infinity);
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
    expiring: (shelf, now) => shown(shelf.number, conditionOf("expiring", now)),
    changed() {
      if (remembered?.begun) remembered = null;
    },
  };
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
