import { useRef, useState } from "react";
import type { CardOnFile } from "../../../shared/customer";
import { ask, asFailure } from "../../bridge";
import { focusHomeSoon } from "../../parts/focus-home";
import { goOnAtCard } from "./cards-on-file";
import { defaultWithUndo } from "./undo";
import type { OpenCustomer } from "./use-customer";

/** Makes a card the default, one at a time; `busyId` is the card that it is being done for. */
export function useMakeDefault(
  open: OpenCustomer,
  onChanged: () => void,
): { readonly busyId: string | null; readonly makeDefault: (card: CardOnFile) => void } {
  const { customer, show, refuse, read } = open;
  const [busyId, setBusyId] = useState<string | null>(null);
  const asking = useRef(false);
  const makeDefault = (card: CardOnFile): void => {
    if (asking.current || !customer) return;
    asking.current = true;
    setBusyId(card.id);
    refuse(null);
    ask("cards.makeDefault", { customerId: customer.id, cardId: card.id })
      .then(
        (after) => {
          show(after);
          onChanged();
          defaultWithUndo(customer, after, card);
          // The pressed button has left the page, so the focus needs a new home.
          goOnAtCard(card.id);
          focusHomeSoon();
        },
        (error: unknown) => {
          refuse(asFailure(error).sentence);
          read();
        },
      )
      .finally(() => {
        asking.current = false;
        setBusyId(null);
      });
  };
  return { busyId, makeDefault };
}
