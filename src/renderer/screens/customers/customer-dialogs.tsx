import { customerTitle, type CardOnFile, type Customer } from "../../../shared/customer";
import { cardWords } from "../../../shared/words/card";
import { customersWords as words } from "../../../shared/words/customers";
import { ask } from "../../bridge";
import { Dialog } from "../../parts/dialog";
import { toast } from "../../stores/toasts";
import { AddCardDialog } from "./add-card-dialog";
import { goOnAtCard } from "./cards-on-file";
import { ForgetDialog } from "./forget";
import { cardName, deletionWords, removalWords } from "./customer-words";
import { Sure } from "./sure";
import type { OpenCustomer } from "./use-customer";

/** What is open over a customer's stub, or in its place. */
export type CustomerSheet =
  | { readonly kind: "edit" | "add card" | "delete" | "forget" }
  | { readonly kind: "remove" | "replace"; readonly card: CardOnFile }
  | null;

/** The dialogs that a customer's stub can open: a card added, replaced or removed, and the customer deleted. */
export function CustomerDialogs(props: {
  readonly customer: Customer;
  readonly open: CustomerSheet;
  readonly control: OpenCustomer;
  readonly onClose: () => void;
  /** Called after a change, so that the list reads this customer again. */
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}) {
  const { customer, open, control, onClose, onChanged, onDeleted } = props;
  const show = (after: Customer): void => {
    control.show(after);
    onChanged();
  };
  return (
    <>
      <AddCardDialog
        customer={customer}
        replaces={open?.kind === "replace" ? open.card : null}
        open={open?.kind === "add card" || open?.kind === "replace"}
        onClose={onClose}
        onAdded={(after, sentence, unfinished) => {
          const added = after.cards.find(({ id }) => !customer.cards.some((card) => card.id === id));
          goOnAtCard(added?.id ?? null);
          show(after);
          if (unfinished === null) return toast(sentence);
          control.refuse(unfinished);
          control.read();
        }}
      />
      <Dialog
        title={open?.kind === "remove" ? cardWords.removeTitle({ card: cardName(open.card) }) : ""}
        open={open?.kind === "remove"}
        onClose={onClose}
      >
        {open?.kind === "remove" ? (
          <Sure
            words={removalWords(customer, open.card)}
            verb={cardWords.removeCard}
            run={() => ask("cards.remove", { customerId: customer.id, cardId: open.card.id })}
            onDone={(after) => {
              goOnAtCard(null);
              onClose();
              show(after);
              const noDefault = after.cards.length > 0 && !after.cards.some((card) => card.isDefault);
              toast(cardWords.removed({ noDefault }));
            }}
            onClose={onClose}
          />
        ) : null}
      </Dialog>
      <Dialog
        title={words.deleteTitle({ name: customerTitle(customer) })}
        open={open?.kind === "delete"}
        onClose={onClose}
      >
        <Sure
          words={deletionWords(customer)}
          verb={words.page.delete}
          run={() => ask("customers.delete", { id: customer.id })}
          onDone={() => {
            toast(words.deleted({ name: customerTitle(customer) }));
            onChanged();
            onDeleted();
          }}
          onClose={onClose}
        />
      </Dialog>
      <ForgetDialog
        customer={customer}
        open={open?.kind === "forget"}
        onClose={onClose}
        onForgotten={() => {
          onChanged();
          onDeleted();
        }}
      />
    </>
  );
}
