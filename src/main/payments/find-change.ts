import type { Attempt } from "../../shared/attempt";
import type { Outcome } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";
import type { AccountId } from "../../shared/account";
import type { Attempts, Connected } from "./attempts";
import { foundIn, notConclusive, NOT_SEEN, type Found } from "./found";
import { outcomeOfChange } from "./outcome-of-change";

/** Finds out what became of a capture, void, refund or tip, by the payment that it was about. */
export interface FindChange {
  /**
   * One look: the truth, `not_seen` while it may still come, or `not_conclusive`. A change that can no longer happen is
   * told at once. Rejects with the processor's Failure.
   */
  look(attempt: Attempt, connected: Connected): Promise<Found>;
  /** The same of a payment that was read for another purpose. */
  told(attempt: Attempt, payment: Payment): Outcome | "not_seen";
  /** Payments that were read: whether their refunds have marks of ours tells whether the processor keeps them. */
  saw(connection: AccountId, payments: readonly Payment[]): void;
}

export function createFindChange(attempts: Attempts): FindChange {
  const keepMarks = new Set<string>();
  const marked = ({ refunds }: Payment): boolean => refunds.some(({ reference }) => typeof reference === "string");

  const told = (attempt: Attempt, payment: Payment): Outcome | "not_seen" => {
    const { id, connection } = attempt.intent;
    const done = attempts
      .onPayment(connection, payment.id)
      .filter((other) => other.intent.id !== id && other.state === "closed" && other.outcome.kind === "approved");
    return outcomeOfChange(attempt, payment, { done, keepsMarks: keepMarks.has(connection) || marked(payment) });
  };

  return {
    told,
    async look(attempt, { processor }) {
      const { paymentId } = attempt.intent;
      if (paymentId === null) return notConclusive();
      const outcome = told(attempt, await processor.getPayment(paymentId, "now"));
      return outcome === "not_seen" ? NOT_SEEN : foundIn(outcome);
    },
    saw(connection, payments) {
      if (!keepMarks.has(connection) && payments.some(marked)) keepMarks.add(connection);
    },
  };
}
