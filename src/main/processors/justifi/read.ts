import { brandOfWord } from "../../../shared/brand-words";
import type { LedgerLine } from "../../../shared/ledger";
import type { Cents } from "../../../shared/money";
import {
  hasFailed,
  HOLD_LIFE_MS,
  statusByGiven,
  type Payment,
  type PaymentCard,
  type PaymentStatus,
  type Refund,
} from "../../../shared/payment";
import type { TokenCard } from "../processor";
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
import {
  WireBin,
  WireCard,
  WireDispute,
  WireLedgerLine,
  WireMethod,
  WirePageInfo,
  WirePayment,
  WireRefund,
} from "./schemas";

/** Wire -> domain, once. A reader answers null when a mandatory part (an id, an amount) is not there to read. */

/** How long after the payment it can be voided (docs/justifi.md 4, void). */
const VOID_WINDOW_MS = 25 * 60 * 1000;

/** A payment, read from its bare object. Amounts in minor units, times in epoch ms. */
export function readPayment(raw: Raw | null): Payment | null {
  if (!raw) return null;
  const wire = WirePayment.parse(raw);
  const id = readId(wire.id);
  if (id === null || wire.amount === null || wire.refunds.length > MOST_PARTS) return null;
  const method = wire.payment_method ? WireMethod.parse(wire.payment_method) : null;
  const metadata = readMetadata(raw["metadata"]);
  const refunds = wire.refunds.flatMap((row) => (isRecord(row) ? [readRefund(row)] : []));
  // MONEY: a sum given back, disputed or still to give back that cannot be read is not nothing: what is left of the
  // payment is not known.
  const unread = ["amount_refunded", "amount_refundable", "amount_disputed"].some((field) => garbled(raw, field));
  const given = givenBack(wire, refunds);
  const said = readStatus(wire);
  // A refund is possible before a payment settles here, so nothing hangs on the word that it is captured.
  const word = said === "captured" && given > 0 ? "partly_refunded" : said;
  const status = unread || hidesRefund(wire, given) ? "unknown" : statusByGiven(word, given, wire.amount);
  return {
    id,
    reference: readReference(raw["metadata"]),
    currency: readCurrency(raw),
    amount: wire.amount,
    // There is no approval in part (docs/justifi.md 4).
    amountApproved: null,
    amountCaptured: wire.captured === null ? null : wire.captured ? wire.amount : (0 as Cents),
    amountRefunded: given,
    amountDisputed: disputedOf(wire),
    amountRefundable: wire.amount_refundable,
    tip: null,
    surcharge: null,
    fees: wire.fee_amount,
    net: null,
    status,
    statusRaw: safe(wire.status),
    captured: wire.captured ?? false,
    authCode: null,
    failureCode: safeWords(wire.error_code),
    failureMessage: safeWords(wire.error_description),
    hostCode: null,
    hostMessage: null,
    card: method && readCard(method.card ?? method.bank_account, method.signature),
    // The customer's id names nothing that could be asked for: JustiFi no longer offers customers (docs/justifi.md 7).
    customerId: null,
    email: null,
    phone: null,
    description: safe(wire.description),
    statementDescription: safe(wire.statement_descriptor),
    metadata,
    refunds,
    createdBy: null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    voidableUntil: wire.created_at === null ? null : wire.created_at + VOID_WINDOW_MS,
  };
}

/** MONEY: something was given back, which neither a sum nor the status tells. */
function hidesRefund({ refunded, status }: WirePayment, given: Cents): boolean {
  const told = ["canceled", "failed", "partially_refunded"].includes(status?.toLowerCase() ?? "");
  return refunded === true && given === 0 && !told;
}

/** MONEY: a refund that is still pending has been accepted: it counts, or it could be given a second time. */
function givenBack(wire: WirePayment, refunds: readonly Refund[]): Cents {
  const each = refunds.filter((refund) => !hasFailed(refund)).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const given = Math.min(wire.amount ?? 0, Math.max(wire.amount_refunded ?? 0, each)) as Cents;
  const isWhole = /^(fully_)?refunded$/i.test(wire.status ?? "");
  return given === 0 && isWhole && wire.amount !== null ? wire.amount : given;
}

