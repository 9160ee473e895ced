import { z } from "zod";
import { Brand } from "./card";
import { Currency } from "./currency";
import { DeclineReason } from "./decline-reason";
import { Cents } from "./money";
import { Channel } from "./outcome";
import { PaymentStatus } from "./payment";
import { formWords } from "./words/input";

const text = z.string().nullable();

/**
 * A payment as a list shows it. Amounts in minor units of its currency, times in epoch ms. Of a card it has brand, last
 * four and expiry, never more.
 */
export const PaymentLine = z.object({
  id: z.string(),
  /** null when the processor does not say. */
  at: z.number().nullable(),
  currency: Currency,
  amount: Cents,
  amountApproved: Cents.nullable(),
  amountCaptured: Cents.nullable(),
  amountRefunded: Cents,
  status: PaymentStatus,
  statusRaw: text,
  brand: Brand,
  /** The processor's own word, where the brand is not known. */
  brandRaw: text,
  last4: text,
  expMonth: text,
  expYear: text,
  /** The customer's name, else the cardholder's. */
  name: text,
  customerId: text,
  email: text,
  authCode: text,
  channel: Channel.nullable(),
  operator: text,
  desk: text,
  reference: text,
  invoice: text,
  /** It was voided by a rule as soon as it was made, as this computer's journal has it: Reversed, not Voided. */
  reversed: z.boolean().optional(),
});
export type PaymentLine = z.infer<typeof PaymentLine>;

/** A payment on its customer's page. `again`: what it comes to when it is charged again, in minor units. */
export const CustomerPayment = PaymentLine.extend({ again: Cents });
export type CustomerPayment = z.infer<typeof CustomerPayment>;

/** What a customer's payments of one currency come to, in minor units; `taken` is before refunds. */
export const CustomerSum = z.object({
  currency: Currency,
  taken: z.number().int(),
  held: z.number().int(),
  refunded: z.number().int(),
});
export type CustomerSum = z.infer<typeof CustomerSum>;

/** A day as people write it in a file: "2026-11-20", in this computer's time zone. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, formWords.day);

export const When = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["any", "today", "yesterday", "last_7_days", "last_30_days", "this_month", "last_month"]),
  }),
  /** Both days included; null: open at that end. */
  z.strictObject({ kind: z.literal("between"), from: Day.nullable(), to: Day.nullable() }),
]);
export type When = z.infer<typeof When>;

/**
 * What a list is narrowed to; an empty list of words is all of them. Amounts are minor units of what this desk charges,
 * both included.
 */
export const PaymentFilter = z.strictObject({
  statuses: z.array(PaymentStatus).max(20),
  brands: z.array(Brand).max(20),
  /** "elsewhere": payments that do not say their channel, because another program took them. */
  channels: z.array(z.enum([...Channel.options, "elsewhere"])).max(10),
  when: When,
  amountFrom: Cents.nullable(),
  amountTo: Cents.nullable(),
  /** Not given: payments of any currency. */
  currency: Currency.max(20).optional(),
  /** Who took them, as the payment says it; null: payments that do not say. Not given: everybody. */
  people: z.array(z.string().max(300).nullable()).max(20).optional(),
  /** Why they were declined. Not given: for any reason, and all that were not. */
  reasons: z.array(DeclineReason).max(20).optional(),
  /** When something of them was given back. */
  refunded: When.optional(),
});
export type PaymentFilter = z.infer<typeof PaymentFilter>;

export const NO_FILTER: PaymentFilter = {
  statuses: [],
  brands: [],
  channels: [],
  when: { kind: "any" },
  amountFrom: null,
  amountTo: null,
};

/** By what a list of payments is sorted: `down` is the newest, the largest, Z first. */
export const PaymentSort = z.strictObject({
  by: z.enum(["when", "amount", "status", "customer", "card"]),
  down: z.boolean(),
});
export type PaymentSort = z.infer<typeof PaymentSort>;

