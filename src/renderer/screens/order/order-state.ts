import type { ChargeAnswer, SavedCard } from "../../../shared/contract";
import type { AttemptView } from "../../../shared/attempt";

/** What has been asked back, and answered on purpose, for the attempt at hand. */
export interface Overrides {
  readonly duplicateOf: string[];
  readonly unknown: string[];
  /** Other desks' payments could not be looked at, and the person goes on all the same. */
  readonly unlooked?: boolean;
}
const NO_OVERRIDES: Overrides = { duplicateOf: [], unknown: [] };

export type Question = Exclude<ChargeAnswer, { kind: "outcome" }>;

export interface OrderFailure {
  readonly sentence: string;
  /** MONEY: nothing was sent, for sure; false when neither the order nor the journal could be asked. */
  readonly nothingSent: boolean;
}

/** The phases of an order, from the first key to its counterfoil. */
export type Phase =
  /** `failure`: why the last press had no answer. What was typed is still there. */
  | { readonly kind: "typing"; readonly failure: OrderFailure | null }
  /** `since` in epoch ms. `sends`: how many times the same request has left, under one key. */
  /** `approving`: it was not sent, because a supervisor is asked first. */
  | { readonly kind: "sending"; readonly since: number; readonly sends: number; readonly approving?: boolean }
  | { readonly kind: "question"; readonly question: Question }
  | Answered;

export interface Answered {
  readonly kind: "answered";
  readonly attempt: AttemptView;
  readonly saved: SavedCard | null;
  readonly canSaveCard: boolean;
}

export interface OrderState {
  /**
   * MONEY: made once per form. A repeated ask under the same id gets the same answer, so it is renewed only by an
   * explicit act after a final answer, or after a question that was answered with "stop" (nothing was sent under it
   * then).
   */
  readonly attemptId: string;
  readonly overrides: Overrides;
  readonly phase: Phase;
}

export type OrderAction =
  | { readonly do: "send"; readonly at: number }
  | { readonly do: "answered"; readonly attemptId: string; readonly answer: ChargeAnswer }
  /** There is no answer and no attempt to show: the same attempt may be asked for again. */
  | { readonly do: "failed"; readonly attemptId: string; readonly failure: OrderFailure }
  /** A supervisor is asked before it is sent, or has said yes (`on` false). */
  | { readonly do: "approving"; readonly on: boolean; readonly at: number }
  /** The question was answered with "go on". */
  | { readonly do: "go on"; readonly at: number }
  /** The question was answered with "stop". */
  | { readonly do: "stop"; readonly newId: string }
  /** An explicit act after an answer: a new order, or the same again with a card typed again. */
  | { readonly do: "begin"; readonly newId: string }
  /** News of an attempt. */
  | { readonly do: "heard"; readonly attempt: AttemptView }
  /** The card was saved after the result. */
  | { readonly do: "saved"; readonly attemptId: string; readonly saved: SavedCard };

/** An order before its press. `attemptId` is made once for each form. */
export function newOrder(attemptId: string): OrderState {
  return { attemptId, overrides: NO_OVERRIDES, phase: { kind: "typing", failure: null } };
}

/** The next state; an action that does not belong to the state leaves it as it is. */
export function stepOrder(state: OrderState, action: OrderAction): OrderState {
  const { phase } = state;
  switch (action.do) {
    case "send":
      return phase.kind === "typing" ? { ...state, phase: { kind: "sending", since: action.at, sends: 1 } } : state;
    case "answered": {
      if (phase.kind !== "sending" || action.attemptId !== state.attemptId) return state;
      const { answer } = action;
      if (answer.kind !== "outcome") return { ...state, phase: { kind: "question", question: answer } };
      return {
        ...state,
        phase: { kind: "answered", attempt: answer.attempt, saved: answer.saved, canSaveCard: answer.canSaveCard },
      };
    }
    case "failed":
      if (phase.kind !== "sending" || action.attemptId !== state.attemptId) return state;
      return { ...state, phase: { kind: "typing", failure: action.failure } };
    case "approving":
      return phase.kind === "sending"
        ? { ...state, phase: { ...phase, since: action.at, approving: action.on } }
        : state;
    case "go on": {
      if (phase.kind !== "question") return state;
      return {
        ...state,
        overrides: withAnswered(state.overrides, phase.question),
        phase: { kind: "sending", since: action.at, sends: 1 },
      };
    }
    case "stop":
      return phase.kind === "question" ? newOrder(action.newId) : state;
    case "begin":
      // While the answer is awaited there is no way out of this order: it has to be seen.
      return phase.kind === "sending" ? state : newOrder(action.newId);
    case "heard": {
      if (action.attempt.id !== state.attemptId) return state;
      if (phase.kind === "sending") {
        const { sends } = action.attempt;
        return sends > phase.sends ? { ...state, phase: { ...phase, sends } } : state;
      }
      return phase.kind === "answered" ? { ...state, phase: { ...phase, attempt: action.attempt } } : state;
    }
    case "saved":
      if (phase.kind !== "answered" || action.attemptId !== state.attemptId) return state;
      return { ...state, phase: { ...phase, saved: action.saved, canSaveCard: false } };
  }
}

/** The overrides once this question has been answered with "go on": exactly what was shown, nothing more. */
export function withAnswered(before: Overrides, question: Question): Overrides {
  if (question.kind === "duplicate") {
    return { ...before, duplicateOf: [...new Set([...before.duplicateOf, ...question.earlier.map(({ id }) => id)])] };
  }
  if (question.kind === "not_looked") return { ...before, unlooked: true };
  if (question.kind === "unreadable_entry") {
    return { ...before, unknown: [...new Set([...before.unknown, ...question.entries.map(({ id }) => id)])] };
  }
  return { ...before, unknown: [...new Set([...before.unknown, ...question.unknown.map(({ id }) => id)])] };
}
