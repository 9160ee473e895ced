import { brandText } from "../../shared/brand-words";
import { HOLD_DUE_MS, HOLD_LAST_MS, type PaymentLine } from "../../shared/history";
import {
  DISPUTED_NOT_TAKEN_BACK,
  DISPUTED_PART_NOT_KNOWN,
  isPartNotKnown,
  PAYMENT_STATUS_WORDS,
  refundable,
  type PaymentStatus,
  type Refundable,
} from "../../shared/payment";
import { commonWords } from "../../shared/words/common";
import { outcomeWords } from "../../shared/words/outcomes";
import { takeBackWords } from "../../shared/words/money";
import { paymentWords } from "../../shared/words/payment";
import type { Tone } from "../parts/stub";
import { spanWords } from "./words";

const DAY_MS = 24 * 60 * 60 * 1000;

const TONES: Readonly<Record<PaymentStatus, Tone>> = {
  authorized: "good",
  captured: "good",
  settled: "good",
  disputed: "warn",
  partly_disputed: "warn",
  voided: "plain",
  refunded: "plain",
  partly_refunded: "plain",
  failed: "bad",
  expired: "bad",
  unknown: "warn",
};

/**
 * A status in a word and a tone, the same that the result of its charge had; one that is not known is shown as the
 * processor wrote it. `reversed`: it was voided by a rule as soon as it was made.
 */
export function statusWords(payment: {
  readonly status: PaymentStatus;
  readonly statusRaw: string | null;
  readonly reversed?: boolean | undefined;
}): { readonly word: string; readonly tone: Tone } {
  if (payment.status === "voided" && payment.reversed) return { word: outcomeWords.reversed, tone: "bad" };
  const word =
    payment.status === "unknown" && payment.statusRaw !== null
      ? `“${payment.statusRaw}”`
      : PAYMENT_STATUS_WORDS[payment.status];
  return { word, tone: TONES[payment.status] };
}

const whyNot = paymentWords.whyNot;

/** Why Take it back cannot be pressed for this payment, in a sentence; null when it can. */
export function whyNoTakeBack(payment: Refundable): string | null {
  switch (payment.status) {
    case "authorized":
    case "captured":
      return null;
    case "disputed":
      return DISPUTED_NOT_TAKEN_BACK;
    case "voided":
      return whyNot.voided;
    case "refunded":
      return whyNot.refunded;
    case "failed":
      return whyNot.failed;
    case "expired":
      return whyNot.expired;
    case "unknown":
      return whyNot.unknown;
    case "partly_disputed":
      return refundable(payment) > 0 ? null : DISPUTED_PART_NOT_KNOWN;
    case "settled":
    case "partly_refunded":
      if (isPartNotKnown(payment)) return takeBackWords.refundedPart;
      return refundable(payment) > 0 ? null : whyNot.nothingLeft;
  }
}

/** Whom a payment is from, as far as it says. */
export function payerWords(line: Pick<PaymentLine, "name" | "email" | "brand" | "brandRaw" | "last4">): string {
  return (
    line.name ?? line.email ?? (line.last4 === null ? commonWords.notStated : `${brandText(line)} ···· ${line.last4}`)
  );
}

/**
 * How long a hold has left, how urgent that is, and the word that says so without colour. `lapsesAt`, `now`: epoch ms.
 */
export function timeLeft(
  lapsesAt: number | null,
  now: number,
): { readonly words: string; readonly urgency: "calm" | "due" | "last" | "over"; readonly word: string | null } {
  if (lapsesAt === null) return { words: paymentWords.left.notKnown, urgency: "calm", word: null };
  const left = lapsesAt - now;
  if (left <= 0) return { words: paymentWords.left.none, urgency: "over", word: paymentWords.left.lapsed };
  // No time that there is not: a day that has begun is not counted, as on the Overview.
  const words = spanWords(left <= HOLD_DUE_MS ? left : left - (left % DAY_MS));
  if (left <= HOLD_LAST_MS) return { words, urgency: "last", word: paymentWords.left.lastHours };
  return left <= HOLD_DUE_MS
    ? { words, urgency: "due", word: paymentWords.left.due }
    : { words, urgency: "calm", word: null };
}
