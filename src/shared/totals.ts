import { z } from "zod";
import { byCurrency, Currency } from "./currency";
import type { PaymentStatus } from "./payment";

const cents = z.number().int();

/** What payments of one currency come to, in minor units. MONEY: only what was taken is in `taken`. */
export const PaymentTotals = z.object({
  currency: Currency,
  taken: cents,
  /** Given back of what was taken. */
  refunded: cents,
  /** Authorized and not captured. */
  held: cents,
  /** How many were voided, declined or lapsed: no money of theirs is in a sum. */
  notTaken: z.number().int(),
  /** How many have a status that nobody knows: nor is theirs. */
  notKnown: z.number().int(),
});
export type PaymentTotals = z.infer<typeof PaymentTotals>;

type Part = "taken" | "held" | "notTaken" | "notKnown";

const PARTS: Readonly<Record<PaymentStatus, Part>> = {
  authorized: "held",
  captured: "taken",
  settled: "taken",
  disputed: "taken",
  partly_disputed: "taken",
  refunded: "taken",
  partly_refunded: "taken",
  voided: "notTaken",
  failed: "notTaken",
  expired: "notTaken",
  unknown: "notKnown",
};

/**
 * `count` payments of one kind each; `amount`: what was taken or is held of them (`moneyOf`), in minor units. A status of
 * nobody's is not known.
 */
export function totalsOf(
  groups: readonly {
    readonly count: number;
    readonly amount: number;
    readonly currency: Currency;
    readonly status: PaymentStatus;
    readonly refunded: number;
  }[],
): PaymentTotals[] {
  return addTotals(
    groups.map(({ count, amount, currency, status, refunded }) => {
      const part = PARTS[status] ?? "notKnown";
      return {
        currency,
        taken: part === "taken" ? amount : 0,
        refunded: part === "taken" ? refunded : 0,
        held: part === "held" ? amount : 0,
        notTaken: part === "notTaken" ? count : 0,
        notKnown: part === "notKnown" ? count : 0,
      };
    }),
  );
}

/** Totals of the same currency together, US dollars first, the rest by their code. No two are ever mixed. */
function addTotals(totals: readonly PaymentTotals[]): PaymentTotals[] {
  const sums = new Map<Currency, PaymentTotals>();
  for (const each of totals) {
    const sum = sums.get(each.currency);
    sums.set(
      each.currency,
      sum === undefined
        ? each
        : {
            currency: each.currency,
            taken: sum.taken + each.taken,
            refunded: sum.refunded + each.refunded,
            held: sum.held + each.held,
            notTaken: sum.notTaken + each.notTaken,
            notKnown: sum.notKnown + each.notKnown,
          },
    );
  }
  return [...sums.values()].sort((one, other) => byCurrency(one.currency, other.currency));
}
