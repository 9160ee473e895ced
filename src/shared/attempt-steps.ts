import type { Attempt, Closed, ClosedByHand, Opened, Row, Step, Told, Unknown } from "./attempt";
import type { KnownOutcome, Outcome, OutcomeKind, UnknownOutcome } from "./outcome";
import { attemptWithoutPerson } from "./without-person";

/** Which steps lead from what is true of an attempt to what is true next (attempt.ts). */

type RowOf<S extends Step> = Extract<Row, { step: S }>;
/** The truth that arrives late: a payment was seen. */
type ClosedSeen = RowOf<"closed"> & { outcome: Exclude<Outcome, { kind: "unknown" | "refused" }> };
/**
 * Without a `sent` row: `refused` by the process that knows that nothing has left; `unknown` after a start, because the
 * journal may have lost its last row.
 */
type ClosedUnsent = RowOf<"closed"> & { outcome: Extract<Outcome, { kind: "refused" | "unknown" }> };

type Reopened = RowOf<"reopened"> & { outcome: UnknownOutcome };

/** The rows that may follow each state; what is not here does not compile. */
export interface NextRow {
  opened: RowOf<"sent"> | ClosedUnsent;
  sent: RowOf<"sent_again"> | RowOf<"closed">;
  unknown: RowOf<"looked"> | RowOf<"closed"> | RowOf<"closed_by_hand">;
  closed: ClosedSeen | Reopened | RowOf<"correction_read"> | RowOf<"person_removed">;
  closed_by_hand: ClosedSeen | RowOf<"person_removed">;
}

/**
 * Thrown when a row does not follow from the state: a programming error or a journal from elsewhere, never repaired in
 * silence.
 */
export class IllegalStep extends Error {
  override readonly name = "IllegalStep";
  constructor(from: string, step: Step) {
    super(`an attempt that is ${from} cannot take the step ${step}`);
  }
}

/** The first row of an attempt. */
export function opened(row: RowOf<"opened">): Opened {
  return { state: "opened", intent: row.intent, openedAt: row.at, sends: 0 };
}

/**
 * One legal step. The type refuses an illegal one; from the disk (`replay`) it is refused at run time by `IllegalStep`.
 */
export function advance<A extends Attempt>(attempt: A, row: NextRow[A["state"]]): Attempt {
  const from: Attempt = attempt;
  const next: Row = row;
  const base = { intent: from.intent, openedAt: from.openedAt, sends: from.sends };
  if (from.state === "opened" && next.step === "sent") return { ...base, state: "sent", sends: 1, sentAt: next.at };
  if (from.state === "sent" && next.step === "sent_again") return { ...from, sends: from.sends + 1 };
  if (next.step === "closed" && (from.state === "opened" || from.state === "sent" || from.state === "unknown")) {
    const { outcome } = next;
    if (from.state === "opened") {
      if (outcome.kind === "refused") return { ...base, state: "closed", sentAt: null, closedAt: next.at, outcome };
      if (outcome.kind !== "unknown") throw new IllegalStep(`${from.state} (not sent)`, next.step);
      // It may have left once; when, only the time of the first row can say.
      return { ...base, state: "unknown", sends: 1, sentAt: from.openedAt, outcome, looks: [] };
    }
    if (outcome.kind !== "unknown") {
      const told = from.state === "unknown" ? from.told : undefined;
      return { ...base, state: "closed", sentAt: from.sentAt, closedAt: next.at, outcome, ...(told && { told }) };
    }
    // The first unknown opens the looking; a later one adds nothing and would hide how long we have looked.
    if (from.state === "sent") return { ...base, state: "unknown", sentAt: from.sentAt, outcome, looks: [] };
  }
  // A request of which the processor lists something has left this computer, whatever was believed before.
  const sends = Math.max(1, from.sends);
  if (next.step === "closed" && canBeCorrected(from) && corrects(from, next.outcome)) {
    const { outcome } = next;
    return { ...base, sends, state: "closed", sentAt: from.sentAt, closedAt: next.at, outcome, told: toldBy(from) };
  }
  if (next.step === "reopened" && from.state === "closed" && canBeCorrected(from) && next.outcome.kind === "unknown") {
    const sentAt = from.sentAt ?? from.openedAt;
    return { ...base, sends, state: "unknown", sentAt, outcome: next.outcome, looks: [], told: toldBy(from) };
  }
  if (next.step === "correction_read" && from.state === "closed" && isCorrected(from) && from.readBy === undefined) {
    return { ...from, readBy: next.operator };
  }
  if (next.step === "person_removed" && (from.state === "closed" || from.state === "closed_by_hand")) {
    return attemptWithoutPerson(from);
  }
  if (from.state === "unknown" && next.step === "looked") {
    return { ...from, looks: [...from.looks, { at: next.at, finding: next.finding, clue: next.clue ?? null }] };
  }
  if (from.state === "unknown" && next.step === "closed_by_hand") {
    const { sentAt, outcome } = from;
    return {
      ...base,
      state: "closed_by_hand",
      sentAt,
      outcome,
      closedAt: next.at,
      reason: next.reason,
      by: next.operator,
    };
  }
  throw new IllegalStep(from.state, next.step);
}

/** Closed with a "no", or by hand: what the processor lists later may prove the contrary. */
export function canBeCorrected(attempt: Attempt): attempt is Closed | ClosedByHand {
  return (
    attempt.state === "closed_by_hand" || (attempt.state === "closed" && RANK[attempt.outcome.kind] < RANK.approved)
  );
}

/** Told once as a "no" or closed by hand, and now known to have gone through. */
export function isCorrected(attempt: Attempt): attempt is Closed & { readonly told: Told } {
  return attempt.state === "closed" && attempt.told !== undefined && RANK[attempt.outcome.kind] === RANK.approved;
}

/**
 * How much an outcome knows of the money. MONEY: a closing is only ever followed by one that knows more, so what was
 * taken can never be told as not taken again.
 */
const RANK: Readonly<Record<OutcomeKind, number>> = {
  unknown: 0,
  refused: 1,
  declined: 2,
  reversed: 3,
  approved: 4,
  authorized: 4,
  partially_approved: 4,
};

/** Whether the outcome knows more of the money than that closing, and so may follow it. */
export function corrects(closing: Closed | ClosedByHand, outcome: Outcome): outcome is KnownOutcome {
  return outcome.kind !== "refused" && RANK[outcome.kind] > RANK[closing.outcome.kind];
}

const toldBy = (closing: Closed | ClosedByHand): Told =>
  (closing.state === "closed" ? closing.told : undefined) ?? {
    outcome: closing.outcome,
    at: closing.closedAt,
    byHand: closing.state === "closed_by_hand",
  };

/** The attempt that a list of rows from the disk makes. Throws IllegalStep, and RangeError on an empty list. */
export function replay(rows: readonly Row[]): Attempt {
  const [first, ...rest] = rows;
  if (!first) throw new RangeError("an attempt has at least one row");
  if (first.step !== "opened") throw new IllegalStep("not opened", first.step);
  let attempt: Attempt = opened(first);
  // The rows come from the disk, so the compiler cannot know their order; `advance` checks it.
  for (const row of rest) attempt = advance(attempt as Unknown, row as NextRow["unknown"]);
  // What was learned of the payment later may name the person again.
  return rest.some(({ step }) => step === "person_removed") ? attemptWithoutPerson(attempt) : attempt;
}
