import type { LineDoc, Method, PaymentDoc, RefundDoc } from "./book";

/**
 * What the practice JustiFi answers with: the shapes of docs/justifi.md, seed 004, with what docs/justifi.md 3 and 4
 * add.
 */

const HOLD_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
export const VOID_WINDOW_MS = 25 * 60 * 1000;
const SUB_ACCOUNT = "acc_practice";

const iso = (ms: number): string => new Date(ms).toISOString();

/** A hold that nobody captured is let go after seven days; money that was taken may be disputed. */
export function statusNow(payment: PaymentDoc, now: number): PaymentDoc["status"] {
  const taken = payment.status === "succeeded" || payment.status === "partially_refunded";
  if (taken && now >= disputedAt(payment)) return "disputed";
  return payment.status === "authorized" && now >= payment.createdAt + HOLD_LIFE_MS ? "canceled" : payment.status;
}

/** The payment as it is now (epoch ms): letting a hold go is a change to it. */
export function asOf(payment: PaymentDoc, now: number): PaymentDoc {
  const status = statusNow(payment, now);
  return status === payment.status
    ? payment
    : { ...payment, status, updatedAt: Math.max(payment.updatedAt, changedAt(payment, status)) };
}

function changedAt(payment: PaymentDoc, status: PaymentDoc["status"]): number {
  return status === "disputed" ? disputedAt(payment) : payment.createdAt + HOLD_LIFE_MS;
}

/**
 * Epoch ms at which the card's bank asks for the money back, as `metadata.dispute_test_spec` says (docs/justifi.md 6):
 * after so many seconds, one where it does not say. Infinite: never.
 */
function disputedAt({ metadata, createdAt }: PaymentDoc): number {
  const given = metadata["dispute_test_spec"];
  if (given === undefined) return Number.POSITIVE_INFINITY;
  const seconds = Number(specOf(given)["event_publish_delay_in_seconds"] ?? 1);
  return createdAt + 1000 * (Number.isFinite(seconds) ? Math.max(1, seconds) : 1);
}

/** The spec as an object. It may come as text, because a desk's own fields are texts. */
function specOf(given: unknown): Record<string, unknown> {
  try {
    const spec: unknown = typeof given === "string" ? JSON.parse(given) : given;
    return typeof spec === "object" && spec !== null ? { ...spec } : {};
  } catch {
    return {};
  }
}

/** What was given back of a payment, in cents. */
export function refundedOf(payment: PaymentDoc): number {
  return payment.refunds.reduce((sum, { amount }) => sum + amount, 0);
}

/** What can still be refunded, in minor units: not what is disputed. */
export function refundableOf(payment: PaymentDoc): number {
  const { status } = payment;
  const taken = status === "succeeded" || status === "partially_refunded" || status === "disputed";
  return taken ? payment.amount - refundedOf(payment) - disputedOf(payment) : 0;
}

/** What the card's bank asks for, in minor units: `amount` of the spec, else all that is left. */
function disputedOf(payment: PaymentDoc): number {
  if (payment.status !== "disputed") return 0;
  const left = payment.amount - refundedOf(payment);
  const asked = Number(specOf(payment.metadata["dispute_test_spec"])["amount"] ?? left);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, left) : left;
}

/** One thing in the envelope of JustiFi (docs/justifi.md 3). */
export function one(
  type: "payment" | "refund" | "payment_method",
  data: { id: string } & Record<string, unknown>,
): unknown {
  return { id: data.id, type, data, page_info: null };
}

/** A page of a list in the envelope of JustiFi (docs/justifi.md 3). */
export function list(
  data: unknown[],
  page: { start: string | null; end: string | null; next: boolean; previous: boolean },
): unknown {
  return {
    id: null,
    type: "array",
    data,
    page_info: { end_cursor: page.end, has_next: page.next, has_previous: page.previous, start_cursor: page.start },
  };
}

