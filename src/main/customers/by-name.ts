import type { CustomerShow } from "../../shared/customer";
import { breathe } from "../base/breathe";
import type { Database } from "../storage/database";
import type { Statement } from "../storage/statements";
import { listIn } from "./lines";
import type { Marks } from "./marks";
import type { Key, Places, Stretch } from "./places";
import { conditionOf, type Shown } from "./shown";
import type { Shelf } from "./tables";

/** What is done at once, such that it takes some ms. */
export interface ByNameSizes {
  /** So many places are walked through. */
  readonly places: number;
  /** So many are looked up one by one. */
  readonly lookedUp: number;
  /** Where no more have such a card, they are looked up and sorted; among more, the order of names is walked through. */
  readonly fewAlone: number;
  /** Fewer are looked up one by one and sorted; among more, those who answer are picked out of the order of names. */
  readonly few: number;
}

const EVERYBODY: Stretch = { from: "", to: null };

/** Who is on a list. */
export interface Found {
  readonly count: number;
  /** In the order of names; each takes some ms. */
  readonly parts: Iterator<readonly number[], unknown>;
}

/** Puts customers into the order of names. `now` is epoch ms, for expiries. */
export interface ByName {
  /** The whole list without a clue. */
  everybody(shelf: Shelf, show: CustomerShow, now: number): Found;
  /** Those of the list who are marked, as whose names mostly begin with `word`; null: there is nobody. */
  marked(shelf: Shelf, show: CustomerShow, now: number, marks: Marks, word: string): Promise<Found | null>;
}

export function createByName(database: Database, places: Places, shown: Shown, sizes: ByNameSizes): ByName {
  const rowsIn = (statement: string, ...values: (string | number)[]): number[] =>
    (
      database
        .prepare(statement)
        .raw()
        .all(...values) as [number][]
    ).map(([row]) => row);

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

  return {
    everybody,
    async marked(shelf, show, now, marks, word) {
      const found =
        marks.count() > sizes.few
          ? await sideBySide(shelf, show, now, marks, word)
          : (await fewInOrder(shelf, show, now, marks.rows(), EVERYBODY)).after;
      if (found === null && show === "all") return { count: marks.count(), parts: walk(shelf, show, now, marks) };
      const all = found ?? (await gathered(walk(shelf, show, now, marks)));
      return all.length === 0 ? null : { count: all.length, parts: [all].values() };
    },
  };
}
