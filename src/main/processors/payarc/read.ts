import { brandOfWord } from "../../../shared/brand-words";
import { brandRules, type Brand } from "../../../shared/card";
import type { CardOnFile, Customer } from "../../../shared/customer";
import type { Cents } from "../../../shared/money";
import {
  hasFailed,
  statusByGiven,
  type Payment,
  type PaymentCard,
  type PaymentStatus,
  type Refund,
} from "../../../shared/payment";
import { readMark } from "../../../shared/refund-mark";
import type { CardToken } from "../processor";
import { readStatus } from "./status";
import {
  garbled,
  isRecord,
  isSaid,
  MOST_PARTS,
  readCurrency,
  readId,
  readLast4,
  readMonth,
  readYear,
  safe,
  safeMark,
  safePairs,
  safeWords,
  text,
  type Raw,
} from "../wire/lenient";
import { rows, WireCard, WireCharge, WireCustomer, WirePagination, WireRefund, WireToken } from "./schemas";

/**
 * Wire -> domain, once. Every reader answers null when a mandatory part (an id; a charge's amount) is not there to
 * read.
 */

/** A charge, read from its bare object. Amounts in minor units, times in epoch ms. */
export function readPayment(raw: Raw | null): Payment | null {
  if (!raw) return null;
  const wire = WireCharge.parse(raw);
  const id = readId(wire.id ?? wire.charge_id);
  if (id === null || wire.amount === null || wire.refund.length > MOST_PARTS) return null;
  const card = readPaymentCard(wire.card);
  const refunds = wire.refund.flatMap((row) => (isRecord(row) ? [readRefund(row)] : []));
  // MONEY: a sum given back that cannot be read is not nothing: what is left of the payment is not known.
  const said = readStatus(wire.status, wire.failure_code);
  const given = givenBack(wire, said, refunds);
  const isHidden = garbled(raw, "amount_refunded") || hidesRefund(wire, said, given);
  const status = isHidden ? "unknown" : statusByGiven(said, given, wire.amount_captured || wire.amount);
  const metadata = { ...readMetadata(raw["metadata"]), ...readMetadata(raw["transaction_metadata"]) };
  return {
    id,
    reference: metadata["reference"] ?? null,
    currency: readCurrency(raw),
    amount: wire.amount,
    amountApproved: wire.amount_approved,
    amountCaptured: wire.amount_captured,
    amountRefunded: given,
    tip: wire.tip_amount,
    surcharge: wire.surcharge,
    fees: wire.payarc_fees,
    net: wire.net_amount,
    status,
    statusRaw: safe(wire.status),
    captured: wire.captured ?? false,
    authCode: safe(wire.auth_code),
    failureCode: safeWords(wire.failure_code),
    failureMessage: safeWords(wire.failure_message),
    hostCode: safeWords(wire.tsys_response_code ?? wire.host_response_code),
    hostMessage: safeWords(wire.host_response_message),
    card,
    customerId: card?.customerId ?? readId(wire.customer_id),
    email: safe(wire.email ?? wire.receipt_email ?? wire.customer_email),
    phone: safe(wire.phone_number ?? wire.receipt_phone),
    description: safe(wire.charge_description),
    statementDescription: safe(wire.statement_description ?? wire.statement_descriptor),
    metadata,
    refunds,
    createdBy: safe(wire.created_by),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
  };
}

/** MONEY: something was given back, which neither a sum nor the status tells. */
function hidesRefund(wire: WireCharge, status: PaymentStatus, given: Cents): boolean {
  return wire.is_refunded === true && given === 0 && !["voided", "failed", "partly_refunded"].includes(status);
}

/**
 * MONEY: a refund that is listed counts although the sum beside it does not have it yet, whatever its status is but a
 * no, or it could be given a second time.
 */
