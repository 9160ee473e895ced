import type { Intent, Unknown } from "../../shared/attempt";
import type { Payment, PaymentStatus } from "../../shared/payment";
import type { Connected } from "./attempts";
import { foundIn, notConclusive, NOT_SEEN, type Found } from "./found";
import { hasAmountOf, outcomeOfCharge } from "./outcome-of";
import type { Reading } from "./readings";
import type { Recent } from "./recent";
import { moneyWords } from "../../shared/words/money";

const MOST_PAGES = 120;
/** Open questions that are looked at within so many ms share one reading of the list. */
export const SHARED_FOR_MS = 10_000;
/** Without an anchor the list must reach this far behind the send, so that no clock's error can hide the payment. */
const REACH_MS = 7 * 24 * 60 * 60 * 1000;

/** What a look for a charge goes by. */
export interface Looking {
  /** Of the processor's list, begun after the send. */
  readonly reading: Reading;
  readonly recent: Recent;
  /** When the charge was sent, in epoch ms by the processor's clock as far as it is known. */
  readonly sentAt: number;
}

/**
 * One look for a charge: the truth, or `not_seen` (the list was read past the send and it is not there), or
 * `not_conclusive`. Rejects with the processor's Failure.
 */
export async function findCharge(
  attempt: Unknown,
  connected: Connected,
  { reading, recent, sentAt }: Looking,
): Promise<Found> {
  const { intent } = attempt;
  const told = (payment: Payment): Promise<Found> | Found => {
    const outcome = outcomeOfCharge(intent, payment);
    return outcome.kind === "unknown" && outcome.why === "possible_duplicate"
      ? repeatOf(sentAt, payment, connected, recent)
      : foundIn(outcome);
  };
  let mine: Payment | null = null;
  let anchor: Payment | null = null;
  for (let number = 0; number < MOST_PAGES; number++) {
    const page = await reading.page(number);
    if (page === null) break;
    const { items, next } = page;
    mine = madeBy(intent.id, mine ? [mine, ...items] : items);
    if (mine && stands(mine)) return told(mine);
    const anchorAt: number = anchor ? 0 : items.findIndex((payment) => payment.id === intent.anchor);
    anchor ??= items[anchorAt] ?? null;
    // What the list has from its newest payment before the send on was there before the send. MONEY: not what is newer
    // by its own time: the list is then oldest first, and proves nothing before its end.
    const later = anchorAt < 0 ? [] : items.slice(anchorAt).filter((payment) => mayBeLater(payment, anchor));
    const since = anchorAt < 0 ? items : [...items.slice(0, anchorAt), ...later];
    for (const alike of since.filter((payment) => couldBe(intent, sentAt, payment))) {
      // The list may leave metadata out; the payment itself tells whose it is.
      const whole = await connected.processor.getPayment(alike.id, "now");
      if (whole.reference === intent.id) mine = madeBy(intent.id, mine ? [mine, whole] : [whole]);
      if (mine && stands(mine)) return told(mine);
      if (whole.reference === null && !mine) return notConclusive({ kind: "without_reference", paymentId: whole.id });
    }
    const [first, last] = [items[0], items.at(-1)];
    const anchored = anchor !== null && later.length === 0;
    const rises = (first?.createdAt ?? 0) < (last?.createdAt ?? 0);
    const farBack = !rises && (last?.createdAt ?? Infinity) < sentAt - REACH_MS;
    // Read past the send: there is no other of ours.
    if (mine && (anchored || farBack || next === null)) return told(mine);
    if (anchored) return NOT_SEEN;
    // MONEY: a list without the payment that was its newest before the send is another account's (other credentials
    // were typed), or not whole.
    if (next === null) return intent.anchor === null || anchor !== null ? NOT_SEEN : notConclusive();
    if (farBack && intent.anchor === null) return NOT_SEEN;
  }
  return mine ? told(mine) : notConclusive();
}

/** Money was taken or is held. */
const STANDS: readonly PaymentStatus[] = [
  "authorized",
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "partly_refunded",
  "refunded",
];
export const stands = ({ status }: Payment): boolean => STANDS.includes(status);

/**
 * What a payment says of its charge, the first that is there counts: money taken or held, what is not known, what
 * ended, what failed.
 */
const TELLING: readonly (readonly PaymentStatus[])[] = [STANDS, ["unknown"], ["voided", "expired"], ["failed"]];

/**
 * The payment that a charge made; null when none has its reference. MONEY: a request that was carried out twice leaves
 * two (doubled.ts), and the second may have failed just because the first took the money: the failed one says nothing
 * of a charge that stands.
 */
export function madeBy(reference: string, payments: readonly Payment[]): Payment | null {
  const mine = payments.filter((payment) => payment.reference === reference);
  return TELLING.flatMap((statuses) => mine.filter(({ status }) => statuses.includes(status)))[0] ?? null;
}

/**
 * PayArc refused the charge as a repeat. When the payment that it repeats is there (same card and amount, money taken,
 * earlier), this one took nothing and can be called declined; otherwise nobody knows, and it stays a question for a
 * person to close.
 */
async function repeatOf(sentAt: number, mine: Payment, connected: Connected, recent: Recent): Promise<Found> {
  await recent.refresh(connected, SHARED_FOR_MS, 10_000, "now");
  const day = 24 * 60 * 60 * 1000;
  const first = recent
    .similar(connected.id, mine, (mine.createdAt ?? sentAt) - day)
    .filter(
      (payment) =>
        payment.id !== mine.id &&
        payment.reference !== mine.reference &&
        (payment.createdAt ?? Infinity) <= (mine.createdAt ?? 0),
    )
    .find(
      (payment) =>
        payment.card?.last4 === mine.card?.last4 &&
        ["authorized", "captured", "settled", "disputed", "partly_disputed"].includes(payment.status),
    );
  if (!first) return notConclusive({ kind: "first_not_seen", paymentId: mine.id });
  return {
    kind: "declined",
    payment: mine,
    amount: null,
    code: mine.failureCode,
    message: moneyWords.earlierStands({
      message: mine.failureMessage ?? moneyWords.duplicate,
      paymentId: first.id,
    }),
    httpStatus: null,
  };
}

/** Whether a payment that is listed behind another one may have been made after it: its time does not say before. */
function mayBeLater({ id, createdAt }: Payment, anchor: Payment | null): boolean {
  return id !== anchor?.id && createdAt !== null && createdAt >= (anchor?.createdAt ?? Infinity);
}

/** A payment without our reference that may all the same be ours: amount and card agree and it is not of another day. */
function couldBe(intent: Intent, sentAt: number, payment: Payment): boolean {
  if (payment.reference !== null || !hasAmountOf(intent, payment) || payment.id === intent.anchor) return false;
  const last4 = payment.card?.last4 ?? null;
  if (last4 !== null && intent.card.last4 !== null && last4 !== intent.card.last4) return false;
  return payment.createdAt === null || payment.createdAt > sentAt - 24 * 60 * 60 * 1000;
}
