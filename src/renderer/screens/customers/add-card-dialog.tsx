import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { consentWording, type CardOnFile, type Customer } from "../../../shared/customer";
import type { Channel } from "../../../shared/outcome";
import { ask, asFailure } from "../../bridge";
import { CHANNEL_WORDS } from "../../payment/words";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { Segmented } from "../../parts/segmented";
import { Switch } from "../../parts/switch";
import { Quote } from "../../parts/stub";
import { TextField } from "../../parts/text-field";
import { useApp } from "../../stores/app";
import { toast } from "../../stores/toasts";
import { useIdleWipe } from "../../card/use-idle-wipe";
import { CardInputs, type CardInputsHandle } from "../../card/card-inputs";
import { NO_CARD, type CardSeen } from "../../card/card-seen";
import { cardName, replacementWords } from "./customer-words";

const CHANNELS: readonly { readonly value: Channel; readonly label: string }[] = (
  Object.keys(CHANNEL_WORDS) as Channel[]
).map((value) => ({ value, label: CHANNEL_WORDS[value] }));

/**
 * Adds a card to a customer, or puts one in the place of another. SECURITY: the card's fields are uncontrolled, read
 * once for the request, and wiped when it is done, when the dialog or the screen goes, and after ten minutes without a
 * key (PCI DSS 3.3).
 */
export function AddCardDialog(props: {
  readonly customer: Customer;
  /** The card that goes when the new one is there; null: none. */
  readonly replaces: CardOnFile | null;
  readonly open: boolean;
  readonly onClose: () => void;
  /** `unfinished`: why, in words, not all was done although the new card is on file; null when all was. */
  readonly onAdded: (customer: Customer, sentence: string, unfinished: string | null) => void;
}) {
  return (
    // A click beside the dialog does not close it, because a number that was read out would be lost.
    <Dialog
      title={props.replaces ? `Replace ${cardName(props.replaces)}` : "Add card"}
      open={props.open}
      onClose={props.onClose}
      stays
    >
      <AddCard {...props} />
    </Dialog>
  );
}

function AddCard({ customer, replaces, onClose, onAdded }: Parameters<typeof AddCardDialog>[0]) {
  const settings = useApp(({ app }) => app?.settings ?? null);
  const card = useRef<CardInputsHandle>(null);
  const [seen, setSeen] = useState<CardSeen>(NO_CARD);
  const [holder, setHolder] = useState(customer.name ?? "");
  const [channel, setChannel] = useState<Channel>(settings?.channel ?? "phone");
  const [cvvNotGiven, setCvvNotGiven] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const here = useRef(true);

  const save = (): void => {
    if (asking.current) return;
    const typed = card.current?.read();
    if (!typed) return;
    asking.current = true;
    setBusy(true);
    setTrouble(null);
    const { number, expiry, cvv, zip } = typed;
    const entry = {
      number,
      expMonth: expiry.month,
      expYear: expiry.year,
      cvv,
      zip,
      holder: holder.trim() || null,
      addressLine1: null,
      addressLine2: null,
      city: null,
      state: null,
      country: null,
    };
    const last4 = seen.last4 ?? "";
    const add = async (): Promise<{ customer: Customer; unfinished: string | null }> => {
      if (replaces) return ask("cards.replace", { customerId: customer.id, cardId: replaces.id, card: entry, channel });
      return { customer: await ask("cards.add", { customerId: customer.id, card: entry, channel }), unfinished: null };
    };
    add()
      .then(
        ({ customer: after, unfinished }) => {
          card.current?.wipe("and zip");
          if (here.current) onClose();
          else if (unfinished !== null) toast(unfinished, "warning");
          onAdded(
            after,
            replaces
              ? `The card ending ${last4} is in the place of ${cardName(replaces)}.`
              : `The card ending ${last4} is on file.`,
            unfinished,
          );
        },
        (error: unknown) => {
          // The typed fields stay, so that one wrong digit is mended by typing one digit.
          const failure = asFailure(error);
          const sentence = Object.values(failure.fields).join(" ") || failure.sentence;
          if (here.current) setTrouble(sentence);
          else toast(`The card ending ${last4}: ${sentence}`, "warning");
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
  useLayoutEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      // SECURITY: the card's fields are wiped before the page drops them, however the dialog is closed.
      // oxlint-disable-next-line react/exhaustive-deps -- the handle as it is then
      card.current?.wipe("and zip");
    };
  }, []);
  useIdleWipe(true, () => {
    if (!card.current || card.current.isEmpty()) return;
    card.current.wipe("and zip");
    toast("The card was cleared: it had been left for ten minutes.");
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
      {replaces ? <p className="quiet">{replacementWords(replaces)}</p> : null}
      <CardInputs
        ref={card}
        seen={seen}
        onSeen={setSeen}
        autoAdvance={settings?.autoAdvance ?? true}
        readOnly={busy}
        wiped={false}
        cvvNotGiven={cvvNotGiven}
        onSubmit={save}
        onBack={() => undefined}
      />
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
          {replaces ? "Replace card" : "Save card"}
        </Button>
        <Button onPress={cancel}>Cancel</Button>
      </DialogButtons>
    </form>
  );
}
