import { useEffect, useState } from "react";
import type { AttemptView } from "../../../shared/outcome";
import { ask, asFailure } from "../../bridge";
import { plainKey } from "../../parts/keys";
import { AttemptStub } from "../../payment/attempt-stub";
import { CloseByHandDialog } from "../../payment/close-by-hand-dialog";
import { lookAgain } from "../../payment/look-again";
import { CHANNEL_WORDS, timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { Facts, Stub } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { onAttempt } from "../../stores/attempts";
import { go } from "../../stores/route";
import { connectionWords } from "./connection-words";

/**
 * One entry of the journal: the verdict as the order screen gave it, who and where, each step with its time, and what
 * can be done.
 */
export function ActivityStub({
  id,
  known,
  onClose,
}: {
  readonly id: string;
  readonly known: AttemptView | null;
  readonly onClose: () => void;
}) {
  const [read, setRead] = useState<AttemptView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [byHand, setByHand] = useState(false);
  const now = useNow(30_000);
  useEffect(() => {
    let gone = false;
    ask("attempts.get", { id }).then(
      (attempt) => {
        if (!gone) setRead(attempt);
      },
      (error: unknown) => {
        if (!gone) setTrouble(asFailure(error).sentence);
      },
    );
    const stop = onAttempt((attempt) => {
      if (attempt.id === id) setRead(attempt);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [id]);
  const attempt = read ?? known;
  const checking = attempt?.state === "unknown";
  const paymentId = attempt?.paymentId ?? null;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = plainKey(event);
      if (key === "L" && checking) lookAgain(id);
      else if (key === "P" && paymentId !== null) go("payments", paymentId);
      else if (key === "Escape") onClose();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [id, checking, paymentId, onClose]);

  if (attempt === null) {
    return (
      <Stub name="Attempt">
        {trouble === null ? <Loading what="Reading the entry" /> : <Trouble sentence={trouble} />}
      </Stub>
    );
  }
  return (
    <Stub
      name="Attempt"
      steps={
        <>
          {checking ? (
            <>
              <Button kind="primary" size="wide" keyHint="L" onPress={() => lookAgain(id)}>
                Look again now
              </Button>
              <Button size="wide" onPress={() => setByHand(true)}>
                Close by hand
              </Button>
            </>
          ) : null}
          {paymentId === null ? null : (
            <Button size="wide" keyHint="P" onPress={() => go("payments", paymentId)}>
              Open payment
            </Button>
          )}
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label="Close" onPress={onClose}>
        ×
      </Button>
      <AttemptStub attempt={attempt} />
      <section className="story" aria-label="Steps">
        <h3 className="story-title">Steps</h3>
        <Facts
          facts={[
            { label: "By", value: `${attempt.operator} · ${attempt.desk}` },
            attempt.channel === null ? null : { label: "Channel", value: CHANNEL_WORDS[attempt.channel] },
            { label: "Written", value: timeWords(attempt.openedAt, now, true) },
            { label: "Sent", value: attempt.sentAt === null ? "never" : timeWords(attempt.sentAt, now, true) },
            attempt.sends > 1
              ? {
                  label: "Asked again",
                  value: `${attempt.sends - 1 === 1 ? "once" : `${attempt.sends - 1} times`}, under the same key`,
                }
              : null,
            attempt.closedAt === null ? null : { label: "Answered", value: timeWords(attempt.closedAt, now, true) },
            { label: "Connection", value: connectionWords(attempt.connection) },
            { label: "Entry", value: <span className="whole-id">{attempt.id}</span> },
            attempt.outcome?.httpStatus ? { label: "HTTP", value: String(attempt.outcome.httpStatus) } : null,
          ]}
        />
      </section>
      <CloseByHandDialog attempt={attempt} open={byHand} onClose={() => setByHand(false)} />
    </Stub>
  );
}
