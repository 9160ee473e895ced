import { USD, type Currency } from "../../../shared/currency";
import { saysDuplicate } from "../../../shared/duplicate-words";
import type { Cents } from "../../../shared/money";
import { NOTHING_SEEN, refused, refusedInOurWords, unknown, type Outcome, type Seen } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";
import { redact } from "../../../shared/redact";
import { isRefundOf } from "../../../shared/refund-mark";
import type { Rules } from "../processor";
import type { Body } from "../wire/body";
import type { Answer } from "../wire/messages";
import { amount, flag, garbled, isRecord, isSaid, readCurrency, text, type Raw } from "../wire/lenient";
import { notReachedSentence, notSentSentence } from "../wire/sentences";
import { readComplaint, unauthorizedSentence } from "./errors";
import { readPayment, readRefund } from "./read";
import { isApprovalCode, isDeclineCode, isDeclinePhrase } from "./status";
import { unwrap, WireCharge, WireRefund } from "./schemas";

/**
 * The Outcome of a money operation.
 * MONEY: `approved`, `authorized`, `partially_approved`, `declined` and `reversed` have to be proven by a readable
 * answer that is about what was asked and does not contradict itself. `refused` has to be proven as well: nothing left,
 * or PayArc itself said that the request was not acceptable. Everything else is `unknown`, and is looked up.
 */
export type Asked =
  | {
      readonly operation: "charge";
      readonly amount: Cents;
      /** In cents. PayArc may or may not count it into the amount (not documented); both are what was asked. */
      readonly tip: number;
      /** In cents, a part of `amount`. Where PayArc adds it to the amount all the same, more was taken than asked. */
      readonly surcharge: number;
      readonly capture: boolean;
      readonly reference: string;
      /** Last four of a keyed card; null when the number did not pass through here. */
      readonly last4: string | null;
      readonly rules: Rules;
    }
  | {
      readonly operation: "capture" | "void" | "refund" | "tip";
      readonly amount: Cents;
      /** The currency of the payment. */
      readonly currency: Currency;
      readonly paymentId: string;
      readonly reference: string;
    };

/** What the answer proves. Never throws. */
export function outcomeOf(answer: Answer, asked: Asked, environment: string): Outcome {
  if (answer.kind === "not_sent") return refused("not_sent", notSentSentence("PayArc", answer));
  if (answer.kind === "not_reached")
    return refused("not_reached", notReachedSentence("PayArc", answer), {}, null, answer.code);
  if (answer.kind === "lost") return unknown(answer.why, { ...NOTHING_SEEN, code: answer.code });
  const { status, body } = answer;
  if (status >= 200 && status < 300) return ofSuccess(status, body, asked);
  return ofError(status, body, asked, environment);
}

/** Statuses that a server gives without having worked on the request, whatever the body is. */
const NOT_WORKED_ON: readonly number[] = [401, 403, 405, 413, 414, 415, 431];
/** Statuses with which PayArc is recorded to refuse, if it says why (docs/payarc.md 4.1). */
const REFUSALS: readonly number[] = [400, 404, 409, 410, 422];

function ofError(status: number, body: Body, asked: Asked, environment: string): Outcome {
  const { message, fields, readable } = readComplaint(body);
  const seen: Seen = { payment: null, code: null, message, httpStatus: status };
  if (status === 429) return unknown("rate_limited", seen);
  if (status >= 500) return unknown("server_error", seen);
  if (body.kind === "json" && namesDuplicate(body.value)) return unknown("possible_duplicate", seen);
  if (status === 401) return refusedInOurWords(unauthorizedSentence(environment), status, message);
  if (NOT_WORKED_ON.includes(status)) return refused("not_acceptable", message, fields, status);
  // An error that carries a charge contradicts itself: the charge may stand.
  const carriesCharge =
    body.kind === "json" &&
    isRecord(body.value) &&
    isRecord(body.value["data"]) &&
    !["", null, undefined].includes(body.value["data"]["id"] as string | null | undefined);
  if (carriesCharge || !readable) return unknown("unreadable", seen);
  if (status !== 402 && !REFUSALS.includes(status)) return unknown("unrecognised", seen);
  const couldDecline = asked.operation === "charge" || asked.operation === "capture";
  if (couldDecline && isDeclinePhrase(message)) return { kind: "declined", ...seen, amount: asked.amount };
  return status === 402 ? unknown("unrecognised", seen) : refused("not_acceptable", message, fields, status);
}