/** A payment as JustiFi shows it. `now` is epoch ms. */
export function showPayment(kept: PaymentDoc, now: number): { id: string } & Record<string, unknown> {
  const payment = asOf(kept, now);
  const { status } = payment;
  const refunded = refundedOf(payment);
  const disputed = disputedOf(payment);
  const fee = payment.captured && status !== "canceled" ? payment.fee : 0;
  return {
    id: payment.id,
    account_id: SUB_ACCOUNT,
    amount: payment.amount,
    amount_disputed: disputed,
    amount_refundable: refundableOf(payment),
    amount_refunded: refunded,
    amount_returned: 0,
    application_fee: null,
    application_fee_rate_id: null,
    balance: payment.captured && status !== "canceled" ? payment.amount - fee - refunded : 0,
    capture_strategy: payment.captureStrategy,
    captured: payment.captured,
    checkout_id: null,
    created_at: iso(payment.createdAt),
    currency: payment.currency,
    description: payment.description,
    disputed: disputed > 0,
    disputes: disputed > 0 ? [showDispute(payment, disputed)] : [],
    error_code: payment.errorCode,
    error_description: payment.errorDescription,
    expedited: false,
    fee_amount: fee,
    fees: [],
    financial_transaction_id: payment.id.replace(/^py/, "ft"),
    is_test: true,
    metadata: payment.metadata,
    payment_intent_id: null,
    payment_method: { card: showCard(payment.method), customer_id: null, signature: payment.method.signature },
    payment_mode: "ecom",
    refunded: refunded > 0,
    refunds: payment.refunds.map((refund) => showRefund(refund, payment.id)),
    returned: false,
    statement_descriptor: payment.statementDescriptor,
    status,
    terminal_id: null,
    transaction_hold: null,
    updated_at: iso(payment.updatedAt),
  };
}

/** The bank's question (docs/justifi.md 9). */
function showDispute(payment: PaymentDoc, amount: number): unknown {
  const at = iso(disputedAt(payment));
  return {
    id: payment.id.replace(/^py/, "dp"),
    payment_id: payment.id,
    amount,
    currency: payment.currency,
    reason: "fraudulent",
    status: "needs_response",
    created_at: at,
    updated_at: at,
  };
}

/** The checks of the address: scripted by ZIP, else what was given matches. */
function checkOf(method: Method): { line1: string; zip: string } {
  const scripted = { "22222": "fail", "33333": "unavailable" }[method.postalCode?.slice(0, 5) ?? ""];
  return {
    line1: method.line1 === null ? "unchecked" : "pass",
    zip: scripted ?? (method.postalCode === null ? "unchecked" : "pass"),
  };
}

/** A payment method as its own endpoints answer with it (docs/justifi.md 7). */
export function showMethod(method: Method): { id: string } & Record<string, unknown> {
  return {
    id: method.id,
    status: method.invalidReason === null ? "valid" : "invalid",
    invalid_reason: method.invalidReason,
    created_at: iso(method.createdAt),
    updated_at: iso(method.createdAt),
    card: showCard(method),
    customer_id: null,
    signature: method.signature,
    account_id: SUB_ACCOUNT,
  };
}

function showCard(method: Method): { id: string } & Record<string, unknown> {
  const check = checkOf(method);
  return {
    id: method.id,
    acct_last_four: method.last4,
    address_line1_check: check.line1,
    address_postal_code: method.postalCode,
    address_postal_code_check: check.zip,
    bin_details: null,
    brand: method.brand,
    created_at: iso(method.createdAt),
    metadata: {},
    month: method.month,
    name: method.name,
    token: method.id,
    updated_at: iso(method.createdAt),
    year: method.year,
  };
}

/** A refund as JustiFi shows it by itself. */
export function showRefund(refund: RefundDoc, paymentId: string): { id: string } & Record<string, unknown> {
  const { id, amount, description, reason, status, metadata, createdAt } = refund;
  return {
    id,
    payment_id: paymentId,
    amount,
    description,
    reason,
    status,
    metadata,
    returned_fees: [],
    created_at: iso(createdAt),
    updated_at: iso(createdAt),
  };
}

/** A line of the balance as JustiFi shows it. */
export function showLine(line: LineDoc, currency: string): unknown {
  return {
    id: line.id,
    amount: line.amount,
    balance: line.balance,
    created_at: iso(line.at),
    currency,
    financial_transaction_id: line.paymentId.replace(/^py/, "ft"),
    payment_balance_txn_type: line.kind,
    payment_id: line.paymentId,
    source_id: line.sourceId,
    source_type: line.sourceType,
    updated_at: iso(line.at),
  };
}
