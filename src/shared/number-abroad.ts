import { z } from "zod";

/** The most that is asked of one number, in characters: what is longer is no number of any country. */
export const LONGEST_NUMBER = 200;
/** The most numbers that are asked at once. */
export const MOST_NUMBERS = 100;

/** A number as it was typed, without what stands between its digits, and the country as people write it. */
export const NumberToRead = z.strictObject({
  /** From its + on, or as it is dialled in that country. */
  number: z.string().max(LONGEST_NUMBER),
  /** Empty where a + says whose it is. */
  country: z.string().max(LONGEST_NUMBER),
});
export type NumberToRead = z.infer<typeof NumberToRead>;

/** What the rules of all countries say of a number (phone-abroad.ts). */
export const NumberAbroad = z.discriminatedUnion("is", [
  z.object({ is: z.literal("no_country") }),
  /** The country is of the North American plan, whose numbers phone.ts reads by itself. */
  z.object({ is: z.literal("american") }),
  z.object({ is: z.literal("no_number") }),
  z.object({
    is: z.literal("read"),
    /** It has as many digits as numbers of its country have. */
    possible: z.boolean(),
    callingCode: z.string(),
    /** From its + on. */
    whole: z.string(),
    national: z.string(),
    text: z.string(),
  }),
]);
export type NumberAbroad = z.infer<typeof NumberAbroad>;
