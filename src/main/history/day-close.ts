import { brandText } from "../../shared/brand-words";
import { byCurrency, type Currency } from "../../shared/currency";
import { moneyOf, type DayClose, type DaySums, type Sum } from "../../shared/history";
import type { Channel } from "../../shared/outcome";
import { hasFailed } from "../../shared/payment";
import { findExceptions, tellsTwoStories } from "./day-exceptions";
import {
  goodOutcome,
  isOnDay,
  MONEY_OF,
  moneyListed,
  moneyOfCharge,
  sidesOf,
  stands,
  type DayInput,
  type Sides,
} from "./day-pairs";
import type { Kept } from "./kept";

export type DayClosed = Omit<DayClose, "day" | "trouble" | "attempts">;

const CHANNELS: Readonly<Record<Channel | "elsewhere", string>> = {
  phone: "Phone",
  mail: "Mail",
  in_person: "In person",
  online: "Online",
  elsewhere: "Not stated",
};

/**
 * The close of a day: what needs a person first, the worst before the rest, then the sums of each currency, then journal
 * beside list.
 */
export function closeDay(input: DayInput): DayClosed {
  const sides = sidesOf(input);
  const exceptions = findExceptions(input, sides);
  const seen = new Set([...input.listed, ...input.refunded].map(({ currency }) => currency));
  seen.delete(input.currency);
  return {
    exceptions,
    ...sumsIn(input.currency, input),
    others: [...seen]
      .sort(byCurrency)
      .map((currency) => sumsIn(currency, input))
      .filter(isOfTheDay),
    compared: compare(input.currency, sides, input.hasJournal && !exceptions.some(tellsTwoStories)),
  };
}

/** MONEY: what was taken and given back in one currency; no sum is of two. */
function sumsIn(currency: Currency, input: DayInput): DaySums {
  const listed = input.listed.filter((kept) => kept.currency === currency);
  const of = (label: string, fits: (kept: Kept) => boolean, amount: (kept: Kept) => number): Sum =>
    sum(label, currency, listed.filter(fits), amount);
  const taken = listed.filter(({ status }) => MONEY_OF[status] === "taken");
  const by = (labelOf: (kept: Kept) => string): Sum[] => grouped(currency, taken, labelOf);
  const givenBack = input.refunded
    .filter((kept) => kept.currency === currency)
    .flatMap(({ refunds }) => refunds)
    .filter((refund) => !hasFailed(refund) && refund.createdAt !== null && isOnDay(input, refund.createdAt));
  return {
    currency,
    taken: sum("Taken", currency, taken, moneyOf),
    disputed: of("Disputed", ({ status }) => status === "disputed" || status === "partly_disputed", disputedOf),
    held: of("Held", ({ status }) => MONEY_OF[status] === "held", moneyOf),
    voided: of(
      "Voided",
      ({ status }) => status === "voided",
      ({ amount }) => amount,
    ),
    failed: of(
      "Failed",
      ({ status }) => status === "failed" || status === "expired",
      ({ amount }) => amount,
    ),
    refundedToday: {
      count: givenBack.length,
      amount: givenBack.reduce((total, { amount }) => total + (amount ?? 0), 0),
    },
    byBrand: by(brandText),
    byChannel: by(({ channel }) => CHANNELS[channel ?? "elsewhere"]),
    byPerson: by(({ operator }) => operator ?? "Not stated"),
  };
}

/** Where it is not said how much is disputed, it may be all of it. */
function disputedOf(kept: Kept): number {
  return kept.amountDisputed ?? moneyOf(kept);
}

/** Payments of earlier days may have been looked at for what was given back of them on another. */
function isOfTheDay({ taken, held, voided, failed, refundedToday }: DaySums): boolean {
  return [taken, held, voided, failed, refundedToday].some(({ count }) => count > 0);
}

function sum(label: string, currency: Currency, payments: readonly Kept[], amount: (kept: Kept) => number): Sum {
  return {
    label,
    currency,
    count: payments.length,
    amount: payments.reduce((total, kept) => total + amount(kept), 0),
    refunded: payments.reduce((total, { amountRefunded }) => total + amountRefunded, 0),
  };
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

/**
 * The charges of this computer on that day, by its journal and by the list: each counted by itself, and what is compared
 * is what is shown. All in what this desk charges: a payment in another currency is told as an exception.
 */
function compare(currency: Currency, { charges, lacking, extra }: Sides, sameStory: boolean): DayClose["compared"] {
  const inIt = (kept: Kept): boolean => kept.currency === currency;
  const good = charges.flatMap(({ attempt }) => {
    const outcome = goodOutcome(attempt);
    return outcome ? [moneyOfCharge(attempt, outcome)] : [];
  });
  const listed = [
    ...charges.flatMap(({ attempt, kept }) => (kept === null || !inIt(kept) ? [] : countedFor(attempt, kept))),
    ...[...lacking, ...extra.map(({ kept }) => kept)]
      .filter((kept) => stands(kept) && inIt(kept))
      .map((kept) => moneyListed(kept, kept.amount)),
  ];
  const total = (sums: readonly number[]): number => sums.reduce((before, one) => before + one, 0);
  const [journalCount, journalAmount] = [good.length, total(good)];
  const [listedCount, listedAmount] = [listed.length, total(listed)];
  const agrees = sameStory && journalCount === listedCount && journalAmount === listedAmount;
  return { journalCount, journalAmount, listedCount, listedAmount, agrees };
}

/** What was approved counts also when it was voided or lapsed since; what never was, only while it stands. */
function countedFor(attempt: Sides["charges"][number]["attempt"], kept: Kept): number[] {
  const outcome = goodOutcome(attempt);
  const counts = outcome ? MONEY_OF[kept.status] !== "failed" : stands(kept);
  return counts ? [moneyListed(kept, outcome ? moneyOfCharge(attempt, outcome) : attempt.intent.amount)] : [];
}
