import { z } from "zod";
import { amount, flag, integer, isRecord, text, time as timeOf, timeOfText, type Raw } from "../wire/lenient";

/**
 * What PayArc sends, leniently (docs/payarc.md 14): the same field comes as number, text, null, "" or not at all,
 * objects come wrapped in {data} or bare, and an empty list stands where an object is expected. Every reader turns what
 * it cannot read into null and never throws; what a null means is decided in read.ts and verdict.ts.
 */

/** What `time` of the wire reads, or {date, timezone: "UTC" or "-05:00"}. */
function time(value: unknown): number | null {
  if (!isRecord(value) || typeof value["date"] !== "string") return timeOf(value);
  const zone = value["timezone"];
  if (zone === undefined || zone === "UTC" || zone === "Z") return timeOfText(value["date"].trim());
  // What a zone's name means on that day is not guessed.
  return typeof zone === "string" && /^[+-]\d\d:\d\d$/.test(zone) ? timeOfText(`${value["date"].trim()}${zone}`) : null;
}

/** The object in `value`, bare or in {data}; null when there is none (an empty `[]` included). */
export function unwrap(value: unknown): Raw | null {
  if (!isRecord(value)) return null;
  if (!("data" in value)) return value;
  return isRecord(value["data"]) ? value["data"] : null;
}

/**
 * The rows in `value`: a list, a list in {data}, or one object in {data}. null when it is no list at all. A list that
 * PHP has taken rows out of comes as an object with their numbers.
 */
export function rows(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  const data = value["data"];
  if (Array.isArray(data)) return data;
  if (!isRecord(data)) return null;
  const numbers = Object.keys(data);
  return numbers.length > 0 && numbers.every((name) => /^\d{1,6}$/.test(name)) ? Object.values(data) : [data];
}

/** A row may be wrapped as well. */
const bare = (row: unknown): unknown => unwrap(row) ?? row;

const aText = z.unknown().optional().transform(text);
const anAmount = z.unknown().optional().transform(amount);
const anInteger = z.unknown().optional().transform(integer);
const aFlag = z.unknown().optional().transform(flag);
const aTime = z.unknown().optional().transform(time);
const anObject = z.unknown().optional().transform(unwrap);
const aList = z
  .unknown()
  .optional()
  .transform((value) => (rows(value) ?? (isRecord(value) && "id" in value ? [value] : [])).map(bare));

/** Names differ by endpoint and age: `address1`, `address_1`, `address_line1` (docs/payarc.md 14). */
export const WireCard = z.object({
  object: aText,
  id: aText,
  card_id: aText,
  brand: aText,
  first6digit: aText,
  last4digit: z.unknown().optional(),
  exp_month: aText,
  exp_year: aText,
  card_holder_name: aText,
  name: aText,
  is_default: aFlag,
  fingerprint: aText,
  address1: aText,
  address2: aText,
  address_1: aText,
  address_2: aText,
  address_line1: aText,
  address_line2: aText,
  city: aText,
  state: aText,
  state_code: aText,
  zip: aText,
  country: aText,
  country_code: aText,
  avs_status: aText,
  cvc_status: aText,
  bank_name: aText,
  bank_phone: aText,
  bin_country: aText,
  card_type: aText,
  customer_id: aText,
  created_at: aTime,
});
export type WireCard = z.infer<typeof WireCard>;

export const WireCustomer = z.object({
  object: aText,
  id: aText,
  customer_id: aText,
  name: aText,
  email: aText,
  phone: aText,
  description: aText,
  address_1: aText,
  address_2: aText,
  address1: aText,
  address2: aText,
  city: aText,
  state: aText,
  zip: aText,
  country: aText,
  send_email_address: aText,
  cc_email_address: aText,
  created_at: aTime,
  updated_at: aTime,
  card: aList,
  cards: aList,
});
export type WireCustomer = z.infer<typeof WireCustomer>;

export const WireToken = z.object({ object: aText, id: aText, card: anObject });

export const WireRefund = z.object({
  object: aText,
  id: aText,
  refund_amount: anAmount,
  amount: anAmount,
  status: aText,
  reason: aText,
  description: aText,
  charge_id: aText,
  created_at: aTime,
});
export type WireRefund = z.infer<typeof WireRefund>;

export const WireCharge = z.object({
  object: aText,
  id: aText,
  charge_id: aText,
  type: aText,
  amount: anAmount,
  amount_approved: anAmount,
  amount_captured: anAmount,
  amount_refunded: anAmount,
  amount_voided: anAmount,
  tip_amount: anAmount,
  surcharge: anAmount,
  payarc_fees: anInteger,
  net_amount: anInteger,
  status: aText,
  captured: aFlag,
  is_refunded: aFlag,
  auth_code: aText,
  failure_code: aText,
  failure_message: aText,
  tsys_response_code: aText,
  host_response_code: aText,
  host_response_message: aText,
  card: anObject,
  customer_id: aText,
  email: aText,
  receipt_email: aText,
  customer_email: aText,
  phone_number: aText,
  receipt_phone: aText,
  charge_description: aText,
  statement_description: aText,
  statement_descriptor: aText,
  void_reason: aText,
  void_description: aText,
  refund: aList,
  created_by: aText,
  created_at: aTime,
  updated_at: aTime,
});
export type WireCharge = z.infer<typeof WireCharge>;

export const WirePagination = z.object({
  total: anInteger,
  per_page: anInteger,
  total_pages: anInteger,
  last_page: anInteger,
});
