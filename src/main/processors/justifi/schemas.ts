import { z } from "zod";
import { amount, flag, integer, isRecord, text, time, type Raw } from "../wire/lenient";

/**
 * What JustiFi sends, leniently (docs/justifi.md 3, 4): an envelope with `type` and `data`; last four as text or
 * number; a customer id that may be the text "null"; fields that come and go with the age of the document. Nothing here
 * throws.
 */

/** The object in the envelope's `data`; null when there is none. */
export function unwrap(body: unknown): Raw | null {
  return isRecord(body) && isRecord(body["data"]) ? body["data"] : null;
}

/** The rows of a list's envelope; null when it is no list. */
export function rows(body: unknown): readonly unknown[] | null {
  return isRecord(body) && Array.isArray(body["data"]) ? body["data"] : null;
}

const aText = z.unknown().optional().transform(text);
const anAmount = z.unknown().optional().transform(amount);
const anInteger = z.unknown().optional().transform(integer);
const aFlag = z.unknown().optional().transform(flag);
const aTime = z.unknown().optional().transform(time);
const anObject = z
  .unknown()
  .optional()
  .transform((value) => (isRecord(value) ? value : null));
const aList = z
  .unknown()
  .optional()
  .transform((value): readonly unknown[] => (Array.isArray(value) ? value : []));

export const WirePayment = z.object({
  id: aText,
  amount: anAmount,
  amount_refunded: anAmount,
  amount_refundable: anAmount,
  fee_amount: anInteger,
  currency: aText,
  status: aText,
  captured: aFlag,
  refunded: aFlag,
  disputed: aFlag,
  amount_disputed: anAmount,
  disputes: aList,
  description: aText,
  statement_descriptor: aText,
  error_code: aText,
  error_description: aText,
  is_test: aFlag,
  payment_method: anObject,
  refunds: aList,
  created_at: aTime,
  updated_at: aTime,
});
export type WirePayment = z.infer<typeof WirePayment>;

/** `payment_method`: a card or a bank account, and the mark that is the same for the same card (docs/justifi.md 7). */
export const WireMethod = z.object({
  id: aText,
  card: anObject,
  bank_account: anObject,
  signature: aText,
  status: aText,
  invalid_reason: aText,
});

export const WireCard = z.object({
  id: aText,
  token: aText,
  brand: aText,
  acct_last_four: z.unknown().optional(),
  account_number_last4: z.unknown().optional(),
  name: aText,
  month: aText,
  year: aText,
  address_postal_code: aText,
  address_line1_check: aText,
  address_postal_code_check: aText,
  bin_details: anObject,
});
export type WireCard = z.infer<typeof WireCard>;

export const WireBin = z.object({ type: aText, issuer: aText, country: aText, funding_source: aText });

export const WireRefund = z.object({
  id: aText,
  payment_id: aText,
  amount: anAmount,
  status: aText,
  reason: aText,
  created_at: aTime,
});
export type WireRefund = z.infer<typeof WireRefund>;

/** The bank's asking for the money back (docs/justifi.md 9); older copies say `amount_cents`. */
export const WireDispute = z.object({ status: aText, amount: anAmount, amount_cents: anAmount });

/** One line of a payment's ledger (docs/justifi.md, seed 004): `amount` is signed. */
export const WireLedgerLine = z.object({
  id: aText,
  amount: anInteger,
  balance: anInteger,
  currency: aText,
  payment_id: aText,
  payment_balance_txn_type: aText,
  source_id: aText,
  source_type: aText,
  created_at: aTime,
});

export const WirePageInfo = z.object({ end_cursor: z.unknown().optional(), has_next: aFlag });
