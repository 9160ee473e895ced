import { useEffect, useRef, useState } from "react";
import { consentWording, type Customer } from "../../../shared/customer";
import type { Channel } from "../../../shared/outcome";
import { ask, asFailure } from "../../bridge";
import { CHANNEL_WORDS } from "../../money/words";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import { Quote } from "../../parts/stub";
import { TextField } from "../../parts/text-field";
import { useApp } from "../../stores/app";
import { CardInputs, NO_CARD, type CardInputsHandle, type CardSeen } from "../order/card-inputs";

const CHANNELS: readonly { readonly value: Channel; readonly label: string }[] = (Object.keys(CHANNEL_WORDS) as Channel[]).map((value) => ({ value, label: CHANNEL_WORDS[value] }));

/** Adds a card to a customer. SECURITY: the card's fields are uncontrolled, read once for the request and wiped (PCI DSS 3.3). */
export function AddCardDialog(props: { readonly customer: Customer; readonly open: boolean; readonly onClose: () => void; readonly onAdded: (customer: Customer, sentence: string) => void }) {
  return (
    // A click beside it must not throw away a number that was read out.
    <Dialog title="Add card" open={props.open} onClose={props.onClose} mustAnswer>
      <AddCard {...props} />
    </Dialog>
  );
}

function AddCard({ customer, onClose, onAdded }: Parameters<typeof AddCardDialog>[0]) {
  const settings = useApp(({ app }) => app?.settings ?? null);
  const card = useRef<CardInputsHandle>(null);
  const [seen, setSeen] = useState<CardSeen>(NO_CARD);
  const [holder, setHolder] = useState(customer.name ?? "");
  const [channel, setChannel] = useState<Channel>(settings?.channel ?? "phone");
  const [cvvNotGiven, setCvvNotGiven] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);

  const save = (): void => {
    if (asking.current) return;
    const typed = card.current?.read();
    if (!typed) return;
    asking.current = true;
    setBusy(true);
    setTrouble(null);
    const { number, expiry, cvv, zip } = typed;
    const entry = { number, expMonth: expiry.month, expYear: expiry.year, cvv, zip, holder: holder.trim() || null, addressLine1: null, addressLine2: null, city: null, state: null, country: null };
    const last4 = seen.last4 ?? "";
    ask("cards.add", { customerId: customer.id, card: entry, channel })
      .then(
        (after) => {
          card.current?.wipe("and zip");
          onAdded(after, `The card ending ${last4} is on file.`);
        },
        (error: unknown) => {
          // What was typed stays, so that one wrong digit is one digit to type.
          const failure = asFailure(error);
          setTrouble(Object.values(failure.fields).join(" ") || failure.sentence);
        },
      )
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  };
  const cancel = (): void => {
    card.current?.wipe("and zip");
    onClose();
  };

  useEffect(() => void card.current?.focusNext(), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape") cancel();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <CardInputs ref={card} seen={seen} onSeen={setSeen} autoAdvance={settings?.autoAdvance ?? true} readOnly={busy} wiped={false} cvvNotGiven={cvvNotGiven} onSubmit={save} onBack={() => undefined} />
      <Switch label="CVV not given" on={cvvNotGiven} onChange={setCvvNotGiven} />
      <TextField label="Cardholder name" value={holder} onChange={setHolder} maxLength={60} />
      <Segmented label="How the cardholder agreed" labelled value={channel} choices={CHANNELS} onChange={setChannel} />
      <Quote>{consentWording(settings?.merchant.name ?? "", channel)}</Quote>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          Save card
        </Button>
        <Button onPress={cancel}>Cancel</Button>
      </DialogButtons>
    </form>
  );
}
