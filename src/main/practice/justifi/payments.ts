import { cleanTexts } from "../../base/clean-texts";
import type { Book, LineDoc, Metadata, PaymentDoc, RefundDoc } from "./book";
import { newId } from "./ids";
import { isJson, methodOf } from "./methods";
import { notFound, Refusal, wrong } from "./refusal";
import { declineOf, type Decline } from "./scenarios";
import { asOf, list, one, refundableOf, refundedOf, showLine, showPayment, showRefund, VOID_WINDOW_MS } from "./show";

/** One request, once it is known who asks. Times are epoch ms, amounts minor units of the payment's currency. */
export interface Call {
  readonly book: Book;
  readonly now: number;
  /** Typed card numbers are taken. */
  readonly rawCards: boolean;
  readonly json: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
  readonly key: string;
}

export interface Done {
  readonly status: number;
  readonly body: unknown;
}

const MOST = 100_000_000;
const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? cleanTexts(value.trim()) : null;

function amountOf(value: unknown): number {
  if (value === undefined || value === null) throw wrong("amount_required", "Amount is required", "amount");
  if (typeof value !== "number" || !Number.isInteger(value))
    throw wrong("amount_must_be_an_integer", "Amount must be an integer", "amount");
  if (value <= 50) throw wrong("amount_below_minimum", "Amount must be greater than 50", "amount");
  if (value >= MOST) throw wrong("amount_above_maximum", `Amount must be less than ${MOST}`, "amount");
  return value;
}

function metadataOf(value: unknown): Metadata {
  if (value === undefined || value === null) return {};
  if (!isJson(value)) throw wrong("invalid_parameter", "Metadata must be an object", "metadata");
  return cleanTexts({ metadata: value }).metadata;
}

/** `metadata.payment_test.scenario` (docs/justifi.md 6); the bare name is taken too, because a form has only text. */
function scenarioOf(metadata: Metadata): string | null {
  const test = metadata["payment_test"];
  const name = isJson(test) ? test["scenario"] : test;
  return typeof name === "string" ? name : null;
}

/**
 * POST payments. A decline leaves a failed payment behind and is answered with 402 and an error (docs/justifi.md 4, 5).
 */
export function createPayment(call: Call): Done {
  const { book, json, now } = call;
  const amount = amountOf(json["amount"]);
  const currency = json["currency"];
  if (currency === undefined) throw wrong("currency_required", "Currency is required", "currency");
  if (currency !== "usd" && currency !== "cad") throw wrong("currency_invalid", "Currency is invalid", "currency");
  const captureStrategy = json["capture_strategy"];
  if (captureStrategy !== "automatic" && captureStrategy !== "manual")
    throw wrong("capture_strategy_invalid", "Capture strategy is invalid", "capture_strategy");
  const email = json["email"];
  if (email !== undefined && (typeof email !== "string" || !/^[^\s@]+@[^\s@]+$/.test(email)))
    throw wrong("email_invalid", "Email is invalid", "email");
  const statementDescriptor = textOf(json["statement_descriptor"]);
  if (statementDescriptor !== null && !/^[A-Za-z0-9_-]{5,22}$/.test(statementDescriptor))
    throw wrong("invalid_parameter", "Statement descriptor is invalid", "statement_descriptor");
  const metadata = metadataOf(json["metadata"]);
  const method = methodOf(book, json["payment_method"], call.rawCards, now);
  const decline = declineOf(scenarioOf(metadata) ?? method.scenario);
  const captured = decline === null && captureStrategy === "automatic";
  const payment: PaymentDoc = {
    id: newId("py"),
    idempotencyKey: call.key,
    amount,
    currency,
    captureStrategy,
    status: decline !== null ? "failed" : captured ? "succeeded" : "authorized",
    captured,
    fee: Math.round(amount * 0.029) + 30,
    description: textOf(json["description"]),
    statementDescriptor,
    metadata,
    errorCode: decline === null ? null : (decline.reason ?? decline.code),
    errorDescription: decline?.message ?? null,
    method,
    refunds: [],
    createdAt: now,
    updatedAt: now,
  };
  book.addPayment(payment);
  if (book.method(method.id) === null) book.addMethod(method);
  if (decline !== null) return { status: 402, body: declineBody(decline) };
  if (captured) taken(book, payment, now);
  return { status: 201, body: one("payment", showPayment(payment, now)) };
}

