import type { CustomerLine, CustomerShow } from "../../shared/customer";
import { breathe } from "../base/breathe";
import { readClue, type Clue } from "../search/clues";
import type { Database } from "../storage/database";
import { createByName, type ByNameSizes, type Found } from "./by-name";
import { LINES, readLines } from "./lines";
import { createMatching, type MatchingSizes } from "./matching";
import { createPlaces, type Key } from "./places";
import { conditionOf, createShown, monthNumber } from "./shown";
import { createSlips } from "./slips";
import type { Shelf } from "./tables";
import { termsAsked, type Slips } from "./tokens";

/** What is done at once, such that it takes some ms. */
export const SIZES: ByNameSizes & MatchingSizes = {
  places: 5,
  gathered: 10_000,
  lookedUp: 500,
  checked: 200,
  fewAlone: 500,
  few: 2_000,
};

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
  const matching = createMatching(database, sizes);
  const byName = createByName(database, places, shown, sizes);
  const linesOf = database
    .prepare(`SELECT ${LINES} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  /** The list that was asked for last. */
  let remembered: List | null = null;
  let lastWalk: Promise<unknown> = Promise.resolve();

  const linesInOrder = (rows: readonly number[]): CustomerLine[] => {
    const byRow = new Map(readLines(linesOf.get(JSON.stringify(rows))).map(({ row, line }) => [row, line]));
    return rows.map((row) => byRow.get(row)).filter((line) => line !== undefined);
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
    return byName.marked(shelf, show, now, marks, clue[0][0]?.text ?? "");
  };

  const findByName = async (shelf: Shelf, { clue: clueText, show, now }: Which): Promise<Found> => {
    const readings = readClue(clueText);
    // Blank, or signs alone: nothing to look for, so nobody is left out.
    if (readings.length === 0) return byName.everybody(shelf, show, now);
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
