import type { Intent, Outcome } from "../../shared/outcome";
import { hasFailed, type Payment } from "../../shared/payment";

/**
 * Refused as a repeat, by code (D0001 approved previously, D0008 possible duplicate …) or in words: never a plain
 * decline (docs/payarc.md 11, 12).
 */
export function isRepeat({
  failureCode,
  failureMessage,
  statusRaw,
}: Pick<Payment, "failureCode" | "failureMessage" | "statusRaw">): boolean {
  if (failureCode !== null && /^(D0001|D0003|D0008|D0022|D2022)$/i.test(failureCode)) return true;
  return [failureMessage, statusRaw].some((words) => words !== null && /\bduplicate\b/i.test(words));
}

/**
 * Whether the payment's amount is what was asked. A tip may or may not be counted into it (not documented), so both
 * are. A surcharge is a part of it; where it was added all the same, the payment is ours with its true amount, and the
 * screen says so (advice-surcharge.ts).
 */
export function hasAmountOf(intent: Intent, payment: Payment): boolean {
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
    case "refunded":
    case "partly_refunded": {
      const approved = payment.amountApproved;
      // Of what was asked: a tip may be counted into the payment's amount and not into what was approved.
      if (approved !== null && approved > 0 && approved < intent.amount) {
        return { kind: "partially_approved", ...seen, amount: approved, requested: intent.amount };
      }
      const held = payment.status === "authorized" || payment.status === "expired";
      return { kind: held ? "authorized" : "approved", ...seen };
    }
  }
}

/**
 * Whether our refund is among those that the payment lists. null: they do not all say whose they are, or are not all of
 * what was given back, so that only the sums can tell. MONEY: another desk may have given back the same sum meanwhile.
 */
function refundListed(intent: Intent, { refunds, amountRefunded }: Payment): boolean | null {
  const standing = refunds.filter((refund) => !hasFailed(refund));
  if (standing.some(({ reference, amount }) => reference === intent.id && amount === intent.amount)) return true;
  const marked =
    standing.length > 0 && standing.every(({ reference }) => typeof reference === "string" && reference !== intent.id);
  return marked && standing.reduce((sum, { amount }) => sum + (amount ?? 0), 0) === amountRefunded ? false : null;
}

/** Whether what was captured is what we asked for, as far as it is told; a tip may or may not be counted into it. */
function capturedAsAsked({ amount }: Intent, { amountCaptured, tip }: Payment): boolean {
  return amountCaptured === null || amountCaptured === 0 || [0, tip ?? 0].includes(amountCaptured - amount);
}

/**
 * What a payment says about a capture, void, refund or tip that was sent on it: done, not (yet) to be seen, or never
 * possible any more. It is compared with what was true before the send.
 */
export function outcomeOfChange(intent: Intent, payment: Payment): Outcome | "not_seen" {
  const seen = { payment, amount: intent.amount, code: null, message: null, httpStatus: null };
  const done: Outcome = { kind: "approved", ...seen };
  const notDone: Outcome = { kind: "refused", ...seen, why: "absent", fields: {} };
  const before = intent.before;
  if (payment.id !== intent.paymentId || !before) return { kind: "unknown", ...seen, why: "wrong_payment" };
  if (payment.status === "unknown") return { kind: "unknown", ...seen, why: "unrecognised" };
  switch (intent.operation) {
    case "capture":
      if (payment.status === "authorized") return "not_seen";
      if (payment.status === "voided" || payment.status === "expired" || payment.status === "failed") return notDone;
      // MONEY: another sum was captured, perhaps at another desk; whether ours is in it cannot be told.
      return capturedAsAsked(intent, payment) ? done : { kind: "unknown", ...seen, why: "wrong_payment" };
    case "void":
      if (payment.status === "voided") return done;
      // Settled or refunded meanwhile, or a hold that lapsed: a void can no longer happen (docs/payarc.md 9).
      if (
        payment.status === "expired" ||
        payment.status === "settled" ||
        payment.status === "refunded" ||
        payment.status === "partly_refunded"
      )
        return notDone;
      return "not_seen";
    case "refund": {
      if (payment.status === "voided") return { ...done, amount: payment.amount };
      const listed = refundListed(intent, payment);
      if (listed !== null) return listed ? done : "not_seen";
      const given = payment.amountRefunded - before.refunded;
      if (given === intent.amount) return done;
      if (given === 0) return "not_seen";
      // MONEY: another sum than ours was given back meanwhile; whether ours is in it cannot be told.
      return { kind: "unknown", ...seen, why: "wrong_payment" };
    }
    case "tip":
      if (payment.tip === intent.amount) return done;
      return "not_seen";
    case "charge":
      return outcomeOfCharge(intent, payment);
  }
}
