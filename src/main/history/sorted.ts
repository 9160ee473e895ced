import type { PaymentSort } from "../../shared/history";
import { breathe } from "../base/breathe";
import { rowsByAmount } from "./by-amount";
import { asksAmount, type Keyed, type Lookup } from "./look-up";
import { asksMore } from "./narrowed";
import type { Question } from "./question";

/** So many payments are looked through at once: with an index of words that takes some 30 ms of a million (tests/bench). */
const PART = 5_000;

/**
 * The first `limit` rows in that order, from behind the row `before` on. What narrows the list is in no index together
 * with the order, so the payments are looked through part by part, and the best of each part are kept; keys and answers
 * get through between two parts.
 */
export async function sortedRows(
  lookup: Lookup,
  shelf: number,
  question: Question,
  before: number | null,
  limit: number,
  sort: PaymentSort,
): Promise<number[]> {
  if (sort.by === "when")
    return asksAmount(question) || asksMore(question)
      ? rowsByAmount(lookup, shelf, question, before, limit, sort.down)
      : lookup.byTime(shelf, question, before, limit, sort.down);
  const after = before === null ? null : lookup.keyed(before, sort.by);
  if (lookup.hasInOrder(question, sort.by))
    return lookup.sorted(shelf, question, null, sort, after, limit).map(([row]) => row);
  let best: Keyed[] = [];
  let next: number | null = null;
  for (;;) {
    const part = lookup.part(shelf, question, next, PART);
    best = [...best, ...lookup.sorted(shelf, question, part, sort, after, limit)]
      .sort(sort.down ? (one, other) => compare(other, one) : compare)
      .slice(0, limit);
    next = part.next;
    if (next === null) return best.map(([row]) => row);
    await breathe();
  }
}

/** As the database compares: texts by their bytes. */
function compare([row, key]: Keyed, [otherRow, otherKey]: Keyed): number {
  if (key === otherKey) return row - otherRow;
  if (typeof key === "number" && typeof otherKey === "number") return key - otherKey;
  return Buffer.compare(Buffer.from(String(key)), Buffer.from(String(otherKey)));
}
