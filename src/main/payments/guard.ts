import { rawIfUnknown } from "../../shared/brand-words";
import type { AccountId } from "../../shared/account";
import type { Earlier } from "../../shared/contract";
import type { Attempt, Intent } from "../../shared/attempt";
import { isOpenQuestion } from "../../shared/attempt";
import type { Payment } from "../../shared/payment";
import { surchargeOf, type SurchargeRate } from "../../shared/surcharge";
import type { UnreadableEntry } from "../../shared/unreadable";
import type { Journal } from "../journal/journal";
import type { Recent } from "./recent";
import { perhapsThisCharge } from "./unreadable";

const DAY_MS = 24 * 60 * 60 * 1000;
/** By how much a desk's clock may have been wrong when a row was written. */
const CLOCK_ERROR_MS = 4 * DAY_MS;

export interface Guarded {
  /** Charges of this card and order, with or without a surcharge on it, whose end is not known. */
  readonly standing: readonly Attempt[];
  /** Entries that cannot be read, stand, and may be this order. */
  readonly unreadable: readonly UnreadableEntry[];
  /** Payments of this card and amount within the last 24 hours, that took or hold money. */
  readonly earlier: readonly Earlier[];
}

/** What the guard has to know beside the order itself. */
export interface Guarding {
  /** A token is charged, whose card the processor may have told for one charge and not for the other. */
  readonly byToken: boolean;
  /** The desk's surcharge on this connection. */
  readonly rate: SurchargeRate | null;
  /** Now, in epoch ms by this computer's clock and by the processor's: one of them may be days off. */
  readonly now: { readonly wall: number; readonly processor: number };
}

/**
 * The duplicate guard (docs/design.md, the journal and recovery): same card and same amount within the day, from the
 * journal and from what the processor lists. It only looks; asking the person is the screen's work.
 */
export function guard(
  intent: Intent,
  journal: Journal,
  recent: Recent,
  connection: AccountId,
  { byToken, rate, now }: Guarding,
): Guarded {
  const since = now.processor - DAY_MS;
  // MONEY: the rows' times are this computer's; a clock that was set since must not hide what was charged today.
  const rowsSince = Math.min(now.wall, now.processor) - CLOCK_ERROR_MS - DAY_MS;
  const other = (attempt: Attempt) => attempt.intent.id !== intent.id;
  const untold = (card: CardClue) => card.last4 === null || intent.card.last4 === null;
  // MONEY: the card of one of the two is not known, so they may be the same: better one question too many than a second
  // charge.
  const perhaps = (card: CardClue) => byToken && untold(card);
  const mine = journal
    .similar({ connection: intent.connection, amount: intent.amount, since: rowsSince })
    .filter((attempt) => whenOf(attempt, now) >= since)
    .filter(
      (attempt) => other(attempt) && (sameCard(attempt.intent.card, intent.card) || perhaps(attempt.intent.card)),
    );
  const listed = recent
    .similar(connection, intent, since)
    .filter(
      (payment) =>
        payment.reference !== intent.id &&
        (perhaps(payment.card ?? NO_CARD) || (payment.card !== null && sameCard(payment.card, intent.card))),
    );
  // An unknown is never too old to stand in the way: nobody knows yet whether it took money. MONEY: one whose card was
  // not told, or whose surcharge was left off the second time, may be this very order.
  const sums = sumsOf(intent, rate);
  const standing = sums
    .flatMap((amount) => journal.standing(intent.connection, amount))
    .filter(
      (attempt) =>
        isOpenQuestion(attempt) &&
        other(attempt) &&
        (sameCard(attempt.intent.card, intent.card) || untold(attempt.intent.card)),
    );
  // Nobody can read which card it was for, so it may have been this one.
  const unreadable = perhapsThisCharge(journal, intent, sums);
  const known = new Set(listed.map((payment) => payment.reference));
  const earlier = [
    ...listed.filter(tookMoney).map(fromPayment),
    ...mine.filter((attempt) => !known.has(attempt.intent.id)).flatMap(fromAttempt),
  ];
  return { standing, unreadable, earlier: earlier.sort((a, b) => b.at - a.at) };
}

/** Epoch ms by the processor's clock: its own word on the payment, else this computer's time as it was off then. */
function whenOf(attempt: Attempt, now: Guarding["now"]): number {
  const told = "outcome" in attempt ? (attempt.outcome.payment?.createdAt ?? null) : null;
  return told ?? attempt.openedAt + (attempt.intent.clockOffset ?? now.processor - now.wall);
}

/** What this order comes to with a surcharge and without one, in cents. */
function sumsOf({ amount, surcharge }: Intent, rate: SurchargeRate | null): readonly number[] {
  const order = amount - (surcharge ?? 0);
  return [...new Set([amount, order, rate === null ? order : order + surchargeOf(order, rate.basisPoints)])];
}

/** The brands that Discover's network carries: a processor may call any of them Discover (docs/payarc.md 7). */
const ON_DISCOVER: readonly string[] = ["discover", "diners", "unionpay", "jcb"];

/**
 * The same card, as far as can be told: by fingerprint where both have one and they agree, else by brand and last four.
 */
function sameCard(a: CardClue, b: CardClue): boolean {
  if (a.fingerprint !== null && a.fingerprint === b.fingerprint) return true;
  // Other fingerprints prove nothing (docs/payarc.md 19), so last four decides.
  if (a.last4 === null || b.last4 === null) return a.last4 === b.last4;
  const brands = [a.brand, b.brand];
  return (
    a.last4 === b.last4 &&
    (a.brand === b.brand || brands.includes("unknown") || brands.every((brand) => ON_DISCOVER.includes(brand)))
  );
}

const NO_CARD: CardClue = { brand: "unknown", last4: null, fingerprint: null };

interface CardClue {
  readonly brand: string;
  readonly last4: string | null;
  readonly fingerprint: string | null;
}

/** A voided, refunded or failed payment is no reason to ask; one whose status is not known is. */
function tookMoney(payment: Payment): boolean {
  return !["failed", "voided", "refunded", "expired"].includes(payment.status);
}

function fromPayment(payment: Payment): Earlier {
  return {
    id: payment.id,
    attemptId: payment.reference,
    currency: payment.currency,
    amount: payment.amount,
    brand: (payment.card && rawIfUnknown(payment.card)) ?? payment.card?.brand ?? "unknown",
    last4: payment.card?.last4 ?? null,
    at: payment.createdAt ?? 0,
    by: payment.metadata["operator"] ?? payment.createdBy,
    status: payment.status,
  };
}

function fromAttempt(attempt: Attempt): Earlier[] {
  const { intent } = attempt;
  const view = (id: string, status: string): Earlier[] => [
    {
      id,
      attemptId: intent.id,
      currency: intent.currency,
      amount: intent.amount,
      brand: intent.card.brandRaw ?? intent.card.brand,
      last4: intent.card.last4,
      at: attempt.openedAt,
      by: intent.operator,
      status,
    },
  ];
  if (attempt.state === "closed_by_hand") return view(intent.id, "unknown");
  if (attempt.state !== "closed") return [];
  const { outcome } = attempt;
  const took = outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved";
  return took ? view(outcome.payment?.id ?? intent.id, outcome.kind) : [];
}
