import type { Currency } from "../../shared/currency";
import type { DayElsewhere } from "../../shared/desks";
import { capturable } from "../../shared/history";
import type { Attempt } from "../../shared/attempt";
import type { Outcome } from "../../shared/outcome";
import type { PaymentStatus } from "../../shared/payment";
import { isOurReference } from "./doubled";
import type { Kept } from "./kept";
import type { Lapse } from "./reader";

/** What a day is closed from. Times are epoch ms. */
export interface DayInput {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly now: number;
  /** Payments made on that day, as the processor lists them. */
  readonly listed: readonly Kept[];
  /** Any payment of the connection by its id. */
  readonly find: (paymentId: string) => Kept | null;
  /** Payments of any day that bear that reference. */
  readonly madeBy: (reference: string) => readonly Kept[];
  /** Refunded or partly refunded payments, of any day. */
  readonly refunded: readonly Kept[];
  /** Whether this computer's journal could be read; without it nothing is compared. */
  readonly hasJournal: boolean;
  /** What the journal has of that connection and day, and all that is still a question. */
  readonly attempts: readonly Attempt[];
  /** Any attempt by its id. */
  readonly attempt: (id: string) => Attempt | null;
  /** Attempts of any day on that payment, the charge that made it among them. */
  readonly attemptsOn: (paymentId: string) => readonly Attempt[];
  /** Entries that cannot be read. `at` null: not even their day is known. */
  readonly unreadable: readonly { readonly id: string; readonly at: number | null }[];
  /** The names under which this computer takes payments. */
  readonly names: { readonly desks: ReadonlySet<string>; readonly operators: ReadonlySet<string> };
  readonly lapses: readonly Lapse[];
  /** What the shop's other desks did. */
  readonly elsewhere: DayElsewhere;
  /** By how many hours the time of day is told. */
  readonly hours: 12 | 24;
  /** What this desk charges. */
  readonly currency: Currency;
}

/** What became of the money of a payment. */
export type Money = "held" | "taken" | "voided" | "lapsed" | "failed" | "unknown";

export const MONEY_OF: Readonly<Record<PaymentStatus, Money>> = {
  authorized: "held",
  captured: "taken",
  settled: "taken",
  disputed: "taken",
  partly_disputed: "taken",
  partly_refunded: "taken",
  refunded: "taken",
  voided: "voided",
  expired: "lapsed",
  failed: "failed",
  unknown: "unknown",
};

/** Money is held or was taken, whatever was given back of it since. */
export function stands({ status }: Pick<Kept, "status">): boolean {
  return MONEY_OF[status] === "held" || MONEY_OF[status] === "taken";
}

/** Of two payments of one charge the first that is there tells what became of it. */
const TELLING: readonly Money[] = ["taken", "held", "unknown", "voided", "lapsed", "failed"];

export type Good = Extract<Outcome, { kind: "approved" | "authorized" | "partially_approved" }>;

/** MONEY: the outcome of what was done. What is closed without it was declined, refused, or nobody knows. */
export function goodOutcome(attempt: Attempt): Good | null {
  if (attempt.state !== "closed") return null;
  const { outcome } = attempt;
  return outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved"
    ? outcome
    : null;
}

/** Nobody knows whether it was done: it is still looked up, or was closed by hand. */
export function mayBeDone(attempt: Attempt): boolean {
  return attempt.state === "sent" || attempt.state === "unknown" || attempt.state === "closed_by_hand";
}

/** The payment of a charge of the journal, wherever in the list it is; null: it is not listed. */
function paymentOf(input: Pick<DayInput, "find" | "madeBy">, attempt: Attempt): Kept | null {
  const named = "outcome" in attempt ? attempt.outcome.payment?.id : undefined;
  const answered = named === undefined ? null : input.find(named);
  // MONEY: an answer may have named a payment of another charge; the payment itself says whose it is.
  const whose = answered?.reference ?? null;
  if (answered !== null && (whose === attempt.intent.id || !isOurReference(whose))) return answered;
  const made = input.madeBy(attempt.intent.id);
  return TELLING.flatMap((money) => made.filter(({ status }) => MONEY_OF[status] === money))[0] ?? null;
}

/** The charge of the journal that made a payment, whichever day it was sent on; null: the journal has none. */
export function chargeOf(input: Pick<DayInput, "attempt" | "attemptsOn">, kept: Kept): Attempt | null {
  const own = isOurReference(kept.reference) ? [input.attempt(kept.reference)] : input.attemptsOn(kept.id);
  return own.find((attempt) => attempt?.intent.operation === "charge") ?? null;
}

export interface Sides {
  /** The charges of the journal on that day, each with what is listed for it. */
  readonly charges: readonly { readonly attempt: Attempt; readonly kept: Kept | null }[];
  /** Payments of the day that bear this computer's name, and no charge of the journal. */
  readonly lacking: readonly Kept[];
  /** Payments of the day that stand beside the one that their charge is known by. */
  readonly extra: readonly { readonly attempt: Attempt; readonly kept: Kept }[];
}

/** Who belongs to whom. A charge belongs to the day on which it was sent, whatever the processor's clock says. */
export function sidesOf(input: DayInput): Sides {
  if (!input.hasJournal) return { charges: [], lacking: [], extra: [] };
  const broken = new Set(input.unreadable.map(({ id }) => id));
  const lacking: Kept[] = [];
  const extra: Sides["extra"][number][] = [];
  for (const kept of input.listed) {
    const attempt = chargeOf(input, kept);
    if (attempt === null) {
      if (bearsOurName(input, kept) && !broken.has(kept.reference ?? "")) lacking.push(kept);
    } else if (stands(kept) && paymentOf(input, attempt)?.id !== kept.id) extra.push({ attempt, kept });
  }
  const charges = input.attempts
    .filter(({ intent, openedAt }) => intent.operation === "charge" && isOnDay(input, openedAt))
    .map((attempt) => ({ attempt, kept: paymentOf(input, attempt) }));
  return { charges, lacking, extra };
}

/** A desk's name that is stated decides; without one the name of who took it does. */
function bearsOurName({ names }: DayInput, { desk, operator }: Kept): boolean {
  return desk !== null ? names.desks.has(desk) : operator !== null && names.operators.has(operator);
}

/** Whether a moment (epoch ms) is on the day that is closed. */
export function isOnDay({ from, to }: Pick<DayInput, "from" | "to">, at: number): boolean {
  return at >= from && at < to;
}

/** What the journal says that a charge took or held, in cents. */
export function moneyOfCharge(attempt: Attempt, outcome: Good): number {
  return outcome.amount ?? attempt.intent.amount;
}

/**
 * What the list says that a charge took or held, in cents, `asked` being what the journal says. A tip and a surcharge
 * may or may not be counted into a payment's amount (docs/payarc.md 8): with or without them it is the same sum.
 */
export function moneyListed(kept: Kept, asked: number): number {
  const listed = capturable(kept);
  return isSameSum(kept, listed, asked) ? asked : listed;
}

/** Whether two sums (cents) of a payment are the same, but for its tip and its surcharge. */
export function isSameSum(kept: Pick<Kept, "tip" | "surcharge">, one: number, other: number): boolean {
  const [tip, surcharge] = [kept.tip ?? 0, kept.surcharge ?? 0];
  return [0, tip, surcharge, tip + surcharge].includes(Math.abs(one - other));
}

/** The journal says that it was not done, and nobody doubts it. */
export function isDenied(attempt: Attempt): boolean {
  return goodOutcome(attempt) === null && !mayBeDone(attempt);
}
