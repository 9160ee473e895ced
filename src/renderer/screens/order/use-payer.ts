import { useRef, useState } from "react";
import { defaultCard, type CustomerLine } from "../../../shared/customer";
import { ask } from "../../bridge";
import type { Payer } from "./on-file";

/** A card that was chosen before (parked orders); null: a card is typed. */
export interface Chosen {
  readonly cardId: string | null;
}

export interface PayerControl {
  readonly payer: Payer | null;
  /**
   * Chooses a customer at once with their usual card, as the search knew it; all their cards follow when they have been
   * read.
   */
  readonly choosePayer: (line: CustomerLine, chosen?: Chosen) => void;
  readonly setCard: (cardId: string | null) => void;
  readonly removePayer: () => void;
}

/** The customer whose order it is, and with which card they pay. */
export function usePayer(): PayerControl {
  const [payer, setPayer] = useState<Payer | null>(null);
  /** Which card pays was said by a person, perhaps while the cards were still being read. */
  const onPurpose = useRef(false);
  return {
    payer,
    choosePayer(line, chosen) {
      onPurpose.current = chosen !== undefined;
      setPayer({ line, customer: null, cardId: chosen ? chosen.cardId : (line.card?.id ?? null) });
      ask("customers.get", { id: line.id }).then(
        (customer) =>
          setPayer((now) => {
            if (now?.line.id !== line.id) return now;
            // MONEY: a card that was chosen on purpose is never exchanged for the usual one.
            const usual = now.cardId ?? (onPurpose.current ? null : (defaultCard(customer.cards)?.id ?? null));
            return { ...now, customer, cardId: customer.cards.some(({ id }) => id === usual) ? usual : null };
          }),
        // What the search knew is enough to charge; main reads the customer again and says what is wrong.
        () => undefined,
      );
    },
    setCard: (cardId) => {
      onPurpose.current = true;
      setPayer((now) => (now ? { ...now, cardId } : null));
    },
    removePayer: () => setPayer(null),
  };
}
