import { USD, type Currency } from "../../../shared/currency";
import type { Cents } from "../../../shared/money";
import { NOTHING_SEEN, refused, refusedInOurWords, unknown, type Outcome, type Seen } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";
import { redact } from "../../../shared/redact";
import type { Body } from "../wire/body";
import type { Answer } from "../wire/messages";
import { flag, garbled, isRecord, isSaid, text, type Raw } from "../wire/lenient";
import { notReachedSentence, notSentSentence } from "../wire/sentences";
import { readComplaint, sentenceFor, type Complaint } from "./errors";
import { readPayment, readRefund } from "./read";
import { unwrap, WirePayment, WireRefund } from "./schemas";
import { takeBackWords } from "../../../shared/words/money";

/**
 * The Outcome of a money operation.
 * MONEY: `approved`, `authorized` and `declined` have to be proven by a readable answer that is about what was asked
 * and does not contradict itself. `refused` has to be proven as well: nothing left, or JustiFi itself said that the
 * request was not acceptable. Everything else is `unknown`, and is looked up.
 */
export type Asked =
  | {
      readonly operation: "charge";
      readonly amount: Cents;
      readonly capture: boolean;
      readonly reference: string;
      /** Last four of a typed card; null when the number did not pass through here. */
      readonly last4: string | null;
    }
  | {
      readonly operation: "capture" | "void" | "refund";
      readonly amount: Cents;
      readonly paymentId: string;
      /** The currency of the payment. */
      readonly currency: Currency;
      readonly reference: string;
    };

/** What the answer proves. Never throws. */
export function outcomeOf(answer: Answer, asked: Asked): Outcome {
  if (answer.kind === "not_sent") return refused("not_sent", notSentSentence("JustiFi", answer));
  if (answer.kind === "not_reached")
    return refused("not_reached", notReachedSentence("JustiFi", answer), {}, null, answer.code);
  if (answer.kind === "lost") return unknown(answer.why, { ...NOTHING_SEEN, code: answer.code });
  const { status, body } = answer;
  if (status >= 200 && status < 300) return ofSuccess(status, body, asked);
  return ofError(status, body, asked);
}

/** Statuses that a server gives without having worked on the request, whatever the body is. */
const NOT_WORKED_ON: readonly number[] = [401, 403, 405, 413, 414, 415, 431];
/** Statuses with which JustiFi refuses, if it says why (docs/justifi.md 5). */
const REFUSALS: readonly number[] = [400, 404, 422];
/** The first sending of the same key has not ended (docs/justifi.md 2). */
const IN_PROGRESS: readonly string[] = [
  "idempotency_concurrent_request",
  "idempotency_request_in_progress",
  "gateway_idempotency_error",
];
/**
 * Codes that say that something broke on the way to the card's bank, not what became of it (docs/justifi.md 5,
 * gateway), and those that say that another change to the payment is under way.
 */
const IN_DOUBT = /^(gateway_|internal_server_error$|refund_in_progress$|refund_error$)/;
/** Reasons of the card's bank, which come as 402 but may come with a refusal's status too (docs/justifi.md 5). */
const DECLINES: readonly string[] =
  "card_declined insufficient_funds do_not_honor do_not_retry expired_card restricted_card exceeds_card_limit new_card_issued account_closed service_not_allowed issuer_not_available card_decline_rate_limit_exceeded incorrect_pin pin_required pin_tries_exceeded lost_card stolen_card generic_decline charge_expired_for_capture".split(
    " ",
  );

function ofError(status: number, body: Body, asked: Asked): Outcome {
  const complaint = readComplaint(body);
  const { code, codes, message, readable } = complaint;
  const seen: Seen = { payment: null, code, message, httpStatus: status };
  const named = (these: readonly string[]) => codes.some((each) => these.includes(each));
  if (status < 400) return unknown("unreadable", seen);
  if (status === 429) return unknown("rate_limited", seen);
  if (status >= 500) return unknown("server_error", seen);
  // A key that was used with other parameters: the request is never processed, whatever the status (docs/justifi.md 2).
  if (named(["idempotency_params_mismatch"])) return no(complaint, status);
  if (status === 409 || named(IN_PROGRESS)) return unknown("possible_duplicate", seen);
  if (codes.some((each) => IN_DOUBT.test(each))) return unknown("server_error", seen);
  // 403 is named for a record that is already there, too (docs/justifi.md 5).
  if (/duplicate/i.test(`${codes.join(" ")} ${message ?? ""}`)) return unknown("possible_duplicate", seen);
  if (NOT_WORKED_ON.includes(status)) return no(complaint, status);
  // An error that carries a payment contradicts itself: the payment may stand.
  const carriesPayment = body.kind === "json" && text(unwrap(body.value)?.["id"]) !== null;
  if (carriesPayment || !readable) return unknown("unreadable", seen);
  if (status !== 402 && !REFUSALS.includes(status)) return unknown("unrecognised", seen);
  // The payment may have been captured by this very request, which something on the way sent twice.
  if (asked.operation === "capture" && named(["payment_already_captured"])) return unknown("possible_duplicate", seen);
  const couldDecline = asked.operation === "charge" || asked.operation === "capture";
  if (couldDecline && (status === 402 || named(DECLINES))) return { kind: "declined", ...seen, amount: asked.amount };
  return no(complaint, status);
}

