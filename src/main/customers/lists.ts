import type { CustomerLine, CustomerShow } from "../../shared/customer";
import { breathe } from "../base/breathe";
import { allOf } from "../search/all-of";
import { createBeginnings } from "../search/beginnings";
import { readClue, type Clue } from "../search/clues";
import type { Database } from "../storage/database";
import type { Statement } from "../storage/statements";
import { LINES, listIn, readLines } from "./lines";
import { createPlaces, type Key, type Stretch } from "./places";
import { conditionOf, createShown, monthNumber } from "./shown";
import { createSlips } from "./slips";
import type { Shelf } from "./tables";
import { anyOf, termsAsked, tokensOf, type Slips } from "./tokens";

/** What is done at once, such that it takes some ms. */
export const SIZES = {
  /** So many places are walked through. */
  places: 5,
  /** So many of those who answer to a clue are gathered. */
  gathered: 10_000,
  /** So many are looked up one by one. */
  lookedUp: 500,
  /** Of so many it is looked up by which words they are found. */
  checked: 200,
  /** Where no more have such a card, they are looked up and sorted; among more, the order of names is walked through. */
  fewAlone: 500,
  /** Fewer are looked up one by one and sorted; among more, those who answer are picked out of the order of names. */
  few: 2_000,
};

/** The index has lists of its own for beginnings of so many letters, the shelf's and the field's counted (tables.ts). */
const LONGEST_LISTED = 5;
const textOf = (term: string): string => term.replace(/^"|"\*?$/g, "");
/** Whether a term is a beginning that it has none for. */
const isLong = (term: string): boolean => term.endsWith("*") && textOf(term).length > LONGEST_LISTED;

