import { z } from "zod";
import { AccountId } from "./account";
import { dollars, MAX_CENTS, type Cents } from "./money";
import { amountWords } from "./words/input";

/**
 * A surcharge on credit cards. The schemes' rules (docs/virtual-terminals.md, surcharge): credit only, never debit or
 * prepaid; at most 3 % (Visa); on a line of its own on the receipt; told before the charge. PayArc's `surcharge` is
 * documented neither as added to the amount nor as a part of it: we send the whole that the caller pays as the amount,
 * and the surcharge as the part of it, once a person has confirmed that reading.
 */

/** 3 % in basis points: Visa's cap, the lowest of the schemes'. */
const MOST_BASIS_POINTS = 300;

/** How a desk adds surcharges. `basisPoints`: hundredths of a percent of the order. */
export const SurchargeRate = z.strictObject({
  basisPoints: z.number().int().min(1).max(MOST_BASIS_POINTS),
  /**
   * Where a person has confirmed that the processor reads the surcharge as a part of the amount; elsewhere there is
   * none. MONEY: what somebody ticked to practise says nothing about the live account.
   */
  confirmedFor: z.array(AccountId).min(1),
});
export type SurchargeRate = z.infer<typeof SurchargeRate>;

/** The rate of that connection; null where surcharges are off, or not confirmed for it. */
export function rateOn(rate: SurchargeRate | null, connection: AccountId): SurchargeRate | null {
  return rate?.confirmedFor.includes(connection) ? rate : null;
}

/**
 * The surcharge in cents on an order of `order` cents (without it), at a rate in basis points.
 * MONEY: rounded down, so that the percentage is never exceeded; whole numbers on the way, the largest is 3e10.
 */
export function surchargeOf(order: number, basisPoints: number): Cents {
  const times = order * basisPoints;
  return ((times - (times % 10_000)) / 10_000) as Cents;
}

/**
 * An order with its surcharge: what the caller pays in all, in cents; null when that is more than can be charged at
 * once.
 */
export function withSurcharge(order: number, surcharge: number): Cents | null {
  const whole = order + surcharge;
  return whole <= MAX_CENTS ? (whole as Cents) : null;
}

/** `"2.75"`, `"3 %"` -> basis points, 1 to 300; null when it is no such percentage. No float on the way. */
export function percentToBasisPoints(text: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!match) return null;
  const points = Number((match[1] ?? "") + (match[2] ?? "").padEnd(2, "0"));
  return points >= 1 && points <= MOST_BASIS_POINTS ? points : null;
}

/** `275` -> `"2.75"`, `300` -> `"3"`: basis points as a percentage, without the sign. */
export function percentText(basisPoints: number): string {
  return String(basisPoints / 100);
}

/**
 * Why a charge of `amount` cents, of which `surcharge` cents are the surcharge, cannot go at this desk's `rate` (null:
 * surcharges are off), in a sentence; null when it can.
 */
export function surchargeTrouble(amount: number, surcharge: number, rate: SurchargeRate | null): string | null {
  if (rate === null) return amountWords.surchargeOff;
  const order = amount - surcharge;
  if (order > 0 && surchargeOf(order, rate.basisPoints) === surcharge) return null;
  return amountWords.surchargeMoved({ surcharge: dollars(surcharge), percent: percentText(rate.basisPoints) });
}
