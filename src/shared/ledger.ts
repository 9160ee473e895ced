import { z } from "zod";
import { Currency } from "./currency";
import { ledgerLineWords } from "./words/questions";

/**
 * One line of a payment's ledger: what it did to the merchant's balance. Amounts are signed minor units: fees and
 * refunds take away.
 */
export const LedgerLine = z.object({
  id: z.string(),
  /** The processor's own word: "payment", "payment_fee", "refund", "payout", … */
  kind: z.string(),
  amount: z.number().int(),
  /** Of the payment, after this line; null when it is not said. */
  balance: z.number().int().nullable(),
  /** null: that of its payment. */
  currency: Currency.nullable(),
  /** What it came of: a refund's id, a fee's, a payout's. */
  sourceId: z.string().nullable(),
  /** Epoch ms. */
  at: z.number().nullable(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

const WORDS: Readonly<Record<string, string>> = ledgerLineWords;

/** What a line of the ledger is called; a word that is not known is shown as it came. */
export function ledgerWords(kind: string): string {
  return (Object.hasOwn(WORDS, kind) ? WORDS[kind] : undefined) ?? kind.replaceAll("_", " ");
}
