import { z } from "zod";
import { Brand } from "./card";
import { LONGEST_OF_CUSTOMER } from "./charge-limits";
import { oneLine } from "./one-line";
import { Channel } from "./outcome";
import { phoneText } from "./phone";

const text = z.string().nullable();

/** A card kept with the processor. No number: brand, last four and expiry are all that is known of it. */
export const CardOnFile = z.object({
  /** The processor's id. Ids can repeat in one list (docs/payarc.md 19): key lists by position as well. */
  id: z.string(),
  brand: Brand,
  /** The processor's own brand letter or word, shown when `brand` is unknown. */
  brandRaw: text,
  last4: text,
  expMonth: text,
  expYear: text,
  holder: text,
  isDefault: z.boolean(),
  /** A hint for spotting duplicates, never a proof (docs/payarc.md 19). */
  fingerprint: text,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  avs: text,
  cvv: text,
  issuerName: text,
  issuerPhone: text,
  /** Epoch ms. */
  createdAt: z.number().nullable(),
});
export type CardOnFile = z.infer<typeof CardOnFile>;

export const Customer = z.object({
  id: z.string(),
  name: text,
  email: text,
  phone: text,
  description: text,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  /** Where invoices go, and who gets a copy of them. */
  invoiceEmail: text,
  invoiceCopy: text,
  /** Epoch ms. */
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  cards: z.array(CardOnFile),
});
export type Customer = z.infer<typeof Customer>;

const optional = (max: number) => oneLine().max(max).nullable();

/**
 * What a person may write about a customer. Lengths are the storage limits of docs/payarc.md 6; the stricter documented
 * rules (letters only, three at least) are not checked here, because real people have names like O'Brien: PayArc's
 * own sentence is shown at the field when it refuses (docs/payarc.md 19).
 */
export const CustomerFields = z.object({
  name: optional(LONGEST_OF_CUSTOMER),
  email: optional(40),
  phone: optional(30),
  description: optional(50),
  addressLine1: optional(LONGEST_OF_CUSTOMER),
  addressLine2: optional(LONGEST_OF_CUSTOMER),
  city: optional(50),
  state: optional(50),
  zip: optional(10),
  country: optional(50),
  invoiceEmail: optional(40),
  invoiceCopy: optional(40),
});
export type CustomerFields = z.infer<typeof CustomerFields>;

/** A card as this computer's copy keeps it: what a list shows, never more (PCI DSS 3.3, 3.4). */
export const KeptCard = z.object({
  id: z.string(),
  brand: Brand,
  last4: text,
  expMonth: text,
  expYear: text,
  isDefault: z.boolean(),
});
export type KeptCard = z.infer<typeof KeptCard>;

/** One line of a customer list or a search answer. */
export const CustomerLine = z.object({
  id: z.string(),
  name: text,
  email: text,
  phone: text,
  /** The default card, or the only one. */
  card: KeptCard.nullable(),
  cardCount: z.number().int(),
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/**
 * Which customers a list shows: all, or those whose cards need a call (expiring: the usual card lapses within 60 days).
 */
export const CUSTOMER_SHOWS = ["all", "expiring", "expired", "no_default", "no_card"] as const;
export const CustomerShow = z.enum(CUSTOMER_SHOWS);
export type CustomerShow = z.infer<typeof CustomerShow>;
/** The lists of people to call. */
export const CallList = CustomerShow.exclude(["all"]);
export type CallList = z.infer<typeof CallList>;

/**
 * What this computer's copy knows of a customer, for when the processor cannot be reached. `asOf`: epoch ms; null: not
 * known.
 */
export const KeptCustomer = z.object({ line: CustomerLine, cards: z.array(KeptCard), asOf: z.number().nullable() });
export type KeptCustomer = z.infer<typeof KeptCustomer>;

/** One thing that people of this program did to a customer: the notes on what changed. Never edited, only added to. */
export const CustomerEvent = z.object({
  /** Epoch ms. */
  at: z.number(),
  kind: z.enum(["created", "updated", "deleted", "card_added", "default_changed", "card_removed"]),
  operator: z.string(),
  /** What was done, in words: `Added Visa ···· 5439, expires 12/29`. */
  sentence: z.string(),
  changes: z.array(z.object({ field: z.string(), from: text, to: text })),
  /** For a stored card: how the cardholder agreed to it, in the words that were used. */
  consent: z.object({ channel: Channel, wording: z.string() }).nullable(),
});
export type CustomerEvent = z.infer<typeof CustomerEvent>;

/**
 * A card that seems to be the same as one earlier in the list, and why; null when none is. Only a hint: PayArc gives
 * one number several fingerprints, and the same to cards that differ in nothing known (docs/payarc.md 19).
 */
export function twinOf(
  cards: readonly CardOnFile[],
  at: number,
): { readonly of: CardOnFile; readonly renewed: boolean } | null {
  const card = cards[at];
  if (!card) return null;
  const twin = cards.slice(0, at).find((other) => {
    const sameFingerprint = card.fingerprint !== null && card.fingerprint === other.fingerprint;
    const sameFace = card.last4 !== null && card.brand === other.brand && card.last4 === other.last4;
    return sameFace && (sameFingerprint || sameExpiry(card, other));
  });
  return twin ? { of: twin, renewed: !sameExpiry(card, twin) } : null;
}

function sameExpiry(one: CardOnFile, other: CardOnFile): boolean {
  return one.expMonth === other.expMonth && one.expYear === other.expYear;
}

/** The cards with the default first; the others stay in the processor's order. */
export function defaultFirst<T extends { readonly isDefault: boolean }>(cards: readonly T[]): readonly T[] {
  return [...cards.filter((card) => card.isDefault), ...cards.filter((card) => !card.isDefault)];
}

/** The card that a charge without a chosen card uses: the default, else the only one, else none. */
export function defaultCard(cards: readonly CardOnFile[]): CardOnFile | null {
  return cards.find((card) => card.isDefault) ?? (cards.length === 1 ? (cards[0] ?? null) : null);
}

/** What to call a customer: name, else e-mail, else phone, else the id. */
export function customerTitle(customer: {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
}): string {
  return customer.name || customer.email || phoneText(customer.phone) || customer.id;
}
