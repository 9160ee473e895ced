import { useRef, useState } from "react";
import type { FailureShape } from "../../shared/failure";
import type { AttemptView } from "../../shared/outcome";
import { asFailure } from "../bridge";
import { Button } from "../parts/button";
import { DialogButtons } from "../parts/dialog";
import { heardAttempt } from "../stores/attempts";
import { AttemptStub } from "./attempt-stub";

export interface OneAttempt {
  readonly busy: boolean;
  /** Why the last press did nothing; null when there is nothing to say. */
  readonly trouble: string | null;
  /** How it ended. */
  readonly ended: AttemptView | null;
  readonly setTrouble: (sentence: string | null) => void;
  /** Asks for it, unless it is being asked for already. */
  readonly send: (work: (attemptId: string) => Promise<{ readonly attempt: AttemptView }>, onFailure?: (failure: FailureShape) => void) => void;
}

/** The one money operation of a dialog. MONEY: one id for one dialog: a repeated Confirm is the same attempt, never a second one. */
export function useOneAttempt(onDone?: (attempt: AttemptView) => void): OneAttempt {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [ended, setEnded] = useState<AttemptView | null>(null);
  const attemptId = useRef(crypto.randomUUID());
  const asking = useRef(false);
  return {
    busy,
    trouble,
    ended,
    setTrouble,
    send(work, onFailure) {
      if (asking.current) return;
      asking.current = true;
      setBusy(true);
      setTrouble(null);
      work(attemptId.current)
        .then(
          ({ attempt }) => {
            setEnded(attempt);
            heardAttempt(attempt);
            onDone?.(attempt);
          },
          (error: unknown) => {
            const failure = asFailure(error);
            onFailure?.(failure);
            setTrouble(failure.sentence);
          },
        )
        .finally(() => {
          asking.current = false;
          setBusy(false);
        });
    },
  };
}

/** How the dialog's operation ended, and the way out. */
export function Ended({ attempt, onClose }: { readonly attempt: AttemptView; readonly onClose: () => void }) {
  return (
    <>
      <div role="status">
        <AttemptStub attempt={attempt} />
      </div>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={onClose}>
          Close
        </Button>
      </DialogButtons>
    </>
  );
}
