import { moneyText } from "../../../shared/currency";
import type { PaymentTotals } from "../../../shared/totals";
import { paymentsWords } from "../../../shared/words/payments";

const words = paymentsWords.sums;

/**
 * What the payments of one currency come to: taken, refunded and what is left of it, then what is only held. What no
 * money was taken of is said and not counted.
 */
export function totalWords({ currency, taken, refunded, held, notTaken, notKnown }: PaymentTotals): string {
  const money = (cents: number): string => moneyText(cents, currency);
  return [
    taken > 0 ? words.taken({ amount: money(taken) }) : null,
    refunded > 0 ? words.refunded({ amount: money(refunded) }) : null,
    refunded > 0 ? words.kept({ amount: money(taken - refunded) }) : null,
    held > 0 ? words.held({ amount: money(held) }) : null,
    notTaken > 0 ? words.notTaken({ count: notTaken }) : null,
    notKnown > 0 ? words.notKnown({ count: notKnown }) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
