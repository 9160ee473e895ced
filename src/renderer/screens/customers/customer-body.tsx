import { customerTitle, type Customer, type CustomerLine } from "../../../shared/customer";
import type { Cents } from "../../../shared/money";
import { phoneText } from "../../../shared/phone";
import { dateText } from "../../../shared/times";
import { customersWords } from "../../../shared/words/customers";
import { privacyWords } from "../../../shared/words/privacy";
import { timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { Facts } from "../../parts/stub";
import { CardsOnFile } from "./cards-on-file";
import type { CustomerSheet } from "./customer-dialogs";
import { CustomerPayments } from "./customer-payments";
import { CustomerHistory } from "./customer-history";
import { SaveEverything } from "./forget";
import { addressOf } from "./customer-words";
import { KeptCards } from "./kept-cards";
import { useMakeDefault } from "./use-make-default";
import type { OpenCustomer } from "./use-customer";

const words = customersWords.page;

/** What a stub says of one customer. `seen` is what is known now: read, listed or kept. `now` in epoch ms. */
export function CustomerBody(props: {
  readonly seen: Customer | CustomerLine;
  readonly control: OpenCustomer;
  readonly now: number;
  /** Fills an order with the amount of a payment, in cents; null: not now. */
  readonly onAgain: ((amount: Cents) => void) | null;
  readonly onOpen: (sheet: CustomerSheet) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { seen, control, now, onAgain, onOpen, onChanged, onClose } = props;
  const { customer, history, trouble, kept, refusal, read } = control;
  const { busyId, makeDefault } = useMakeDefault(control, onChanged);
  return (
    <>
      <Button kind="quiet" className="stub-close" label={words.close} onPress={onClose}>
        ×
      </Button>
      <h2 className="stub-title">{customerTitle(seen)}</h2>
      {customer?.description ? <p className="quiet">{customer.description}</p> : null}
      {trouble ? <Trouble sentence={trouble} onRetry={read} /> : null}
      {trouble && !customer && kept ? (
        <p className="quiet small" role="status">
          {words.kept({ asOf: kept.asOf === null ? null : timeWords(kept.asOf, now) })}
        </p>
      ) : null}
      {refusal ? (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      ) : null}
      <Facts
        facts={[
          { label: words.facts.email, value: seen.email, copy: seen.email },
          { label: words.facts.phone, value: phoneText(seen.phone) },
          { label: words.facts.address, value: customer ? addressOf(customer) : null },
          { label: words.facts.invoices, value: customer?.invoiceEmail ?? null, copy: customer?.invoiceEmail ?? null },
          { label: words.facts.copies, value: customer?.invoiceCopy ?? null },
          { label: words.facts.since, value: customer?.createdAt ? dateText(customer.createdAt, true) : null },
          { label: words.facts.id, value: seen.id, copy: seen.id },
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
      {!customer && !trouble ? <Loading what={words.readingCards} /> : null}
      <CustomerPayments id={seen.id} now={now} onAgain={onAgain} />
      {history.length > 0 ? <CustomerHistory history={history} now={now} /> : null}
      {customer ? (
        <p className="customer-delete">
          <SaveEverything id={customer.id} />
          <Button kind="quiet" size="small" needs="customers.forget" onPress={() => onOpen({ kind: "forget" })}>
            {privacyWords.forget}
          </Button>
          <Button kind="quiet" size="small" needs="customers.delete" onPress={() => onOpen({ kind: "delete" })}>
            {words.delete}
          </Button>
        </p>
      ) : null}
    </>
  );
}
