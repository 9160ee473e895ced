import { BRAND_NAMES } from "../../shared/card";
import { capturable, HOLD_DUE_MS, moneyOf, type DayClose, type DayException, type Sum } from "../../shared/history";
import { dollars, type Cents } from "../../shared/money";
import { isOpenQuestion, type Attempt, type Channel, type Outcome } from "../../shared/outcome";
import { hasFailed, PAYMENT_STATUS_WORDS } from "../../shared/payment";
import { doubledSentence, refundedTwice, refundedTwiceSentence, standingTwice } from "./doubled";
import type { Kept } from "./kept";

/** What a day is closed from. Times are epoch ms. */
export interface DayInput {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Payments made on that day, as the processor lists them. */
  readonly listed: readonly Kept[];
  /** Any payment of the connection by its id. */
  readonly find: (paymentId: string) => Kept | null;
  /** What this computer's journal has of that connection and day, and all that is still a question. */
  readonly attempts: readonly Attempt[];
  /** Attempts of any day on that payment. */
  readonly attemptsOn: (paymentId: string) => readonly Attempt[];
  /** Refunded or partly refunded payments, of any day. */
  readonly refunded: readonly Kept[];
  readonly lapses: readonly { readonly id: string; readonly amount: number; readonly at: number }[];
}

export type DaySums = Omit<DayClose, "day" | "trouble" | "attempts">;

const TAKEN: readonly Kept["status"][] = ["captured", "settled", "partly_refunded", "refunded"];
const CHANNELS: Readonly<Record<Channel | "elsewhere", string>> = {
  phone: "Phone",
  mail: "Mail",
  in_person: "In person",
  online: "Online",
  elsewhere: "Not stated",
};

/**
 * The close of a day: what needs a person first, the worst before the rest, then the sums, then journal beside list.
 */
export function closeDay(input: DayInput): DaySums {
  const { listed } = input;
  const exceptions = findExceptions(input);
  const of = (label: string, fits: (kept: Kept) => boolean, amount: (kept: Kept) => number): Sum =>
    sum(label, listed.filter(fits), amount);
  const taken = listed.filter(({ status }) => TAKEN.includes(status));
  const givenBack = input.refunded
    .flatMap(({ refunds }) => refunds)
    .filter(
      (refund) =>
        !hasFailed(refund) &&
        refund.createdAt !== null &&
        refund.createdAt >= input.from &&
        refund.createdAt < input.to,
    );
  return {
    exceptions,
    taken: sum("Taken", taken, moneyOf),
    held: of("Held", ({ status }) => status === "authorized", moneyOf),
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
    byBrand: grouped(taken, ({ brand }) => BRAND_NAMES[brand]),
    byChannel: grouped(taken, ({ channel }) => CHANNELS[channel ?? "elsewhere"]),
    byPerson: grouped(taken, ({ operator }) => operator ?? "Not stated"),
    compared: compare(input, exceptions),
  };
}

function sum(label: string, payments: readonly Kept[], amount: (kept: Kept) => number): Sum {
  return {
    label,
    count: payments.length,
    amount: payments.reduce((total, kept) => total + amount(kept), 0),
    refunded: payments.reduce((total, { amountRefunded }) => total + amountRefunded, 0),
  };
}

function grouped(payments: readonly Kept[], labelOf: (kept: Kept) => string): Sum[] {
  const groups = new Map<string, Kept[]>();
  for (const kept of payments) {
    const label = labelOf(kept);
    const group = groups.get(label);
    if (group) group.push(kept);
    else groups.set(label, [kept]);
  }
  return [...groups]
    .map(([label, group]) => sum(label, group, moneyOf))
    .sort((one, other) => other.amount - one.amount);
}

type Good = Extract<Outcome, { kind: "approved" | "authorized" | "partially_approved" }>;

function goodOutcome(attempt: Attempt): Good | null {
  if (attempt.state !== "closed") return null;
  const { outcome } = attempt;
  return outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved"
    ? outcome
    : null;
}

/** Charges of the journal that went through, each with what is listed for it. */
function goodCharges(input: DayInput): { attempt: Attempt; outcome: Good; kept: Kept | null }[] {
  return input.attempts.flatMap((attempt) => {
    const outcome = attempt.intent.operation === "charge" ? goodOutcome(attempt) : null;
    if (!outcome) return [];
    const id = outcome.payment?.id;
    const kept = id === undefined ? null : input.find(id);
    return [
      { attempt, outcome, kept: kept ?? input.listed.find(({ reference }) => reference === attempt.intent.id) ?? null },
    ];
  });
}