/** SECURITY: leaks of the sandbox (docs/payarc.md 4.1), which are not even looked at. */
const LEAKS: readonly string[] = ["exception", "file", "line", "trace"];

/** MONEY: a code or a sentence of a duplicate, wherever in an error it stands: money may have moved. */
function namesDuplicate(value: unknown): boolean {
  if (typeof value === "string") return saysDuplicate(value);
  if (Array.isArray(value)) return value.some(namesDuplicate);
  return isRecord(value) && Object.keys(value).some((name) => !LEAKS.includes(name) && namesDuplicate(value[name]));
}

function ofSuccess(status: number, body: Body, asked: Asked): Outcome {
  if (body.kind !== "json" || !isRecord(body.value))
    return unknown("unreadable", { ...NOTHING_SEEN, httpStatus: status });
  // An error beside a success contradicts it.
  if (hasError(body.value))
    return unknown("unreadable", { ...NOTHING_SEEN, message: readComplaint(body).message, httpStatus: status });
  const raw = unwrap(body.value);
  const wire = raw && WireCharge.parse(raw);
  const payment = readPayment(raw);
  const code = wire?.failure_code ?? wire?.tsys_response_code ?? wire?.host_response_code ?? null;
  const message = wire?.failure_message ?? wire?.host_response_message ?? readComplaint(body).message;
  const seen: Seen = {
    payment,
    code: code === null ? null : redact(code),
    message: message === null ? null : redact(message),
    httpStatus: status,
  };
  if (raw && asked.operation === "refund" && wire?.object?.toLowerCase() === "refund")
    return ofRefund(raw, asked.amount, asked, seen);
  const objectIs = wire?.object?.toLowerCase() ?? "charge";
  if (!raw || !wire || !payment || objectIs !== "charge" || garbled(raw, "object", text))
    return unknown("unreadable", { ...seen, payment: null });
  const charge: Charge = { raw, wire, payment, seen };
  if (asked.operation === "charge") return ofCharge(charge, asked);
  if (payment.id !== asked.paymentId || payment.currency !== asked.currency)
    return unknown("wrong_payment", { ...seen, payment: null });
  if (asked.operation === "capture") return ofCapture(charge, asked.amount);
  if (saysNo(charge) || unclear(charge)) return unknown("unrecognised", seen);
  if (asked.operation === "refund") return ofRefundedCharge(charge, asked.amount);
  const tipStands =
    (payment.status === "captured" || payment.status === "authorized") && wire.tip_amount === asked.amount;
  const stands = asked.operation === "void" ? payment.status === "voided" : tipStands;
  return stands ? { kind: "approved", ...seen, amount: asked.amount } : unknown("unrecognised", seen);
}

/** What PayArc's errors carry (docs/payarc.md 4.1) stands here. A bare charge has a status of its own. */
function hasError(envelope: Raw): boolean {
  return (
    isSaid(envelope, "error") ||
    isSaid(envelope, "errors") ||
    isSaid(envelope, "exception") ||
    flag(envelope["success"]) === false ||
    ("data" in envelope && text(envelope["status"])?.toLowerCase() === "error")
  );
}

interface Charge {
  readonly raw: Raw;
  readonly wire: WireCharge;
  readonly payment: Payment;
  readonly seen: Seen;
}

/** Something that could speak against success is there and cannot be read. */
function unclear({ raw }: Charge): boolean {
  const amounts = ["amount_approved", "amount_captured", "amount_refunded", "amount_voided"];
  const texts = [
    "type",
    "failure_code",
    "failure_message",
    "tsys_response_code",
    "host_response_code",
    "host_response_message",
  ];
  return (
    amounts.some((field) => garbled(raw, field, amount)) ||
    texts.some((field) => garbled(raw, field, text)) ||
    ["captured", "is_refunded"].some((field) => garbled(raw, field, flag))
  );
}

