import { brandText } from "../../shared/brand-words";
import { expiryText } from "../../shared/card";
import type { CardOnFile, Customer } from "../../shared/customer";
import { cardWords } from "../../shared/words/card";

/** What the cards of a customer say, as the processor lists them. Ids can repeat (docs/payarc.md 19). */

/** What is known of a card that is being added; its number is not among it. */
export interface Sought {
  readonly cardId: string | null;
  readonly last4: string | null;
  readonly expMonth: string | null;
  readonly expYear: string | null;
}

/** The card that is there now and was not before. Ids can repeat (docs/payarc.md 19), so they are counted. */
export function newCard(before: Customer, after: Customer, sought: Sought): CardOnFile | null {
  const fresh = after.cards.filter((card) => countOf(after, card.id) > countOf(before, card.id));
  const looksRight = (card: CardOnFile): boolean =>
    sought.last4 === null || (card.last4 === sought.last4 && sameExpiry(card, sought));
  return fresh.find((card) => card.id === sought.cardId) ?? fresh.find(looksRight) ?? null;
}

function sameExpiry(card: CardOnFile, sought: Sought): boolean {
  return (
    card.expMonth === null ||
    card.expYear === null ||
    (Number(card.expMonth) === Number(sought.expMonth) && card.expYear.slice(-2) === sought.expYear?.slice(-2))
  );
}

/** How many cards of a customer have that id. */
export function countOf(customer: Customer, cardId: string): number {
  return customer.cards.filter((card) => card.id === cardId).length;
}

/** The processor lists one default card, and it is this one. */
export function provenDefault(customer: Customer, cardId: string): boolean {
  const defaults = customer.cards.filter((card) => card.isDefault);
  return defaults.length === 1 && defaults[0]?.id === cardId;
}

/** In a sentence: which card is the default, by the processor. */
export function defaultsSeen(processor: string, customer: Customer): string {
  const defaults = customer.cards.filter((card) => card.isDefault);
  const [first] = defaults;
  if (!first) return cardWords.work.noDefaultListed({ processor });
  if (defaults.length === 1) return cardWords.work.defaultListed({ processor, card: nameOf(first) });
  const cards = defaults.map(nameOf).join(", ");
  return cardWords.work.defaultsListed({ processor, count: defaults.length, cards });
}

/** The default card; null when none is listed, or more than one. */
export function onlyDefault(customer: Customer): CardOnFile | null {
  const [first, ...others] = customer.cards.filter((card) => card.isDefault);
  return others.length === 0 ? (first ?? null) : null;
}

/** The name of the first default card. */
export function defaultName(customer: Customer): string | null {
  const found = customer.cards.find((card) => card.isDefault);
  return found ? fullNameOf(found) : null;
}

/** For the record: what was removed, and what is the default now. */
export function removedSentence(removed: CardOnFile, after: Customer): string {
  const card = fullNameOf(removed);
  if (!removed.isDefault) return cardWords.history.removed({ card });
  return cardWords.history.removedDefault({ card, now: defaultName(after) });
}

/** "Visa ···· 4242" */
export function nameOf(card: CardOnFile): string {
  return cardWords.name({ brand: brandText(card), last4: card.last4 ?? cardWords.unknownFour });
}

/** With the expiry: a renewed card has the number of the old one. */
export function fullNameOf(card: CardOnFile): string {
  const expiry = expiryText(card.expMonth, card.expYear);
  return expiry === "" ? nameOf(card) : cardWords.fullName({ card: nameOf(card), expiry });
}
