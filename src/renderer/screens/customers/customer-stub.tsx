import { useEffect, useRef, useState } from "react";
import type { CustomerLine } from "../../../shared/customer";
import { customersWords } from "../../../shared/words/customers";
import { isDialogOpen, isTyping, useKeys } from "../../parts/keys";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { Stub } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { useCan } from "../../stores/app";
import { orderAgain, orderFor } from "../../stores/order-for";
import { bind, keyHint } from "../../stores/shortcuts";
import { CustomerBody } from "./customer-body";
import { CustomerDialogs, type CustomerSheet } from "./customer-dialogs";
import { CustomerForm } from "./customer-form";
import { lineOf } from "./customer-words";
import { useCustomer } from "./use-customer";

const words = customersWords.page;

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
  const control = useCustomer(id);
  const { customer, trouble, kept } = control;
  const [sheet, setSheet] = useState<CustomerSheet>(null);
  const cardsKept = useCan("cards_on_file");

  const editing = sheet?.kind === "edit";
  const charge = customer && !editing ? () => orderFor(lineOf(customer)) : null;
  const addCard = customer && !editing && cardsKept ? () => setSheet({ kind: "add card" }) : null;
  const edit = customer && !editing ? () => setSheet({ kind: "edit" }) : null;
  const acts = { charge, addCard, edit };
  /** The key that was pressed while the customer was being read: the hand does not wait for the processor. */
  const early = useRef<keyof typeof acts | null>(null);
  const reading = customer === null && trouble === null;
  const later = (name: keyof typeof acts) => () => {
    early.current = name;
  };
  useKeys(
    true,
    reading
      ? bind("customers", { charge: later("charge"), addCard: later("addCard"), edit: later("edit") })
      : bind("customers", acts),
  );
  useKeys(true, bind("lists", { close: editing ? null : onClose }));
  useEffect(() => {
    if (reading) return;
    const pressed = early.current;
    early.current = null;
    // A hand that types elsewhere by now has gone on.
    if (pressed !== null && !isDialogOpen() && !isTyping(document.activeElement)) acts[pressed]?.();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the reading ends
  }, [reading]);

  const seen = customer ?? line ?? kept?.line ?? null;
  if (!seen) {
    return (
      <Stub
        name={words.name}
        steps={
          <Button size="wide" keyHint={keyHint("lists", "close")} onPress={onClose}>
            {words.close}
          </Button>
        }
      >
        {trouble === null ? <Loading what={words.reading} /> : <Trouble sentence={trouble} onRetry={control.read} />}
      </Stub>
    );
  }
  if (customer && editing) {
    return (
      <Stub name={words.name}>
        <CustomerForm
          customer={customer}
          onClose={() => setSheet(null)}
          onSaved={(saved) => {
            control.show(saved);
            setSheet(null);
            onChanged();
          }}
        />
      </Stub>
    );
  }
  return (
    <Stub
      name={words.name}
      steps={
        <>
          <Button
            kind="primary"
            size="wide"
            keyHint={keyHint("customers", "charge")}
            disabled={!charge}
            onPress={charge ?? undefined}
          >
            {words.charge}
          </Button>
          <Button
            size="wide"
            className="customer-add-card"
            keyHint={keyHint("customers", "addCard")}
            disabled={!addCard}
            onPress={addCard ?? undefined}
          >
            {words.addCard}
          </Button>
          <Button size="wide" keyHint={keyHint("customers", "edit")} disabled={!edit} onPress={edit ?? undefined}>
            {words.edit}
          </Button>
        </>
      }
    >
      <CustomerBody
        seen={seen}
        control={control}
        now={now}
        onAgain={
          customer
            ? (amount) => orderAgain({ line: lineOf(customer), amount, holder: null, email: null, phone: null })
            : null
        }
        onOpen={setSheet}
        onChanged={onChanged}
        onClose={onClose}
      />
      {customer ? (
        <CustomerDialogs
          customer={customer}
          open={sheet}
          control={control}
          onClose={() => setSheet(null)}
          onChanged={onChanged}
          onDeleted={onClose}
        />
      ) : null}
    </Stub>
  );
}
