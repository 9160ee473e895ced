import { useRef, useState } from "react";
import { moneyText, type Currency } from "../../shared/currency";
import { amountTrouble, amountTypedToCents, type AmountTyped, type Cents } from "../../shared/money";
import type { AttemptView } from "../../shared/attempt";
import { actWords, commonWords, nameWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { AmountField, typedOf } from "../parts/amount-field";
import { Button, sumOn } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { useCan } from "../stores/app";
import { askApproved } from "../stores/approval";
import { Ended, useOneAttempt } from "./one-attempt";
import { useUnreadableOn } from "./use-unreadable-on";
import { useTyped } from "../parts/typed";

export interface Held {
  readonly paymentId: string;
  readonly currency: Currency;
  /** What was authorized, in minor units. */
  readonly amount: Cents;
  /** Who and which card, for the title line. */
  readonly line: string;
}

/** Captures a hold, whole or (where the processor can) in part. `onDone` hears the attempt. */
export function CaptureDialog(props: {
  readonly held: Held;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone?: (attempt: AttemptView) => void;
}) {
  return (
    <Dialog title={paymentWords.capture} open={props.open} onClose={props.onClose} money>
      <Capture {...props} />
    </Dialog>
  );
}

function Capture({
  held,
  onClose,
  onDone,
}: {
  readonly held: Held;
  readonly onClose: () => void;
  readonly onDone?: (attempt: AttemptView) => void;
}) {
  const partial = useCan("partial_capture");
  const { busy, trouble, ended, send } = useOneAttempt(onDone);
  const sent = busy || ended !== null;
  const [typed, setTyped] = useTyped<AmountTyped>(`capture ${held.paymentId}`, typedOf(held.amount), sent);
  const [amountError, setAmountError] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const unreadable = useUnreadableOn(held.paymentId);

  const confirm = (): void => {
    const amount = amountTypedToCents(typed);
    const wrong = !amount
      ? amountTrouble(typed)
      : amount > held.amount
        ? paymentWords.atMost({ amount: moneyText(held.amount, held.currency) })
        : null;
    setAmountError(wrong);
    const said = sumOn(button.current);
    if (wrong !== null || !amount || said === null) return;
    send(
      (attempt) =>
        askApproved("payments.capture", {
          ...attempt,
          paymentId: held.paymentId,
          amount,
          ...said,
          despite: unreadable.ids,
        }),
      ({ fields }) => setAmountError(fields["amount"] ?? null),
    );
  };

  if (ended) return <Ended attempt={ended} onClose={onClose} />;
  const amount = amountTypedToCents(typed) ?? 0;
  const rest = held.amount - amount;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <p className="quiet">{held.line}</p>
      {unreadable.warning === null ? null : (
        <p className="notice notice-warning" role="alert">
          {unreadable.warning}
        </p>
      )}
      <AmountField
        label={nameWords.amount}
        currency={held.currency}
        typed={typed}
        onTyped={setTyped}
        readOnly={!partial}
        error={amountError}
        hint={
          rest > 0
            ? paymentWords.released({ amount: moneyText(rest, held.currency) })
            : paymentWords.wholeHold({ amount: moneyText(held.amount, held.currency) })
        }
        autoFocus
        onEnter={confirm}
      />
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button
          ref={button}
          kind="primary"
          submit
          busy={busy}
          label={paymentWords.confirm}
          sum={{ money: [{ amount, currency: held.currency }], inWords: true }}
        >
          {actWords.capture({ amount: moneyText(amount, held.currency) })}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
        {busy ? <span className="quiet small dialog-note">{commonWords.sending}</span> : null}
      </DialogButtons>
    </form>
  );
}
