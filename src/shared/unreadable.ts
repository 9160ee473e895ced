import { z } from "zod";
import { namedById } from "./account";
import { moneyText, USD } from "./currency";
import { centsToText } from "./money";
import { unreadableWords as words } from "./words/questions";

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
  return words.stands({
    what: operation === null ? words.someCharge : words.act({ operation }),
    sum: sumWords(entry) ?? words.sumNotKnown,
    account: called === "" ? null : called,
    paymentId,
  });
}

/** Why it cannot be read, and what that leaves open, for a person. */
export function unreadableWords({ why, standing, closable, byHand }: UnreadableEntry): string {
  const cause = why === "newer" ? words.newer : words.damaged;
  if (byHand !== null || !standing) return `${cause} ${words.ended}`;
  const next = closable ? words.close : why === "newer" ? words.startNewer : words.startAgain;
  return `${cause} ${words.open} ${next}`;
}

/** What is to be thought of before the payment is changed; null: there are none. */
export function unreadableWarning(entries: readonly UnreadableEntry[]): string | null {
  const [first, ...others] = entries;
  return first ? words.warning({ more: others.length, what: mayStandFor(first) }) : null;
}