/** Any sign that the charge did not go through. */
function saysNo(charge: Charge): boolean {
  const { wire } = charge;
  const { failure_code: code, failure_message: message, tsys_response_code: host } = wire;
  if (code !== null && !isApprovalCode(code)) return true;
  if (message !== null && !/^(approved|approval|success)/i.test(message)) return true;
  if (host !== null && !isApprovalCode(host)) return true;
  return wordsOf(charge).some((words) => isDeclinePhrase(words) || isDeclineCode(words));
}

/**
 * Any sign that an issuer approved something. A failed charge may show `captured` 1 and an amount captured (docs/payarc.md
 * 19): no sign.
 */
function saysYes({ raw, wire }: Charge): boolean {
  if ((wire.amount_approved ?? 0) > 0 || garbled(raw, "amount_approved", amount)) return true;
  if (garbled(raw, "auth_code", text)) return true;
  if (wire.auth_code !== null && /[1-9A-Z]/i.test(wire.auth_code)) return true;
  return [wire.failure_code, wire.tsys_response_code].some((code) => code !== null && isApprovalCode(code));
}

/** Every place in which a code or a sentence of the host may stand; they move about between versions. */
function wordsOf({ wire }: Charge): readonly (string | null)[] {
  return [
    wire.failure_code,
    wire.failure_message,
    wire.tsys_response_code,
    wire.host_response_code,
    wire.host_response_message,
  ];
}

function looksDuplicate(charge: Charge): boolean {
  return [charge.wire.status, ...wordsOf(charge)].some(saysDuplicate);
}

function ofCharge(charge: Charge, asked: Extract<Asked, { operation: "charge" }>): Outcome {
  const { wire, payment, seen } = charge;
  const total = payment.amount;
  const isOurs =
    hasAskedAmount(total, asked) &&
    payment.currency === USD &&
    (payment.reference === null || payment.reference === asked.reference) &&
    (asked.last4 === null || (payment.card?.last4 ?? asked.last4) === asked.last4);
  if (!isOurs) return unknown("wrong_payment", { ...seen, payment: null });
  if (looksDuplicate(charge)) return unknown("possible_duplicate", seen);
  if (payment.status === "voided") return { kind: "reversed", ...seen, amount: total, rule: ruleOf(wire, asked.rules) };
  if (payment.status === "failed")
    return saysYes(charge) ? unknown("unrecognised", seen) : { kind: "declined", ...seen, amount: asked.amount };

  const taken =
    asked.capture && (payment.status === "captured" || payment.status === "settled") && wire.captured !== false;
  const held = !asked.capture && payment.status === "authorized" && wire.captured !== true;
  const givenBack = wire.is_refunded === true || (wire.amount_refunded ?? 0) > 0 || (wire.amount_voided ?? 0) > 0;
  const noSale = wire.type !== null && /refund|credit|void|return/i.test(wire.type);
  if (!(taken || held) || saysNo(charge) || unclear(charge) || givenBack || noSale)
    return unknown("unrecognised", seen);

  const approved = wire.amount_approved;
  const captured = wire.amount_captured;
  const saysPart = wordsOf(charge).some((words) => words !== null && /^(A0002|000002)$/i.test(words));
  if (saysPart || (approved !== null && approved > 0 && approved < asked.amount)) {
    const sane =
      approved !== null &&
      approved > 0 &&
      approved < asked.amount &&
      (held ? !captured : captured === null || captured === approved || captured === total);
    return sane
      ? { kind: "partially_approved", ...seen, amount: approved, requested: asked.amount }
      : unknown("unrecognised", seen);
  }
  // Some answers say 0 approved at creation (docs/payarc.md 14): then something else has to say yes.
  const fitting = total === asked.amount + asked.tip ? [total, asked.amount] : [total];
  const approvedFits = approved === null || fitting.includes(approved) || (approved === 0 && saysYes(charge));
  const capturedFits = held ? !captured : captured === null || fitting.includes(captured);
  if (!approvedFits || !capturedFits || wire.status?.toLowerCase().startsWith("partially"))
    return unknown("unrecognised", seen);
  return { kind: held ? "authorized" : "approved", ...seen, amount: total };
}

