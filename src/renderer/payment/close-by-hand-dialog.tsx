import { useState, type ReactNode } from "react";
import type { CommandName } from "../../shared/contract";
import type { AttemptView, Settles } from "../../shared/attempt";
import { mayStandFor, type UnreadableEntry } from "../../shared/unreadable";
import { stopWords as words } from "../../shared/words/activity";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { TextField } from "../parts/text-field";
import { heardAttempt, takeUnreadable } from "../stores/attempts";
import { useTyped } from "../parts/typed";

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
    <Dialog title={words.title} open={open} onClose={onClose}>
      <Why
        about={attempt.id}
        needs="attempts.closeByHand"
        settles={attempt.settles ?? null}
        stay={words.keep}
        act={words.stop}
        send={send}
        onClose={onClose}
      >
        {words.lead}
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
    question: words.lookFor({ what: mayStandFor(entry), reference: entry.id }),
    answers: [words.wentThrough, words.didNot],
  };
  return (
    <Dialog title={words.dealTitle} open={open} onClose={onClose}>
      <Why
        about={entry.id}
        needs="attempts.closeUnreadable"
        settles={settles}
        stay={words.leave}
        act={words.deal}
        send={send}
        onClose={onClose}
      >
        {words.dealLead}
      </Why>
    </Dialog>
  );
}

function Why(props: {
  readonly children: ReactNode;
  /** The entry's id. */
  readonly about: string;
  readonly settles: Settles | null;
  /** What doing it is called, and what not doing it. */
  readonly act: string;
  readonly stay: string;
  readonly needs: CommandName;
  /** Throws a Failure. */
  readonly send: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { settles, onClose } = props;
  const [reason, setReason] = useTyped(`close ${props.about}`, "");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    if (reason.trim().length < 3) {
      setError(words.sayWhy);
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
          <div className="row wrap" role="group" aria-label={words.found}>
            {settles.answers.map((answer) => (
              <Button key={answer} size="small" onPress={() => setReason(answer)}>
                {answer}
              </Button>
            ))}
          </div>
        </>
      ) : null}
      <TextField label={words.why} value={reason} onChange={setReason} error={error} maxLength={300} autoFocus />
      <DialogButtons>
        <Button kind="primary" submit needs={props.needs} busy={busy}>
          {props.act}
        </Button>
        <Button onPress={onClose}>{props.stay}</Button>
      </DialogButtons>
    </form>
  );
}