function givenBack(wire: WireCharge, status: PaymentStatus, refunds: readonly Refund[]): Cents {
  const said = wire.amount_refunded ?? (0 as Cents);
  if (status === "voided") return said;
  const isWhole = wire.amount_refunded === null || wire.status?.toLowerCase() === "refunded";
  if (status === "refunded" && said === 0 && isWhole) return wire.amount_captured ?? wire.amount ?? said;
  const listed = refunds
    .filter((refund) => !hasFailed(refund) && readStatus(refund.status, null) !== "voided")
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return Math.max(said, Math.min(listed, wire.amount ?? 0)) as Cents;
}

/**
 * A refund row; it may have no id of its own (docs/payarc.md 19). Whether PayArc keeps descriptions is not documented:
 * a row without one does not say whose it is, a row with another one does.
 */
export function readRefund(raw: Raw): Refund {
  const wire = WireRefund.parse(raw);
  const said = wire.description === null ? null : readMark(wire.description);
  return {
    id: readId(wire.id),
    amount: wire.refund_amount ?? wire.amount,
    // One word for every no (hasFailed): what is counted hangs on it.
    status: readStatus(wire.status, null) === "failed" ? "failed" : safe(wire.status),
    reason: safe(wire.reason),
    createdAt: wire.created_at,
    ...(said && { description: safe(said.words), reference: said.mark }),
  };
}

/**
 * A customer, read from its bare object: `customer_id` first, then `id` (docs/payarc.md 6). Cards without an id are
 * left out.
 */
export function readCustomer(raw: Raw | null): Customer | null {
  if (!raw) return null;
  const wire = WireCustomer.parse(raw);
  const id = readId(wire.customer_id ?? wire.id);
  if (id === null) return null;
  return {
    id,
    name: safe(wire.name),
    email: safe(wire.email),
    phone: safe(wire.phone),
    description: safe(wire.description),
    addressLine1: safe(wire.address_1 ?? wire.address1),
    addressLine2: safe(wire.address_2 ?? wire.address2),
    city: safe(wire.city),
    state: safe(wire.state),
    zip: safe(wire.zip),
    country: safe(wire.country),
    invoiceEmail: safe(wire.send_email_address),
    invoiceCopy: safe(wire.cc_email_address),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    cards: [...wire.card, ...wire.cards].slice(0, MOST_PARTS).flatMap((row) => readCardOnFile(row) ?? []),
  };
}

function readCardOnFile(row: unknown): CardOnFile | null {
  if (!isRecord(row)) return null;
  const wire = WireCard.parse(row);
  const id = readId(wire.id ?? wire.card_id);
  if (id === null) return null;
  return {
    id,
    ...readPlastic(wire),
    isDefault: wire.is_default ?? false,
    addressLine1: safe(wire.address1 ?? wire.address_1 ?? wire.address_line1),
    addressLine2: safe(wire.address2 ?? wire.address_2 ?? wire.address_line2),
    city: safe(wire.city),
    state: safe(wire.state ?? wire.state_code),
    country: safe(wire.country ?? wire.country_code),
    createdAt: wire.created_at,
  };
}

function readPaymentCard(raw: Raw | null): PaymentCard | null {
  if (!raw) return null;
  const wire = WireCard.parse(raw);
  return {
    id: readId(wire.id ?? wire.card_id),
    ...readPlastic(wire),
    customerId: readId(wire.customer_id),
    issuerCountry: safe(wire.bin_country),
    cardType: safe(wire.card_type),
  };
}

/** What a card on file and the card of a payment have in common. */
function readPlastic(wire: WireCard) {
  return {
    brand: readBrand(wire.brand, wire.first6digit),
    brandRaw: safe(wire.brand),
    last4: readLast4(wire.last4digit),
    expMonth: readMonth(wire.exp_month),
    expYear: readYear(wire.exp_year),
    holder: safe(wire.card_holder_name ?? wire.name),
    fingerprint: safeMark(wire.fingerprint),
    zip: safe(wire.zip),
    avs: safe(wire.avs_status),
    cvv: safe(wire.cvc_status),
    issuerName: safe(wire.bank_name),
    issuerPhone: safe(wire.bank_phone),
  };
}

