import { useCallback, useEffect, useReducer, useRef } from "react";
import type { ChargeAnswer, InputOf } from "../../../shared/contract";
import { Failure } from "../../../shared/failure";
import { ask, asFailure } from "../../bridge";
import { askApproved } from "../../stores/approval";
import { heardAttempt, onAttempt } from "../../stores/attempts";
import { newOrder, stepOrder, withAnswered, type OrderState, type Overrides } from "./order-state";

export type BuildInput = (attemptId: string, overrides: Overrides) => InputOf<"payments.charge"> | null;

export interface OrderControl {
  readonly state: OrderState;
  /** Builds the input from the page (null: something is missing, nothing happens) and asks for the charge. */
  readonly send: (build: BuildInput) => void;
  /** Answers the question with yes: asks again, naming what was shown. */
  readonly goOn: (build: BuildInput) => void;
  /** Answers the question with no. Nothing was sent. */
  readonly stop: () => void;
  /** A new form: only ever called by an explicit act of a person. */
  readonly begin: () => void;
  readonly dispatch: (action: Parameters<typeof stepOrder>[1]) => void;
}

/** The order's state and its one conversation with the main process. */
export function useOrder(): OrderControl {
  const [state, dispatch] = useReducer(stepOrder, null, () => newOrder(crypto.randomUUID()));
  // MONEY: set in the same task as the key press, so that a second Enter before the next render sends nothing.
  const asking = useRef(false);

  useEffect(() => onAttempt((attempt) => dispatch({ do: "heard", attempt })), []);

  const askOnce = useCallback(
    (attemptId: string, overrides: Overrides, build: BuildInput, action: "send" | "go on") => {
      if (asking.current) return;
      const input = build(attemptId, overrides);
      if (!input) return;
      asking.current = true;
      dispatch({ do: action, at: Date.now() });
      chargeOrFind(input, (on) => dispatch({ do: "approving", on, at: Date.now() }))
        .then(
          (answer) => {
            if (answer.kind === "outcome") heardAttempt(answer.attempt);
            dispatch({ do: "answered", attemptId, answer });
          },
          (error: unknown) =>
            dispatch({
              do: "failed",
              attemptId,
              failure: { sentence: asFailure(error).sentence, nothingSent: !(error instanceof NotKnown) },
            }),
        )
        .finally(() => {
          asking.current = false;
        });
    },
    [],
  );

  return {
    state,
    dispatch,
    send: (build) => {
      if (state.phase.kind === "typing") askOnce(state.attemptId, state.overrides, build, "send");
    },
    goOn: (build) => {
      if (state.phase.kind === "question")
        askOnce(state.attemptId, withAnswered(state.overrides, state.phase.question), build, "go on");
    },
    stop: () => dispatch({ do: "stop", newId: crypto.randomUUID() }),
    begin: () => dispatch({ do: "begin", newId: crypto.randomUUID() }),
  };
}

/**
 * Asks for the charge. MONEY: a failure does not prove that nothing happened (the program may have stumbled after the
 * send), so the journal is asked before the form says so; what it knows of this attempt is the answer.
 */
async function chargeOrFind(
  input: InputOf<"payments.charge">,
  onAsk: (asking: boolean) => void,
): Promise<ChargeAnswer> {
  try {
    return await askApproved("payments.charge", input, onAsk);
  } catch (error) {
    const { code, sentence } = asFailure(error);
    const attempt = await ask("attempts.get", { id: input.attemptId }).catch((noAttempt: unknown) => {
      // What main refused by name was refused before the send; an attempt that the journal does not have was never
      // begun.
      if (code !== "internal" || asFailure(noAttempt).code === "not_found") throw error;
      throw new NotKnown("internal", sentence, {}, { cause: error });
    });
    return { kind: "outcome", attempt, saved: null, canSaveCard: false };
  }
}

/** Neither the order nor the journal could be asked. */
class NotKnown extends Failure {}
