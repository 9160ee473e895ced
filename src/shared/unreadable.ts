import { z } from "zod";
import { namedById } from "./account";
import { moneyText, USD } from "./currency";
import { centsToText } from "./money";

/** An entry of the journal that cannot be read: what is still known of it for certain. null: not known. */
export const UnreadableEntry = z.object({
  id: z.string(),
  /** Epoch ms, when it was opened. */
  at: z.number().nullable(),
  connection: z.string().nullable(),
  operation: z.string().nullable(),
  /** In cents, or in the minor units of its payment. */
  amount: z.number().nullable(),
  paymentId: z.string().nullable(),
  /** Which row of the journal cannot be read, from 1. */
  row: z.number().nullable(),
  /** Under which name the damaged file is kept, where the journal was made anew. */
  kept: z.string().nullable(),
  /** `newer`: whole, and written by a newer Counterfoil. */
  why: z.enum(["damaged", "newer"]),
  /** Nothing says that it ended: money may have moved, and nobody looks it up. */
  standing: z.boolean(),
  /** A person can close it here and now. */
  closable: z.boolean(),
  /** Who closed it, why, and when (epoch ms). */
  byHand: z.object({ reason: z.string(), by: z.string(), at: z.number() }).nullable(),
});
export type UnreadableEntry = z.infer<typeof UnreadableEntry>;

/**
 * Its sum for a person. Every charge is in US dollars; of a change only the payment knows the currency, so none is told.
 * null: not known.
 */
export function sumWords({ operation, amount }: UnreadableEntry): string | null {
  if (amount === null) return null;
  return operation === "charge" ? moneyText(amount, USD) : centsToText(amount);
}

/** What it may stand for: "A charge of $12.00 on Training". `called`: its account's name; by its id when not given. */
export function mayStandFor(
  entry: UnreadableEntry,
  called = entry.connection === null ? "" : namedById(entry.connection).name,
): string {
  const { operation, paymentId } = entry;
  const what = operation === null ? "A charge or a change of a payment" : `A ${operation}`;
  const sum = ` of ${sumWords(entry) ?? "a sum that is not known"}`;
  const of = paymentId === null ? "" : `, payment ${paymentId}`;
  const on = called === "" ? "" : ` on ${called}`;
  return `${what}${sum}${on}${of}`;
}

/** Why it cannot be read, and what that leaves open, for a person. */
export function unreadableWords({ why, standing, closable, byHand }: UnreadableEntry): string {
  const cause =
    why === "newer"
      ? "It was written by a newer Counterfoil, and this one does not understand it."
      : "A row of it was damaged on the disk, so only what proves itself is believed.";
  if (byHand !== null || !standing) return `${cause} It has ended and stands in nobody’s way.`;
  const open = "Nobody knows how it ended: it may have moved money, and it cannot be looked up from here.";
  if (closable) return `${cause} ${open} Look for it in the processor’s dashboard, then mark it as dealt with.`;
  const first =
    why === "newer"
      ? "Start the newer Counterfoil: it can read it."
      : "Start Counterfoil again: then all that can be read of it is saved, and it can be marked as dealt with.";
  return `${cause} ${open} ${first}`;
}

/** What is to be thought of before the payment is changed; null: there are none. */
export function unreadableWarning(entries: readonly UnreadableEntry[]): string | null {
  const [first, ...others] = entries;
  if (!first) return null;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `An entry of the journal cannot be read${more}. It may be a change of this payment that was done: ${mayStandFor(first)}. Look at the payment in the processor’s dashboard first, then go on, or mark the entry as dealt with in Activity.`;
}