/** A token; the card row in it keeps its id once attached (docs/payarc.md 7). */
export function readToken(raw: Raw | null): CardToken | null {
  if (!raw) return null;
  const wire = WireToken.parse(raw);
  const id = readId(wire.id);
  if (id === null) return null;
  const card = wire.card ? WireCard.parse(wire.card) : null;
  return { id, cardId: readId(card?.id ?? null), fingerprint: safeMark(card?.fingerprint ?? null) };
}

/**
 * What a list says of its pages (docs/payarc.md 3), as Fractal writes it or as Laravel's own paginator does. `next`:
 * whether there is a page behind this one; null: it does not say.
 */
export function readPagination(
  body: unknown,
): Record<"pages" | "perPage" | "total", number | null> & { readonly next: boolean | null } {
  const meta = isRecord(body) && isRecord(body["meta"]) ? body["meta"] : {};
  const isPaginator = (one: unknown): one is Raw =>
    isRecord(one) && ["total_pages", "last_page", "current_page", "per_page", "links"].some((key) => key in one);
  const raw =
    [meta["pagination"], meta, body].find(isPaginator) ?? (isRecord(meta["pagination"]) ? meta["pagination"] : {});
  const wire = WirePagination.parse(raw);
  return {
    pages: wire.total_pages ?? wire.last_page,
    perPage: wire.per_page === 0 ? null : wire.per_page,
    total: wire.total,
    next: readNext([raw, isRecord(body) ? body : {}]),
  };
}

const PAGE_LINKS = ["next", "previous", "prev", "first", "last"];

function readNext(places: readonly Raw[]): boolean | null {
  for (const place of places) {
    if ("next_page_url" in place) return isSaid(place, "next_page_url");
    const { links } = place;
    // MONEY: links that lead to no page at all (to itself) say nothing of a page behind this one.
    if (isRecord(links) && PAGE_LINKS.some((name) => name in links)) return isSaid(links, "next");
  }
  return null;
}

const LETTERS: Readonly<Record<string, Brand>> = {
  V: "visa",
  M: "mastercard",
  X: "amex",
  A: "amex",
  R: "discover",
  D: "discover",
  J: "jcb",
};

/**
 * Brand letters (docs/payarc.md 7), or words. R and D are the Discover network, which also carries Diners, UnionPay and JCB: the
 * first digits tell which.
 */
function readBrand(letter: string | null, first6: string | null): Brand {
  const sign = letter?.trim().toUpperCase() ?? "";
  const byLetter = (Object.hasOwn(LETTERS, sign) ? LETTERS[sign] : brandOfWord(letter)) ?? "unknown";
  // Digits take longest to look up, and a list has hundreds of cards whose letter says it all.
  if (byLetter !== "unknown" && byLetter !== "discover") return byLetter;
  const byDigits = first6 !== null && /^\d{4,8}$/.test(first6) ? brandRules(first6.padStart(6, "0")).brand : "unknown";
  if (byLetter === "unknown") return byDigits;
  const onDiscover = byDigits === "diners" || byDigits === "unionpay" || byDigits === "jcb";
  return onDiscover ? byDigits : "discover";
}

/** The longest metadata that is read where it comes as JSON text, in characters. */
const LONGEST_METADATA = 50_000;

/** Metadata is sent as JSON text and comes back as rows of {key, value} (docs/payarc.md 14); both are read. */
function readMetadata(value: unknown): Record<string, string> {
  if (typeof value === "string") {
    if (value.length > LONGEST_METADATA) return {};
    try {
      const parsed: unknown = JSON.parse(value);
      return isRecord(parsed) ? readMetadata(parsed) : {};
    } catch {
      return {};
    }
  }
  const list = rows(value);
  if (list) {
    return safePairs(
      list.flatMap((row) => {
        const name = isRecord(row) ? text(row["key"]) : null;
        return isRecord(row) && name !== null ? [[name, text(row["value"])] as const] : [];
      }),
    );
  }
  return isRecord(value) ? safePairs(Object.entries(value).map(([name, entry]) => [name, text(entry)])) : {};
}