function compare(input: DayInput, exceptions: readonly DayException[]): DayClose["compared"] {
  const good = goodCharges(input);
  const found = good.filter(({ kept }) => kept !== null && kept.status !== "failed");
  const journalAmount = good.reduce(
    (total, { attempt, outcome }) => total + (outcome.amount ?? attempt.intent.amount),
    0,
  );
  const listedAmount = found.reduce((total, { kept }) => total + (kept ? capturable(kept) : 0), 0);
  const differs = exceptions.some(({ kind }) => DIFFERS.includes(kind));
  return {
    journalCount: good.length,
    journalAmount,
    listedCount: found.length,
    listedAmount,
    agrees: !differs && good.length === found.length && journalAmount === listedAmount,
  };
}

/** With one of these, journal and list do not tell the same story. */
const DIFFERS: readonly DayException["kind"][] = [
  "charged_twice",
  "refunded_twice",
  "unknown",
  "not_listed",
  "failed_after_approval",
  "amount_differs",
];

const ORDER: readonly DayException["kind"][] = [
  "charged_twice",
  "refunded_twice",
  "unknown",
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

function findExceptions(input: DayInput): DayException[] {
  const found: DayException[] = [
    ...standingTwice(input.listed).map(ofDoubled),
    ...input.refunded.flatMap((kept) => ofRefundedTwice(input, kept)),
    ...input.attempts.flatMap((attempt) => ofAttempt(attempt)),
    ...goodCharges(input).flatMap((charge) => ofCharge(input, charge)),
    ...input.attempts.flatMap((attempt) => ofChange(input, attempt)),
    ...input.listed.filter(({ status }) => status === "unknown").map(ofUnrecognised),
    ...holdsOf(input),
  ];
  return found.sort(
    (one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (one.at ?? 0) - (other.at ?? 0),
  );
}

function card(attempt: Attempt): string {
  const { brand, last4 } = attempt.intent.card;
  return last4 === null ? BRAND_NAMES[brand] : `${BRAND_NAMES[brand]} ···· ${last4}`;
}

const DOING = {
  charge: "The charge",
  capture: "The capture",
  void: "The void",
  refund: "The refund",
  tip: "The tip",
} as const;

function ofAttempt(attempt: Attempt): DayException[] {
  const { intent } = attempt;
  const about = { amount: intent.amount, attemptId: intent.id, paymentId: intent.paymentId, at: attempt.openedAt };
  const what = `${DOING[intent.operation]} of ${dollars(intent.amount)} on ${card(attempt)}`;
  if (isOpenQuestion(attempt))
    return [
      {
        ...about,
        kind: "unknown",
        sentence: `${what} has no answer yet. It is being looked up; do not send it again.`,
      },
    ];
  if (attempt.state === "closed_by_hand") {
    return [
      {
        ...about,
        kind: "closed_by_hand",
        sentence: `${what} was closed by hand by ${attempt.by}: “${attempt.reason}”. Check it in the processor’s own list.`,
      },
    ];
  }
  if (attempt.state === "closed" && attempt.outcome.kind === "reversed") {
    return [
      {
        ...about,
        kind: "reversed",
        paymentId: attempt.outcome.payment?.id ?? null,
        sentence: `${what} was authorized and then voided by a rule. No money was taken.`,
      },
    ];
  }
  return [];
}

function ofCharge(
  input: DayInput,
  { attempt, outcome, kept }: { attempt: Attempt; outcome: Good; kept: Kept | null },
): DayException[] {
  const { intent } = attempt;
  const about = {
    amount: intent.amount,
    attemptId: intent.id,
    paymentId: kept?.id ?? outcome.payment?.id ?? null,
    at: attempt.openedAt,
  };
  const what = `${dollars(intent.amount)} on ${card(attempt)}`;
  if (!kept)
    return [
      {
        ...about,
        kind: "not_listed",
        sentence: `${what} was approved here, but the processor does not list it. Ask the processor before you hand anything over.`,
      },
    ];
  if (kept.amount !== intent.amount) {
    return [
      {
        ...about,
        kind: "amount_differs",
        sentence: `${what} was approved here, but the processor lists it as ${dollars(kept.amount)}.`,
      },
    ];
  }
  if (kept.status === "failed")
    return [
      {
        ...about,
        kind: "failed_after_approval",
        sentence: `${what} was approved here, but the processor now shows it as failed. No money will arrive.`,
      },
    ];
  if (kept.status === "expired")
    return [
      {
        ...about,
        kind: "hold_lapsed",
        sentence: `The hold of ${what} lapsed before it was captured. No money was taken.`,
      },
    ];
  const own = input.attemptsOn(kept.id);
  const back = kept.status === "voided" || kept.status === "refunded" || kept.status === "partly_refunded";
  const byUs = own.some(
    (other) =>
      (other.intent.operation === "void" || other.intent.operation === "refund") &&
      (other.state === "closed" || other.state === "unknown"),
  );
  if (back && !byUs) {
    return [
      {
        ...about,
        kind: "changed_elsewhere",
        sentence: `${what} was taken here and is now ${PAYMENT_STATUS_WORDS[kept.status].toLowerCase()}; that was done at another desk or in the processor’s dashboard.`,
      },
    ];
  }
  return [];
}

/** Captures, voids and refunds that the journal has as done, and the list does not. */
function ofChange(input: DayInput, attempt: Attempt): DayException[] {
  const { intent } = attempt;
  if (intent.operation === "charge" || intent.paymentId === null || goodOutcome(attempt)?.kind !== "approved")
    return [];
  const kept = input.find(intent.paymentId);
  const about = { amount: intent.amount, attemptId: intent.id, paymentId: intent.paymentId, at: attempt.openedAt };
  if (!kept)
    return [
      {
        ...about,
        kind: "not_listed",
        sentence: `${DOING[intent.operation]} of ${dollars(intent.amount)} is about a payment that the processor does not list.`,
      },
    ];
  const shown = PAYMENT_STATUS_WORDS[kept.status].toLowerCase();
  const undone =
    (intent.operation === "capture" &&
      (kept.status === "authorized" || kept.status === "failed" || kept.status === "expired")) ||
    // A hold that was released and one that lapsed took the same: nothing.
    (intent.operation === "void" && kept.status !== "voided" && kept.status !== "expired") ||
    (intent.operation === "refund" &&
      kept.status !== "refunded" &&
      kept.status !== "partly_refunded" &&
      kept.status !== "voided");
  return undone
    ? [
        {
          ...about,
          kind: "failed_after_approval",
          sentence: `${DOING[intent.operation]} of ${dollars(intent.amount)} on ${card(attempt)} was done here, but the processor shows the payment as ${shown}.`,
        },
      ]
    : [];
}

/** One attempt is one payment (doubled.ts). */
function ofDoubled(group: readonly Kept[]): DayException {
  const last = group.at(-1);
  return {
    kind: "charged_twice",
    sentence: doubledSentence(group),
    amount: last?.amount ?? (0 as Cents),
    attemptId: last?.reference ?? null,
    paymentId: last?.id ?? null,
    at: last?.createdAt ?? null,
  };
}

/** Told on the day of the later one. */
function ofRefundedTwice({ from, to }: DayInput, kept: Kept): DayException[] {
  return refundedTwice(kept).flatMap((group): DayException[] => {
    const at = Math.max(...group.map(({ createdAt }) => createdAt ?? 0));
    if (at < from || at >= to) return [];
    return [
      {
        kind: "refunded_twice",
        sentence: refundedTwiceSentence(kept.id, group),
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
    sentence: `The processor shows a payment of ${dollars(kept.amount)} as “${kept.statusRaw ?? "nothing"}”, which Counterfoil does not know. It is in none of the sums.`,
    amount: kept.amount,
    attemptId: kept.reference,
    paymentId: kept.id,
    at: kept.createdAt,
  };
}

function holdsOf({ lapses, now, from, to }: DayInput): DayException[] {
  // What lapses soon is today's business, whichever day the hold was made on.
  if (now < from || now >= to) return [];
  return lapses
    .filter(({ at }) => at > now && at - now <= HOLD_DUE_MS)
    .map(({ id, amount, at }) => ({
      kind: "hold_lapsing" as const,
      sentence: `A hold of ${dollars(amount)} lapses in ${Math.max(1, Math.round((at - now) / 3_600_000))} h. Capture it or release it.`,
      amount: amount as Cents,
      attemptId: null,
      paymentId: id,
      at,
    }));
}
