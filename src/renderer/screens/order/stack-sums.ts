import type { AttemptView } from "../../../shared/attempt";

export interface StackSums {
  /** Slips that went through, and their money in cents. */
  readonly count: number;
  readonly total: number;
  readonly checking: number;
  readonly notCharged: number;
}

/**
 * What a stack of slips has come to. What is not known is in no total, and what was taken back is out of it. `partOf`:
 * see the store.
 */
export function stackSums(attempts: readonly AttemptView[], partOf: Readonly<Record<string, string>> = {}): StackSums {
  const slips = attempts.filter(({ operation }) => operation === "charge");
  const backs = attempts.filter(({ operation }) => operation !== "charge");
  const good = slips.flatMap(({ id, state, outcome }) =>
    state === "closed" &&
    (outcome?.kind === "approved" || outcome?.kind === "authorized" || outcome?.kind === "partially_approved")
      ? [{ id, outcome }]
      : [],
  );
  const stands = good.map(({ outcome: { amount, payment } }) => (amount ?? 0) - takenBack(backs, payment?.id ?? null));
  const standing = good.filter(({ outcome: { amount } }, at) => amount === 0 || (stands[at] ?? 0) > 0);
  const checking = slips.filter(({ state }) => state !== "closed").length;
  return {
    count: new Set(standing.map(({ id }) => partOf[id] ?? id)).size,
    total: stands.reduce((sum, amount) => sum + Math.max(0, amount), 0),
    checking: checking + backs.filter(({ state }) => state === "unknown").length,
    notCharged: slips.length - good.length - checking,
  };
}

function takenBack(backs: readonly AttemptView[], paymentId: string | null): number {
  const done = backs.filter(
    (back) =>
      paymentId !== null &&
      back.paymentId === paymentId &&
      back.state === "closed" &&
      back.outcome?.kind === "approved",
  );
  return done.reduce((sum, { amount, outcome }) => sum + (outcome?.amount ?? amount), 0);
}
