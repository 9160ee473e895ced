import { useEffect, useRef, useState } from "react";
import { INVOICE, invoiceOf, OUR_NAMES, ownPairs } from "../../shared/metadata";
import type { Payment } from "../../shared/payment";
import { commonWords, nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { LeaveQuestion } from "../parts/leave-question";
import { TextField } from "../parts/text-field";
import { useTyped } from "../parts/typed";
import { changesOf, wrongIn, type NewPair, type Typed } from "./edit-payment";
import "./edit-payment.css";

const words = paymentWords.edit;

const LONGEST_NOTE = 200;
/** Another program may have made it longer than ours are (metadata.ts). */
const LONGEST_THERE = 500;

interface Editing {
  readonly payment: Payment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/**
 * Changes a payment's note, its invoice number and the fields that people gave it, where the processor keeps them.
 * `onDone` hears that they may have changed.
 */
export function EditPaymentDialog(props: Editing & { readonly open: boolean }) {
  const [asked, setAsked] = useState(false);
  const changed = useRef(false);
  const close = (): void => {
    changed.current = false;
    setAsked(false);
    props.onClose();
  };
  const leave = (): void => (changed.current ? setAsked(true) : close());
  return (
    <>
      <Dialog title={words.title} open={props.open} onClose={leave}>
        <EditPayment {...props} onClose={close} onLeave={leave} hasChanged={(now) => (changed.current = now)} />
      </Dialog>
      <LeaveQuestion open={asked} onStay={() => setAsked(false)} onLeave={close} />
    </>
  );
}

function EditPayment({
  payment,
  onClose,
  onLeave,
  onDone,
  hasChanged,
}: Editing & { readonly onLeave: () => void; readonly hasChanged: (now: boolean) => void }) {
  // With what the payment was when the typing began: the screen behind it may be read again meanwhile.
  const [{ typed, before }, setForm] = useTyped(`edit ${payment.id}`, () => ({
    typed: typedOf(payment),
    before: payment,
  }));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ours = OUR_NAMES.filter((name) => before.metadata[name]);

  const change = (part: Partial<Typed>): void => {
    const now = { ...typed, ...part };
    setForm({ typed: now, before });
    setWrong({});
    setTrouble(null);
  };
  useEffect(() => {
    hasChanged(changesOf(typed, before) !== null || typed.added.some(({ value }) => value.trim() !== ""));
  });
  const setThere = (at: number, part: Partial<Typed["there"][number]>): void =>
    change({ there: typed.there.map((pair, index) => (index === at ? { ...pair, ...part } : pair)) });
  const setAdded = (at: number, part: Partial<NewPair>): void =>
    change({ added: typed.added.map((pair, index) => (index === at ? { ...pair, ...part } : pair)) });
  const save = (): void => {
    if (busy) return;
    const found = wrongIn(typed, before);
    setWrong(found);
    setTrouble(null);
    if (Object.keys(found).length > 0) return;
    const changes = changesOf(typed, before);
    if (changes === null) return onClose();
    setBusy(true);
    ask("payments.update", { paymentId: before.id, ...changes })
      .then(
        () => {
          onDone();
          onClose();
        },
        (error: unknown) => {
          const failure = asFailure(error);
          setWrong(failure.fields);
          setTrouble(failure.sentence);
          onDone();
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={words.note}
        hint={words.noteHint}
        value={typed.note}
        onChange={(note) => change({ note })}
        maxLength={LONGEST_NOTE}
        error={wrong["description"] ?? null}
        autoFocus
      />
      <TextField
        label={nameWords.invoiceNumber}
        value={typed.invoice}
        onChange={(invoice) => change({ invoice })}
        maxLength={LONGEST_THERE}
        error={wrong[`metadata.${INVOICE}`] ?? null}
      />
      <fieldset className="own-fields">
        <legend className="field-label">{paymentWords.ownFields}</legend>
        {typed.there.map(({ name, value, removed }, at) => (
          <div key={name} className="own-field">
            {removed ? (
              <p className="own-field-removed">
                <s>
                  {name}: {value}
                </s>{" "}
                {words.removed}
              </p>
            ) : (
              <TextField
                label={name}
                value={value}
                maxLength={LONGEST_THERE}
                error={wrong[`metadata.${name}`] ?? null}
                onChange={(text) => setThere(at, { value: text })}
              />
            )}
            <Button
              kind="quiet"
              size="small"
              label={removed ? words.keepField({ name }) : words.removeField({ name })}
              onPress={() => setThere(at, { removed: !removed })}
            >
              {removed ? words.keep : "×"}
            </Button>
          </div>
        ))}
        {typed.added.map((pair, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a pair is its place until it has a name
          <div key={at} className="own-field own-field-new">
            <TextField
              label={words.newName({ number: at + 1 })}
              value={pair.name}
              error={wrong[`name ${at}`] ?? wrong[`metadata.${pair.name.trim()}`] ?? null}
              autoFocus
              onChange={(name) => setAdded(at, { name })}
            />
            <TextField
              label={words.newValue({ number: at + 1 })}
              value={pair.value}
              error={wrong[`value ${at}`] ?? null}
              onChange={(value) => setAdded(at, { value })}
            />
            <Button
              kind="quiet"
              size="small"
              label={words.removeNew({ number: at + 1 })}
              onPress={() => change({ added: typed.added.filter((_, index) => index !== at) })}
            >
              ×
            </Button>
          </div>
        ))}
        <Button kind="quiet" size="small" onPress={() => change({ added: [...typed.added, { name: "", value: "" }] })}>
          {words.add}
        </Button>
      </fieldset>
      {ours.length > 0 ? (
        <p className="quiet small own-fields-ours">
          {words.ours} {ours.map((name) => `${name} ${before.metadata[name] ?? ""}`).join(" · ")}
        </p>
      ) : null}
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          {commonWords.save}
        </Button>
        <Button onPress={onLeave}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}

/** The form as it begins. */
function typedOf(payment: Payment): Typed {
  return {
    note: payment.description ?? "",
    invoice: invoiceOf(payment) ?? "",
    there: ownPairs(payment).map(([name, value]) => ({ name, value, removed: false })),
    added: [],
  };
}
