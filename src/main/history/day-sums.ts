import { brandText } from "../../shared/brand-words";
import type { Currency } from "../../shared/currency";
import type { DaySums, Sum } from "../../shared/day-close";
import { moneyOf } from "../../shared/history";
import { hasFailed, type Refund } from "../../shared/payment";
import { dayCloseWords as words } from "../../shared/words/day-close";
import { byDesk } from "./day-desks";
import { isOnDay, MONEY_OF, type DayInput } from "./day-pairs";
import type { Kept } from "./kept";

/**
 * MONEY: what was taken and refunded on a day in one currency; no sum is of two. Each payment is in one of taken, held,
 * voided, declined and lapsed, or in none where its status is not known.
 */
export function sumsIn(currency: Currency, input: DayInput): DaySums {
  const listed = input.listed.filter((kept) => kept.currency === currency);
  const of = (label: string, fits: (kept: Kept) => boolean, amount: (kept: Kept) => number): Sum =>
    sum(label, currency, listed.filter(fits), amount);
  const whole = ({ amount }: Kept): number => amount;
  const taken = listed.filter(({ status }) => MONEY_OF[status] === "taken");
  const by = (labelOf: (kept: Kept) => string): Sum[] => grouped(currency, taken, labelOf);
  const all = sum(words.sums.taken, currency, taken, moneyOf);
  const refundedToday = refundsOf(currency, input);
  return {
    currency,
    taken: all,
    disputed: of(
      words.sums.disputed,
      ({ status }) => status === "disputed" || status === "partly_disputed",
      disputedOf,
    ),
    held: of(words.sums.held, ({ status }) => MONEY_OF[status] === "held", moneyOf),
    voided: of(words.sums.voided, ({ status }) => MONEY_OF[status] === "voided", whole),
    declined: of(words.sums.declined, ({ status }) => MONEY_OF[status] === "failed", whole),
    lapsed: of(words.sums.lapsed, ({ status }) => MONEY_OF[status] === "lapsed", whole),
    refundedToday,
    expected: expectedOf(taken, all.amount - refundedToday.amount),
    byBrand: by(brandText),
    byChannel: by(({ channel }) => (channel === null ? words.sums.elsewhere : words.channels[channel])),
    byPerson: by(({ operator }) => operator ?? words.sums.nobody),
    byDesk: byDesk(currency, input),
  };
}

/** Payments of earlier days may have been looked at for what was refunded of them on another. */
export function isOfTheDay({ taken, held, voided, declined, lapsed, refundedToday, byDesk: desks }: DaySums): boolean {
  return (
    [taken, held, voided, declined, lapsed, refundedToday].some(({ count }) => count > 0) ||
    desks.some(({ notListed, notKnown }) => notListed.count + notKnown.count > 0)
  );
}

/** The refunds of a payment that were made on the day. What was voided, declined or lapsed gave nothing back. */
export function refundsOn({ status, refunds }: Kept, day: Pick<DayInput, "from" | "to">): Refund[] {
  if (MONEY_OF[status] !== "taken") return [];
  return refunds.filter((one) => !hasFailed(one) && one.createdAt !== null && isOnDay(day, one.createdAt));
}

/** MONEY: whether more was given back of a payment than by its refunds that bear a time: no day counts the rest. */
export function hasRefundOfNoDay({ status, refunds, amountRefunded }: Kept): boolean {
  const timed = refunds.filter((one) => !hasFailed(one) && one.createdAt !== null);
  return MONEY_OF[status] === "taken" && timed.reduce((all, { amount }) => all + (amount ?? 0), 0) < amountRefunded;
}

/** Of payments of any day. */
function refundsOf(currency: Currency, input: DayInput): DaySums["refundedToday"] {
  const refunds = input.refunded.filter((kept) => kept.currency === currency).flatMap((kept) => refundsOn(kept, input));
  return { count: refunds.length, amount: refunds.reduce((total, { amount }) => total + (amount ?? 0), 0) };
}

/** `left`: what was taken less the refunds of the day. MONEY: a fee that is not told is not guessed. */
function expectedOf(taken: readonly Kept[], left: number): DaySums["expected"] {
  const told = taken.map(({ fees }) => fees).filter((fee) => fee !== null);
  const fees = told.reduce((total, fee) => total + fee, 0);
  return { fees, untold: taken.length - told.length, amount: left - fees };
}

/** Where it is not said how much is disputed, it may be all of it. */
export function disputedOf(kept: Kept): number {
  return kept.amountDisputed ?? moneyOf(kept);
}

function sum(label: string, currency: Currency, payments: readonly Kept[], amount: (kept: Kept) => number): Sum {
  return {
    label,
    currency,
    count: payments.length,
    amount: payments.reduce((total, kept) => total + amount(kept), 0),
    refunded: payments.reduce((total, kept) => total + refundedOf(kept), 0),
  };
}

function refundedOf({ status, amountRefunded }: Kept): number {
  return MONEY_OF[status] === "taken" ? amountRefunded : 0;
}

function grouped(currency: Currency, payments: readonly Kept[], labelOf: (kept: Kept) => string): Sum[] {
  const groups = new Map<string, Kept[]>();
  for (const kept of payments) {
    const label = labelOf(kept);
    const group = groups.get(label);
    if (group) group.push(kept);
    else groups.set(label, [kept]);
  }
  return [...groups]
    .map(([label, group]) => sum(label, currency, group, moneyOf))
    .sort((one, other) => other.amount - one.amount);
}
