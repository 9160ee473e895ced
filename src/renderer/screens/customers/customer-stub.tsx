import { useCallback, useEffect, useRef, useState } from "react";
import { BRAND_NAMES } from "../../../shared/card";
import { customerTitle, defaultCard, type CardOnFile, type Customer, type CustomerEvent, type CustomerLine } from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
import { ask, asFailure } from "../../bridge";
import { plainKey } from "../../frame/keys";
import { timeWords } from "../../money/words";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Loading, Trouble } from "../../parts/states";
import { Facts, Stub } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { useApp, useCan } from "../../stores/app";
import { orderFor } from "../../stores/order-for";
import { toast } from "../../stores/toasts";
import { AddCardDialog } from "./add-card-dialog";
import { CardsOnFile } from "./cards-on-file";
import { CustomerForm } from "./customer-form";

type Open = { readonly kind: "edit" | "add card" | "delete" } | { readonly kind: "remove"; readonly card: CardOnFile } | null;

/**
 * One customer: how to reach them, their cards, what was changed by whom. `line` is what the list knows already, shown while the
 * processor is asked. Escape puts it away.
 */
export function CustomerStub(props: { readonly id: string; readonly line: CustomerLine | null; readonly onClose: () => void; readonly onChanged: () => void }) {
  const { id, line, onClose, onChanged } = props;
  const now = useNow(60_000);
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [history, setHistory] = useState<readonly CustomerEvent[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [busyId, setBusyId] = useState<string | null>(null);
  const asking = useRef(false);
  const cardsKept = useCan("cards_on_file");

  const read = useCallback(() => {
    setTrouble(null);
    ask("customers.get", { id }).then(setCustomer, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, [id]);
  useEffect(read, [read]);
  const readHistory = useCallback(() => {
    ask("customers.history", { id }).then(setHistory, () => undefined);
  }, [id]);
  useEffect(readHistory, [readHistory]);

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

  const took = (after: Customer, sentence: string): void => {
    setCustomer(after);
    setRefusal(null);
    readHistory();
    toast(sentence);
    onChanged();
  };
  const makeDefault = (card: CardOnFile): void => {
    if (asking.current) return;
    asking.current = true;
    setBusyId(card.id);
    setRefusal(null);
    ask("cards.makeDefault", { customerId: id, cardId: card.id })
      .then(
        (after) => took(after, `${nameOf(card)} is the default now.`),
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

  const seen = customer ?? line;
  if (!seen) {
    return (
      <Stub name="Customer" steps={<Button size="wide" keyHint="Esc" onPress={onClose}>Close</Button>}>
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
          <div className="customer-steps-pair">
            <Button size="wide" keyHint="A" disabled={!customer || !cardsKept} onPress={() => setOpen({ kind: "add card" })}>
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
          { label: "On file since", value: customer?.createdAt ? new Date(customer.createdAt).toLocaleDateString("en-US", { dateStyle: "medium" }) : null },
          { label: "Id", value: seen.id },
        ]}
      />
      {customer ? (
        <CardsOnFile cards={customer.cards} now={now} busyId={busyId} onDefault={makeDefault} onRemove={(card) => setOpen({ kind: "remove", card })} />
      ) : trouble ? null : (
        <Loading what="Reading the cards" />
      )}
      {history.length > 0 ? <History history={history} now={now} /> : null}
      {customer ? (
        <p className="customer-delete">
          <Button kind="quiet" size="small" onPress={() => setOpen({ kind: "delete" })}>
            Delete customer
          </Button>
        </p>
      ) : null}
      {customer ? (
        <>
          <AddCardDialog customer={customer} open={open?.kind === "add card"} onClose={() => setOpen(null)} onAdded={(after, sentence) => { setOpen(null); took(after, sentence); }} />
          <Dialog title={open?.kind === "remove" ? `Remove ${nameOf(open.card)}?` : "Remove card?"} open={open?.kind === "remove"} onClose={() => setOpen(null)}>
            {open?.kind === "remove" ? (
              <Sure
                words={removalWords(customer, open.card)}
                verb="Remove card"
                run={() => ask("cards.remove", { customerId: id, cardId: open.card.id })}
                onDone={(after) => {
                  setOpen(null);
                  took(after, after.cards.length > 0 && !after.cards.some((card) => card.isDefault) ? "The card is removed. There is no default card now." : "The card is removed.");
                }}
                onClose={() => setOpen(null)}
              />
            ) : null}
          </Dialog>
          <Dialog title={`Delete ${customerTitle(customer)}?`} open={open?.kind === "delete"} onClose={() => setOpen(null)}>
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

/** A last question before something that cannot be undone. It stays, with why, when it did not work. */
function Sure<T>(props: { readonly words: string; readonly verb: string; readonly run: () => Promise<T>; readonly onDone: (answer: T) => void; readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <div className="stack">
      <p>{props.words}</p>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button autoFocus onPress={props.onClose}>
          Keep
        </Button>
        <Button
          kind="danger"
          busy={busy}
          onPress={() => {
            setBusy(true);
            props
              .run()
              .then(props.onDone, (error: unknown) => setTrouble(asFailure(error).sentence))
              .finally(() => setBusy(false));
          }}
        >
          {props.verb}
        </Button>
      </DialogButtons>
    </div>
  );
}

function History({ history, now }: { readonly history: readonly CustomerEvent[]; readonly now: number }) {
  return (
    <details className="customer-history">
      <summary>What was changed ({history.length})</summary>
      <ol>
        {history.map((event, at) => (
          // Nothing but its place tells two equal notes apart, and notes are only added.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={history.length - at}>
            <span>{event.sentence}</span>
            <span className="faint small">
              {timeWords(event.at, now)} · {event.operator}
            </span>
            {event.changes.length > 0 ? <span className="quiet small">{event.changes.map(({ field, from, to }) => `${field}: ${from ?? "empty"} → ${to ?? "empty"}`).join("; ")}</span> : null}
            {event.consent ? <span className="quiet small">{event.consent.wording}</span> : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

function lineOf(customer: Customer): CustomerLine {
  const card = defaultCard(customer.cards);
  const { id, name, email, phone } = customer;
  return {
    id,
    name,
    email,
    phone,
    card: card ? { id: card.id, brand: card.brand, last4: card.last4, expMonth: card.expMonth, expYear: card.expYear, isDefault: card.isDefault } : null,
    cardCount: customer.cards.length,
  };
}

function nameOf(card: CardOnFile): string {
  return `${card.brand === "unknown" && card.brandRaw ? card.brandRaw : BRAND_NAMES[card.brand]} ···· ${card.last4 ?? "????"}`;
}

function addressOf({ addressLine1, addressLine2, city, state, zip, country }: Customer): string {
  const place = [[city, state].filter(Boolean).join(", "), zip].filter(Boolean).join(" ");
  return [addressLine1, addressLine2, place, country].filter(Boolean).join(", ");
}

function processorName(): string {
  return useApp.getState().app?.connection.label ?? "the processor";
}

function removalWords(customer: Customer, card: CardOnFile): string {
  const others = customer.cards.length - 1;
  const base = `${customerTitle(customer)} can no longer be charged on it until it is added again with its number.`;
  if (!card.isDefault) return base;
  return others === 0 ? `${base} It is the only card on file.` : `${base} It is the default: make another one the default afterwards, or a charge must name its card.`;
}

function deletionWords(customer: Customer): string {
  const { length } = customer.cards;
  const cards = length === 0 ? "" : length === 1 ? " and the card on file" : ` and the ${length} cards on file`;
  return `The customer${cards} will be gone from ${processorName()}, for every desk, and cannot be brought back. Payments already taken stay as they are.`;
}
