import type { CardEntry } from "../../../shared/card";
import { USD } from "../../../shared/currency";
import type { CustomerFields } from "../../../shared/customer";
import { metadataTrouble } from "../../../shared/metadata";
import type { Channel } from "../../../shared/outcome";
import { phoneToSend } from "../../../shared/phone-abroad";
import { withMark } from "../../../shared/refund-mark";
import { cleanTexts } from "../../base/clean-texts";
import type { ChargeOrder, Receipts, TakeBack } from "../processor";
import type { Fields } from "../wire/messages";
import { processorWords } from "../../../shared/words/processor";

/**
 * Domain -> the fields of PayArc's requests. What is null is not sent. Amounts are whole cents, everything else is
 * text.
 */

const CARD_SOURCE: Readonly<Record<Channel, string>> = {
  phone: "PHONE",
  mail: "MAIL",
  online: "INTERNET",
  in_person: "MANUAL",
};

/** Card data on its way, secrets, and what was made free of card numbers before it became JSON. */
const NO_TEXTS: readonly string[] = ["card_number", "cvv", "encrypted_data", "metadata"];

/** SECURITY: no card number leaves in a text (PCI DSS 3.3). */
function given(fields: Readonly<Record<string, string | number | null | undefined>>): Fields {
  const there = Object.entries(fields).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
  return cleanTexts(Object.fromEntries(there), NO_TEXTS);
}

/**
 * POST tokens: the 13 fields of docs/payarc.md, seed 003. `authorize_card` is sent only when asked for, because it may
 * cost a fee.
 */
export function tokenFields(card: CardEntry, channel: Channel, authorize: boolean): Fields {
  return given({
    card_source: CARD_SOURCE[channel],
    ...keyed(card),
    ...billing(card),
    authorize_card: authorize ? 1 : null,
  });
}

function keyed(card: CardEntry) {
  return {
    card_number: card.number,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    cvv: card.cvv,
    card_holder_name: card.holder,
  };
}

type Address = Pick<CardEntry, "addressLine1" | "addressLine2" | "city" | "state" | "zip" | "country">;

function billing(address: Address) {
  return {
    address_line1: address.addressLine1,
    address_line2: address.addressLine2,
    city: address.city,
    state: address.state,
    zip: address.zip,
    country: address.country,
  };
}

/** POST customers (docs/payarc.md 6). */
export function customerFields(fields: Partial<CustomerFields>): Fields {
  const {
    name,
    email,
    phone,
    description,
    addressLine1,
    addressLine2,
    city,
    state,
    zip,
    country,
    invoiceEmail,
    invoiceCopy,
  } = fields;
  return given({
    name,
    email,
    phone: phoneDigits(phone),
    description,
    address_1: addressLine1,
    address_2: addressLine2,
    city,
    state,
    zip,
    country,
    send_email_address: invoiceEmail,
    cc_email_address: invoiceCopy,
  });
}

/**
 * PayArc takes 2-11 digits (docs/payarc.md 6), people write (602) 555-0143. What is no plain number, or has an
 * extension, goes as it is, and PayArc says why not.
 */
function phoneDigits(phone: string | null | undefined): string | null | undefined {
  const read = phone ? phoneToSend(phone) : null;
  return read?.ok && read.extension === null ? read.digits : phone;
}

/**
 * PATCH customers/{id}: a null is a field that was emptied, which an empty text says; what is not there is left alone.
 */
export function customerChanges(fields: Partial<CustomerFields>): Fields {
  return customerFields(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? ""])));
}

function silence(receipts: Receipts) {
  return {
    do_not_send_email_to_customer: receipts.email ? null : "yes",
    do_not_send_sms_to_customer: receipts.sms ? null : "yes",
  };
}

/**
 * POST charges and POST charges/google/sale (docs/payarc.md, seed 000, 001; docs/payarc.md 8). `encryptedData` is set
 * for Google Pay only.
 */
export function chargeFields(order: ChargeOrder, reference: string, encryptedData: string | null): Fields {
  const { source, rules, level2 } = order;
  const card = source.kind === "card" ? source.card : null;
  return given({
    amount: order.amount,
    ...(source.kind === "customer" && { customer_id: source.customerId, card_id: source.cardId, cvv: source.cvv }),
    ...(source.kind === "token" && { token_id: source.tokenId }),
    ...(card && { card_source: CARD_SOURCE[order.channel], ...keyed(card) }),
    encrypted_data: encryptedData,
    currency: USD.toLowerCase(),
    statement_description: order.statementDescription,
    charge_description: order.description,
    email: order.email,
    phone_number: order.phone,
    ...billing(card ?? order),
    capture: order.capture ? 1 : 0,
    tip_amount: order.tip,
    surcharge: order.surcharge,
    ...silence(order.receipts),
    avs_parameters: rules.avs,
    bin_location_parameters: rules.binLocation,
    bin_card_type_parameters: rules.binCardType,
    ...(level2 && {
      card_level: "LEVEL2",
      purchase_order: level2.purchaseOrder,
      sales_tax: level2.salesTax,
      customer_ref_id: level2.customerRef,
    }),
    metadata: JSON.stringify(cleanTexts({ metadata: { ...order.metadata, reference } }).metadata),
  });
}

/**
 * A sentence per field that PayArc would not take whatever the rest is (docs/payarc.md, seed 001, docs/payarc.md 8);
 * empty when all is well.
 */
export function chargeProblems(order: ChargeOrder): Record<string, string> {
  const problems: Record<string, string> = {};
  if (order.amount < 1) problems["amount"] = processorWords.noAmount;
  const metadata = metadataTrouble(order.metadata);
  if (metadata !== null) problems["metadata"] = metadata;
  if (order.level2) {
    const address = order.source.kind === "card" ? order.source.card : order;
    if (!address.addressLine1) problems["addressLine1"] = processorWords.level2Address;
    if (!address.zip) problems["zip"] = processorWords.level2Zip;
  }
  return problems;
}

/** POST charges/{id}/void (docs/payarc.md 9). It has no receipt switches. */
export function voidFields(take: TakeBack): Fields {
  return given({ reason: take.reason, void_description: take.description });
}

/**
 * POST charges/{id}/refunds (docs/payarc.md 9). The amount is always sent, so that "everything" is never what a slip
 * means. MONEY: the description ends with our mark, because one payment can be given back twice by the same sum.
 */
export function refundFields(amount: number, take: TakeBack, reference: string): Fields {
  const description = withMark(take.description, reference);
  return given({ amount, reason: take.reason, description, ...silence(take.receipts) });
}
