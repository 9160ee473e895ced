import type { Clue, Finding } from "../../shared/attempt";
import type { KnownOutcome, Outcome } from "../../shared/outcome";
import { clueOf } from "../../shared/settles";

/** A look that did not answer the question; `clue`: what would settle it, where looking again will not. */
export interface StillOpen {
  readonly finding: Finding;
  readonly clue: Clue | null;
}

/** What one look came to: the truth, or what is still open. */
export type Found = KnownOutcome | StillOpen;

export const NOT_SEEN: StillOpen = { finding: "not_seen", clue: null };
export const COULD_NOT_LOOK: StillOpen = { finding: "could_not_look", clue: null };

/** A look that settles nothing. `clue`: what it saw all the same. */
export function notConclusive(clue: Clue | null = null): StillOpen {
  return { finding: "not_conclusive", clue };
}

/** What an outcome that was read from a payment comes to. */
export function foundIn(outcome: Outcome): Found {
  return outcome.kind === "unknown" ? notConclusive(clueOf(outcome)) : outcome;
}
