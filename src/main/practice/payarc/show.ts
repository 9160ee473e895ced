import type { CardRow, ChargeRow, CustomerRow, RefundRow, TokenRow } from "./book";
import { effectOfAmount } from "./scenarios";

/** How PayArc writes what it knows (docs/payarc.md, seed 000, 002; docs/payarc.md 14), oddities included. */

/** What an object is wrapped in. */
export function one(data: unknown, include: readonly string[]): unknown {
  return { data, meta: { include, custom: [] } };
}

export const CUSTOMER_INCLUDES = ["card", "charge", "subscription", "invoice"];
export const CHARGE_INCLUDES = ["review"];

/**
 * What a list is wrapped in. `links` is an empty array when there is nothing in it: so Fractal writes an empty object.
 */
export function many(
  data: readonly unknown[],
  total: number,
  limit: number,
  page: number,
  include: readonly string[],
): unknown {
  const pages = Math.max(1, Math.ceil(total / limit));
  const links = {
    ...(page > 1 ? { previous: `/?page=${page - 1}` } : {}),
    ...(page < pages ? { next: `/?page=${page + 1}` } : {}),
  };
  const pagination = {
    total,
    count: data.length,
    per_page: limit,
    current_page: page,
    total_pages: pages,
    links: Object.keys(links).length > 0 ? links : [],
  };
  return { data, meta: { include, custom: [], pagination } };
}

/** `"2018-11-27 07:36:58"`, UTC without saying so. */
function textTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** The date of the 2018 cards. */
function objectTime(seconds: number): unknown {
  return { date: `${textTime(seconds)}.000000`, timezone_type: 3, timezone: "UTC" };
}

function ago(then: number, now: number): string {
  const steps = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ] as const;
  const gone = Math.max(1, now - then);
  for (const [unit, length] of steps) {
    const count = Math.floor(gone / length);
    if (count > 0) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return `${gone} second${gone === 1 ? "" : "s"} ago`;
}

/** A customer as PayArc shows it. */
export function showCustomer(
  row: CustomerRow,
  cards: readonly CardRow[],
  charges: readonly ChargeRow[],
  now: number,
): unknown {
  const blank = (value: string | null) => (row.style === "old" ? (value ?? "") : value);
  const ids = row.style === "customer_id" ? { customer_id: row.id } : { id: row.id };
  return {
    object: "customer",
    ...ids,
    name: row.name,
    ...(row.style === "customer_id" ? {} : { real_id: row.real_id }),
    email: row.email,
    description: blank(row.description),
    payment_overdue: row.payment_overdue,
    send_email_address: blank(row.send_email_address),
    cc_email_address: blank(row.cc_email_address),
    source_id: row.source_id,
    address_1: row.address_1,
    address_2: blank(row.address_2),
    city: row.city,
    state: row.state,
    zip: row.zip,
    phone: row.phone,
    country: row.country,
    created_at: textTime(row.created_at),
    updated_at: textTime(row.updated_at),
    readable_created_at: ago(row.created_at, now),
    readable_updated_at: ago(row.updated_at, now),
    invoice_prefix: row.invoice_prefix,
    card: { data: cards.map((card) => showCard(card)) },
    charge: { data: charges.map((charge) => showChargeInCustomer(charge, now)) },
  };
}

function showCard(row: CardRow, seen: CardCheck = row): unknown {
  const old = row.style === "old";
  const blank = (value: string | null) => (old ? (value ?? "") : value);
  const when = (seconds: number) => (old ? objectTime(seconds) : seconds);
  return {
    object: "Card",
    id: row.id,
    // docs/payarc.md, seed 002 names them with an underscore, docs/payarc.md, seed 000 without.
    ...(old
      ? { address_1: blank(row.address1), address_2: blank(row.address2), real_id: row.real_id }
      : { address1: row.address1, address2: row.address2, card_source: row.card_source }),
    card_holder_name: blank(row.holder),
    is_default: row.is_default,
    exp_month: row.exp_month,
    exp_year: row.exp_year,
    ...(old ? {} : { is_verified: row.is_verified }),
    fingerprint: row.fingerprint,
    city: row.city,
    state: blank(row.state),
    zip: blank(row.zip),
    brand: row.brand,
    last4digit: row.last4,
    // A number, so that a leading 0 would be lost; some answers have it as text (docs/payarc.md 14).
    first6digit: old ? row.first6 : Number(row.first6),
    country: blank(row.country),
    avs_status: seen.avs_status,
    cvc_status: seen.cvc_status,
    address_check_passed: seen.street_passed,
    zip_check_passed: seen.zip_passed,
    customer_id: row.customer_id,
    created_at: when(row.created_at),
    updated_at: when(row.updated_at),
    ...(row.bin_country === null
      ? {}
      : {
          card_type: row.card_type,
          bin_country: row.bin_country,
          bank_name: row.bank_name,
          bank_website: null,
          bank_phone: row.bank_phone,
        }),
  };
}

