import { brandText } from "../../../shared/brand-words";
import { expiryText } from "../../../shared/card";
import {
  customerTitle,
  defaultCard,
  type CardOnFile,
  type Customer,
  type CustomerLine,
  type KeptCard,
} from "../../../shared/customer";
import { useApp } from "../../stores/app";

/** `Visa ···· 5439`. */
export function cardName(card: KeptCard & { readonly brandRaw?: string | null }): string {
  return `${brandText(card)} ···· ${card.last4 ?? "????"}`;
}

/** The card's name as a screen reader says it, with the expiry: `Visa ending 5439, expires 12/29`. */
export function cardHeard(card: KeptCard & { readonly brandRaw?: string | null }): string {
  return `${brandText(card)} ending ${card.last4 ?? "unknown"}, expires ${expiryText(card.expMonth, card.expYear) || "unknown"}`;
}

export function addressOf({ addressLine1, addressLine2, city, state, zip, country }: Customer): string {
  const place = [[city, state].filter(Boolean).join(", "), zip].filter(Boolean).join(" ");
  return [addressLine1, addressLine2, place, country].filter(Boolean).join(", ");
}

/** The customer as a line, for the order screen. */
export function lineOf(customer: Customer): CustomerLine {
  const card = defaultCard(customer.cards);
  const { id, name, email, phone } = customer;
  return {
    id,
    name,
    email,
    phone,
    card: card
      ? {
          id: card.id,
          brand: card.brand,
          last4: card.last4,
          expMonth: card.expMonth,
          expYear: card.expYear,
          isDefault: card.isDefault,
        }
      : null,
    cardCount: customer.cards.length,
  };
}

/** What happens when this card is removed, as the question before it says. */
export function removalWords(customer: Customer, card: CardOnFile): string {
  const others = customer.cards.length - 1;
  const base = `${customerTitle(customer)} can no longer be charged on it until it is added again with its number.`;
  if (!card.isDefault) return base;
  return others === 0
    ? `${base} It is the only card on file.`
    : `${base} It is the default: make another one the default afterwards, or a charge must name its card.`;
}

/** What happens when this customer is deleted, as the question before it says. */
export function deletionWords(customer: Customer): string {
  const { length } = customer.cards;
  const cards = length === 0 ? "" : length === 1 ? " and the card on file" : ` and the ${length} cards on file`;
  const processor = useApp.getState().app?.account.name ?? "the processor";
  return `The customer${cards} will be gone from ${processor}, for every desk, and cannot be brought back. Payments already taken stay as they are.`;
}

/** What replacing this card does, in the order in which it is done. */
export function replacementWords(card: CardOnFile): string {
  return `The new card is added first${card.isDefault ? " and made the default" : ""}. Only when it is there is ${cardName(card)} (${expiryText(card.expMonth, card.expYear) || "no expiry"}) removed.`;
}
