import { randomUUID } from "node:crypto";
import type { ApprovedFor } from "../../shared/people";
import type { Clock } from "../base/clock";

/** For so long a yes holds, in ms. */
const APPROVAL_MS = 2 * 60_000;

/** A yes as it was given. `window` is compared, never read. */
interface Approval {
  readonly window: object;
  readonly approver: string;
  readonly for: ApprovedFor;
  readonly until: number;
}

/** What a command says of itself when it brings a yes. */
export interface Claim {
  readonly window: object;
  readonly command: ApprovedFor["command"];
  readonly attemptId: string;
  readonly amount: number;
  readonly over: readonly string[];
}

export interface Approvals {
  /** Answers the id that the command brings. */
  give(window: object, approver: string, what: ApprovedFor): string;
  /** Who said yes to this; null: nobody, or not to this, or it was used. It is used up then. */
  take(id: string | undefined, claim: Claim): string | null;
  /** Nothing was opened for it: it can be brought again while it holds. */
  giveBack(id: string): void;
}

/**
 * The yes of supervisors. MONEY: each holds for one window, command, attempt, sum and reason, for two minutes of the
 * steady clock and for one use; all end with the program.
 */
export function createApprovals(clock: Pick<Clock, "steady">): Approvals {
  const given = new Map<string, Approval>();
  const used = new Map<string, Approval>();
  const tidy = (): void => {
    for (const all of [given, used]) for (const [id, { until }] of all) if (until <= clock.steady()) all.delete(id);
  };
  return {
    give(window, approver, what) {
      tidy();
      const id = randomUUID();
      given.set(id, { window, approver, for: what, until: clock.steady() + APPROVAL_MS });
      return id;
    },
    take(id, claim) {
      tidy();
      const found = id === undefined ? undefined : given.get(id);
      if (id === undefined || !found) return null;
      const { command, attemptId, amount, why } = found.for;
      const fits =
        found.window === claim.window &&
        command === claim.command &&
        attemptId === claim.attemptId &&
        amount === claim.amount &&
        claim.over.every((each) => why.split(" ").includes(each));
      if (!fits) return null;
      given.delete(id);
      used.set(id, found);
      return found.approver;
    },
    giveBack(id) {
      const found = used.get(id);
      if (!found) return;
      used.delete(id);
      given.set(id, found);
    },
  };
}