const STATUSES: Readonly<Record<string, PaymentStatus>> = {
  authorized: "authorized",
  succeeded: "captured",
  partially_refunded: "partly_refunded",
  fully_refunded: "refunded",
  refunded: "refunded",
  canceled: "voided",
  failed: "failed",
  disputed: "disputed",
  partially_disputed: "partly_disputed",
};

/**
 * What is true of a payment (docs/justifi.md 4, status values). `pending` has not ended, so it is `unknown`, as is a
 * word that is not known and a status that contradicts the fields beside it. MONEY: money that was taken and is disputed
 * is `disputed`, or `partly_disputed`, also where only a field beside the status says so: refunded on top, it would be
 * given back twice.
 */
function readStatus(wire: Told): PaymentStatus {
  const word = wire.status?.toLowerCase() ?? "";
  const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
  if (status === undefined) return "unknown";
  const failed = wire.error_code !== null;
  const disputed = isDisputed(wire);
  switch (status) {
    case "authorized":
      return failed || wire.captured === true || disputed ? "unknown" : status;
    case "captured":
      return failed || wire.captured === false ? "unknown" : disputed ? howMuch(wire) : status;
    case "failed":
      return (wire.amount_refunded ?? 0) > 0 || disputed ? "unknown" : status;
    case "voided":
      return hasLapsed(wire) ? "expired" : status;
    default:
      return disputed || status === "disputed" || status === "partly_disputed" ? howMuch(wire) : status;
  }
}

/** Whether all that is left of a disputed payment is asked for, or a part of it. */
function howMuch(wire: Told): PaymentStatus {
  const asked = disputedOf(wire);
  if (asked === null) return wire.status?.toLowerCase() === "partially_disputed" ? "partly_disputed" : "disputed";
  return asked < (wire.amount ?? 0) - (wire.amount_refunded ?? 0) ? "partly_disputed" : "disputed";
}

/** What the card's bank asks for, in minor units, the larger where two sums are told; null: nothing, or not said. */
function disputedOf({ amount_disputed, disputes }: Told): Cents | null {
  const open = openDisputes(disputes).map((row) => {
    const { amount, amount_cents } = WireDispute.parse(isRecord(row) ? row : {});
    return amount ?? amount_cents;
  });
  const each = open.includes(null) ? 0 : open.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const most = Math.max(amount_disputed ?? 0, each);
  return most === 0 || (disputes.length > 0 && open.length === 0) ? null : (most as Cents);
}

type Told = Pick<
  WirePayment,
  | "amount"
  | "status"
  | "captured"
  | "error_code"
  | "amount_refunded"
  | "disputed"
  | "amount_disputed"
  | "disputes"
  | "created_at"
  | "updated_at"
>;

/** A dispute that the merchant has won is over (docs/justifi.md 9); any other counts, whatever its status is. */
function openDisputes(disputes: readonly unknown[]): readonly unknown[] {
  return disputes.filter((row) => !isRecord(row) || WireDispute.parse(row).status?.toLowerCase() !== "won");
}

function isDisputed({ disputed, amount_disputed, disputes }: Told): boolean {
  if (disputes.length > 0) return openDisputes(disputes).length > 0;
  return disputed === true || (amount_disputed ?? 0) > 0;
}

/** How far from the seventh day a lapse may be: the hour of it is not documented. */
const LAPSE_SLACK_MS = 24 * 60 * 60 * 1000;

/**
 * `canceled` stands for a void, which is possible for 25 minutes, and for a hold that nobody captured, which lapses
 * after seven days (docs/justifi.md 4). Only the time of the last change tells them apart: a lapse changes the payment then.
 * A change between the two, or long after, may be a note written on a voided payment, so it proves no lapse.
 */
function hasLapsed({ captured, amount_refunded, created_at: made, updated_at: changed }: Told): boolean {
  if (captured !== false || (amount_refunded ?? 0) > 0 || made === null || changed === null) return false;
  return Math.abs(changed - made - HOLD_LIFE_MS) <= LAPSE_SLACK_MS;
}

/** A refund, read from its bare object. */
export function readRefund(raw: Raw): Refund {
  const wire = WireRefund.parse(raw);
  return {
    id: readId(wire.id),
    amount: wire.amount,
    status: safe(wire.status),
    reason: safe(wire.reason),
    createdAt: wire.created_at,
    reference: readReference(raw["metadata"]),
  };
}

