import type { Ref, RefObject } from "react";
import { CONNECTIONS, ConnectionId } from "../../../shared/connection";
import { dollars } from "../../../shared/money";
import type { AttemptView } from "../../../shared/outcome";
import { useKeys } from "../../parts/keys";
import { advised, isPlainlyGood } from "../../payment/advised";
import { AttemptStub } from "../../payment/attempt-stub";
import { lookAgain } from "../../payment/look-again";
import { attemptAmount, isChecking, verdictOf } from "../../payment/words";
import { Button } from "../../parts/button";
import { Quote, Stub, StubMoney, StubWaiting } from "../../parts/stub";
import { useNow } from "../../parts/use-now";
import { useApp } from "../../stores/app";
import { keyHint, shortcut, type KeyName } from "../../stores/shortcuts";
import type { OrderDialog } from "./order-form";
import type { Phase } from "./order-state";
import { ASKED_AGAIN, failureWord } from "./phase-words";
import { QuestionStub } from "./question-stub";

export interface ResultActs {
  readonly onNewOrder: () => void;
  /** The same order again with the card typed again. */
  readonly onTryAgain: () => void;
  /** What a partial approval left, on another card. */
  readonly onChargeRest: (restCents: number) => void;
  readonly onOpen: (dialog: OrderDialog) => void;
  readonly onGoOn: () => void;
  readonly onStop: () => void;
}

interface Step {
  readonly words: string;
  readonly by: KeyName<"result">;
  readonly act: () => void;
}

/** The stub at the right of an order, in every state; its keys work while no field has the focus. */
export function ResultStub(props: {
  readonly phase: Phase;
  readonly asked: { readonly amount: number; readonly card: string };
  readonly acts: ResultActs;
  readonly takenBack: AttemptView | null;
  readonly shown: boolean;
  readonly firstRef: Ref<HTMLButtonElement>;
  readonly stubRef: RefObject<HTMLElement | null>;
}) {
  const { phase, asked, acts, takenBack, shown } = props;
  const inUse = useApp(({ app }) => app?.connection.id ?? null);
  const elsewhere = phase.kind === "answered" && inUse !== null && phase.attempt.connection !== inUse;
  const steps = phase.kind === "answered" ? stepsOf(phase, acts, takenBack, elsewhere) : [];
  useKeys(
    shown,
    steps.map(({ by, act }) => ({ ...shortcut("result", by), act })),
  );

  if (phase.kind === "question")
    return (
      <QuestionStub
        question={phase.question}
        onGoOn={acts.onGoOn}
        onStop={acts.onStop}
        shown={shown}
        firstRef={props.firstRef}
        stubRef={props.stubRef}
      />
    );
  return (
    <Stub
      ref={props.stubRef}
      name="Result"
      result={resultName(phase)}
      leaving={LEAVING.map((name) => shortcut("result", name).key)}
      dense={
        steps.length > 4 ||
        (phase.kind === "answered" && !isChecking(phase.attempt) && !isPlainlyGood(phase.attempt) && steps.length > 2)
      }
      steps={
        steps.length === 0
          ? undefined
          : steps.map((step, at) => (
              <Button
                key={step.words}
                ref={at === 0 ? props.firstRef : undefined}
                kind={at === 0 ? "primary" : "plain"}
                size="wide"
                keyHint={keyHint("result", step.by)}
                onPress={step.act}
              >
                {step.words}
              </Button>
            ))
      }
    >
      {phase.kind === "sending" ? (
        <Sending since={phase.since} again={phase.sends > 1} amount={asked.amount} card={asked.card} />
      ) : null}
      {phase.kind === "typing" ? (
        phase.failure === null ? (
          <StubWaiting>
            {
              "The result appears here:\napproved, declined, or still being checked,\nin words you can read to the caller."
            }
          </StubWaiting>
        ) : (
          <div className="stub-failure">
            <p className="verdict-word">{failureWord(phase.failure)}</p>
            <Quote>{phase.failure.sentence}</Quote>
            <p className="quiet small stub-failure-note">
              {phase.failure.nothingSent
                ? "What you typed is still there."
                : "What you typed is still there. The same order again is the same charge, never a second one; a new order would be."}
            </p>
          </div>
        )
      ) : null}
      {phase.kind === "answered" ? (
        <>
          <AttemptStub attempt={phase.attempt} unsaid={wasTakenBack(takenBack)} />
          {elsewhere ? <p className="elsewhere">{elsewhereWords(phase.attempt.connection)}</p> : null}
          {phase.saved ? (
            <p className={phase.saved.customer ? "saved-line" : "saved-line saved-line-not"}>
              {phase.saved.customer
                ? `Card saved for ${phase.saved.customer.name ?? phase.saved.customer.email ?? phase.saved.customer.id}.`
                : null}{" "}
              {phase.saved.sentence}
            </p>
          ) : null}
          {takenBack ? <TakenBack attempt={takenBack} /> : null}
        </>
      ) : null}
    </Stub>
  );
}

