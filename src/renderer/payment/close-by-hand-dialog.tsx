import { useState } from "react";
import type { AttemptView } from "../../shared/attempt";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { TextField } from "../parts/text-field";
import { heardAttempt } from "../stores/attempts";

/** A person decides to stop looking, and says why. What happened is still not known, and the dialog says so. */
export function CloseByHandDialog(props: {
  readonly attempt: AttemptView;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { attempt, open, onClose } = props;
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    if (reason.trim().length < 3) {
      setError("Say why, so that the next person understands.");
      return;
    }
    setBusy(true);
    ask("attempts.closeByHand", { id: attempt.id, reason })
      .then(
        (closed) => {
          heardAttempt(closed);
          onClose();
        },
        (failed: unknown) => setError(asFailure(failed).sentence),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title="Stop looking" open={open} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          close();
        }}
      >
        <p>
          Close this only if you know from elsewhere what happened, for instance from the processor’s own dashboard.
          Your name and reason are kept.
        </p>
        {attempt.settles ? (
          <>
            <p>{attempt.settles.question}</p>
            <div className="row wrap" role="group" aria-label="What you found">
              {attempt.settles.answers.map((answer) => (
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
          <Button onPress={onClose}>Keep looking</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
