import { amountTypedToCents, type AmountTyped, type Cents } from "../../../shared/money";
import type { Ceilings } from "../../../shared/people";

export const SUMS = ["sale", "refund", "refundsDay"] as const;
type SumName = (typeof SUMS)[number];

/** Ceilings as they are typed; an empty sum is none. */
export interface TypedCeilings {
  readonly sums: Readonly<Record<SumName, AmountTyped>>;
  readonly noSurcharge: boolean;
  readonly beyondDuplicate: boolean;
}

/** Ceilings as their fields show them; empty: none. */
export function typedCeilings(ceilings: Ceilings): TypedCeilings {
  const typed = (cents: Cents | null): AmountTyped => (cents === null ? "" : String(cents));
  return {
    sums: {
      sale: typed(ceilings.sale),
      refund: typed(ceilings.refund),
      refundsDay: typed(ceilings.refundsDay),
    },
    noSurcharge: ceilings.noSurcharge,
    beyondDuplicate: ceilings.beyondDuplicate,
  };
}

/** The ceilings that were typed; null where a sum cannot be read. */
export function readCeilings({ sums, noSurcharge, beyondDuplicate }: TypedCeilings): Ceilings | null {
  const read = (typed: AmountTyped): Cents | null => (typed === "" ? null : amountTypedToCents(typed));
  if (SUMS.some((name) => sums[name] !== "" && read(sums[name]) === null)) return null;
  return {
    sale: read(sums.sale),
    refund: read(sums.refund),
    refundsDay: read(sums.refundsDay),
    noSurcharge,
    beyondDuplicate,
  };
}
