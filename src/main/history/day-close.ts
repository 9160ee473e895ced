import { byCurrency, type Currency } from "../../shared/currency";
import type { DayClose } from "../../shared/day-close";
import { deskNotes } from "./day-desks";
import { findExceptions, tellsTwoStories } from "./day-exceptions";
import {
  goodOutcome,
  MONEY_OF,
  moneyListed,
  moneyOfCharge,
  sidesOf,
  stands,
  type DayInput,
  type Sides,
} from "./day-pairs";
import { markOf } from "./day-figures";
import { isOfTheDay, sumsIn } from "./day-sums";
import type { Kept } from "./kept";

/** What the day itself tells, without what is known of its being closed. */
export type DayClosed = Omit<DayClose, "day" | "trouble" | "attempts" | "closings" | "differences" | "whyNotClosable">;

/**
 * The close of a day: what needs a person first, the worst before the rest, then the sums of each currency, then journal
 * beside list.
 */
export function closeDay(input: DayInput): DayClosed {
  const sides = sidesOf(input);
  const exceptions = findExceptions(input, sides);
  const seen = new Set(
    [...input.listed, ...input.refunded, ...input.elsewhere.charges].map(({ currency }) => currency),
  );
  seen.delete(input.currency);
  return {
    exceptions,
    ...sumsIn(input.currency, input),
    others: [...seen]
      .sort(byCurrency)
      .map((currency) => sumsIn(currency, input))
      .filter(isOfTheDay),
    deskNotes: deskNotes(input),
    mark: markOf(input),
    compared: input.hasJournal ? compare(input.currency, sides, !exceptions.some(tellsTwoStories)) : NOT_COMPARED,
  };
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
  // MONEY: equal sums are no proof: a payment that only one side has can make up for another.
  const sameSums = journalCount === listedCount && journalAmount === listedAmount;
  const verdict = !sameSums ? "differ" : sameStory ? "same" : "same_sums";
  return { journalCount, journalAmount, listedCount, listedAmount, verdict };
}

const NOT_COMPARED: DayClose["compared"] = {
  journalCount: 0,
  journalAmount: 0,
  listedCount: 0,
  listedAmount: 0,
  verdict: "not_compared",
};

/** What was approved counts also when it was voided or lapsed since; what never was, only while it stands. */
function countedFor(attempt: Sides["charges"][number]["attempt"], kept: Kept): number[] {
  const outcome = goodOutcome(attempt);
  const counts = outcome ? MONEY_OF[kept.status] !== "failed" : stands(kept);
  return counts ? [moneyListed(kept, outcome ? moneyOfCharge(attempt, outcome) : attempt.intent.amount)] : [];
}