function declineBody({ code, reason, network, message }: Decline): unknown {
  return {
    error: {
      code,
      message,
      ...(reason !== null && { decline_code: reason }),
      ...(network !== null && { network: "VISA", network_error_code: network, network_error_category: null }),
    },
  };
}

function addLine(
  book: Book,
  payment: PaymentDoc,
  line: Pick<LineDoc, "amount" | "kind" | "sourceId" | "sourceType" | "at">,
): void {
  const balance = book.lines(payment.id).reduce((sum, { amount }) => sum + amount, line.amount);
  book.addLine({ ...line, id: newId("pbt"), paymentId: payment.id, balance });
}

function taken(book: Book, payment: PaymentDoc, at: number): void {
  addLine(book, payment, { amount: payment.amount, kind: "payment", sourceId: payment.id, sourceType: "Payment", at });
  addLine(book, payment, {
    amount: -payment.fee,
    kind: "payment_fee",
    sourceId: newId("fee"),
    sourceType: "ApplicationFee",
    at,
  });
}

function find({ book, now }: Pick<Call, "book" | "now">, id: string): PaymentDoc {
  const payment = book.payment(id);
  if (!payment) throw notFound();
  return asOf(payment, now);
}

function change({ book, now }: Call, payment: PaymentDoc, changed: Partial<PaymentDoc>): PaymentDoc {
  const next = { ...payment, ...changed, updatedAt: now };
  book.changePayment(next);
  return next;
}

/** GET payments/{id}. Throws Refusal 404. */
export function getPayment(call: Call, id: string): Done {
  return { status: 200, body: one("payment", showPayment(find(call, id), call.now)) };
}

/** PATCH payments/{id}: description and metadata, which is replaced whole (docs/justifi.md 4). */
export function updatePayment(call: Call, id: string): Done {
  const payment = find(call, id);
  const { json } = call;
  const extra = Object.keys(json).find((name) => name !== "description" && name !== "metadata");
  if (extra !== undefined) throw wrong("unexpected_parameter", "Unexpected parameter", cleanTexts(extra));
  // The stored one is changed: a hold that has lapsed is not to be stored as one that was voided.
  const next = change(call, call.book.payment(id) ?? payment, {
    ...("description" in json && { description: textOf(json["description"]) }),
    ...("metadata" in json && { metadata: metadataOf(json["metadata"]) }),
  });
  return { status: 200, body: one("payment", showPayment(next, call.now)) };
}

/** POST payments/{id}/capture: the whole of it (docs/justifi.md 4). */
export function capturePayment(call: Call, id: string): Done {
  const payment = find(call, id);
  if (payment.captured) throw new Refusal(422, "payment_already_captured", "Payment has already been captured");
  if (payment.status === "canceled")
    throw new Refusal(422, "charge_expired_for_capture", "The charge has expired and cannot be captured");
  if (payment.status !== "authorized") throw new Refusal(422, "invalid_parameter", "Payment cannot be captured");
  const next = change(call, payment, { status: "succeeded", captured: true });
  taken(call.book, next, call.now);
  return { status: 201, body: one("payment", showPayment(next, call.now)) };
}

/**
 * POST payments/{id}/void: within 25 minutes of the payment, captured or not; all fees come back (docs/justifi.md 4).
 */
export function voidPayment(call: Call, id: string): Done {
  const payment = find(call, id);
  const open = payment.status === "authorized" || payment.status === "succeeded";
  if (!open || call.now > payment.createdAt + VOID_WINDOW_MS)
    throw new Refusal(422, "payment_outside_void_window", "Payment is outside of the void window");
  const next = change(call, payment, { status: "canceled" });
  if (payment.captured) {
    addLine(call.book, next, {
      amount: -payment.amount,
      kind: "refund",
      sourceId: payment.id,
      sourceType: "Void",
      at: call.now,
    });
    addLine(call.book, next, {
      amount: payment.fee,
      kind: "fee_refund",
      sourceId: newId("fee"),
      sourceType: "ApplicationFee",
      at: call.now,
    });
  }
  return { status: 200, body: one("payment", showPayment(next, call.now)) };
}

