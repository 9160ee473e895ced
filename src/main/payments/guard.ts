import type { ConnectionId } from "../../shared/connection";
import type { Earlier } from "../../shared/contract";
import type { Attempt, Intent } from "../../shared/outcome";
import { isOpenQuestion } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";
import type { Journal } from "../journal/journal";
import type { Recent } from "./recent";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Guarded {
  /** Charges of this card and amount whose end is not known. */
  readonly standing: readonly Attempt[];
  /** Payments of this card and amount within the last 24 hours, that took or hold money. */
  readonly earlier: readonly Earlier[];
}

/**
 * The duplicate guard (design.md, the journal and recovery): same card and same amount within the day, from the journal and
 * from what the processor lists. It only looks; asking the person is the screen's work. `byToken`: a token is charged, whose card the
 * processor may have told for one charge and not for the other.
 */
export function guard(intent: Intent, at: number, journal: Journal, recent: Recent, connection: ConnectionId, byToken = false): Guarded {
  const since = at - DAY_MS;
  // MONEY: the card of one of the two is not known, so they may be the same: better one question too many than a second charge.
  const perhaps = (card: CardClue) => byToken && (card.last4 === null || intent.card.last4 === null);
  const mine = journal
    .similar({ connection: intent.connection, amount: intent.amount, since: 0 })
    .filter((attempt) => attempt.intent.id !== intent.id && (sameCard(attempt.intent.card, intent.card) || perhaps(attempt.intent.card)));
  const listed = recent
    .similar(connection, intent.amount, since)
    .filter((payment) => payment.reference !== intent.id && (perhaps(payment.card ?? NO_CARD) || (payment.card !== null && sameCard(payment.card, intent.card))));
  // An unknown is never too old to stand in the way: nobody knows yet whether it took money.
  const standing = mine.filter(isOpenQuestion);
  const known = new Set(listed.map((payment) => payment.reference));
  const earlier = [
    ...listed.filter(tookMoney).map(fromPayment),
    ...mine.filter((attempt) => attempt.openedAt >= since && !known.has(attempt.intent.id)).flatMap(fromAttempt),
  ];
  return { standing, earlier: earlier.sort((a, b) => b.at - a.at) };
}

/** The same card, as far as can be told: by fingerprint where both have one and they agree, else by brand and last four. */
function sameCard(a: CardClue, b: CardClue): boolean {
  if (a.fingerprint !== null && a.fingerprint === b.fingerprint) return true;
  // Other fingerprints prove nothing (fact sheet 19), so last four decides.
  if (a.last4 === null || b.last4 === null) return a.last4 === b.last4;
  return a.last4 === b.last4 && (a.brand === b.brand || a.brand === "unknown" || b.brand === "unknown");
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
    amount: payment.amount,
    brand: payment.card?.brand ?? "unknown",
    last4: payment.card?.last4 ?? null,
    at: payment.createdAt ?? 0,
    by: payment.metadata["operator"] ?? payment.createdBy,
    status: payment.status,
  };
}

function fromAttempt(attempt: Attempt): Earlier[] {
  const { intent } = attempt;
  const view = (id: string, status: string): Earlier[] => [
    { id, attemptId: intent.id, amount: intent.amount, brand: intent.card.brand, last4: intent.card.last4, at: attempt.openedAt, by: intent.operator, status },
  ];
  if (attempt.state === "closed_by_hand") return view(intent.id, "unknown");
  if (attempt.state !== "closed") return [];
  const { outcome } = attempt;
  const took = outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved";
  return took ? view(outcome.payment?.id ?? intent.id, outcome.kind) : [];
}