function readCard(raw: Raw | null, signature: string | null): PaymentCard | null {
  if (!raw) return null;
  const wire = WireCard.parse(raw);
  const bin = wire.bin_details ? WireBin.parse(wire.bin_details) : null;
  return {
    // SECURITY: the id of a card is its token, which can be charged again (docs/justifi.md 7): it goes no further.
    id: null,
    brand: brandOfWord(wire.brand),
    brandRaw: safe(wire.brand),
    last4: readLast4(wire.acct_last_four) ?? readLast4(wire.account_number_last4),
    expMonth: readMonth(wire.month),
    expYear: readYear(wire.year),
    holder: safe(wire.name),
    fingerprint: safeMark(signature),
    customerId: null,
    avs: readChecks(wire),
    // No field has the result of the CVV check (docs/justifi.md 4), which is not the same as "not checked".
    cvv: "not told",
    zip: safe(wire.address_postal_code),
    issuerName: safe(bin?.issuer ?? null),
    issuerPhone: null,
    issuerCountry: safe(bin?.country ?? null),
    cardType: safe(bin?.funding_source ?? bin?.type ?? null),
  };
}

/**
 * The card of a payment method (docs/justifi.md 7), read from its bare object; null when it is not there, or is about
 * another token than the one asked for.
 */
export function readTokenCard(raw: Raw | null, tokenId: string): TokenCard | null {
  if (!raw) return null;
  const method = WireMethod.parse(raw);
  const given = method.card ?? method.bank_account;
  const card = readCard(given, method.signature);
  if (!given || !card || (method.id ?? WireCard.parse(given).token) !== tokenId) return null;
  const { brand, last4, fingerprint } = card;
  return {
    brand,
    last4,
    fingerprint,
    invalid: method.status?.toLowerCase() === "invalid" ? (safeWords(method.invalid_reason) ?? "") : null,
  };
}

/**
 * The two checks of the address, in the words that advice.ts reads: there is no AVS letter here, and none is made up.
 */
function readChecks(wire: WireCard): string | null {
  const street = safe(wire.address_line1_check);
  const zip = safe(wire.address_postal_code_check);
  return street === null && zip === null ? null : `street ${street ?? "unchecked"}, zip ${zip ?? "unchecked"}`;
}

/**
 * Metadata is any JSON object (docs/justifi.md 4): what is no text in it is told as JSON, so that nothing of it is kept
 * from people.
 */
function readMetadata(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return safePairs(
    Object.entries(value).map(([name, entry]) => [name, typeof entry === "string" ? entry : JSON.stringify(entry)]),
  );
}

/** Our attempt's id, where the metadata has one that is text. */
function readReference(metadata: unknown): string | null {
  return safe(isRecord(metadata) ? text(metadata["reference"]) : null);
}

/** One line of a payment's ledger; null when its amount cannot be read. */
export function readLedgerLine(raw: unknown): LedgerLine | null {
  if (!isRecord(raw)) return null;
  const wire = WireLedgerLine.parse(raw);
  const id = readId(wire.id);
  if (id === null || wire.amount === null) return null;
  return {
    id,
    kind: safe(wire.payment_balance_txn_type) ?? "unknown",
    amount: wire.amount,
    balance: wire.balance,
    currency: isSaid(raw, "currency") ? readCurrency(raw) : null,
    sourceId: readId(wire.source_id),
    at: wire.created_at,
  };
}

/** A cursor is a time and an id as base64 (docs/justifi.md 4, pagination): about a hundred characters. */
const LONGEST_CURSOR = 190;

/**
 * Where a list goes on, and whether it says that it does; null where it does not say. Cursors are opaque
 * (docs/justifi.md 4, pagination).
 */
export function readNext(body: unknown): { next: string | null; said: boolean | null } {
  const info = isRecord(body) ? body["page_info"] : null;
  if (!isRecord(info)) return { next: null, said: null };
  const { end_cursor: given, has_next: said } = WirePageInfo.parse(info);
  return { next: typeof given === "string" && given !== "" && given.length <= LONGEST_CURSOR ? given : null, said };
}