type CardCheck = Pick<CardRow, "avs_status" | "cvc_status" | "street_passed" | "zip_passed">;

/** A token as PayArc shows it. */
export function showToken(row: TokenRow, card: CardRow): unknown {
  return {
    object: "Token",
    id: row.id,
    used: row.used === 1,
    ip: null,
    tokenization_method: null,
    created_at: row.created_at,
    updated_at: row.created_at,
    card: { data: showCard(card) },
  };
}

/**
 * What is true of a charge at `now` (epoch seconds): batches settle, holds lapse and disputes begin by themselves. Which
 * word PayArc has for a disputed charge is not recorded (docs/payarc.md 8); practice says `disputed`.
 */
export function statusNow(row: ChargeRow, now: number): string {
  if (row.status === "authorized" && row.lapses_at !== null && now >= row.lapses_at) return "authorization_expired";
  const waiting = row.status === "submitted_for_settlement" || row.status === "partially_submitted_for_settlement";
  const settled = waiting && row.settles_at !== null && now >= row.settles_at;
  return settled ? (effectOfAmount(row.amount)?.kind === "disputed" ? "disputed" : "settled") : row.status;
}

/** PayArc's own fee on a captured charge: 35 on 1200 (docs/payarc.md, seed 000); the formula is ours. */
function feesOf(row: ChargeRow): number {
  return row.failure_code !== null || row.status === "void" || row.status === "authorized"
    ? 0
    : Math.round((row.captured_amount * 29) / 1000);
}

/** Whether PayArc takes refunds off is not documented (docs/payarc.md 20); what is refunded is gone all the same. */
function netAmount(row: ChargeRow): number {
  return row.status === "void" ? 0 : row.captured_amount - row.refunded - feesOf(row);
}

/** What a charge may carry for level 2 and 3, as it was sent (docs/payarc.md 8). */
export const LEVEL_FIELDS = [
  "sales_tax",
  "purchase_order",
  "supplier_reference_number",
  "customer_ref_id",
  "ship_to_zip",
  "amex_descriptor",
  "customer_vat_number",
  "summary_commodity_code",
  "shipping_charges",
  "duty_charges",
  "ship_from_zip",
  "destination_country_code",
  "vat_invoice",
  "order_date",
  "tax_category",
  "tax_type",
  "tax_rate",
  "tax_amount",
] as const;

export interface ShowCharge {
  readonly card: CardRow | null;
  readonly refunds: readonly RefundRow[];
  readonly now: number;
  /**
   * The answer to a POST has other types than a reading: amounts as text, `under_review` as false (docs/payarc.md 14).
   */
  readonly fresh: boolean;
  readonly include: readonly string[];
}

