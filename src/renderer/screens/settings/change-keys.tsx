import { useState } from "react";
import { privacyWords as words } from "../../../shared/words/privacy";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { takeApp } from "../../stores/app";
import { toast } from "../../stores/toasts";

/** Asks for new keys of all files; they are made at the next start, as the line at the top of the screen then says. */
export function ChangeKeys() {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const change = (): void => {
    setBusy(true);
    setTrouble(null);
    ask("keys.change", {})
      .then(
        (after) => {
          takeApp(after);
          setAsking(false);
          toast(words.keysAsked);
        },
        (error: unknown) => setTrouble(asFailure(error).sentence),
      )
      .finally(() => setBusy(false));
  };
  return (
    <div className="stack">
      <p className="quiet small">{words.changeKeysHint}</p>
      <div className="row">
        <Button needs="keys.change" onPress={() => setAsking(true)}>
          {words.changeKeys}
        </Button>
      </div>
      <Dialog title={words.changeKeysAsk} open={asking} onClose={() => setAsking(false)}>
        <p>{words.changeKeysWhat}</p>
        {trouble === null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <DialogButtons>
          <Button autoFocus onPress={() => setAsking(false)}>
            {words.changeKeysKeep}
          </Button>
          <Button kind="primary" busy={busy} onPress={change}>
            {words.changeKeys}
          </Button>
        </DialogButtons>
      </Dialog>
    </div>
  );
}
