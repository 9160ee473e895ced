import { z } from "zod";
import { AccountId } from "./account";
import { Brand } from "./card";
import { Currency } from "./currency";
import { CallList } from "./customer";
import { DeclineReason } from "./decline-reason";
import { Day, HistoryStatus, PaymentFilter } from "./history";
import { Channel } from "./outcome";

/**
 * The picture of the business, as the local copy of the payments has it. What each figure counts is told in
 * docs/overview.md and, for people, in words/figures.ts. Amounts are whole minor units of their currency, times epoch ms.
 */

/** A time to look at: whole days here, or a part of them up to now. */
export const OverviewSpan = z.discriminatedUnion("kind", [
  /** `week` begins on the desk's first day of the week; `days_7` is today and the six days before it. */
  z.strictObject({ kind: z.enum(["today", "week", "month", "year", "days_7", "days_30", "days_90"]) }),
  /** Both days included. */
  z.strictObject({ kind: z.literal("between"), from: Day, to: Day }),
]);
export type OverviewSpan = z.infer<typeof OverviewSpan>;

/**
 * `account`: another than the window's; "all": every account of the window's environment, because practice money is
 * never added to real money.
 */
export const OverviewInput = z.strictObject({
  span: OverviewSpan,
  account: z.union([z.literal("all"), AccountId]).optional(),
});
export type OverviewInput = z.infer<typeof OverviewInput>;

/** What a figure counts; its words are `figureWords.figures`. */
export const FigureCode = z.enum([
  "taken",
  "refunded",
  "net",
  "average",
  "approved",
  "declined",
  "not_known",
  "held",
  "voided",
  "lapsed",
  "disputed",
  "holds_left",
  "checking",
  "holds_due",
  "disputes",
  "cards_expiring",
]);
export type FigureCode = z.infer<typeof FigureCode>;

/** Where the list behind a figure is, and how it is narrowed to exactly what was counted. */
export const Opens = z.discriminatedUnion("screen", [
  z.object({ screen: z.literal("payments"), account: AccountId, filter: PaymentFilter }),
  z.object({ screen: z.literal("holds") }),
  z.object({ screen: z.literal("activity") }),
  z.object({ screen: z.literal("customers"), show: CallList }),
]);
export type Opens = z.infer<typeof Opens>;

const Tally = z.object({ count: z.number().int(), amount: z.number().int() });
export type Tally = z.infer<typeof Tally>;

/** `opens` null: no single list has it, as where it is of several accounts. */
export const Figure = Tally.extend({ code: FigureCode, opens: Opens.nullable() });
export type Figure = z.infer<typeof Figure>;

/** One part of what was taken. `label`: as people read it; `key` tells two groups of one label apart. */
export const Share = Tally.extend({ key: z.string(), label: z.string(), opens: Opens.nullable() });
export type Share = z.infer<typeof Share>;

/** An hour, a day or a week. `slot`: the local hour (0 to 23), or which day or week of the span it is, from 0. */
export const Point = z.object({
  from: z.number(),
  /** Not included. A point that has not begun yet is there all the same, with nothing in it. */
  to: z.number(),
  slot: z.number().int(),
  taken: Tally,
  refunded: Tally,
});
export type Point = z.infer<typeof Point>;

const Approval = z.object({
  approved: Figure,
  declined: Figure,
  /** The processor's word for them is not known here: in neither of the two. */
  notKnown: Figure,
  /** approved / (approved + declined); null where there was neither. */
  rate: z.number().nullable(),
});

/** The same of the time that it is compared with. */
const Before = z.object({
  taken: Tally,
  refunded: Tally,
  net: z.number().int(),
  average: z.number().int().nullable(),
  rate: z.number().nullable(),
});

export const OverviewSums = z.object({
  currency: Currency,
  /** Gross: money taken of payments made in this time, before refunds; as the day close says it. */
  taken: Figure,
  /** Given back in this time, of payments of any time. */
  refunded: Figure,
  /** Taken less refunded; `count` is that of `taken`. */
  net: Figure,
  /** What one payment brings; null where there was none. */
  average: z.number().int().nullable(),
  approval: Approval,
  held: Figure,
  voided: Figure,
  lapsed: Figure,
  /** Of what was taken in this time, what the card's bank asks for back. */
  disputed: Figure,
  before: Before,
  points: z.array(Point),
  /** Over all of `beforeWhole`. */
  pointsBefore: z.array(Point),
  /** The largest first. Those by channel, brand, person and account each add up to `taken`. */
  byChannel: z.array(Share.extend({ channel: Channel.nullable() })),
  byBrand: z.array(Share.extend({ brand: Brand })),
  byPerson: z.array(Share),
  byAccount: z.array(Share.extend({ account: AccountId })),
  /** Adds up to `approval.declined`. */
  declines: z.array(Share.extend({ reason: DeclineReason })),
  /**
   * All holds there are now, whenever they were made, by the whole days that are left: 0 is less than a day, -1 is past
   * its time and still listed; null: it is not told when it was made.
   */
  holdsLeft: z.array(Tally.extend({ daysLeft: z.number().int().nullable(), opens: Opens.nullable() })),
});
export type OverviewSums = z.infer<typeof OverviewSums>;

/** What waits for a person now, whatever the span; only what there is. `money`: an amount a currency. */
export const Need = z.object({
  code: z.enum(["checking", "holds_due", "disputes", "cards_expiring"]),
  count: z.number().int(),
  money: z.array(z.object({ currency: Currency, amount: z.number().int() })),
  account: AccountId,
  opens: Opens,
});
export type Need = z.infer<typeof Need>;

/** How much of an account's payments the copy has. Where it is not `whole`, figures may be too low. */
export const CopyOf = HistoryStatus.pick({
  state: true,
  count: true,
  total: true,
  sentence: true,
  readAt: true,
}).extend({
  account: AccountId,
  name: z.string(),
  /** All payments are in it, down to the first. */
  whole: z.boolean(),
  /** What to tell a person about it, in one sentence; null: nothing is missing. */
  missing: z.string().nullable(),
});
export type CopyOf = z.infer<typeof CopyOf>;

const Range = z.object({ from: z.number(), to: z.number() });

export const Overview = z.object({
  /** When it was read. */
  now: z.number(),
  /** `to` is not included and is the end of its last day, also where that is today. */
  span: Range,
  /** What it is compared with: as long, and up to the same time of day where `span` is not over. */
  before: Range,
  /** The same without an end before its time: the whole day, week or month that `before` begins. */
  beforeWhole: Range,
  by: z.enum(["hour", "day", "week"]),
  /** One a currency, what this desk charges first; there is always one. No two are ever added. */
  sums: z.array(OverviewSums),
  needs: z.array(Need),
  copies: z.array(CopyOf),
});
export type Overview = z.infer<typeof Overview>;
