import { customerTitle, type Customer, type CustomerLine } from "../../../shared/customer";
import { phoneText } from "../../../shared/phone";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { Facts } from "../../parts/stub";
import { CardsOnFile } from "./cards-on-file";
import type { CustomerSheet } from "./customer-dialogs";
import { CustomerHistory } from "./customer-history";
import { addressOf } from "./customer-words";
import { KeptCards } from "./kept-cards";
import { useMakeDefault } from "./use-make-default";
import type { OpenCustomer } from "./use-customer";

/** What a stub says of one customer. `seen` is what is known now: read, listed or kept. `now` in epoch ms. */
export function CustomerBody(props: {
  readonly seen: Customer | CustomerLine;
  readonly control: OpenCustomer;
  readonly now: number;
  readonly onOpen: (sheet: CustomerSheet) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { seen, control, now, onOpen, onChanged, onClose } = props;
  const { customer, history, trouble, kept, refusal, read } = control;
  const { busyId, makeDefault } = useMakeDefault(control, onChanged);
  return (
    <>
      <Button kind="quiet" className="stub-close" label="Close" onPress={onClose}>
        ×
      </Button>
      <h2 className="stub-title">{customerTitle(seen)}</h2>
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
          { label: "On file since", value: customer?.createdAt ? dayWords(customer.createdAt) : null },
          { label: "Id", value: seen.id },
        ]}
      />
      {customer ? (
        <CardsOnFile
          cards={customer.cards}
          now={now}
          busyId={busyId}
          onDefault={makeDefault}
          onReplace={(card) => onOpen({ kind: "replace", card })}
          onRemove={(card) => onOpen({ kind: "remove", card })}
        />
      ) : null}
      {!customer && trouble && kept ? <KeptCards cards={kept.cards} /> : null}
      {!customer && !trouble ? <Loading what="Reading the cards" /> : null}
      {history.length > 0 ? <CustomerHistory history={history} now={now} /> : null}
      {customer ? (
        <p className="customer-delete">
          <Button kind="quiet" size="small" onPress={() => onOpen({ kind: "delete" })}>
            Delete customer
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** `Nov 28, 2026`; `at` in epoch ms. */
function dayWords(at: number): string {
  return new Date(at).toLocaleDateString("en-US", { dateStyle: "medium" });
}
