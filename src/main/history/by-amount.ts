import { breathe } from "../base/breathe";
import { asksAmount, type Lookup } from "./look-up";
import { asksMore } from "./narrowed";
import type { Question } from "./question";
import { anyOf, whole } from "./tokens";

/** What is done at once, such that it takes a few ms. */
export const SIZES = {
  /** Of so few payments each is looked up by itself. */
  few: 4_000,
  /** Among so many payments the different amounts are gathered. */
  many: 20_000,
  /** So many different amounts are asked for one by one, `atOnce` of them in a question. */
  amounts: 2_000,
  atOnce: 200,
  /** So many payments are looked through. */
  part: 20_000,
};

/**
 * The first `limit` rows by time that answer to a question which asks for what the index of words does not have: an
 * amount, or more (narrowed.ts); from behind the row `before` on. Where few payments are of such amounts, the index of
 * amounts leads to them, and the status stands beside each; else many are, and they are come upon soon when the payments
 * are looked through part by part. Keys and answers get through meanwhile.
 */
export async function rowsByAmount(
  lookup: Lookup,
  shelf: number,
  question: Question,
  before: number | null,
  limit: number,
  down: boolean,
  sizes = SIZES,
): Promise<number[]> {
  const wordless = question.match === null || question.statuses !== undefined;
  if (wordless && !asksMore(question) && lookup.ofAmount(shelf, question, sizes.few) !== null)
    return lookup.byAmount(shelf, question, before, limit, down);
  const amounts =
    question.match === null || !asksAmount(question) ? null : lookup.ofAmount(shelf, question, sizes.many);
  await breathe();
  if (amounts !== null && amounts.length <= sizes.amounts && !amounts.includes(0))
    return ofAmounts(lookup, shelf, question, amounts, before, limit, down, sizes.atOnce);
  const rows: number[] = [];
  let edge = before;
  for (;;) {
    const part = lookup.part(shelf, question, edge, sizes.part, down);
    rows.push(...lookup.inPart(question, part, limit - rows.length, down));
    if (rows.length >= limit || part.next === null) return rows;
    edge = part.next;
    await breathe();
  }
}

/** Each amount of a payment but 0 is among its words (tokens.ts), so the index of words finds both together. */
async function ofAmounts(
  lookup: Lookup,
  shelf: number,
  question: Question,
  amounts: readonly number[],
  before: number | null,
  limit: number,
  down: boolean,
  atOnce: number,
): Promise<number[]> {
  let best: number[] = [];
  for (let from = 0; from < amounts.length; from += atOnce) {
    const words = amounts.slice(from, from + atOnce).map((amount) => whole("a", String(amount)));
    const match = `(${question.match ?? ""}) AND ${anyOf(words)}`;
    // The same payment bears up to four amounts, so that it may be found with more than one of them.
    const found = new Set([...best, ...lookup.byTime(shelf, { ...question, match }, before, limit, down)]);
    best = [...found].sort((one, other) => (down ? other - one : one - other)).slice(0, limit);
    await breathe();
  }
  return best;
}