/** A charge as PayArc shows it. */
export function showCharge(row: ChargeRow, { card, refunds, now, fresh, include }: ShowCharge): unknown {
  const extra = JSON.parse(row.extra) as Record<string, string>;
  const fees = feesOf(row);
  const told = statusNow(row, now);
  // No charge is born disputed: only a reading tells it.
  const status = fresh && told === "disputed" ? row.status : told;
  const amountText = (value: number) => (fresh && value > 0 ? String(value) : value);
  return {
    object: "Charge",
    id: row.id,
    amount: row.amount,
    amount_approved: amountText(row.approved),
    amount_refunded: row.refunded,
    amount_captured: amountText(row.captured_amount),
    amount_voided: row.voided,
    application_fee_amount: 0,
    tip_amount: row.tip,
    payarc_fees: fees,
    type: "Sale",
    net_amount: netAmount(row),
    captured: row.capture,
    is_refunded: row.refunded > 0 ? 1 : 0,
    status,
    auth_code: row.auth_code,
    failure_code: row.failure_code,
    failure_message: row.failure_message,
    charge_description: extra["charge_description"] ?? null,
    statement_description: extra["statement_description"] ?? null,
    invoice: null,
    under_review: fresh ? false : 0,
    created_at: row.created_at,
    updated_at: row.updated_at,
    email: extra["email"] ?? null,
    phone_number: extra["phone_number"] ?? null,
    card_level: extra["card_level"] ?? "LEVEL1",
    ...Object.fromEntries(LEVEL_FIELDS.map((name) => [name, extra[name] ?? null])),
    created_by: "training@example.com",
    terminal_register: null,
    tip_amount_refunded: null,
    sales_tax_refunded: null,
    shipping_charges_refunded: null,
    duty_charges_refunded: null,
    pax_reference_number: null,
    refund_reason: row.refund_reason,
    refund_description: row.refund_description,
    void_reason: row.void_reason,
    void_description: row.void_description,
    surcharge: row.surcharge,
    toll_amount: null,
    external_order_id: extra["external_order_id"] ?? null,
    external_invoice_id: extra["external_invoice_id"] ?? null,
    tsys_response_code: row.tsys_code,
    host_response_code: row.host_code,
    host_response_message: row.host_message,
    do_not_send_email_to_customer: extra["do_not_send_email_to_customer"] ?? null,
    do_not_send_sms_to_customer: extra["do_not_send_sms_to_customer"] ?? null,
    refund: { data: refunds.map((refund) => showRefundInCharge(refund)) },
    card: { data: card === null ? [] : showCard(card, row) },
    ...(include.includes("transaction_metadata") ? { transaction_metadata: { data: showMetadata(row) } } : {}),
    ...(include.includes("extra_metadata") ? { extra_metadata: { data: [] } } : {}),
  };
}

function showMetadata(row: ChargeRow): unknown[] {
  return Object.entries(JSON.parse(row.metadata) as Record<string, string>).map(([key, value], at) => ({
    object: "TransactionMeta",
    id: `${row.id.slice(0, 14)}${String(at).padStart(2, "0")}`,
    key,
    signature: null,
    value,
  }));
}

/**
 * The short form of 2018 in which a customer carries its charges: text dates, no card, failures without their phrase.
 */
function showChargeInCustomer(row: ChargeRow, now: number): unknown {
  const fees = feesOf(row);
  const extra = JSON.parse(row.extra) as Record<string, string>;
  return {
    object: "Charge",
    id: row.id,
    real_id: row.real_id,
    amount: row.amount,
    amount_refunded: row.refunded,
    amount_captured: row.captured_amount,
    amount_voided: row.voided,
    payarc_fees: fees,
    type: "Sale",
    net_amount: netAmount(row),
    captured: row.capture,
    is_refunded: row.refunded > 0 ? 1 : 0,
    status: row.failure_code === null ? statusNow(row, now) : "failed_by_gateway",
    auth_code: row.auth_code,
    failure_code: row.failure_code,
    failure_message: row.failure_message,
    charge_description: extra["charge_description"] ?? null,
    invoice: null,
    under_review: 0,
    created_at: textTime(row.created_at),
    updated_at: textTime(row.updated_at),
    refund: { data: [] },
    card: { data: [] },
  };
}

/** A refund as PayArc shows it by itself. */
export function showRefund(row: RefundRow): unknown {
  return {
    ...(showRefundInCharge(row) as object),
    id: row.id,
    refund_amount: String(row.amount),
    charge_id: row.charge_id,
    email: null,
    receipt_phone: null,
  };
}

/** Inside a charge a refund has no id of its own (docs/payarc.md 9, 19). */
function showRefundInCharge(row: RefundRow): unknown {
  return {
    object: "Refund",
    refund_amount: row.amount,
    currency: "usd",
    status: row.status,
    reason: row.reason,
    description: row.description,
    created_at: row.created_at,
    updated_at: row.created_at,
  };
}
