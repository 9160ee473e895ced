import type { ChangeTold, Intent } from "../../shared/attempt";
import type { Earlier } from "../../shared/contract";

/** Tells other desks of what is about to be sent. MONEY: nothing depends on it, and nothing waits for it long. */
export interface Announce {
  /**
   * Tells of a charge. Answers other desks' charges of that card and amount that are under way or took money, but for
   * those named; then nothing was told. Never throws.
   */
  announce(intent: Intent, named: readonly string[]): Promise<readonly Earlier[]>;
  /**
   * Tells of a change to a payment. Throws a Failure where another desk is changing it right now, or does not know yet how
   * its change ended; then nothing was told.
   */
  announceChange(change: ChangeTold): Promise<void>;
  /** Nothing was sent of what was told. */
  withdraw(attemptId: string): void;
}

/** A desk that is alone. */
export const NOBODY_ELSE: Announce = {
  announce: () => Promise.resolve([]),
  announceChange: () => Promise.resolve(),
  withdraw: () => undefined,
};
