import { z } from "zod";
import { Currency } from "./currency";

/** How many, and what they come to in minor units. */
export const CountAndAmount = z.object({ count: z.number().int(), amount: z.number().int() });

/** The figures of a day in one currency, as they are written down when it is closed. Amounts in minor units. */
export const DayFigures = z.object({
  currency: Currency,
  taken: CountAndAmount,
  refunded: CountAndAmount,
  disputed: CountAndAmount,
  held: CountAndAmount,
  voided: CountAndAmount,
  declined: CountAndAmount,
  lapsed: CountAndAmount,
  /** What is expected in the bank, and the fees in it. */
  expected: z.number().int(),
  fees: z.number().int(),
});
export type DayFigures = z.infer<typeof DayFigures>;

/** One closing of a day: who said that it is done, and what the figures were. It is never changed. */
export const DayClosing = z.object({
  /** Epoch ms. */
  at: z.number(),
  by: z.string(),
  desk: z.string(),
  figures: z.array(DayFigures),
  /** How many exceptions were shown when it was closed. */
  exceptions: z.number().int(),
  /** What was otherwise than in the closing before it, in words; none in the first. */
  differences: z.array(z.string()),
  /** Of which payments the figures are. */
  mark: z.string(),
  /** How long the journal of this computer was, and the value of its public chain (docs/journal-check.md). */
  journal: z.object({ rows: z.number().int(), value: z.string() }).nullable().optional(),
});
export type DayClosing = z.infer<typeof DayClosing>;
