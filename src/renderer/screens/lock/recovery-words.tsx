import { useState } from "react";
import { lockWords as words } from "../../../shared/words/lock";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { recoveryKept, useRecovery } from "../../stores/recovery";
import "./lock.css";

/** The owner's recovery words, once. They go away by the button alone, and never come again. */
export function RecoveryWords() {
  const recovery = useRecovery();
  const [said, setSaid] = useState<string | null>(null);
  const print = (): void => {
    if (recovery === null) return;
    ask("people.printRecovery", { words: recovery }).then(
      () => setSaid(words.printed),
      (error: unknown) => setSaid(asFailure(error).sentence),
    );
  };
  return (
    <Dialog title={words.recoveryTitle} open={recovery !== null} stays onClose={() => undefined}>
      <p>{words.recoveryWhy}</p>
      <p className="recovery-words" aria-label={words.recoveryTitle} role="note">
        {recovery}
      </p>
      <p role="status" className="quiet small">
        {said}
      </p>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={print}>
          {words.print}
        </Button>
        <Button
          onPress={() => {
            setSaid(null);
            recoveryKept();
          }}
        >
          {words.keptThem}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
