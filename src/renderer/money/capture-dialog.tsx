import { useRef, useState } from "react";
import { amountTypedToCents, dollars, type AmountTyped, type Cents } from "../../shared/money";
import type { AttemptView } from "../../shared/outcome";
import { ask, asFailure } from "../bridge";
import { AmountField, typedOf } from "../parts/amount-field";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { heardAttempt } from "../stores/attempts";
import { useCan } from "../stores/app";
import { AttemptStub } from "./attempt-stub";

export interface Held {
  readonly paymentId: string;
  /** What was authorized, in cents. */
  readonly amount: Cents;
  /** Who and which card, for the title line. */
  readonly line: string;
}

/** Captures a hold, whole or (where the processor can) in part. `onDone` hears the attempt. */
export function CaptureDialog(props: { readonly held: Held; readonly open: boolean; readonly onClose: () => void; readonly onDone?: (attempt: AttemptView) => void }) {
  return (
    <Dialog title="Capture" open={props.open} onClose={props.onClose}>
      <Capture {...props} />
    </Dialog>
  );
}

function Capture({ held, onClose, onDone }: { readonly held: Held; readonly onClose: () => void; readonly onDone?: (attempt: AttemptView) => void }) {
  const partial = useCan("partial_capture");
  const [typed, setTyped] = useState<AmountTyped>(typedOf(held.amount));
  const [amountError, setAmountError] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [ended, setEnded] = useState<AttemptView | null>(null);
  // MONEY: one id for one dialog: a repeated Confirm is the same attempt, never a second capture.
  const attemptId = useRef(crypto.randomUUID());
  const asking = useRef(false);

  const confirm = (): void => {
    if (asking.current) return;
    const amount = amountTypedToCents(typed);
    const wrong = !amount ? "Type an amount." : amount > held.amount ? `At most ${dollars(held.amount)}.` : null;
    setAmountError(wrong);
    if (wrong !== null || !amount) return;
    asking.current = true;
    setBusy(true);
    setTrouble(null);
    ask("payments.capture", { attemptId: attemptId.current, paymentId: held.paymentId, amount })
      .then(
        ({ attempt }) => {
          setEnded(attempt);
          heardAttempt(attempt);
          onDone?.(attempt);
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  };

  if (ended) {
    return (
      <>
        <div role="status">
          <AttemptStub attempt={ended} />
        </div>
        <DialogButtons>
          <Button kind="primary" autoFocus onPress={onClose}>
            Close
          </Button>
        </DialogButtons>
      </>
    );
  }
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
      <AmountField
        label="Amount"
        typed={typed}
        onTyped={setTyped}
        readOnly={!partial}
        error={amountError}
        hint={rest > 0 ? `${dollars(rest)} of the hold is released.` : `The whole hold of ${dollars(held.amount)}.`}
        autoFocus
        onEnter={confirm}
      />
      {trouble ? <p className="field-error" role="alert">{trouble}</p> : null}
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          Confirm
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        {busy ? <span className="quiet small dialog-note">Sending…</span> : null}
      </DialogButtons>
    </form>
  );
}
