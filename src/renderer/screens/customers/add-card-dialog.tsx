import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { CardOnFile, Customer } from "../../../shared/customer";
import type { Failure } from "../../../shared/failure";
import type { Channel } from "../../../shared/outcome";
import { tooLong } from "../../../shared/too-long";
import { cardWords } from "../../../shared/words/card";
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
import { readRefusal } from "../../card/card-refusal";
import { NO_CARD, type CardSeen } from "../../card/card-seen";
import { CARD_FIELDS } from "../../card/use-card-fields";
import { cardName, replacementWords } from "./customer-words";
import { useTyped } from "../../parts/typed";

const words = cardWords.add;
/** As CardEntry has it. */
const LONGEST_HOLDER = 60;
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
      title={props.replaces ? words.titleReplace({ card: cardName(props.replaces) }) : words.title}
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
  const [holder, setHolder] = useTyped(`card of ${customer.id}`, customer.name ?? "");
  const [channel, setChannel] = useState<Channel>(settings?.channel ?? "phone");
  const [cvvNotGiven, setCvvNotGiven] = useState(false);
  const [holderWrong, setHolderWrong] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const holderField = useRef<HTMLInputElement>(null);
  const asking = useRef(false);
  const here = useRef(true);

  /** Each sentence stands at its field; what is about none stands by itself. */
  const refused = ({ fields, sentence }: Failure): void => {
    const said = readRefusal(fields);
    const named = CARD_FIELDS.filter((name) => said.card[name] !== undefined);
    const labels = [
      ...named.map((name) => cardWords.fields[name]),
      ...(said.holder === null ? [] : [cardWords.fields.holder]),
    ];
    const lookAt = labels.length === 0 ? [] : [words.lookAt({ fields: labels.join(", ") })];
    setHolderWrong(said.holder);
    setTrouble([...lookAt, ...said.others].join(" ") || sentence);
    // The fields can be typed in again from the next drawing on.
    setTimeout(() => {
      if (named.length > 0) card.current?.tell(said.card);
      else if (said.holder !== null) holderField.current?.select();
    });
  };
  const save = (): void => {
    if (asking.current) return;
    const typed = card.current?.read();
    // The field itself tells that the name is too long.
    if (!typed || tooLong(holder, LONGEST_HOLDER) !== null) return;
    asking.current = true;
    setBusy(true);
    setTrouble(null);
    setHolderWrong(null);
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
            replaces ? words.replaced({ last4, card: cardName(replaces) }) : words.done({ last4 }),
            unfinished,
          );
        },
        (error: unknown) => {
          // The typed fields stay, so that one wrong digit is mended by typing one digit.
          const failure = asFailure(error);
          if (here.current) return refused(failure);
          const why = Object.values(failure.fields).join(" ") || failure.sentence;
          toast(words.failed({ last4, why }), "warning");
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
    toast(cardWords.cleared);
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
      <Switch label={cardWords.fields.cvvNotGiven} on={cvvNotGiven} onChange={setCvvNotGiven} />
      <TextField
        label={cardWords.fields.holder}
        value={holder}
        inputRef={holderField}
        error={holderWrong}
        maxLength={LONGEST_HOLDER}
        onChange={(value) => {
          setHolder(value);
          setHolderWrong(null);
        }}
      />
      <Segmented label={words.agreed} labelled value={channel} choices={CHANNELS} onChange={setChannel} />
      <Quote>{cardWords.consent({ merchant: settings?.merchant.name ?? "", channel })}</Quote>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          {replaces ? words.replace : words.save}
        </Button>
        <Button onPress={cancel}>{words.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