function no({ code, message, fields }: Complaint, status: number): Outcome {
  const ours = sentenceFor(code);
  if (ours !== null) return refusedInOurWords(ours, status, code, fields);
  return refused("not_acceptable", message ?? code, fields, status, code);
}

function ofSuccess(status: number, body: Body, asked: Asked): Outcome {
  const bare: Seen = { ...NOTHING_SEEN, httpStatus: status };
  if (body.kind !== "json" || !isRecord(body.value)) return unknown("unreadable", bare);
  const raw = unwrap(body.value);
  const type = text(body.value["type"])?.toLowerCase() ?? null;
  // An error beside a success contradicts it.
  const { value } = body;
  if (isSaid(value, "error") || isSaid(value, "errors") || flag(value["success"]) === false)
    return unknown("unreadable", bare);
  if (asked.operation === "refund")
    return raw && (type === "refund" || type === null)
      ? ofRefund(raw, asked.amount, asked, bare)
      : unknown("unreadable", bare);
  const payment = readPayment(raw);
  if (!raw || !payment || (type !== null && type !== "payment")) return unknown("unreadable", bare);
  const seen: Seen = { payment, code: payment.failureCode, message: payment.failureMessage, httpStatus: status };
  if (isUnclear(raw)) return unknown("unreadable", { ...seen, payment: null });
  const wire = WirePayment.parse(raw);
  if (asked.operation === "charge") return ofCharge(wire, payment, asked, seen);
  if (payment.id !== asked.paymentId || payment.amount !== asked.amount || payment.currency !== asked.currency)
    return unknown("wrong_payment", { ...seen, payment: null });
  // A void is answered with `canceled` (docs/justifi.md 4), whatever the times beside it make of it.
  if (asked.operation === "void")
    return payment.status === "voided" || payment.status === "expired"
      ? { kind: "approved", ...seen, amount: payment.amount }
      : unknown("unrecognised", seen);
  const taken = payment.status === "captured" && wire.captured !== false;
  return taken && payment.amountRefunded === 0
    ? { kind: "approved", ...seen, amount: payment.amount }
    : unknown("unrecognised", seen);
}

/** Whether a field that decides cannot be read: then nothing beside it proves anything. */
function isUnclear(raw: Raw): boolean {
  return (
    ["amount", "amount_refunded", "amount_refundable"].some((field) => garbled(raw, field)) ||
    ["id", "status", "error_code", "currency"].some((field) => garbled(raw, field, text)) ||
    ["captured", "refunded"].some((field) => garbled(raw, field, flag))
  );
}

function ofCharge(
  wire: WirePayment,
  payment: Payment,
  asked: Extract<Asked, { operation: "charge" }>,
  seen: Seen,
): Outcome {
  const isOurs =
    payment.amount === asked.amount &&
    payment.currency === USD &&
    (payment.reference === null || payment.reference === asked.reference) &&
    (asked.last4 === null || (payment.card?.last4 ?? asked.last4) === asked.last4);
  if (!isOurs) return unknown("wrong_payment", { ...seen, payment: null });
  if (payment.status === "failed") return ofFailed(wire, payment, asked.amount, seen);
  const taken = asked.capture && payment.status === "captured" && wire.captured !== false;
  const held = !asked.capture && payment.status === "authorized" && wire.captured !== true;
  const givenBack = payment.amountRefunded > 0 || wire.refunded === true;
  if (!(taken || held) || givenBack) return unknown("unrecognised", seen);
  return { kind: held ? "authorized" : "approved", ...seen, amount: payment.amount };
}

/** A failed payment is a decline, unless the line behind JustiFi failed or the payment shows as captured. */
function ofFailed(wire: WirePayment, payment: Payment, amount: Cents, seen: Seen): Outcome {
  const doubtful = payment.failureCode !== null && IN_DOUBT.test(payment.failureCode);
  return doubtful || wire.captured === true ? unknown("unrecognised", seen) : { kind: "declined", ...seen, amount };
}

/** A refund that is pending has been accepted. */
const REFUND_DONE: readonly string[] = ["succeeded", "pending"];

function ofRefund(
  raw: Raw,
  asked: Cents,
  { paymentId, reference }: { readonly paymentId: string; readonly reference: string },
  seen: Seen,
): Outcome {
  const wire = WireRefund.parse(raw);
  if (wire.status === null || garbled(raw, "status", text)) return unknown("unreadable", seen);
  // MONEY: one payment can be refunded twice by the same amount; the mark tells whose answer this is.
  const isOurs = (readRefund(raw).reference ?? reference) === reference;
  if (wire.payment_id !== paymentId || wire.amount !== asked || !isOurs) return unknown("wrong_payment", seen);
  const status = wire.status?.toLowerCase() ?? "";
  if (REFUND_DONE.includes(status)) return { kind: "approved", ...seen, amount: asked };
  if (status === "failed") return refusedInOurWords(takeBackWords.refundFailed, seen.httpStatus, redact(status));
  return unknown("unrecognised", seen);
}
