import { useState } from "react";
import { customersWords } from "../../../shared/words/customers";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { DialogButtons } from "../../parts/dialog";

/** A last question before something that cannot be undone. When the deed fails it stays open and says why. */
export function Sure<T>(props: {
  readonly words: string;
  readonly verb: string;
  readonly run: () => Promise<T>;
  readonly onDone: (answer: T) => void;
  readonly onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <div className="stack">
      <p>{props.words}</p>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button autoFocus onPress={props.onClose}>
          {customersWords.keep}
        </Button>
        <Button
          kind="danger"
          busy={busy}
          onPress={() => {
            setBusy(true);
            props
              .run()
              .then(props.onDone, (error: unknown) => setTrouble(asFailure(error).sentence))
              .finally(() => setBusy(false));
          }}
        >
          {props.verb}
        </Button>
      </DialogButtons>
    </div>
  );
}
