import { useRef, useState } from "react";
import type { AccountId } from "../../shared/account";
import type { FailureShape } from "../../shared/failure";
import type { AttemptView } from "../../shared/attempt";
import { commonWords } from "../../shared/words/common";
import { asFailure } from "../bridge";
import { Button } from "../parts/button";
import { DialogButtons } from "../parts/dialog";
import { useReadFirst } from "../parts/read-first";
import { useApp } from "../stores/app";
import { heardAttempt } from "../stores/attempts";
import { AttemptStub } from "./attempt-stub";
import { verdictOf } from "./verdict";

/**
 * What names the operation in its command: the attempt, and the account that was shown when the dialog was opened.
 */
export interface ItsAttempt {
  readonly attemptId: string;
  readonly account?: AccountId;
}

export interface OneAttempt {
  readonly busy: boolean;
  /** Why the last press did nothing; null when there is nothing to say. */
  readonly trouble: string | null;
  /** How the operation ended; null before. */
  readonly ended: AttemptView | null;
  readonly setTrouble: (sentence: string | null) => void;
  /** Asks for the operation, unless it is being asked for already. */
  readonly send: (
    work: (attempt: ItsAttempt) => Promise<{ readonly attempt: AttemptView }>,
    onFailure?: (failure: FailureShape) => void,
  ) => void;
}

/**
 * MONEY: payments belong to one account; what is open here may not be carried out on another that the window changed to
 * meanwhile.
 */
export function newAttempt(): ItsAttempt {
  const account = useApp.getState().app?.account.id;
  return { attemptId: crypto.randomUUID(), ...(account ? { account } : {}) };
}

/**
 * The one money operation of a dialog. MONEY: one id for one dialog: a repeated Confirm is the same attempt, never a
 * second one.
 */
export function useOneAttempt(onDone?: (attempt: AttemptView) => void): OneAttempt {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [ended, setEnded] = useState<AttemptView | null>(null);
  const attempt = useRef(newAttempt());
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
      work(attempt.current)
        .then(
          ({ attempt: how }) => {
            setEnded(how);
            heardAttempt(how);
            onDone?.(how);
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
  const place = useRef<HTMLDivElement>(null);
  useReadFirst(`${attempt.id} ${verdictOf(attempt).word}`, place);
  return (
    <>
      <div ref={place} role="status">
        <AttemptStub attempt={attempt} />
      </div>
      <DialogButtons>
        <Button kind="primary" autoFocus onPress={onClose}>
          {commonWords.close}
        </Button>
      </DialogButtons>
    </>
  );
}
