import { canBeCorrected, corrects } from "../../shared/attempt-steps";
import type { AccountId } from "../../shared/account";
import type { Attempt, Closed, ClosedByHand, Unknown } from "../../shared/attempt";
import type { Outcome } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import type { Attempts } from "./attempts";
import { madeBy, stands } from "./find-charge";
import type { FindChange } from "./find-change";
import { outcomeOfCharge } from "./outcome-of";

/** A closing "no" becomes a question again for so long; later, only a proof corrects it. */
const DOUBTED_FOR_MS = 24 * 60 * 60 * 1000;

/** Hears every payment that is read, for whatever purpose, and compares it with what the journal says of it. */
export interface Listed {
  /**
   * MONEY: a payment under our reference, or changed as we asked, answers an open question and corrects a closing "no",
   * whoever said it and why. Never throws.
   */
  saw(connection: AccountId, payments: readonly Payment[]): void;
}

export function createListed(options: {
  readonly attempts: Attempts;
  readonly findChange: FindChange;
  readonly clock: Pick<Clock, "wall">;
  /** An attempt was closed, corrected or made a question again. */
  readonly settled: (attempt: Attempt) => void;
  readonly log: (line: string) => void;
}): Listed {
  const { attempts, findChange, clock, settled } = options;

  const answer = (attempt: Unknown | Closed | ClosedByHand, told: Outcome | "not_seen", doubts: boolean): void => {
    if (told === "not_seen") return;
    const isYes = told.kind === "approved" || told.kind === "authorized" || told.kind === "partially_approved";
    if (isYes && (attempt.state === "unknown" || corrects(attempt, told))) settled(attempts.settle(attempt, told));
    const isRecent = clock.wall() - attempt.openedAt < DOUBTED_FOR_MS;
    if (told.kind === "unknown" && doubts && attempt.state === "closed" && isRecent) {
      const reopened = attempts.reopen(attempt, told);
      if (reopened !== null) settled(reopened);
    }
  };

  /** MONEY: that one payment took nothing does not say that there is no other; only a whole look does (findCharge). */
  const compareCharge = (attempt: Unknown | Closed | ClosedByHand, payment: Payment): void => {
    // Money stands under our reference, or nobody can read what became of it.
    const isDoubtful = payment.status === "unknown" && payment.failureCode === null;
    const saidNo = attempt.state === "closed" && attempt.outcome.kind === "refused";
    if (stands(payment)) answer(attempt, outcomeOfCharge(attempt.intent, payment), true);
    else if (isDoubtful && saidNo) answer(attempt, outcomeOfCharge(attempt.intent, payment), true);
  };

  const compareChange = (attempt: Unknown | Closed | ClosedByHand, payment: Payment): void => {
    const told = findChange.told(attempt, payment);
    answer(attempt, told, told !== "not_seen" && told.kind === "unknown" && told.why === "not_told_apart");
  };

  const canBeAnswered = (attempt: Attempt | null): attempt is Unknown | Closed | ClosedByHand =>
    attempt !== null &&
    (attempt.state === "unknown" || canBeCorrected(attempt)) &&
    !attempts.underway(attempt.intent.id);

  return {
    saw(connection, payments) {
      const troubles = new Set<string>();
      // MONEY: an entry that cannot be read must not keep the others of the list from their answers.
      const apart = (compare: () => void): void => {
        try {
          compare();
        } catch (error) {
          troubles.add(errorText(error));
        }
      };
      apart(() => findChange.saw(connection, payments));
      for (const reference of new Set(payments.flatMap((payment) => payment.reference ?? [])))
        apart(() => {
          const attempt = attempts.get(reference);
          const payment = madeBy(reference, payments);
          if (payment === null || !canBeAnswered(attempt) || attempt.intent.connection !== connection) return;
          if (attempt.intent.operation === "charge") compareCharge(attempt, payment);
        });
      for (const payment of payments)
        apart(() => {
          for (const attempt of attempts.onPayment(connection, payment.id)) {
            if (attempt.intent.operation !== "charge" && canBeAnswered(attempt)) compareChange(attempt, payment);
          }
        });
      for (const trouble of troubles) options.log(`recovery: what was listed could not be compared: ${trouble}`);
    },
  };
}
