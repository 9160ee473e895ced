import { create } from "zustand";
import type { AmountTyped } from "../../shared/money";
import type { AttemptView } from "../../shared/outcome";
import { onAttempt } from "./attempts";

/** A stack of mail slips, taken one after the other against a control total. Kept until it is ended. */
export const useStack = create<{ readonly on: boolean; readonly control: AmountTyped; readonly slips: readonly AttemptView[] }>(() => ({ on: false, control: "", slips: [] }));

export function startStack(): void {
  useStack.setState({ on: true, control: "", slips: [] });
}

export function endStack(): void {
  useStack.setState({ on: false, control: "", slips: [] });
}

export function setControl(control: AmountTyped): void {
  useStack.setState({ control });
}

/** Counts an attempt of the stack; the same attempt again is its newer state, not another slip, and one tried again takes the place of `triedBefore`. */
export function countSlip(attempt: AttemptView, triedBefore: string | null = null): void {
  useStack.setState(({ on, slips }) => (on ? { slips: [...slips.filter(({ id }) => id !== attempt.id && id !== triedBefore), attempt] } : {}));
}

// A slip that was being checked becomes the truth later, also while the next one is typed; and one may be taken back.
onAttempt((attempt) => {
  const { slips } = useStack.getState();
  const takesBack = (attempt.operation === "void" || attempt.operation === "refund") && slips.some((slip) => slip.outcome?.payment?.id === attempt.paymentId && slip.operation === "charge");
  if (takesBack || slips.some(({ id }) => id === attempt.id)) countSlip(attempt);
});
