import { useEffect, useState } from "react";
import type { AttemptView } from "../../../shared/attempt";
import { doneBy } from "../../../shared/people";
import { activityWords as words } from "../../../shared/words/activity";
import { ask, asFailure } from "../../bridge";
import { orderWords } from "../../../shared/words/order";
import { canRepeat, repeatCharge } from "../../payment/repeat-charge";
import { useKeys } from "../../parts/keys";
import { AttemptStub } from "../../payment/attempt-stub";
import { CloseByHandDialog } from "../../payment/close-by-hand-dialog";
import { lookAgain } from "../../payment/look-again";
import { verdictOf } from "../../payment/verdict";
import { CHANNEL_WORDS, timeWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Loading, Trouble } from "../../parts/states";
import { Facts, Stub } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { onAttempt } from "../../stores/attempts";
import { useApp } from "../../stores/app";
import { go } from "../../stores/route";
import { bind, keyHint } from "../../stores/shortcuts";

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
  const word = attempt ? verdictOf(attempt).word : null;
  const [openedAs, setOpenedAs] = useState(word);
  if (openedAs === null && word !== null) setOpenedAs(word);
  const checking = attempt?.state === "unknown";
  const paymentId = attempt?.paymentId ?? null;

  const look = checking ? () => lookAgain(id) : null;
  const here = useApp(({ app }) => app?.account.id === attempt?.connection);
  // MONEY: in another account's window the id may be another payment's.
  const payment = paymentId === null || !here ? null : () => go("payments", paymentId);
  const again =
    attempt?.operation === "charge" && here && !checking && canRepeat(attempt)
      ? () =>
          void repeatCharge({
            ...attempt,
            customerId: attempt.customer?.id ?? null,
            holder: null,
            email: null,
            phone: null,
          })
      : null;
  useKeys(true, [...bind("activity", { look, payment, again }), ...bind("lists", { close: onClose })]);

  if (attempt === null) {
    return (
      <Stub name={words.region}>
        {trouble === null ? <Loading what={words.reading} /> : <Trouble sentence={trouble} />}
      </Stub>
    );
  }
  return (
    <Stub
      name={words.region}
      // What was answered while it is open is a result to be read; an entry of before is not.
      result={word === openedAs ? null : `${id} ${word}`}
      steps={
        <>
          {look ? (
            <>
              <Button kind="primary" size="wide" keyHint={keyHint("activity", "look")} onPress={look}>
                {words.lookAgain}
              </Button>
              <Button size="wide" needs="attempts.closeByHand" onPress={() => setByHand(true)}>
                {words.stopChecking}
              </Button>
            </>
          ) : null}
          {payment ? (
            <Button
              kind={look ? "plain" : "primary"}
              size="wide"
              keyHint={keyHint("activity", "payment")}
              onPress={payment}
            >
              {words.openPayment}
            </Button>
          ) : null}
          {again ? (
            <Button size="wide" keyHint={keyHint("activity", "again")} onPress={again}>
              {orderWords.steps.chargeAgain}
            </Button>
          ) : null}
        </>
      }
    >
      <Button kind="quiet" className="stub-close" label={words.close} onPress={onClose}>
        ×
      </Button>
      <AttemptStub attempt={attempt} />
      <section className="story" aria-label={words.steps}>
        <h3 className="story-title">{words.steps}</h3>
        <Facts
          facts={[
            { label: words.facts.by, value: `${doneBy(attempt)} · ${attempt.desk}` },
            attempt.channel === null ? null : { label: words.facts.channel, value: CHANNEL_WORDS[attempt.channel] },
            { label: words.facts.written, value: timeWords(attempt.openedAt, now, true) },
            {
              label: words.facts.sent,
              value: attempt.sentAt === null ? words.never : timeWords(attempt.sentAt, now, true),
            },
            attempt.sends > 1
              ? {
                  label: words.facts.sentAgain,
                  value: attempt.sends === 2 ? words.againOnce : words.againTimes({ count: attempt.sends - 1 }),
                }
              : null,
            attempt.closedAt === null
              ? null
              : { label: words.facts.answered, value: timeWords(attempt.closedAt, now, true) },
            { label: words.facts.account, value: attempt.account },
            { label: words.facts.reference, value: <span className="whole-id">{attempt.id}</span>, copy: attempt.id },
            attempt.outcome?.httpStatus ? { label: words.facts.http, value: String(attempt.outcome.httpStatus) } : null,
          ]}
        />
      </section>
      <CloseByHandDialog attempt={attempt} open={byHand} onClose={() => setByHand(false)} />
    </Stub>
  );
}
