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
import { cardWords } from "../../../shared/words/card";
import { customersWords } from "../../../shared/words/customers";
import { useApp } from "../../stores/app";

type Named = KeptCard & { readonly brandRaw?: string | null };

/** `Visa ···· 5439`. */
export function cardName(card: Named): string {
  return cardWords.name({ brand: brandText(card), last4: card.last4 ?? cardWords.unknownFour });
}

/** The card's name as a screen reader says it, with the expiry: `Visa ending 5439, expires 12/29`. */
export function cardHeard(card: Named): string {
  return cardWords.heard({ brand: brandText(card), last4: card.last4, expiry: expiryOf(card) });
}

/** An address in one line; empty where nothing is known. */
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
  const { isDefault } = card;
  return cardWords.removeWords({ name: customerTitle(customer), isDefault, others: customer.cards.length - 1 });
}

/** What happens when this customer is deleted, as the question before it says. */
export function deletionWords(customer: Customer): string {
  const account = useApp.getState().app?.account.name ?? customersWords.processor;
  return customersWords.deleteWords({ cards: customer.cards.length, account });
}

/** What replacing this card does, in the order in which it is done. */
export function replacementWords(card: CardOnFile): string {
  return cardWords.add.order({ card: cardName(card), expiry: expiryOf(card), isDefault: card.isDefault });
}

function expiryOf(card: KeptCard): string | null {
  return expiryText(card.expMonth, card.expYear) || null;
}