/** POST payments/{id}/refunds: whole or in part, as often as there is something left (docs/justifi.md 4). */
export function refundPayment(call: Call, id: string): Done {
  const payment = find(call, id);
  const { json, now } = call;
  const most = refundableOf(payment);
  const reason = json["reason"];
  if (reason !== undefined && !["duplicate", "fraudulent", "customer_request"].includes(String(reason)))
    throw wrong("refund_reason_invalid", "Refund reason is invalid", "reason");
  if (payment.status === "fully_refunded")
    throw new Refusal(422, "payment_fully_refunded", "Payment has been fully refunded");
  const amount = json["amount"] ?? most;
  if (typeof amount !== "number" || !Number.isInteger(amount) || amount < 1)
    throw wrong("amount_must_be_an_integer", "Amount must be an integer", "amount");
  if (amount > payment.amount)
    throw wrong("refund_exceeds_payment_amount", "Refund exceeds the payment amount", "amount");
  if (amount > most) throw wrong("refund_exceeds_amount_available", "Refund exceeds the amount available", "amount");
  const refund: RefundDoc = {
    id: newId("re"),
    amount,
    description: textOf(json["description"]),
    reason: typeof reason === "string" ? reason : null,
    status: "succeeded",
    metadata: metadataOf(json["metadata"]),
    createdAt: now,
  };
  const next = change(call, payment, {
    refunds: [...payment.refunds, refund],
    status: amount === payment.amount - refundedOf(payment) ? "fully_refunded" : "partially_refunded",
  });
  addLine(call.book, next, { amount: -amount, kind: "refund", sourceId: refund.id, sourceType: "Refund", at: now });
  return { status: 201, body: one("refund", showRefund(refund, id)) };
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? "25");
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : 25;
}

/** Cursors as JustiFi's: base64 of JSON; opaque to clients. */
const cursorOf = (seq: number, at: number): string =>
  Buffer.from(JSON.stringify([new Date(at).toISOString(), String(seq)])).toString("base64");

function seqOf(cursor: string | null): number | null {
  if (cursor === null) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    const seq = Array.isArray(parsed) ? Number(parsed[1]) : Number.NaN;
    if (Number.isSafeInteger(seq)) return seq;
  } catch {
    // Told below.
  }
  throw new Refusal(400, "invalid_parameter", "Cursor is invalid");
}

/** GET payments: newest first, by cursors (docs/justifi.md 4, pagination). */
export function listPayments({ book, now, query }: Call): Done {
  const limit = limitOf(query);
  const before = query.get("before_cursor");
  const found = book.payments(limit + 1, seqOf(before ?? query.get("after_cursor")), before !== null);
  const more = found.length > limit;
  const shown = before === null ? found.slice(0, limit) : found.slice(-limit);
  const first = shown[0];
  const last = shown.at(-1);
  const page = {
    start: first ? cursorOf(first.seq, first.doc.createdAt) : null,
    end: last ? cursorOf(last.seq, last.doc.createdAt) : null,
    next: before === null ? more : true,
    previous: before === null ? query.has("after_cursor") : more,
  };
  return {
    status: 200,
    body: list(
      shown.map(({ doc }) => showPayment(doc, now)),
      page,
    ),
  };
}

/** GET payments/{id}/payment_balance_transactions: oldest first here; the order is not documented. */
export function paymentLedger(call: Call, id: string): Done {
  const payment = find(call, id);
  const lines = call.book.lines(payment.id);
  const limit = limitOf(call.query);
  const from = (seqOf(call.query.get("after_cursor")) ?? -1) + 1;
  const shown = lines.slice(from, from + limit);
  const end = shown.length > 0 ? cursorOf(from + shown.length - 1, call.now) : null;
  const start = shown.length > 0 ? cursorOf(from, call.now) : null;
  return {
    status: 200,
    body: list(
      shown.map((line) => showLine(line, payment.currency)),
      { start, end, next: from + limit < lines.length, previous: from > 0 },
    ),
  };
}
