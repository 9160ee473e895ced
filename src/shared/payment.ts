import { z } from "zod";
import { Brand } from "./card";
import { Currency, USD } from "./currency";
import { Cents } from "./money";
import { takeBackWords } from "./words/money";
import { statusWords } from "./words/outcomes";

const text = z.string().nullable();

/**
 * What is true of a payment now. `disputed`: it was taken, and the card's bank asks for it back; `partly_disputed`: for a
 * part of it. `unknown` is a status word that we do not know: shown raw, never guessed.
 */
export const PAYMENT_STATUSES = [
  "authorized",
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "voided",
  "refunded",
  "partly_refunded",
  "failed",
  "expired",
  "unknown",
] as const;
export const PaymentStatus = z.enum(PAYMENT_STATUSES);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const PAYMENT_STATUS_WORDS: Readonly<Record<PaymentStatus, string>> = statusWords;

/** What a payment is called on every screen, receipt and file; a status that is not known as the processor wrote it. */
export function paymentWord({ status, statusRaw }: { status: PaymentStatus; statusRaw: string | null }): string {
  return status === "unknown" && statusRaw !== null ? `“${statusRaw}”` : statusWords[status];
}

export const PaymentCard = z.object({
  id: text,
  brand: Brand,
  brandRaw: text,
  last4: text,
  expMonth: text,
  expYear: text,
  holder: text,
  fingerprint: text,
  customerId: text,
  /**
   * The raw AVS and CVV letters. A processor without letters says "street pass, zip fail" of the address, and "not told"
   * of a CVV that it keeps to itself (advice-checks.ts).
   */
  avs: text,
  cvv: text,
  zip: text,
  issuerName: text,
  issuerPhone: text,
  issuerCountry: text,
  cardType: text,
});
export type PaymentCard = z.infer<typeof PaymentCard>;

export const Refund = z.object({
  /** A refund row may have no id of its own (docs/payarc.md 19). */
  id: text,
  amount: Cents.nullable(),
  status: text,
  reason: text,
  createdAt: z.number().nullable(),
  /** What the person who gave it back wrote, without our mark. */
  description: text.optional(),
  /**
   * Whose refund it is: the id of our attempt, or its first eight digits (refund-mark.ts). null: it says something
   * else, so it is not of this program. Not there: it does not say.
   */
  reference: text.optional(),
});
export type Refund = z.infer<typeof Refund>;

/** Whether the card's bank did not take the refund: no money was given back. */
export function hasFailed({ status }: Pick<Refund, "status">): boolean {
  return status?.toLowerCase() === "failed";
}

/** A charge as the processor knows it, read once at the edge. Amounts in minor units, times in epoch ms (UTC). */
export const Payment = z.object({
  id: z.string(),
  /** Our attempt's id, from the payment's metadata; null for payments made elsewhere. */
  reference: text,
  /** The unit of all amounts of the payment. Rows that are older than this field are about US dollars. */
  currency: Currency.default(USD),
  amount: Cents,
  /** null when the answer does not say. */
  amountApproved: Cents.nullable(),
  amountCaptured: Cents.nullable(),
  amountRefunded: Cents,
  /** What the card's bank asks for back; null: nothing, or it is not said how much. */
  amountDisputed: Cents.nullable().optional(),
  /** What can still be given back by the processor's own word, which counts disputes and returns; null: it says none. */
  amountRefundable: Cents.nullable().optional(),
  tip: Cents.nullable(),
  surcharge: Cents.nullable(),
  fees: z.number().int().nullable(),
  net: z.number().int().nullable(),
  status: PaymentStatus,
  statusRaw: text,
  captured: z.boolean(),
  authCode: text,
  failureCode: text,
  failureMessage: text,
  hostCode: text,
  hostMessage: text,
  card: PaymentCard.nullable(),
  customerId: text,
  email: text,
  phone: text,
  description: text,
  statementDescription: text,
  /** A value that is no text at the processor stands here as JSON. */
  metadata: z.record(z.string(), z.string()),
  refunds: z.array(Refund),
  createdBy: text,
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  /** Epoch ms until which it can be voided, where that is a matter of time and not of the status. */
  voidableUntil: z.number().nullable().optional(),
});
export type Payment = z.infer<typeof Payment>;

/** An uncaptured authorization: money promised, not taken. PayArc lets it go after seven days (docs/payarc.md 8). */
export const HOLD_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** Epoch ms at which a hold lapses; null when the payment is no hold or its time is not known. */
export function holdLapsesAt(payment: Pick<Payment, "status" | "createdAt">): number | null {
  return payment.status === "authorized" && payment.createdAt !== null ? payment.createdAt + HOLD_LIFE_MS : null;
}

/** What a payment says of what can be given back; a list says less of it. */
export type Refundable = Pick<Payment, "status" | "amount" | "amountCaptured" | "amountRefunded"> &
  Partial<Pick<Payment, "amountDisputed" | "amountRefundable">>;

/**
 * What can still be given back, in minor units: captured minus refunded, or less where the processor says so;
 * `amount_voided` is ignored (docs/payarc.md 9). MONEY: what is disputed is not among it, and where it is not known how
 * much that is, or how much was given back of it, nothing is.
 */
export function refundable(payment: Refundable): Cents {
  const { status, amountDisputed = null, amountRefundable = null } = payment;
  if (status === "voided" || status === "failed" || status === "expired" || status === "disputed") return 0 as Cents;
  if (status === "partly_disputed" && amountDisputed === null) return 0 as Cents;
  if (isPartNotKnown(payment)) return 0 as Cents;
  const left = (payment.amountCaptured ?? payment.amount) - payment.amountRefunded - (amountDisputed ?? 0);
  return Math.max(0, Math.min(left, amountRefundable ?? left)) as Cents;
}

/** Only the status says that a part was given back: nothing tells how much, nor what is left. */
export function isPartNotKnown(payment: Refundable): boolean {
  const taken = payment.amountCaptured ?? payment.amount;
  return (
    payment.status === "partly_refunded" && payment.amountRefunded === 0 && (payment.amountRefundable ?? taken) >= taken
  );
}

/**
 * MONEY: the sum that was given back tells whether it was all or a part, where there is one; the word beside it may be
 * older than the sum, or stand for both. `taken`: what there was to give back, in minor units. A charge that has not settled
 * keeps its word, because a void hangs on it (docs/payarc.md 9).
 */
export function statusByGiven(status: PaymentStatus, given: number, taken: number): PaymentStatus {
  const hasWord = status === "settled" || status === "refunded" || status === "partly_refunded";
  if (!hasWord || given <= 0) return status;
  return given < taken ? "partly_refunded" : "refunded";
}

/** Why a disputed payment is not taken back here, as its stub and the take-back say it. */
export const DISPUTED_NOT_TAKEN_BACK = takeBackWords.disputedWhole;

/** Why nothing of a payment that is disputed in part is taken back here. */
export const DISPUTED_PART_NOT_KNOWN = takeBackWords.disputedPart;

/** Reasons that PayArc knows for a void or a refund (docs/payarc.md 9). */
export const TAKE_BACK_REASONS = ["requested_by_customer", "duplicate", "fraudulent", "other"] as const;
export const TakeBackReason = z.enum(TAKE_BACK_REASONS);
export type TakeBackReason = z.infer<typeof TakeBackReason>;
export const TAKE_BACK_REASON_WORDS: Readonly<Record<TakeBackReason, string>> = takeBackWords.reasons;
