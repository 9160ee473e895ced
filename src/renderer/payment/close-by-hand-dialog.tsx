import { useState, type ReactNode } from "react";
import type { AttemptView, Settles } from "../../shared/attempt";
import { mayStandFor, type UnreadableEntry } from "../../shared/unreadable";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { TextField } from "../parts/text-field";
import { heardAttempt, takeUnreadable } from "../stores/attempts";

/** A person decides to stop looking, and says why. What happened is still not known, and the dialog says so. */
export function CloseByHandDialog(props: {
  readonly attempt: AttemptView;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { attempt, open, onClose } = props;
  const send = async (reason: string): Promise<void> =>
    heardAttempt(await ask("attempts.closeByHand", { id: attempt.id, reason }));
  return (
    <Dialog title="Stop looking" open={open} onClose={onClose}>
      <Why settles={attempt.settles ?? null} stay="Keep looking" send={send} onClose={onClose}>
        Close this only if you know from elsewhere what happened, for instance from the processor’s own dashboard. Your
        name and reason are kept.
      </Why>
    </Dialog>
  );
}

/** A person says that an entry that cannot be read need not be looked for any more, and why. */
export function CloseUnreadableDialog(props: {
  readonly entry: UnreadableEntry;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { entry, open, onClose } = props;
  const send = async (reason: string): Promise<void> =>
    takeUnreadable(await ask("attempts.closeUnreadable", { id: entry.id, reason }));
  const settles = {
    question: `${mayStandFor(entry)}, with the reference ${entry.id}. Look for it in the processor’s dashboard: is it there?`,
    answers: ["It is in the dashboard, and it went through.", "It is in the dashboard, and it did not go through."],
  };
  return (
    <Dialog title="Close the entry" open={open} onClose={onClose}>
      <Why settles={settles} stay="Leave it open" send={send} onClose={onClose}>
        Close this only if you know from elsewhere what became of it. From then on it stands in nobody’s way: the same
        order or change is not asked about because of it any more. Your name and reason are kept.
      </Why>
    </Dialog>
  );
}

function Why(props: {
  readonly children: ReactNode;
  readonly settles: Settles | null;
  /** What not closing is called. */
  readonly stay: string;
  /** Throws a Failure. */
  readonly send: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { settles, onClose } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    if (reason.trim().length < 3) {
      setError("Say why, so that the next person understands.");
      return;
    }
    setBusy(true);
    props
      .send(reason)
      .then(onClose, (failed: unknown) => setError(asFailure(failed).sentence))
      .finally(() => setBusy(false));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <p>{props.children}</p>
      {settles ? (
        <>
          <p>{settles.question}</p>
          <div className="row wrap" role="group" aria-label="What you found">
            {settles.answers.map((answer) => (
              <Button key={answer} size="small" onPress={() => setReason(answer)}>
                {answer}
              </Button>
            ))}
          </div>
        </>
      ) : null}
      <TextField label="Why" value={reason} onChange={setReason} error={error} maxLength={300} autoFocus />
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          Close by hand
        </Button>
        <Button onPress={onClose}>{props.stay}</Button>
      </DialogButtons>
    </form>
  );
}
