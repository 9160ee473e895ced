import type { ReactNode, RefObject } from "react";
import { dollars } from "../../../shared/money";
import { Button } from "../../parts/button";
import { Quote, Stub, StubMoney, StubWaiting } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { keyHint } from "../../stores/shortcuts";
import type { Asked } from "./next-steps";
import type { OrderFailure, Phase } from "./order-state";
import { ASKED_AGAIN, failureWord } from "./phase-words";

/** The stub while there is no answer: what will appear, why the last press sent nothing, or that it was sent. */
export function UnansweredStub(props: {
  readonly phase: Extract<Phase, { kind: "typing" | "sending" }>;
  readonly asked: Asked;
  readonly onClear: (() => void) | null;
  readonly stubRef: RefObject<HTMLElement | null>;
  readonly guide: ReactNode;
}) {
  const { phase, asked, onClear, stubRef, guide } = props;
  if (phase.kind === "sending")
    return (
      <Stub ref={stubRef} name="Result">
        <Sending since={phase.since} again={phase.sends > 1} amount={asked.amount} card={asked.card} />
      </Stub>
    );
  if (phase.failure !== null)
    return (
      <Stub ref={stubRef} name="Result" result={phase.failure.sentence}>
        <Failed failure={phase.failure} />
      </Stub>
    );
  if (onClear !== null) return <Stopped onClear={onClear} stubRef={stubRef} />;
  return (
    <Stub ref={stubRef} name="Result">
      <StubWaiting>
        {"The result appears here:\napproved, declined, or still being checked,\nin words you can read to the caller."}
      </StubWaiting>
      {guide}
    </Stub>
  );
}

/** Why the last press had no answer. */
function Failed({ failure }: { readonly failure: OrderFailure }) {
  return (
    <div className="stub-failure">
      <p className="verdict-word">{failureWord(failure)}</p>
      <Quote>{failure.sentence}</Quote>
      <p className="quiet small stub-failure-note">
        {failure.nothingSent
          ? "What you typed is still there."
          : "What you typed is still there. The same order again is the same charge, never a second one; a new order would be."}
      </p>
    </div>
  );
}

/** "Do not charge" was answered: whose order stands in the form, and how it is cleared. */
function Stopped(props: { readonly onClear: () => void; readonly stubRef: RefObject<HTMLElement | null> }) {
  return (
    <Stub
      ref={props.stubRef}
      name="Result"
      result="stopped"
      steps={
        <Button size="wide" keyHint={keyHint("order", "clear")} onPress={props.onClear}>
          Clear this order
        </Button>
      }
    >
      <div className="stub-failure">
        <p className="verdict-word">Nothing was sent</p>
        <p className="quiet small stub-failure-note">
          The order before is still in the form. For the next caller type the new amount, and all else is cleared. For
          the same caller go on from its fields.
        </p>
      </div>
    </Stub>
  );
}

/** The stub while the answer is awaited: the money in its place already, and the seconds after the first one. */
function Sending({
  since,
  again,
  amount,
  card,
}: {
  readonly since: number;
  readonly again: boolean;
  readonly amount: number;
  readonly card: string;
}) {
  const now = useNow(250);
  const seconds = Math.floor((now - since) / 1000);
  return (
    <>
      <div className="verdict tone-plain">
        <span className="verdict-mark" aria-hidden="true">
          <svg viewBox="0 0 16 16" width="16" height="16">
            <path
              d="M3 8h8.5M8 4.5 11.5 8 8 11.5"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </span>
        <p className="verdict-word">Sending…</p>
      </div>
      <StubMoney amount={dollars(amount)} line={card} />
      {again ? <p className="sending-note">{ASKED_AGAIN}</p> : null}
      <p className="sending-note">
        {seconds >= 1 ? `Waiting for the bank’s answer, ${seconds} s` : "Waiting for the bank’s answer"}
      </p>
    </>
  );
}
