import { createHash } from "node:crypto";
import { moneyText } from "../../shared/currency";
import type { DayClosing, DayFigures } from "../../shared/day-closing";
import type { DaySums } from "../../shared/day-close";
import { moneyOf } from "../../shared/history";
import { dayClosingWords as words } from "../../shared/words/day-closing";
import { MONEY_OF, type DayInput } from "./day-pairs";
import { refundsOn } from "./day-sums";
import type { Kept } from "./kept";

/** The figures of a day as they are written down when it is closed, one a currency. */
export function figuresOf(all: readonly DaySums[]): DayFigures[] {
  const of = ({ count, amount }: { readonly count: number; readonly amount: number }) => ({ count, amount });
  return all.map((sums) => ({
    currency: sums.currency,
    taken: of(sums.taken),
    refunded: of(sums.refundedToday),
    disputed: of(sums.disputed),
    held: of(sums.held),
    voided: of(sums.voided),
    declined: of(sums.declined),
    lapsed: of(sums.lapsed),
    expected: sums.expected.amount,
    fees: sums.expected.fees,
  }));
}

/** A short text that is another one as soon as any payment or refund of the day is another one. */
export function markOf(input: Pick<DayInput, "from" | "to" | "listed" | "refunded">): string {
  const lines = [
    ...input.listed.map((kept) => [kept.id, kept.currency, MONEY_OF[kept.status], moneyOf(kept), disputed(kept)]),
    ...input.refunded.flatMap((kept) => refundsOn(kept, input).map((one) => [kept.id, one.amount, one.createdAt])),
  ].map((parts) => JSON.stringify(parts));
  return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex").slice(0, 16);
}

function disputed({ status, amountDisputed }: Kept): number | boolean {
  return amountDisputed ?? (status === "disputed" || status === "partly_disputed");
}

const COMPARED = ["taken", "refunded", "disputed", "held", "voided", "declined", "lapsed"] as const;

/**
 * MONEY: what is otherwise now than when the day was closed, in words, each figure by its name. Where the sums are the
 * same and the payments are not, that is told. Fees come later by themselves, and are no difference.
 */
export function differencesFrom(closing: DayClosing, figures: readonly DayFigures[], mark: string): string[] {
  if (closing.mark === mark) return [];
  const currencies = [...new Set([...closing.figures, ...figures].map(({ currency }) => currency))];
  const found = currencies.flatMap((currency) => {
    const before = closing.figures.find((one) => one.currency === currency);
    const now = figures.find((one) => one.currency === currency);
    return COMPARED.flatMap((name) => {
      const [was, is] = [before?.[name] ?? NONE, now?.[name] ?? NONE];
      if (was.count === is.count && was.amount === is.amount) return [];
      const told = ({ count, amount }: typeof NONE) => words.figure({ count, amount: moneyText(amount, currency) });
      return [words.was({ what: words.names[name], was: told(was), now: told(is) })];
    });
  });
  return found.length > 0 ? found : [words.otherPayments];
}

const NONE = { count: 0, amount: 0 };
