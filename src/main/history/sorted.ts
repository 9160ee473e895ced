import type { PaymentSort } from "../../shared/history";
import { breathe } from "../base/breathe";
import { rowsByAmount } from "./by-amount";
import { asksAmount, type Keyed, type Lookup, type Part } from "./look-up";
import { asksMore } from "./narrowed";
import type { Question } from "./question";
import { stretch } from "./rows";

/** What is done at once, such that it takes a few ms. */
export const SIZES = {
  /** So many payments are looked through. */
  part: 5_000,
  /** Where more than this answer to words, they are come upon soon in the order itself. */
  few: 20_000,
  /** So many of the order are looked through; fewer where each is looked up for its status. */
  order: 4_000,
  looked: 500,
};

/**
 * The first `limit` rows in that order, from behind the row `before` on. Where an index has that order, it answers. Of a
 * list that is narrowed by something else the payments are looked through part by part, and the best of each part are
 * kept; but where many answer to words, they are picked out of the index. Keys and answers get through meanwhile.
 */
export async function sortedRows(
  lookup: Lookup,
  shelf: number,
  question: Question,
  before: number | null,
  limit: number,
  sort: PaymentSort,
  sizes = SIZES,
): Promise<number[]> {
  if (sort.by === "when")
    return asksAmount(question) || asksMore(question)
      ? rowsByAmount(lookup, shelf, question, before, limit, sort.down)
      : lookup.byTime(shelf, question, before, limit, sort.down);
  const after = before === null ? null : lookup.keyed(before, sort.by);
  if (lookup.hasInOrder(question, sort.by))
    return lookup.sorted(shelf, question, null, sort, after, limit).map(([row]) => row);
  const wordsAlone = question.match !== null && !asksAmount(question) && !asksMore(question);
  if (wordsAlone && question.statuses) {
    if (sort.by === "status") return lookup.byStatus(shelf, question, after, limit, sort.down);
    if (lookup.hasMany(shelf, question, sizes.few))
      return outOfOrder(lookup, shelf, question, sort, after, limit, null, sizes);
  }
  let best: Keyed[] = [];
  const keepBest = (part: Part): void => {
    best = [...best, ...lookup.sorted(shelf, question, part, sort, after, limit)]
      .sort(sort.down ? (one, other) => compare(other, one) : compare)
      .slice(0, limit);
  };
  const answering: number[] = [];
  const waiting: Part[] = [];
  let next: number | null = null;
  do {
    const part = lookup.part(shelf, question, next, sizes.part);
    next = part.next;
    if (wordsAlone && "rows" in part) {
      for (const row of part.rows) answering.push(row);
      if (answering.length <= sizes.few) waiting.push(part);
    } else keepBest(part);
    await breathe();
  } while (next !== null);
  if (answering.length > sizes.few)
    return outOfOrder(lookup, shelf, question, sort, after, limit, answering.reverse(), sizes);
  for (const part of waiting) {
    keepBest(part);
    await breathe();
  }
  return best.map(([row]) => row);
}

/**
 * The first `limit` rows of those that answer, picked out of the order of all. `answering`, ascending: all of them; null:
 * the status of each tells.
 */
async function outOfOrder(
  lookup: Lookup,
  shelf: number,
  { from, to, statuses }: Question,
  sort: PaymentSort,
  after: Keyed | null,
  limit: number,
  answering: readonly number[] | null,
  { order, looked }: typeof SIZES,
): Promise<number[]> {
  const among = stretch(shelf, from, to);
  const rows: number[] = [];
  const atOnce = answering ? order : looked;
  for (let edge = after; ; ) {
    const some = lookup.inOrder(shelf, sort, edge, atOnce, answering === null);
    for (const [row, , status] of some) {
      const asked = answering ? has(answering, row) : status !== null && statuses?.includes(status) === true;
      if (asked && row >= among.from && row < among.to) rows.push(row);
    }
    const last = some.at(-1);
    if (!last || rows.length >= limit || some.length < atOnce) return rows.slice(0, limit);
    edge = [last[0], last[1]];
    await breathe();
  }
}

/** Whether a row is among those, which are ascending. */
function has(rows: readonly number[], row: number): boolean {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row;
}

/** As the database compares: texts by their bytes. */
function compare([row, key]: Keyed, [otherRow, otherKey]: Keyed): number {
  if (key === otherKey) return row - otherRow;
  if (typeof key === "number" && typeof otherKey === "number") return key - otherKey;
  return Buffer.compare(Buffer.from(String(key)), Buffer.from(String(otherKey)));
}
