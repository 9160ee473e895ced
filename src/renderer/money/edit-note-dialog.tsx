import { useState } from "react";
import type { Payment } from "../../shared/payment";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { TextField } from "../parts/text-field";

const LONGEST = 200;

/** Changes a payment's note where the processor keeps it. `onDone` hears that it was saved. */
export function EditNoteDialog(props: { readonly payment: Payment; readonly open: boolean; readonly onClose: () => void; readonly onDone: () => void }) {
  return (
    <Dialog title="Edit the note" open={props.open} onClose={props.onClose}>
      <EditNote {...props} />
    </Dialog>
  );
}

function EditNote({ payment, onClose, onDone }: { readonly payment: Payment; readonly onClose: () => void; readonly onDone: () => void }) {
  const [note, setNote] = useState(payment.description ?? "");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = (): void => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    ask("payments.update", { paymentId: payment.id, description: note.trim() })
      .then(
        () => {
          onDone();
          onClose();
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
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
      <TextField label="Note" hint="Kept with the payment; the cardholder does not see it." value={note} onChange={setNote} maxLength={LONGEST} error={trouble} autoFocus />
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          Save
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogButtons>
    </form>
  );
}
