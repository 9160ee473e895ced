import type { Brand } from "../../shared/card";
import type { Currency } from "../../shared/currency";
import { moneyOf } from "../../shared/history";
import type { Channel } from "../../shared/outcome";
import { hasFailed } from "../../shared/payment";
import { MONEY_OF, type Money } from "./day-pairs";
import { disputedOf } from "./day-sums";
import type { Kept } from "./kept";

/** Sums are kept a quarter of an hour: every time zone's days and hours begin with one. */
export const QUARTER_MS = 15 * 60_000;

/** What a payment counts as where sums are kept; `why`: of a decline, the processor's own code and words. */
export interface TallyGroup {
  readonly currency: Currency;
  readonly kind: Money | "refunded" | "disputed";
  readonly channel: Channel | null;
  readonly brand: Brand;
  readonly brandRaw: string | null;
  readonly operator: string | null;
  readonly why: { readonly code: string | null; readonly message: string | null } | null;
}

/** Something that counts once. `quarter`: of the time at which it was, in quarters of an hour since 1970. */
export interface Tallied {
  readonly quarter: number;
  /** Epoch ms. */
  readonly at: number;
  readonly group: TallyGroup;
  /** In minor units. */
  readonly amount: number;
}

/**
 * MONEY: all that a payment counts as, by the rules of the day close (day-sums.ts): once by what became of its money, at
 * the time it was made; each refund at its own time; and what is disputed of it. Without a time it is on no day.
 */
export function tallyOf(kept: Kept): Tallied[] {
  const { currency, channel, brand, brandRaw, operator, createdAt, status } = kept;
  const about = { currency, channel, brand, brandRaw, operator, why: null };
  const money = MONEY_OF[status];
  const at = (time: number, group: TallyGroup, amount: number): Tallied => ({
    quarter: Math.floor(time / QUARTER_MS),
    at: time,
    group,
    amount,
  });
  const refunds =
    money !== "taken"
      ? []
      : kept.refunds.flatMap((refund) =>
          hasFailed(refund) || refund.createdAt === null
            ? []
            : [at(refund.createdAt, { ...about, kind: "refunded" }, refund.amount ?? 0)],
        );
  if (createdAt === null) return refunds;
  const why = money === "failed" ? { code: kept.failureCode, message: kept.failureMessage } : null;
  const disputed =
    status === "disputed" || status === "partly_disputed"
      ? [at(createdAt, { ...about, kind: "disputed" }, disputedOf(kept))]
      : [];
  return [at(createdAt, { ...about, kind: money, why }, moneyOf(kept)), ...disputed, ...refunds];
}