export const SavedFilter = z.strictObject({
  name: z.string().trim().min(1).max(40),
  clue: z.string().max(200),
  filter: PaymentFilter,
});
export type SavedFilter = z.infer<typeof SavedFilter>;

/** How complete the local copy of the payments is. */
export const HistoryStatus = z.object({
  state: z.enum(["empty", "loading", "ready", "stale", "failed"]),
  count: z.number().int(),
  /** How many the processor says there are; null when it has not said. */
  total: z.number().int().nullable(),
  sentence: text,
  /** Epoch ms at which the newest payments were last read; null: never. */
  readAt: z.number().nullable(),
  /** Grows whenever a payment is new or has changed, so that lists know when to look again. */
  revision: z.number().int(),
  /** Holds that lapse within 48 hours. */
  holdsDue: z.number().int(),
});
export type HistoryStatus = z.infer<typeof HistoryStatus>;

/** A hold and when it lapses: seven days after it was made (docs/payarc.md 8). */
export const Hold = PaymentLine.extend({ lapsesAt: z.number().nullable() });
export type Hold = z.infer<typeof Hold>;

/** From this much time left a hold is due: it is coloured, counted on the rail, and said in words. */
export const HOLD_DUE_MS = 48 * 60 * 60 * 1000;
/** From this much on it is about to lapse, and a notice says so on every screen. */
export const HOLD_LAST_MS = 12 * 60 * 60 * 1000;

/** What can be captured of a hold, in minor units: what was approved, else what was asked for. */
export function capturable(hold: { readonly amount: Cents; readonly amountApproved: Cents | null }): Cents {
  return hold.amountApproved !== null && hold.amountApproved > 0 ? hold.amountApproved : hold.amount;
}

type Amounts = {
  readonly status: PaymentStatus;
  readonly amount: Cents;
  readonly amountApproved: Cents | null;
  readonly amountCaptured: Cents | null;
};

/** In these states money was taken, whatever became of it later. */
export const TAKEN: readonly PaymentStatus[] = [
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "partly_refunded",
  "refunded",
];

/** The money that a payment is about, in minor units: what was captured of it, what is held, else what was asked for. */
export function moneyOf(payment: Amounts): Cents {
  const taken = TAKEN.includes(payment.status);
  if (taken && payment.amountCaptured !== null && payment.amountCaptured > 0) return payment.amountCaptured;
  return taken || payment.status === "authorized" ? capturable(payment) : payment.amount;
}

export const ExportProgress = z.object({
  what: z.enum(["payments", "day"]),
  done: z.number().int(),
  total: z.number().int().nullable(),
  finished: z.boolean(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

/**
 * From the first ms of the first day (included) to that of the day behind the last (not included), in epoch ms and this
 * computer's time zone; null is open. `now` is epoch ms.
 */
export function rangeOf(when: When, now: number): { from: number | null; to: number | null } {
  const today = new Date(now);
  const day = (back: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime();
  const month = (back: number): number => new Date(today.getFullYear(), today.getMonth() - back, 1).getTime();
  switch (when.kind) {
    case "any":
      return { from: null, to: null };
    case "today":
      return { from: day(0), to: null };
    case "yesterday":
      return { from: day(1), to: day(0) };
    case "last_7_days":
      return { from: day(6), to: null };
    case "last_30_days":
      return { from: day(29), to: null };
    case "this_month":
      return { from: month(0), to: null };
    case "last_month":
      return { from: month(1), to: month(0) };
    case "between":
      return {
        from: when.from === null ? null : startOfDay(when.from),
        to: when.to === null ? null : startOfDay(when.to, 1),
      };
  }
}

/** "2026-11-20" -> epoch ms of its first moment here; `later` days on. null when there is no such day. */
export function startOfDay(day: string, later = 0): number | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date);
  if (at.getMonth() !== month - 1 || at.getDate() !== date) return null;
  return new Date(year, month - 1, date + later).getTime();
}

/** Epoch ms -> "2026-11-20" here. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}
