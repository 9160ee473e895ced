import { addUp, type Money } from "../../shared/currency";
import { totalsOf, type PaymentTotals } from "../../shared/totals";
import { breathe } from "../base/breathe";
import { asksAmount, type Group, type Lookup } from "./look-up";
import { asksMore } from "./narrowed";
import type { Question } from "./question";
import { wholeDays, type Totals } from "./totals";

/** How many payments answer to a question, and their money together. */
export interface Sum {
  readonly count: number;
  readonly sums: Money[];
  readonly totals: PaymentTotals[];
}

export const NOTHING: Sum = { count: 0, sums: [], totals: [] };
/** So many payments are added up at once: some 10 ms. */
const PART = 10_000;

/**
 * The sum of all that answer. Whole days of everything, or of some statuses, are kept (totals.ts); what else is asked is
 * added up part by part, and others get their turn.
 */
export async function sumOf(
  lookup: Lookup,
  totals: Totals,
  shelf: number,
  question: Question,
  size = PART,
): Promise<Sum> {
  if ((question.match !== null && !question.statuses) || asksAmount(question) || asksMore(question))
    return together(await inParts(lookup, shelf, question, size));
  const { days, edges } = wholeDays(question.from, question.to);
  const groups = totals.groups(shelf, days, question.statuses);
  for (const edge of edges) groups.push(...(await inParts(lookup, shelf, { ...question, ...edge }, size)));
  return together(groups);
}

async function inParts(lookup: Lookup, shelf: number, question: Question, size: number): Promise<Group[]> {
  const groups: Group[] = [];
  for (let before: number | null = null; ; ) {
    const part = lookup.part(shelf, question, before, size);
    groups.push(...lookup.groups(question, part));
    before = part.next;
    if (before === null) return groups;
    await breathe();
  }
}

function together(found: readonly Group[]): Sum {
  const groups = found.map(([currency, status, count, amount, refunded]) => ({
    currency,
    status,
    count,
    amount,
    refunded,
  }));
  return { count: groups.reduce((sum, { count }) => sum + count, 0), sums: addUp(groups), totals: totalsOf(groups) };
}