/**
 * MONEY: an answer about more than was asked, by exactly the surcharge, is ours as well: the money was taken. It keeps
 * its true amount, which the screen then shows as more than was asked (advice-surcharge.ts); anything else is not about
 * this order.
 */
function hasAskedAmount(
  total: number,
  { amount: whole, tip, surcharge }: Extract<Asked, { operation: "charge" }>,
): boolean {
  return [whole, whole + tip, whole + surcharge, whole + tip + surcharge].includes(total);
}

function ruleOf(wire: WireCharge, rules: Rules): "avs" | "bin" | "unstated" {
  const words = [wire.void_reason, wire.void_description, wire.failure_message, wire.host_response_message].join(" ");
  const byAvs = /\bavs\b/i.test(words);
  const byBin = /\bbin\b/i.test(words);
  if (byAvs !== byBin) return byAvs ? "avs" : "bin";
  // Even AVS rules do nothing (docs/payarc.md, seed 001), so only odd ones can have voided.
  const avsVoids = rules.avs !== null && rules.avs % 2 === 1;
  const binVoids = rules.binLocation !== null || rules.binCardType !== null;
  if (avsVoids !== binVoids) return avsVoids ? "avs" : "bin";
  return "unstated";
}

function ofCapture(charge: Charge, asked: Cents): Outcome {
  const { wire, payment, seen } = charge;
  if (looksDuplicate(charge)) return unknown("possible_duplicate", seen);
  const lapsed = payment.status === "expired" || payment.status === "failed";
  if (lapsed)
    return (wire.failure_code !== null && isApprovalCode(wire.failure_code)) || wire.captured === true
      ? unknown("unrecognised", seen)
      : { kind: "declined", ...seen, amount: asked };
  const taken = (payment.status === "captured" || payment.status === "settled") && wire.captured !== false;
  if (!taken || saysNo(charge) || unclear(charge) || wire.is_refunded === true) return unknown("unrecognised", seen);
  const captured = wire.amount_captured ?? payment.amount;
  return captured === asked ? { kind: "approved", ...seen, amount: asked } : unknown("wrong_payment", seen);
}

const REFUND_DONE: readonly string[] = ["submitted_for_refund", "refunded", "partial_refund"];

function ofRefund(
  raw: Raw,
  asked: Cents,
  { paymentId, reference, currency }: Extract<Asked, { paymentId: string }>,
  seen: Seen,
): Outcome {
  const wire = WireRefund.parse(raw);
  const bare: Seen = { ...seen, payment: null };
  const told = readRefund(raw);
  // MONEY: an answer with the mark of another refund is not the answer to this one.
  const others = typeof told.reference === "string" && !isRefundOf(told, reference);
  const named = text(raw["currency"]) !== null || garbled(raw, "currency", text);
  const inAnother = named && readCurrency(raw) !== currency;
  if (wire.charge_id !== paymentId || told.amount !== asked || inAnother || others)
    return unknown("wrong_payment", bare);
  if (seen.code !== null && !isApprovalCode(seen.code)) return unknown("unrecognised", bare);
  const done = wire.status !== null && REFUND_DONE.includes(wire.status.toLowerCase());
  return done ? { kind: "approved", ...bare, amount: asked } : unknown("unrecognised", bare);
}

/**
 * A refund that is answered by the charge itself. MONEY: refunding an unsettled charge voids the whole of it, whatever
 * amount was sent (docs/payarc.md 9), so the outcome's amount is the whole. A partial refund is not proven by a sum
 * that earlier refunds share.
 */
function ofRefundedCharge({ wire, payment, seen }: Charge, asked: Cents): Outcome {
  if (payment.status === "voided") return { kind: "approved", ...seen, amount: payment.amount };
  const whole =
    wire.status?.toLowerCase() === "refunded" && asked === payment.amount && wire.amount_refunded === payment.amount;
  return whole ? { kind: "approved", ...seen, amount: asked } : unknown("unrecognised", seen);
}
