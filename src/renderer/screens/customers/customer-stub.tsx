import { useCallback, useEffect, useRef, useState } from "react";
import {
  customerTitle,
  type CardOnFile,
  type Customer,
  type CustomerEvent,
  type CustomerLine,
  type KeptCustomer,
} from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
import { ask, asFailure } from "../../bridge";
import { plainKey } from "../../parts/keys";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { focusHome } from "../../parts/focus-home";
import { Loading, Trouble } from "../../parts/states";
import { Facts, Stub } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { useCan } from "../../stores/app";
import { orderFor } from "../../stores/order-for";
import { toast } from "../../stores/toasts";
import { AddCardDialog } from "./add-card-dialog";
import { CardsOnFile } from "./cards-on-file";
import { CustomerForm } from "./customer-form";
import { CustomerHistory } from "./customer-history";
import { addressOf, cardName, deletionWords, lineOf, removalWords } from "./customer-words";
import { KeptCards } from "./kept-cards";
import { Sure } from "./sure";
import { useCustomerNews } from "../../stores/customer-news";
import { defaultWithUndo } from "./undo";

type Open =
  | { readonly kind: "edit" | "add card" | "delete" }
  | { readonly kind: "remove" | "replace"; readonly card: CardOnFile }
  | null;

/**
 * One customer: how to reach them, their cards, what was changed by whom. `line` is what the list knows already, shown
 * while the processor is asked. Escape puts it away.
 */
