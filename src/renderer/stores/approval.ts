import { create } from "zustand";
import { moneyText, USD } from "../../shared/currency";
import type { InputOf, OutputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import type { Cents } from "../../shared/money";
import type { ApprovedCommand, ApprovedFor } from "../../shared/people";
import { actWords } from "../../shared/words/common";
import { lockWords } from "../../shared/words/lock";
import { ask, asFailure } from "../bridge";
import { beforeLock } from "./lock";

/** What a supervisor is asked for. */
export interface Asked {
  readonly for: ApprovedFor;
  /** "Refund $120.00": what will be done. */
  readonly act: string;
  readonly amount: string;
  /** Over which ceiling it is. */
  readonly why: string;
  readonly answer: (approval: string | null) => void;
}

/** The question to a supervisor that is open; null when there is none. */
export const useApproval = create<{ readonly asked: Asked | null }>(() => ({ asked: null }));

/** Answers the open question: by the approval, or with no. */
export function answerApproval(approval: string | null): void {
  const { asked } = useApproval.getState();
  useApproval.setState({ asked: null });
  asked?.answer(approval);
}

// A question that is locked away is answered with no.
beforeLock(() => answerApproval(null));

/**
 * Asks a command that moves money, and a supervisor where it is over a ceiling: nothing was opened or sent before that
 * yes. Throws the Failure of the ceiling where it was refused. `onAsk` hears when the question opens and ends.
 */
export async function askApproved<N extends ApprovedCommand>(
  command: N,
  input: InputOf<N>,
  onAsk: (asking: boolean) => void = () => undefined,
): Promise<OutputOf<N>> {
  try {
    return await ask(command, input);
  } catch (error) {
    const { code, sentence, fields } = asFailure(error);
    const { why } = fields;
    if (code !== "needs_approval" || why === undefined) throw error;
    onAsk(true);
    const approval = await new Promise<string | null>((answer) => {
      useApproval.setState({
        asked: { ...about(command, input), why: sentence, answer, for: forWhat(command, input, why) },
      });
    });
    if (approval === null)
      throw new Failure("needs_approval", lockWords.notApproved({ why: sentence }), {}, { cause: error });
    onAsk(false);
    return await ask(command, { ...input, approval });
  }
}

function forWhat(command: ApprovedCommand, input: InputOf<ApprovedCommand>, why: string): ApprovedFor {
  return { command, attemptId: input.attemptId, amount: sumOf(input) as Cents, why };
}

function about(command: ApprovedCommand, input: InputOf<ApprovedCommand>): Pick<Asked, "act" | "amount"> {
  const currency = "currency" in input ? input.currency : USD;
  const amount = moneyText(sumOf(input), currency);
  const act =
    "capture" in input
      ? input.capture
        ? "charge"
        : "authorize"
      : "way" in input
        ? input.way
        : command === "payments.tip"
          ? "tip"
          : "capture";
  return { act: actWords[act]({ amount }), amount };
}

/** In minor units. */
function sumOf(input: InputOf<ApprovedCommand>): number {
  return "amount" in input ? input.amount : input.tip;
}
