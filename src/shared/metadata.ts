import { pairWords } from "./words/input";

/**
 * The fields that travel with a payment: PayArc takes 50 pairs, names of 20 and values of 100 characters
 * (docs/payarc.md, seed 001, parameter 14). One pair is always ours: the reference, by which a lost answer is found
 * again.
 */
export const MOST_PAIRS = 50;
export const MOST_OWN_PAIRS = MOST_PAIRS - 1;
export const LONGEST_NAME = 20;
export const LONGEST_VALUE = 100;

/** The pair in which an invoice number travels; it is one of the 49, because it may not be left out. */
export const INVOICE = "invoice_number";

/** The invoice number that a payment bears; null when it bears none. */
export function invoiceOf({ metadata }: { readonly metadata: Readonly<Record<string, string>> }): string | null {
  return metadata[INVOICE]?.trim() || null;
}

/**
 * What Counterfoil sends along while there is room, the most useful first. The journal of this computer has it anyway.
 */
const COMPANIONS = ["operator", "desk", "channel"] as const;
export type Companion = (typeof COMPANIONS)[number];

/** Names that are ours, whether they are sent or not: a field of one's own of that name would be taken for ours. */
export const OUR_NAMES: readonly string[] = ["reference", ...COMPANIONS];

/** The pairs of a payment's metadata that people made, in their order; not the invoice number, which has its own place. */
export function ownPairs({
  metadata,
}: {
  readonly metadata: Readonly<Record<string, string>>;
}): (readonly [name: string, value: string])[] {
  return Object.entries(metadata).filter(([name]) => !OUR_NAMES.includes(name) && name !== INVOICE);
}

/** Which of ours still go along beside so many pairs of one's own and the reference. */
export function companionsBeside(own: number): readonly Companion[] {
  return COMPANIONS.slice(0, Math.max(0, MOST_OWN_PAIRS - own));
}

/** Which of ours no longer fit. */
export function leftOutBeside(own: number): readonly Companion[] {
  return COMPANIONS.slice(companionsBeside(own).length);
}

/** What is wrong with one pair, in a sentence; null when nothing is. */
export function pairTrouble(name: string, value: string): string | null {
  if (name.length > LONGEST_NAME) return pairWords.longName({ most: LONGEST_NAME, has: name.length });
  if (value.length > LONGEST_VALUE) return pairWords.longValue({ most: LONGEST_VALUE, has: value.length });
  if (name === INVOICE) return pairWords.hasItsField({ name });
  return OUR_NAMES.includes(name) ? pairWords.taken({ name }) : null;
}

export const TOO_MANY_PAIRS = pairWords.tooMany({ own: MOST_OWN_PAIRS, all: MOST_PAIRS });

/**
 * Why pairs cannot go with a charge to which the reference is still to be added; null when they can. Ours may be among
 * them.
 */
export function metadataTrouble(metadata: Readonly<Record<string, string>>): string | null {
  const pairs = Object.entries(metadata);
  if (Object.hasOwn(metadata, "reference")) return pairWords.referenceTaken;
  if (pairs.length > MOST_OWN_PAIRS) return TOO_MANY_PAIRS;
  const long = pairs.find(([name, value]) => name.length > LONGEST_NAME || value.length > LONGEST_VALUE);
  return long ? pairTrouble(...long) : null;
}
