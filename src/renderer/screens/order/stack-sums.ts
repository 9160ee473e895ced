import type { AttemptView } from "../../../shared/outcome";

export interface StackSums {
  /** Slips that went through, and their money in cents. */
  readonly count: number;
  readonly total: number;
  readonly checking: number;
  readonly notCharged: number;
}

/** What a stack of slips has come to. What is not known is in no total. */
export function stackSums(slips: readonly AttemptView[]): StackSums {
  const good = slips.flatMap(({ state, outcome }) =>
    state === "closed" && (outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved") ? [outcome] : [],
  );
  const checking = slips.filter(({ state }) => state !== "closed").length;
  return {
    count: good.length,
    total: good.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    checking,
    notCharged: slips.length - good.length - checking,
  };
}
