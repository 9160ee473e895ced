import { brandText } from "../../shared/brand-words";
import { HOLD_DUE_MS, HOLD_LAST_MS, type PaymentLine } from "../../shared/history";
import {
  DISPUTED_NOT_TAKEN_BACK,
  DISPUTED_PART_NOT_KNOWN,
  PAYMENT_STATUS_WORDS,
  refundable,
  type Payment,
  type PaymentStatus,
} from "../../shared/payment";
import type { Tone } from "../parts/stub";
import { spanWords } from "./words";

const TONES: Readonly<Record<PaymentStatus, Tone>> = {
  authorized: "warn",
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

/** A status in a word and a tone; one that is not known is shown as the processor wrote it. */
export function statusWords(payment: { readonly status: PaymentStatus; readonly statusRaw: string | null }): {
  readonly word: string;
  readonly tone: Tone;
} {
  const word =
    payment.status === "unknown" && payment.statusRaw !== null
      ? `“${payment.statusRaw}”`
      : PAYMENT_STATUS_WORDS[payment.status];
  return { word, tone: TONES[payment.status] };
}

/** Why Take it back cannot be pressed for this payment, in a sentence; null when it can. */
export function whyNoTakeBack(payment: Payment): string | null {
  switch (payment.status) {
    case "authorized":
    case "captured":
      return null;
    case "disputed":
      return DISPUTED_NOT_TAKEN_BACK;
    case "voided":
      return "It was voided: there is nothing to take back.";
    case "refunded":
      return "All of it was given back.";
    case "failed":
      return "No money was taken, so there is nothing to take back.";
    case "expired":
      return "The hold lapsed: no money was taken.";
    case "unknown":
      return "Counterfoil does not know this status, so it is taken back in the processor’s own dashboard only.";
    case "partly_disputed":
      return refundable(payment) > 0 ? null : DISPUTED_PART_NOT_KNOWN;
    case "settled":
    case "partly_refunded":
      return refundable(payment) > 0 ? null : "Nothing is left of it to give back.";
  }
}

/** Whom a payment is from, as far as it says. */
export function payerWords(line: Pick<PaymentLine, "name" | "email" | "brand" | "brandRaw" | "last4">): string {
  return line.name ?? line.email ?? (line.last4 === null ? "Not stated" : `${brandText(line)} ···· ${line.last4}`);
}

/**
 * How long a hold has left, how urgent that is, and the word that says so without colour. `lapsesAt`, `now`: epoch ms.
 */
export function timeLeft(
  lapsesAt: number | null,
  now: number,
): { readonly words: string; readonly urgency: "calm" | "due" | "last" | "over"; readonly word: string | null } {
  if (lapsesAt === null) return { words: "Not known", urgency: "calm", word: null };
  const left = lapsesAt - now;
  if (left <= 0) return { words: "None", urgency: "over", word: "Lapsed" };
  const words = spanWords(left);
  if (left <= HOLD_LAST_MS) return { words, urgency: "last", word: "Last hours" };
  return left <= HOLD_DUE_MS ? { words, urgency: "due", word: "Due" } : { words, urgency: "calm", word: null };
}