/** Whether one of those tokens has that term, as the index parts and compares them. */
function termsIn(tokens: string): (term: string) => boolean {
  const each = tokens.split(/[^\da-z\u0080-\uffff]+/);
  const all = new Set(each);
  return (term) => {
    const text = textOf(term);
    return term.endsWith("*") ? each.some((token) => token.startsWith(text)) : all.has(text);
  };
}

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
    .prepare(`SELECT ${LINES} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  // FTS5 skips to a row that is asked for as an INTEGER alone. Numbers are bound as REAL: by these all before it are read.
  const matches = database
    .prepare(
      `SELECT json_group_array(rowid) FROM (
         SELECT rowid FROM clues WHERE clues MATCH ? AND rowid > CAST(? AS INTEGER) ORDER BY rowid LIMIT ?
       )`,
    )
    .raw();
  const beginnings = createBeginnings(database);
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
    const byRow = new Map(readLines(linesOf.get(JSON.stringify(rows))).map(({ row, line }) => [row, line]));
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
    const { inOrder, where } = conditionOf(show, now);
    const listed = (end: string): Statement =>
      database
        .prepare(
          `SELECT json_group_array(row) FROM (
             SELECT row FROM customers INDEXED BY ${inOrder} WHERE shelf = ? AND ${where} AND (sort, row) >= (?, ?) ${end}
             ORDER BY sort, row
           )`,
        )
        .raw();
    const between = listed("AND (sort, row) < (?, ?)");
    const last = listed("");
    let from: Key | null = [stretch.from, 0];
    while (from !== null) {
      const next = places.behind(shelf.number, from, sizes.places, stretch.to);
      const end = next ?? (stretch.to === null ? null : ([stretch.to, 0] as const));
      const part = listIn(end ? between.get(shelf.number, ...from, ...end) : last.get(shelf.number, ...from));
      yield among ? part.filter((row) => among.has(row)) : part;
      from = next;
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

  /** Who answers to a question of the index of words is marked, part by part. */
  const gather = async (match: string, marks: Marks): Promise<void> => {
    let rows: number[] = [];
    do {
      rows = listIn(matches.get(match, rows.at(-1) ?? 0, sizes.gathered));
      marks.add(rows);
      await breathe();
    } while (rows.length === sizes.gathered);
  };

  /** All who have one of these terms, term by term: many words that begin alike would be put together in one turn. */
  const having = async (terms: readonly string[], marks = createMarks()): Promise<Marks> => {
    for (const term of terms)
      for (const part of isLong(term) ? beginnings.partsOf(textOf(term)) : [term]) await gather(part, marks);
    return marks;
  };

  /** In the place of long beginnings that few words have, these words. */
  const spelled = async (terms: readonly string[]): Promise<string[]> => {
    const each: string[] = [];
    for (const term of terms) {
      const words = isLong(term) ? beginnings.wordsOf(textOf(term)) : null;
      each.push(...(words?.map((word) => `"${word}"`) ?? [term]));
      await breathe();
    }
    return each;
  };

  /** Of those customers who has, of each of the words, one of its terms. */
  const checked = async (shelf: Shelf, rows: readonly number[], words: readonly string[][]): Promise<number[]> => {
    const found: number[] = [];
    for (let at = 0; at < rows.length; at += sizes.checked) {
      for (const { row, line, last4s } of readLines(linesOf.get(JSON.stringify(rows.slice(at, at + sizes.checked))))) {
        const has = termsIn(tokensOf(shelf.letter, { ...line, last4s }));
        if (words.every((terms) => terms.some(has))) found.push(row);
      }
      await breathe();
    }
    return found;
  };

  /**
   * All who answer to one of the ways. Words of a way that many have are gathered one by one, and whoever has all of them is
   * looked up for the others: the index itself would put all together before it came upon the first.
   */
  const matching = async (shelf: Shelf, ways: readonly string[][][]): Promise<Marks> => {
    const marks = createMarks();
    const known = new Map<string, Marks>();
    for (const way of ways) {
      if (way.length === 1) {
        await having(way[0] ?? [], marks);
        continue;
      }
      const words: string[][] = [];
      for (const terms of way) words.push(await spelled(terms));
      if (words.some((terms) => terms.length === 0)) continue;
      const [common, others] = [
        words.filter((terms) => terms.some(isLong)),
        words.filter((terms) => !terms.some(isLong)),
      ];
      let rows: number[] | null = null;
      for (const terms of common) {
        const key = terms.join();
        const those = known.get(key) ?? (await having(terms));
        known.set(key, those);
        rows = rows === null ? those.rows() : rows.filter((row) => those.has(row));
      }
      if (rows === null || (others.length > 0 && rows.length > sizes.few)) await gather(allOf(words.map(anyOf)), marks);
      else marks.add(others.length > 0 ? await checked(shelf, rows, others) : rows);
    }
    return marks;
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
  const fewInOrder = async (
    shelf: Shelf,
    show: CustomerShow,
    now: number,
    rows: readonly number[],
    { from }: Stretch,
  ) => {
    const those = database
      .prepare(
        `SELECT row, sort, sort < ? FROM customers WHERE +shelf = ? AND ${conditionOf(show, now).where}
         AND row IN (SELECT value FROM json_each(?))`,
      )
      .raw();
    const found: { row: number; sort: Buffer; isBefore: number }[] = [];
    for (let at = 0; at < rows.length; at += sizes.lookedUp) {
      const some = those.all(from, shelf.number, JSON.stringify(rows.slice(at, at + sizes.lookedUp)));
      for (const [row, sort, isBefore] of some as [number, string, number][])
        found.push({ row, sort: Buffer.from(sort), isBefore });
      await breathe();
    }
    // As SQLite compares texts: by their bytes.
    found.sort((one, other) => Buffer.compare(one.sort, other.sort) || one.row - other.row);
    const part = (before: number): number[] =>
      found.filter(({ isBefore }) => isBefore === before).map(({ row }) => row);
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
    marks: Marks,
    word: string,
  ): Promise<number[] | null> => {
    const stretch = { from: word, to: `${word}\u{10FFFF}` };
    if (marks.count() - places.within(shelf.number, stretch) > sizes.few) return null;
    const together = new Set(await gathered(walk(shelf, "all", now, marks, stretch)));
    if (marks.count() - together.size > sizes.few) return null;
    const others = marks.rows().filter((row) => !together.has(row));
    const { before, after } = await fewInOrder(shelf, show, now, others, stretch);
    const listed = show === "all" ? together : await gathered(walk(shelf, show, now, marks, stretch));
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
    const marks = await matching(shelf, termsAsked(shelf.letter, clue, "any", slips));
    const found =
      marks.count() > sizes.few
        ? await sideBySide(shelf, show, now, marks, clue[0][0]?.text ?? "")
        : (await fewInOrder(shelf, show, now, marks.rows(), EVERYBODY)).after;
    if (found === null && show === "all") return { count: marks.count(), parts: walk(shelf, show, now, marks) };
    const all = found ?? (await gathered(walk(shelf, show, now, marks)));
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

/** Rows as bits: a million of them take 125 kB. */
interface Marks {
  add(rows: readonly number[]): void;
  has(row: number): boolean;
  count(): number;
  /** Ascending. */
  rows(): number[];
}

function createMarks(): Marks {
  let bits = new Uint8Array(1024);
  let count = 0;
  const has = (row: number): boolean => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  return {
    add(rows) {
      for (const row of rows) {
        if (has(row)) continue;
        const at = row >> 3;
        if (at >= bits.length) {
          const longer = new Uint8Array(2 * at);
          longer.set(bits);
          bits = longer;
        }
        bits[at] = (bits[at] ?? 0) | (1 << (row & 7));
        count += 1;
      }
    },
    has,
    count: () => count,
    rows() {
      const rows: number[] = [];
      for (const [at, byte] of bits.entries())
        if (byte !== 0) for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) rows.push(at * 8 + bit);
      return rows;
    },
  };
}
