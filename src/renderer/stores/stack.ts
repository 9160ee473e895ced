import { create } from "zustand";
import type { AmountTyped } from "../../shared/money";
import type { AttemptView } from "../../shared/attempt";
import { onAttempt } from "./attempts";

interface Stack {
  readonly on: boolean;
  readonly control: AmountTyped;
  /** Every attempt of the stack, and what was taken back of it. */
  readonly slips: readonly AttemptView[];
  /** Maps the attempt that took the rest to the one that took the first part: two attempts, one slip. */
  readonly partOf: Readonly<Record<string, string>>;
}
const NO_STACK: Stack = { on: false, control: "", slips: [], partOf: {} };

/** A stack of mail slips, taken one after the other against a control total. Kept until it is ended. */
export const useStack = create<Stack>(() => NO_STACK);

/** The attempt that this one follows: tried again in its place, or the rest of what it got a part of. */
export interface Follows {
  readonly id: string;
  readonly as: "another try" | "the rest";
}

/** Begins a stack of slips; what was counted before is gone. */
export function startStack(): void {
  useStack.setState({ ...NO_STACK, on: true });
}

/** Ends it. */
export function endStack(): void {
  useStack.setState(NO_STACK);
}

/** What the slips should come to, as it was typed. */
export function setControl(control: AmountTyped): void {
  useStack.setState({ control });
}

/**
 * Counts an attempt of the stack; the same attempt again is its newer state, not another slip, and another try takes
 * the place of the one before.
 */
export function countSlip(attempt: AttemptView, follows: Follows | null = null): void {
  useStack.setState(({ on, slips, partOf }) => {
    if (!on) return {};
    const replaced = follows?.as === "another try" ? follows.id : null;
    // Another try at the rest is still the rest of the same slip.
    const first = follows?.as === "the rest" ? follows.id : replaced === null ? undefined : partOf[replaced];
    return {
      slips: [...slips.filter(({ id }) => id !== attempt.id && id !== replaced), attempt],
      partOf: first === undefined ? partOf : { ...partOf, [attempt.id]: partOf[first] ?? first },
    };
  });
}

// A slip that was being checked becomes the truth later, also while the next one is typed; and one may be taken back.
onAttempt((attempt) => {
  const { slips } = useStack.getState();
  const takesBack =
    (attempt.operation === "void" || attempt.operation === "refund") &&
    slips.some((slip) => slip.outcome?.payment?.id === attempt.paymentId && slip.operation === "charge");
  if (takesBack || slips.some(({ id }) => id === attempt.id)) countSlip(attempt);
});
