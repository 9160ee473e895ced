import type { ReactNode, Ref, RefObject } from "react";
import { moneyText } from "../../../shared/currency";
import type { AttemptView } from "../../../shared/attempt";
import { orderResultWords as words } from "../../../shared/words/order-result";
import { useKeys } from "../../parts/keys";
import { AttemptStub } from "../../payment/attempt-stub";
import { attemptAmount, verdictOf } from "../../payment/verdict";
import { cardWords } from "../../payment/words";
import { Button } from "../../parts/button";
import { Quote, Stub } from "../../parts/stub";
import { useApp } from "../../stores/app";
import { bind, keyHint, shortcut } from "../../stores/shortcuts";
import { LEAVING, stepsOf, wasTakenBack, type Asked, type ResultActs } from "./next-steps";
import type { Answered } from "./order-state";

/** The stub of an answer: the verdict, what to say, and the next steps with their keys. */
export function AnsweredStub(props: {
  readonly phase: Answered;
  readonly asked: Asked;
  readonly acts: ResultActs;
  readonly takenBack: AttemptView | null;
  readonly shown: boolean;
  readonly firstRef: Ref<HTMLButtonElement>;
  readonly stubRef: RefObject<HTMLElement | null>;
  readonly guide: ReactNode;
}) {
  const { phase, asked, acts, takenBack, shown } = props;
  const { attempt, saved } = phase;
  const inUse = useApp(({ app }) => app?.account.id ?? null);
  const elsewhere = inUse !== null && attempt.connection !== inUse;
  const steps = stepsOf(phase, acts, takenBack, elsewhere);
  // `another` after every answer, also where Enter is a new order too.
  const byKey = { another: acts.onNewOrder, ...Object.fromEntries(steps.map(({ by, act }) => [by, act])) };
  useKeys(shown, bind("result", byKey));
  return (
    <Stub
      ref={props.stubRef}
      name={words.name}
      // Another name is another result, to be read anew: an answer, and how a missing one turned out.
      result={`${attempt.id} ${verdictOf(attempt).word} ${attemptAmount(attempt)}`}
      leaving={LEAVING.map((name) => shortcut("result", name).key)}
      steps={steps.map((step, at) => (
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
      ))}
    >
      <AttemptStub attempt={attempt} unsaid={wasTakenBack(takenBack)} />
      {asked.byDefault && cardWords(attempt.card) !== asked.card ? (
        <p className="elsewhere">{words.otherDefault({ paid: cardWords(attempt.card), shown: asked.card })}</p>
      ) : null}
      {elsewhere ? <p className="elsewhere">{words.elsewhere({ account: attempt.account })}</p> : null}
      {saved ? (
        <p className={saved.customer ? "saved-line" : "saved-line saved-line-not"}>
          {saved.customer
            ? words.saved({ name: saved.customer.name ?? saved.customer.email ?? saved.customer.id })
            : null}{" "}
          {saved.sentence}
        </p>
      ) : null}
      {takenBack ? <TakenBack attempt={takenBack} /> : null}
      {props.guide}
    </Stub>
  );
}

/** How taking it back ended, and what the caller is told now. */
function TakenBack({ attempt }: { readonly attempt: AttemptView }) {
  const { word, tone } = verdictOf(attempt);
  const { say } = attempt.advice;
  return (
    <>
      <p className={`taken-back tone-${tone}`}>
        {words.takenBack({ word, amount: moneyText(attemptAmount(attempt), attempt.currency) })}
      </p>
      {say && wasTakenBack(attempt) ? <Quote say>{say}</Quote> : null}
    </>
  );
}
