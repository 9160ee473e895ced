import { z } from "zod";
import { rawIfUnknown } from "../../shared/brand-words";
import { Brand } from "../../shared/card";
import type { PaymentLine } from "../../shared/history";
import { Currency, USD } from "../../shared/currency";
import { Cents } from "../../shared/money";
import { invoiceOf } from "../../shared/metadata";
import { Channel } from "../../shared/outcome";
import { PaymentStatus, Refund, type Payment } from "../../shared/payment";
import { cutText, keptText } from "../storage/copy-limit";

const text = z.string().nullable();

/**
 * A payment as the local copy keeps it. SECURITY: of its card only brand, last four and expiry stay, and the name on
 * it; the results of its checks, its ZIP and its fingerprint are read from the processor when a page shows them (PCI
 * DSS 3.3, 3.4). Its texts were redacted when they were read; here they are only cut, so that a copy keeps no endless
 * one.
 */
export const Kept = z.object({
  id: z.string(),
  reference: text,
  currency: Currency,
  amount: Cents,
  amountApproved: Cents.nullable(),
  amountCaptured: Cents.nullable(),
  amountRefunded: Cents,
  amountDisputed: Cents.nullable(),
  tip: Cents.nullable(),
  surcharge: Cents.nullable(),
  fees: z.number().int().nullable(),
  net: z.number().int().nullable(),
  status: PaymentStatus,
  statusRaw: text,
  authCode: text,
  failureCode: text,
  failureMessage: text,
  brand: Brand,
  brandRaw: text,
  last4: text,
  expMonth: text,
  expYear: text,
  holder: text,
  customerId: text,
  email: text,
  phone: text,
  description: text,
  statementDescription: text,
  channel: Channel.nullable(),
  operator: text,
  desk: text,
  metadata: z.record(z.string(), z.string()),
  refunds: z.array(Refund),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
});
export type Kept = z.infer<typeof Kept>;

/** More than any payment has: PayArc takes 50 pairs (docs/payarc.md, seed 001). */
const MOST_PAIRS = 60;
const MOST_REFUNDS = 200;

/** What the processor said, as it is kept. SECURITY: no card number is left in a text that people may have typed. */
export function keep(payment: Payment): Kept {
  const { metadata, card } = payment;
  const channel = Channel.safeParse(metadata["channel"]);
  return {
    id: payment.id,
    reference: cutText(payment.reference),
    currency: payment.currency,
    amount: payment.amount,
    amountApproved: payment.amountApproved,
    amountCaptured: payment.amountCaptured,
    amountRefunded: payment.amountRefunded,
    amountDisputed: payment.amountDisputed ?? null,
    tip: payment.tip,
    surcharge: payment.surcharge,
    fees: payment.fees,
    net: payment.net,
    status: payment.status,
    statusRaw: cutText(payment.statusRaw),
    authCode: keptText(payment.authCode),
    failureCode: keptText(payment.failureCode),
    failureMessage: keptText(payment.failureMessage),
    brand: card?.brand ?? "unknown",
    brandRaw: card && keptText(rawIfUnknown(card)),
    last4: card?.last4?.slice(-4) ?? null,
    expMonth: card?.expMonth ?? null,
    expYear: card?.expYear ?? null,
    holder: keptText(card?.holder ?? null),
    customerId: cutText(payment.customerId ?? card?.customerId ?? null),
    email: keptText(payment.email),
    phone: keptText(payment.phone),
    description: keptText(payment.description),
    statementDescription: keptText(payment.statementDescription),
    channel: channel.success ? channel.data : null,
    operator: keptText(metadata["operator"] ?? payment.createdBy),
    desk: keptText(metadata["desk"] ?? null),
    metadata: Object.fromEntries(
      Object.entries(metadata)
        .slice(0, MOST_PAIRS)
        .map(([name, value]) => [keptText(name), keptText(value)]),
    ),
    refunds: payment.refunds.slice(0, MOST_REFUNDS).map(cleanRefund),
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  };
}

const NOTHING: { readonly [K in keyof Kept]: null extends Kept[K] ? null : undefined } = Object.fromEntries(
  Object.entries(Kept.shape).map(([name, schema]) => [name, schema.safeParse(null).success ? null : undefined]),
) as never;

function cleanRefund(refund: Refund): Refund {
  const { description, id, status, reason } = refund;
  const words = description === undefined ? {} : { description: keptText(description) };
  return { ...refund, id: cutText(id), status: cutText(status), reason: keptText(reason), ...words };
}

/**
 * A payment as text for the disk. What is not known is left out: most of a payment is; and so is the currency that most
 * have. A refund's reference that is null says that it is not ours, so it stays.
 */
export function pack(kept: Kept): string {
  return JSON.stringify({ ...kept, currency: kept.currency === USD ? null : kept.currency }, (name, value: unknown) =>
    value === null && name !== "reference" ? undefined : value,
  );
}

/** The payment that `pack` wrote: trusted, because nobody else writes that table. */
export function unpack(body: string): Kept {
  const kept = { ...NOTHING, currency: USD, ...(JSON.parse(body) as Partial<Kept>) } as Kept;
  return kept.refunds.length === 0
    ? kept
    : { ...kept, refunds: kept.refunds.map((refund) => ({ ...NO_REFUND, ...refund })) };
}

const NO_REFUND: Refund = { id: null, amount: null, status: null, reason: null, createdAt: null };

/** A line for a list. `name` is the customer's as the directory has it, null when it has none. */
export function lineOf(kept: Kept, name: string | null): PaymentLine {
  return {
    id: kept.id,
    at: kept.createdAt,
    currency: kept.currency,
    amount: kept.amount,
    amountApproved: kept.amountApproved,
    amountCaptured: kept.amountCaptured,
    amountRefunded: kept.amountRefunded,
    status: kept.status,
    statusRaw: kept.statusRaw,
    brand: kept.brand,
    brandRaw: kept.brandRaw,
    last4: kept.last4,
    expMonth: kept.expMonth,
    expYear: kept.expYear,
    name: name ?? kept.holder ?? kept.metadata["name"] ?? null,
    customerId: kept.customerId,
    email: kept.email,
    authCode: kept.authCode,
    channel: kept.channel,
    operator: kept.operator,
    desk: kept.desk,
    reference: kept.reference,
    invoice: invoiceOf(kept),
  };
}