export function CustomerStub(props: {
  readonly id: string;
  readonly line: CustomerLine | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { id, line, onClose, onChanged } = props;
  const now = useNow(60_000);
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [history, setHistory] = useState<readonly CustomerEvent[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [kept, setKept] = useState<KeptCustomer | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [busyId, setBusyId] = useState<string | null>(null);
  const asking = useRef(false);
  const cardsKept = useCan("cards_on_file");

  const read = useCallback(() => {
    setTrouble(null);
    ask("customers.get", { id }).then(setCustomer, (error: unknown) => {
      const failure = asFailure(error);
      setTrouble(failure.sentence);
      // Who is gone is gone; whoever could not be asked about is shown as this computer last saw them.
      if (failure.code === "not_found") setKept(null);
      else ask("customers.kept", { id }).then(setKept, () => undefined);
    });
  }, [id]);
  useEffect(read, [read]);
  const readHistory = useCallback(() => {
    ask("customers.history", { id }).then(setHistory, () => undefined);
  }, [id]);
  useEffect(readHistory, [readHistory]);
  const news = useCustomerNews((state) => state.customer);
  const heard = useRef(news);
  useEffect(() => {
    // What was news before this opened is older than what is being read.
    if (news === heard.current || news?.id !== id) return;
    heard.current = news;
    setCustomer(news);
    setRefusal(null);
    readHistory();
  }, [news, id, readHistory]);

  const editing = open?.kind === "edit";
  const ready = customer !== null && !editing;
  const charge = useCallback(() => {
    if (customer) orderFor(lineOf(customer));
  }, [customer]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = plainKey(event);
      if (key === "Escape" && !editing) onClose();
      else if (ready && key === "C") charge();
      else if (ready && key === "A" && cardsKept) setOpen({ kind: "add card" });
      else if (ready && key === "E") setOpen({ kind: "edit" });
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [ready, editing, cardsKept, charge, onClose]);

  const show = (after: Customer): void => {
    setCustomer(after);
    setRefusal(null);
    readHistory();
    onChanged();
  };
  const took = (after: Customer, sentence: string): void => {
    show(after);
    toast(sentence);
  };
  const makeDefault = (card: CardOnFile): void => {
    if (asking.current || !customer) return;
    asking.current = true;
    setBusyId(card.id);
    setRefusal(null);
    ask("cards.makeDefault", { customerId: id, cardId: card.id })
      .then(
        (after) => {
          show(after);
          defaultWithUndo(customer, after, card);
          // The button that was pressed is gone.
          requestAnimationFrame(focusHome);
        },
        (error: unknown) => {
          setRefusal(asFailure(error).sentence);
          read();
        },
      )
      .finally(() => {
        asking.current = false;
        setBusyId(null);
      });
  };

  const added = (after: Customer, sentence: string, unfinished: string | null): void => {
    if (unfinished === null) return took(after, sentence);
    show(after);
    setRefusal(unfinished);
    read();
  };

  const seen = customer ?? line ?? kept?.line ?? null;
  if (!seen) {
    return (
      <Stub
        name="Customer"
        steps={
          <Button size="wide" keyHint="Esc" onPress={onClose}>
            Close
          </Button>
        }
      >
        {trouble === null ? <Loading what="Reading the customer" /> : <Trouble sentence={trouble} onRetry={read} />}
      </Stub>
    );
  }
  if (customer && editing) {
    return (
      <Stub name="Customer">
        <CustomerForm
          customer={customer}
          onClose={() => setOpen(null)}
          onSaved={(saved) => {
            setCustomer(saved);
            readHistory();
            setOpen(null);
            onChanged();
          }}
        />
      </Stub>
    );
  }
  return (
    <Stub
      name="Customer"
      steps={
        <>
          <Button kind="primary" size="wide" keyHint="C" disabled={!customer} onPress={charge}>
            Charge
          </Button>
          <div className="stub-steps-pair">
            <Button
              size="wide"
              keyHint="A"
              disabled={!customer || !cardsKept}
              onPress={() => setOpen({ kind: "add card" })}
            >
              Add card
            </Button>
            <Button size="wide" keyHint="E" disabled={!customer} onPress={() => setOpen({ kind: "edit" })}>
              Edit
            </Button>
          </div>
        </>
      }
    >
      <div className="row-between customer-top">
        <h2 className="customer-title">{customerTitle(seen)}</h2>
        <Button kind="quiet" size="small" label="Close" className="stub-x" onPress={onClose}>
          ×
        </Button>
      </div>
      {customer?.description ? <p className="quiet">{customer.description}</p> : null}
      {trouble ? <Trouble sentence={trouble} onRetry={read} /> : null}
      {trouble && !customer && kept ? (
        <p className="quiet small" role="status">
          This is what this computer knew
          {kept.asOf === null ? " when it last saw the customer" : `, as of ${timeWords(kept.asOf, now)}`}.
        </p>
      ) : null}
      {refusal ? (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      ) : null}
      <Facts
        facts={[
          { label: "Email", value: seen.email },
          { label: "Phone", value: phoneText(seen.phone) },
          { label: "Address", value: customer ? addressOf(customer) : null },
          { label: "Invoices to", value: customer?.invoiceEmail ?? null },
          { label: "Copies to", value: customer?.invoiceCopy ?? null },
          {
            label: "On file since",
            value: customer?.createdAt
              ? new Date(customer.createdAt).toLocaleDateString("en-US", { dateStyle: "medium" })
              : null,
          },
          { label: "Id", value: seen.id },
        ]}
      />
      {customer ? (
        <CardsOnFile
          cards={customer.cards}
          now={now}
          busyId={busyId}
          onDefault={makeDefault}
          onReplace={(card) => setOpen({ kind: "replace", card })}
          onRemove={(card) => setOpen({ kind: "remove", card })}
        />
      ) : trouble ? (
        kept ? (
          <KeptCards cards={kept.cards} />
        ) : null
      ) : (
        <Loading what="Reading the cards" />
      )}
      {history.length > 0 ? <CustomerHistory history={history} now={now} /> : null}
      {customer ? (
        <p className="customer-delete">
          <Button kind="quiet" size="small" onPress={() => setOpen({ kind: "delete" })}>
            Delete customer
          </Button>
        </p>
      ) : null}
      {customer ? (
        <>
          <AddCardDialog
            customer={customer}
            replaces={open?.kind === "replace" ? open.card : null}
            open={open?.kind === "add card" || open?.kind === "replace"}
            onClose={() => setOpen(null)}
            onAdded={added}
          />
          <Dialog
            title={open?.kind === "remove" ? `Remove ${cardName(open.card)}?` : "Remove card?"}
            open={open?.kind === "remove"}
            onClose={() => setOpen(null)}
          >
            {open?.kind === "remove" ? (
              <Sure
                words={removalWords(customer, open.card)}
                verb="Remove card"
                run={() => ask("cards.remove", { customerId: id, cardId: open.card.id })}
                onDone={(after) => {
                  setOpen(null);
                  took(
                    after,
                    after.cards.length > 0 && !after.cards.some((card) => card.isDefault)
                      ? "The card is removed. There is no default card now."
                      : "The card is removed.",
                  );
                }}
                onClose={() => setOpen(null)}
              />
            ) : null}
          </Dialog>
          <Dialog
            title={`Delete ${customerTitle(customer)}?`}
            open={open?.kind === "delete"}
            onClose={() => setOpen(null)}
          >
            <Sure
              words={deletionWords(customer)}
              verb="Delete customer"
              run={() => ask("customers.delete", { id })}
              onDone={() => {
                toast(`${customerTitle(customer)} is deleted.`);
                onChanged();
                onClose();
              }}
              onClose={() => setOpen(null)}
            />
          </Dialog>
        </>
      ) : null}
    </Stub>
  );
}
