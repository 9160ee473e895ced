import type { ReactNode, Ref, RefObject } from "react";
import type { AttemptView } from "../../../shared/attempt";
import { later } from "../../parts/later";
import type { Asked, ResultActs } from "./next-steps";
import type { Phase } from "./order-state";
import { UnansweredStub } from "./unanswered-stub";

const AnsweredStub = later(() => import("./after-press").then((file) => file.AnsweredStub));
const QuestionStub = later(() => import("./after-press").then((file) => file.QuestionStub));

/** The stub at the right of an order, in every state; its keys work while no field has the focus. */
export function ResultStub(props: {
  readonly phase: Phase;
  readonly asked: Asked;
  readonly acts: ResultActs;
  readonly takenBack: AttemptView | null;
  readonly shown: boolean;
  readonly firstRef: Ref<HTMLButtonElement>;
  readonly stubRef: RefObject<HTMLElement | null>;
  /** The guide of the first run: below what the stub says. */
  readonly guide: ReactNode;
}) {
  const { phase, asked, acts, takenBack, shown, firstRef, stubRef, guide } = props;
  const common = { shown, firstRef, stubRef };
  switch (phase.kind) {
    case "question":
      return <QuestionStub question={phase.question} onGoOn={acts.onGoOn} onStop={acts.onStop} {...common} />;
    case "answered":
      return <AnsweredStub phase={phase} asked={asked} acts={acts} takenBack={takenBack} guide={guide} {...common} />;
    default:
      return <UnansweredStub phase={phase} asked={asked} onClear={acts.onClear} stubRef={stubRef} guide={guide} />;
  }
}
