import { z } from "zod";
import { AttemptView } from "./attempt";
import { Currency } from "./currency";
import { CountAndAmount, DayClosing } from "./day-closing";
import { Day } from "./history";
import { Cents } from "./money";

/**
 * The close of a day, as main works it out and the page shows it. Amounts are whole minor units of their currency, times
 * epoch ms.
 */

const text = z.string().nullable();

/** Count and minor units of one group of payments of one currency. `refunded`: of what was taken of them, until now. */
export const Sum = z.object({
  label: z.string(),
  currency: Currency,
  count: z.number().int(),
  amount: z.number().int(),
  refunded: z.number().int(),
});
export type Sum = z.infer<typeof Sum>;

export const DayException = z.object({
  kind: z.enum([
    "charged_twice",
    "refunded_twice",
    "unknown",
    /** An entry of the journal that cannot be read. */
    "unreadable",
    /** The list says that it was done, the journal that it was not. */
    "denied_here",
    /** A payment that is listed as taken at this desk and is not in its journal. */
    "not_in_journal",
    "failed_after_approval",
    "not_listed",
    "amount_differs",
    "changed_elsewhere",
    /** The day was closed, and is no longer as it was then. */
    "changed_after_close",
    "hold_lapsing",
    "hold_lapsed",
    "closed_by_hand",
    "reversed",
    "unrecognised",
  ]),
  /** What is wrong and what to do, in one sentence. */
  sentence: z.string(),
  currency: Currency,
  amount: Cents,
  attemptId: text,
  paymentId: text,
  at: z.number().nullable(),
});
export type DayException = z.infer<typeof DayException>;

/** What one desk of the shop took on a day, in one currency. Each payment is in one of the four. */
export const DeskSum = z.object({
  desk: z.string(),
  here: z.boolean(),
  taken: CountAndAmount,
  held: CountAndAmount,
  /** Charges that took or hold money by the desk’s own record, and that the processor does not list. */
  notListed: CountAndAmount,
  /** Charges that nobody knows the end of, and that the processor does not list. */
  notKnown: CountAndAmount,
});
export type DeskSum = z.infer<typeof DeskSum>;

/** What was taken on a day in one currency. */
export const DaySums = z.object({
  currency: Currency,
  /** Money taken and money held that day, as the processor lists it now. */
  taken: Sum,
  /** Of what was taken, what the card's bank asks for back. */
  disputed: Sum,
  held: Sum,
  voided: Sum,
  declined: Sum,
  /** Holds that nobody captured in time. */
  lapsed: Sum,
  /** Refunds made on that day, of payments of any day. */
  refundedToday: CountAndAmount,
  /**
   * What the day brings to the bank: taken, less the refunds made on it, less `fees` as far as the processor tells them.
   * `untold`: how many payments it tells none of. `amount` is negative where more was refunded than taken.
   */
  expected: z.object({ fees: z.number().int(), untold: z.number().int(), amount: z.number().int() }),
  byBrand: z.array(Sum),
  byChannel: z.array(Sum),
  byPerson: z.array(Sum),
  /** This desk first. Empty where nothing tells of another one. */
  byDesk: z.array(DeskSum),
});
export type DaySums = z.infer<typeof DaySums>;

/** The close of one day: what needs a person first, then the sums. */
export const DayClose = z.object({
  day: Day,
  exceptions: z.array(DayException),
  /** In what this desk charges. */
  ...DaySums.shape,
  /** MONEY: the same of every other currency that was seen that day; no two are ever added. */
  others: z.array(DaySums),
  /**
   * This computer's charges of the day, by its journal and by the processor's list, in what this desk charges. Each side
   * is counted by itself: what is shown is what is compared.
   */
  compared: z.object({
    journalCount: z.number().int(),
    journalAmount: z.number().int(),
    listedCount: z.number().int(),
    listedAmount: z.number().int(),
    /** `same_sums`: count and sum are the same, and exceptions say that the payments are not. */
    verdict: z.enum(["same", "same_sums", "differ", "not_compared"]),
  }),
  /** What is missing in `byDesk`, in sentences. */
  deskNotes: z.array(z.string()),
  /** null: the processor was asked just now. Otherwise why not, and how old the list is. */
  trouble: text,
  /** The newest first; each by a person of this computer. */
  closings: z.array(DayClosing),
  /** What is otherwise now than in the newest closing, in words. */
  differences: z.array(z.string()),
  /** Why it cannot be closed now, in a sentence; null: it can. */
  whyNotClosable: text,
  /** Of which payments the figures are: whoever closes the day names the one that was shown. */
  mark: z.string(),
  attempts: z.array(AttemptView),
});
export type DayClose = z.infer<typeof DayClose>;