/** The steps that put the result away; the others open a sheet over it. */
const LEAVING: readonly KeyName<"result">[] = ["another", "tryAgain", "other"];

/** Another name is another result, which is to be read anew: an answer, and how a missing one turned out. */
function resultName(phase: Phase): string | null {
  if (phase.kind === "typing") return phase.failure?.sentence ?? null;
  if (phase.kind !== "answered") return null;
  const { attempt } = phase;
  return `${attempt.id} ${verdictOf(attempt).word} ${attemptAmount(attempt)}`;
}

/** How taking it back ended, and what the caller is told now. */
function TakenBack({ attempt }: { readonly attempt: AttemptView }) {
  const { word, tone } = verdictOf(attempt);
  const { say } = advised(attempt);
  return (
    <>
      <p className={`taken-back tone-${tone}`}>
        {word} · {dollars(attemptAmount(attempt))}
      </p>
      {say && wasTakenBack(attempt) ? <Quote say>{say}</Quote> : null}
    </>
  );
}

/** The answer is awaited: the same places, the money already there, seconds after the first. */
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

function elsewhereWords(connection: string): string {
  const known = ConnectionId.safeParse(connection);
  const name = known.success ? CONNECTIONS[known.data].label : connection;
  return `This was sent by ${name}, which is no longer the connection in use. Its receipt and Take it back are there: change to ${name} in Settings.`;
}

function step(words: string, by: KeyName<"result">, act: () => void): Step {
  return { words, by, act };
}

/** `elsewhere`: the connection was changed while the answer was awaited. */
function stepsOf(
  phase: Extract<Phase, { kind: "answered" }>,
  acts: ResultActs,
  takenBack: AttemptView | null,
  elsewhere: boolean,
): readonly Step[] {
  const { attempt, canSaveCard } = phase;
  const newOrder = step("New order", "first", acts.onNewOrder);
  if (isChecking(attempt)) {
    return [
      step("Look again now", "first", () => lookAgain(attempt.id)),
      step("Start another order", "another", acts.onNewOrder),
      ...(attempt.state === "unknown" ? [step("Close by hand", "other", () => acts.onOpen("by hand"))] : []),
    ];
  }
  // MONEY: the payment, its customer and its card belong to the other connection; nothing of it may be asked for, or
  // sent again, here.
  if (elsewhere) return [newOrder];
  const { outcome } = attempt;
  const took = outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved";
  const receipt: Step[] = outcome?.payment ? [step("Receipt", "receipt", () => acts.onOpen("receipt"))] : [];
  if (!took) return [newOrder, step("Try again", "tryAgain", acts.onTryAgain), ...receipt];
  // A surcharge for the whole is in the rest, and it may not go to another card; the advice says what to do
  // (advice-surcharge.ts).
  const rest =
    outcome.kind === "partially_approved" && !attempt.surcharge
      ? outcome.requested - (outcome.amount ?? outcome.requested)
      : 0;
  // MONEY: a hasty Enter must not leave the rest unpaid.
  const first: Step[] =
    rest > 0
      ? [step("Charge the rest", "other", () => acts.onChargeRest(rest)), { ...newOrder, by: "another" }]
      : [newOrder];
  return [
    ...first,
    ...receipt,
    ...(canSaveCard ? [step("Save card", "saveCard", () => acts.onOpen("save"))] : []),
    ...(outcome.payment && !wasTakenBack(takenBack)
      ? [step("Take it back", "takeBack", () => acts.onOpen("take back"))]
      : []),
  ];
}

/** Done, or not known to be not done: then a second take-back is not offered here. */
function wasTakenBack(takenBack: AttemptView | null): boolean {
  const kind = takenBack?.outcome?.kind;
  return takenBack !== null && kind !== "declined" && kind !== "refused" && kind !== "reversed";
}
