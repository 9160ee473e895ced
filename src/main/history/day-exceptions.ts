import type { DayException } from "../../shared/day-close";
import { HOLD_DUE_MS } from "../../shared/history";
import { moneyText, USD } from "../../shared/currency";
import type { Cents } from "../../shared/money";
import { isOpenQuestion, type Attempt } from "../../shared/attempt";
import { dayExceptionWords as words } from "../../shared/words/day-close";
import { about, changesOn } from "./day-changes";
import {
  chargeOf,
  goodOutcome,
  isDenied,
  isOnDay,
  isSameSum,
  MONEY_OF,
  moneyListed,
  moneyOfCharge,
  stands,
  type DayInput,
  type Sides,
} from "./day-pairs";
import { refundsOn } from "./day-refunds";
import { cardWords, deniedWords, doingWords, moneyOnCard, statusWords } from "./day-words";
import { doubledSentence, isOurReference, refundedTwice, refundedTwiceSentence, standingTwice } from "./doubled";
import type { Kept } from "./kept";

const ORDER: readonly DayException["kind"][] = [
  "charged_twice",
  "refunded_twice",
  "unknown",
  "unreadable",
  "denied_here",
  "not_in_journal",
  "not_listed",
  "failed_after_approval",
  "amount_differs",
  "unrecognised",
  "changed_elsewhere",
  "hold_lapsing",
  "hold_lapsed",
  "closed_by_hand",
  "reversed",
];

/** With none of the other kinds, journal and list tell the same story. */
const SAME_STORY: readonly DayException["kind"][] = [
  "unrecognised",
  "hold_lapsing",
  "hold_lapsed",
  "closed_by_hand",
  "reversed",
];

/** Whether it says that the journal and the list do not agree, also where their sums do. */
export function tellsTwoStories({ kind }: DayException): boolean {
  return !SAME_STORY.includes(kind);
}

