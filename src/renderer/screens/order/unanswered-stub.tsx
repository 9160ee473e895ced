import type { ReactNode, RefObject } from "react";
import { dollars } from "../../../shared/money";
import { Button } from "../../parts/button";
import { Quote, Stub, StubMoney, StubWaiting } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { orderResultWords as words } from "../../../shared/words/order-result";
import { keyHint } from "../../stores/shortcuts";
import type { Asked } from "./next-steps";
import type { OrderFailure, Phase } from "./order-state";
import { failureWord } from "./phase-words";

/** The stub while there is no answer: what will appear, why the last press sent nothing, or that it was sent. */
export function UnansweredStub(props: {
  readonly phase: Extract<Phase, { kind: "typing" | "sending" }>;
  readonly asked: Asked;
  readonly onClear: (() => void) | null;
  readonly stubRef: RefObject<HTMLElement | null>;
  readonly guide: ReactNode;
}) {
  const { phase, asked, onClear, stubRef, guide } = props;
  if (phase.kind === "sending" && phase.approving)
    return (
      <Stub ref={stubRef} name={words.name}>
        <StubWaiting>{words.approving}</StubWaiting>
      </Stub>
    );
  if (phase.kind === "sending")
    return (
      <Stub ref={stubRef} name={words.name}>
        <Sending since={phase.since} again={phase.sends > 1} amount={asked.amount} card={asked.card} />
      </Stub>
    );
  if (phase.failure !== null)
    return (
      <Stub ref={stubRef} name={words.name} result={phase.failure.sentence}>
        <Failed failure={phase.failure} />
      </Stub>
    );
  if (onClear !== null) return <Stopped onClear={onClear} stubRef={stubRef} />;
  return (
    <Stub ref={stubRef} name={words.name}>
      <StubWaiting>{words.waiting}</StubWaiting>
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
      <p className="quiet small stub-failure-note">{failure.nothingSent ? words.stillThere : words.sameAgain}</p>
    </div>
  );
}

/** "Do not charge" was answered: whose order stands in the form, and how it is cleared. */
function Stopped(props: { readonly onClear: () => void; readonly stubRef: RefObject<HTMLElement | null> }) {
  return (
    <Stub
      ref={props.stubRef}
      name={words.name}
      result="stopped"
      steps={
        <Button size="wide" keyHint={keyHint("order", "clear")} onPress={props.onClear}>
          {words.clearStopped}
        </Button>
      }
    >
      <div className="stub-failure">
        <p className="verdict-word">{words.nothingSent}</p>
        <p className="quiet small stub-failure-note">{words.stopped}</p>
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
        <p className="verdict-word">{words.sending}</p>
      </div>
      <StubMoney amount={dollars(amount)} line={card} />
      {again ? <p className="sending-note">{words.askedAgain}</p> : null}
      <p className="sending-note">{words.awaiting({ seconds })}</p>
    </>
  );
}
