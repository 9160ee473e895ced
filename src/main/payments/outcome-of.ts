import type { Intent } from "../../shared/attempt";
import { saysDuplicate } from "../../shared/duplicate-words";
import type { Outcome } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";

/** Refused as a repeat, by code or in words: never a plain decline. */
function isRepeat({ failureCode, failureMessage, statusRaw }: Payment): boolean {
  return [failureCode, failureMessage, statusRaw].some(saysDuplicate);
}

/**
 * Whether the payment's amount is what was asked, in the same currency. A tip may or may not be counted into it (not
 * documented), so both are. A surcharge is a part of it; where it was added all the same, the payment is ours with its
 * true amount, and the screen says so (advice-surcharge.ts).
 */
export function hasAmountOf(intent: Intent, payment: Payment): boolean {
  if (payment.currency !== intent.currency) return false;
  const [tip, surcharge] = [payment.tip ?? 0, intent.surcharge ?? 0];
  return [0, tip, surcharge, tip + surcharge].includes(payment.amount - intent.amount);
}

/** What a payment that carries our reference says about the charge that made it. It may have been changed since. */
export function outcomeOfCharge(intent: Intent, payment: Payment): Outcome {
  const seen = {
    payment,
    amount: payment.amount,
    code: payment.failureCode,
    message: payment.failureMessage,
    httpStatus: null,
  };
  // MONEY: another amount than we asked for is not our charge's answer, whatever its reference says.
  if (!hasAmountOf(intent, payment)) return { kind: "unknown", ...seen, why: "wrong_payment" };
  switch (payment.status) {
    case "failed":
      // MONEY: a refusal as a repeat means that money may have moved on the first one (docs/payarc.md 12).
      if (isRepeat(payment)) return { kind: "unknown", ...seen, why: "possible_duplicate" };
      return { kind: "declined", ...seen, amount: null };
    case "voided":
      return { kind: "reversed", ...seen, rule: "unstated" };
    case "unknown":
      return { kind: "unknown", ...seen, why: "unrecognised" };
    case "authorized":
    case "expired":
    case "captured":
    case "settled":
    case "disputed":
    case "partly_disputed":
    case "refunded":
    case "partly_refunded": {
      const approved = payment.amountApproved;
      // Of what was asked: a tip may be counted into the payment's amount and not into what was approved.
      if (approved !== null && approved > 0 && approved < intent.amount) {
        return { kind: "partially_approved", ...seen, amount: approved, requested: intent.amount };
      }
      // MONEY: what says "in part" and not how much is no approval of the whole, as in the answer itself.
      if (saysPart(payment) || (intent.capture && isLessTaken(payment)))
        return { kind: "unknown", ...seen, why: "unrecognised" };
      const isHeld = payment.status === "authorized" || payment.status === "expired";
      // MONEY: of a hold no more was charged than was captured since, at another desk or in the dashboard.
      const held = isHeld || (!intent.capture && !isWholeCaptured(payment));
      return { kind: held ? "authorized" : "approved", ...seen };
    }
  }
}

/** The processor's code for an approval in part (docs/payarc.md 8). */
function saysPart({ failureCode, hostCode }: Payment): boolean {
  return [failureCode, hostCode].some((code) => code !== null && /^(A0002|000002)$/i.test(code.trim()));
}

/** Of what is taken at once less was taken, by its sum or its word; what was given back since is no sign of it. */
function isLessTaken({ amount, amountCaptured, amountRefunded, tip, surcharge, statusRaw }: Payment): boolean {
  if (/^partially_submitted/i.test(statusRaw ?? "")) return true;
  // A tip and a surcharge may or may not be counted into what was captured (docs/payarc.md 8).
  const least = amount - (tip ?? 0) - (surcharge ?? 0);
  return (amountCaptured ?? 0) > 0 && (amountCaptured ?? 0) + amountRefunded < least;
}

/** Whether it is told that all of it was captured; a tip may or may not be counted into what was. */
function isWholeCaptured({ amount, amountCaptured, tip }: Payment): boolean {
  return amountCaptured !== null && amountCaptured >= amount - (tip ?? 0);
}