/** All that needs a person, the worst first. MONEY: what only one side has is told, whichever side it is. */
export function findExceptions(input: DayInput, sides: Sides): DayException[] {
  const found: DayException[] = [
    ...ofDoubled(input),
    ...sides.extra.flatMap((extra) => ofExtra(input, extra)),
    ...input.refunded.flatMap((kept) => ofRefundedTwice(input, kept)),
    ...input.attempts.flatMap(ofAttempt),
    ...input.unreadable.filter(({ at }) => at === null || isOnDay(input, at)).map(ofUnreadable),
    ...sides.charges.flatMap((one) => ofCharge(input, one)),
    ...sides.lacking.map(ofLacking),
    ...input.attempts.flatMap((attempt) => ofUnlisted(input, sides, attempt)),
    ...storiesOf(input, sides).filter(({ at }) => at !== null && isOnDay(input, at)),
    ...input.listed.filter(({ status }) => status === "unknown").map(ofUnrecognised),
    ...holdsOf(input),
  ];
  return found.sort(
    (one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (one.at ?? 0) - (other.at ?? 0),
  );
}

function ofAttempt(attempt: Attempt): DayException[] {
  const what = doingWords(attempt);
  const { paymentId } = attempt.intent;
  if (isOpenQuestion(attempt)) {
    return [about("unknown", attempt, paymentId, { sentence: words.noAnswerYet({ what }) })];
  }
  if (attempt.state === "closed_by_hand") {
    const sentence = words.checkStopped({ what, by: attempt.by, reason: attempt.reason });
    return [about("closed_by_hand", attempt, paymentId, { sentence })];
  }
  return [];
}

function ofUnreadable({ id, at }: DayInput["unreadable"][number]): DayException {
  return {
    kind: "unreadable",
    sentence: words.unreadable,
    currency: USD,
    amount: 0 as Cents,
    attemptId: id,
    paymentId: null,
    at,
  };
}

/** A charge of the journal and what is listed for it. */
function ofCharge(input: DayInput, { attempt, kept }: Sides["charges"][number]): DayException[] {
  const outcome = goodOutcome(attempt);
  const money = moneyOnCard(attempt);
  if (outcome === null) {
    if (isDenied(attempt) && kept !== null && stands(kept)) {
      const sentence = words.deniedHere({ money, denied: deniedWords(attempt), status: statusWords(kept) });
      return [about("denied_here", attempt, kept.id, { sentence })];
    }
    if (attempt.state !== "closed" || attempt.outcome.kind !== "reversed") return [];
    const sentence = words.reversed({ what: doingWords(attempt) });
    return [about("reversed", attempt, attempt.outcome.payment?.id ?? null, { sentence })];
  }
  if (kept === null) {
    return [about("not_listed", attempt, outcome.payment?.id ?? null, { sentence: words.notListed({ money }) })];
  }
  const asked = moneyOfCharge(attempt, outcome);
  const listed = moneyListed(kept, asked);
  const sameCurrency = kept.currency === attempt.intent.currency;
  const captured = capturedHere(input, kept);
  const isExpected = (sum: number, wanted: number): boolean =>
    [wanted, ...captured].some((each) => isSameSum(kept, sum, each));
  if (sameCurrency && isExpected(listed, asked) && isExpected(kept.amount, attempt.intent.amount)) return [];
  const shown = listed === asked ? kept.amount : (listed as Cents);
  const sentence = words.otherAmount({
    money: words.onCard({ amount: moneyText(asked, attempt.intent.currency), card: cardWords(kept) }),
    shown: moneyText(shown, kept.currency),
  });
  return [about("amount_differs", attempt, kept.id, { sentence })];
}

/** Some processors lower the amount of a payment to what was captured of it: what was captured here is no difference. */
function capturedHere(input: DayInput, kept: Kept): number[] {
  if (MONEY_OF[kept.status] !== "taken") return [];
  const captures = input.attemptsOn(kept.id).filter(({ intent }) => intent.operation === "capture");
  return captures.flatMap((capture) => {
    const outcome = goodOutcome(capture);
    return outcome === null ? [] : [moneyOfCharge(capture, outcome)];
  });
}

function ofLacking(kept: Kept): DayException {
  const money = words.onCard({ amount: moneyText(kept.amount, kept.currency), card: cardWords(kept) });
  const what = words.notRecorded({ money, status: statusWords(kept), by: kept.operator });
  const next = stands(kept) ? words.whoTookIt : words.noMoneyKept;
  return {
    kind: "not_in_journal",
    sentence: `${what} ${next}`,
    currency: kept.currency,
    amount: kept.amount,
    attemptId: kept.reference,
    paymentId: kept.id,
    at: kept.createdAt,
  };
}

/** A change that was done here to a payment that is not listed; of a charge that is not listed itself that is told. */
function ofUnlisted(input: DayInput, sides: Sides, attempt: Attempt): DayException[] {
  const { paymentId } = attempt.intent;
  if (paymentId === null || goodOutcome(attempt) === null || input.find(paymentId) !== null) return [];
  const charge = input.attemptsOn(paymentId).find(({ intent }) => intent.operation === "charge");
  if (sides.charges.some((one) => one.attempt.intent.id === charge?.intent.id && one.kept === null)) return [];
  const sentence = words.changeNotListed({ what: doingWords(attempt) });
  return [about("not_listed", attempt, paymentId, { sentence })];
}

/** What was done to the payments of the day, and on the day to payments of any day. */
function storiesOf(input: DayInput, sides: Sides): DayException[] {
  if (!input.hasJournal) return [];
  const refundedToday = input.refunded.filter(({ refunds }) =>
    refunds.some(({ createdAt }) => createdAt !== null && isOnDay(input, createdAt)),
  );
  const payments = [
    ...sides.charges.map(({ kept }) => kept),
    ...input.attempts.map(({ intent }) => (intent.paymentId === null ? null : input.find(intent.paymentId))),
    ...refundedToday,
  ].filter((kept) => kept !== null);
  return [...new Map(payments.map((kept) => [kept.id, kept])).values()].flatMap((kept) => {
    const attempt = chargeOf(input, kept);
    const outcome = attempt && goodOutcome(attempt);
    const changes = input
      .attemptsOn(kept.id)
      .filter(({ intent }) => intent.operation !== "charge")
      .toSorted((one, other) => one.openedAt - other.openedAt);
    const story = { kept, changes, charge: attempt && outcome ? { attempt, outcome } : null };
    return [...changesOn(story), ...refundsOn(story)];
  });
}

/** One attempt is one payment (doubled.ts). Told on the day of the last one. */
function ofDoubled(input: DayInput): DayException[] {
  const references = new Set(input.listed.map(({ reference }) => reference).filter(isOurReference));
  return [...references].flatMap((reference) =>
    standingTwice(input.madeBy(reference)).flatMap((group): DayException[] => {
      const last = group.at(-1);
      if (!last || last.createdAt === null || !isOnDay(input, last.createdAt)) return [];
      const { currency, amount, id: paymentId, createdAt: at } = last;
      return [
        {
          kind: "charged_twice",
          sentence: doubledSentence(group),
          currency,
          amount,
          attemptId: reference,
          paymentId,
          at,
        },
      ];
    }),
  );
}

/** The payment that a charge is known by was given back or failed, and another one stands under its reference. */
function ofExtra(input: DayInput, { attempt, kept }: Sides["extra"][number]): DayException[] {
  if (input.madeBy(attempt.intent.id).filter(stands).length > 1) return [];
  const sentence = words.standsBeside({
    id: kept.id,
    money: moneyText(kept.amount, kept.currency),
    status: statusWords(kept),
  });
  return [
    about("charged_twice", attempt, kept.id, {
      sentence,
      currency: kept.currency,
      amount: kept.amount,
      at: kept.createdAt,
    }),
  ];
}

/** Told on the day of the later one. */
function ofRefundedTwice(input: DayInput, kept: Kept): DayException[] {
  return refundedTwice(kept).flatMap((group): DayException[] => {
    const at = Math.max(...group.map(({ createdAt }) => createdAt ?? 0));
    if (!isOnDay(input, at)) return [];
    return [
      {
        kind: "refunded_twice",
        sentence: refundedTwiceSentence(kept, group),
        currency: kept.currency,
        amount: group[0]?.amount ?? kept.amountRefunded,
        attemptId: group[0]?.reference ?? null,
        paymentId: kept.id,
        at,
      },
    ];
  });
}

function ofUnrecognised(kept: Kept): DayException {
  return {
    kind: "unrecognised",
    sentence: words.unrecognised({
      money: moneyText(kept.amount, kept.currency),
      raw: kept.statusRaw ?? words.nothing,
    }),
    currency: kept.currency,
    amount: kept.amount,
    attemptId: kept.reference,
    paymentId: kept.id,
    at: kept.createdAt,
  };
}

function holdsOf({ lapses, now, from, to }: DayInput): DayException[] {
  // What lapses soon is today's business, whichever day the hold was made on.
  if (!isOnDay({ from, to }, now)) return [];
  return lapses
    .filter(({ at }) => at > now && at - now <= HOLD_DUE_MS)
    .map(({ id, currency, amount, at }) => ({
      kind: "hold_lapsing" as const,
      sentence: words.holdLapsing({
        money: moneyText(amount, currency),
        hours: Math.max(1, Math.round((at - now) / 3_600_000)),
      }),
      currency,
      amount: amount as Cents,
      attemptId: null,
      paymentId: id,
      at,
    }));
}
