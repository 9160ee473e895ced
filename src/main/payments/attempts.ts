import { advance, IllegalStep } from "../../shared/attempt-steps";
import type { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import {
  isOpenQuestion,
  type Attempt,
  type Closed,
  type Clue,
  type Finding,
  type Intent,
  type Unknown,
} from "../../shared/attempt";
import { unknown, type Outcome, type UnknownOutcome } from "../../shared/outcome";
import { JournalTrouble, type Journal } from "../journal/journal";
import type { Processor, SendAgain } from "../processors/processor";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import { moneyWords } from "../../shared/words/money";
import { journalWords } from "../../shared/words/storage";

/** One processor and the connection that it stands for. */
export interface Connected {
  readonly id: AccountId;
  readonly processor: Processor;
}

export interface AttemptsOptions {
  /** The journal, or the sentence that says why there is none. */
  readonly journal: () => { journal: Journal } | { journal: null; sentence: string };
  readonly clock: Clock;
  readonly changed: (attempt: Attempt) => void;
  readonly log: (line: string) => void;
}

/** The one request of an attempt, by the processor's port. */
export type Send = (reference: string, again: SendAgain) => Promise<Outcome>;

/** The one road that every money operation takes: journal, send once, journal. */
export interface Attempts {
  /**
   * Sends one money operation, at most once per `intent.id`, ever; where the processor knows the key, the same request
   * may leave more than once, and each time is on record first. A repeated ask gets the first one's attempt. Throws a
   * Failure when nothing can be recorded (then nothing is sent) or when the id was used for another operation.
   */
  run(intent: Intent, send: Send): Promise<Attempt>;
  /**
   * Closes an attempt: with the answer to its send, or with what was found out later. An outcome `unknown` opens the
   * question. What cannot be written is kept in memory and shown all the same. Answers the attempt as it then is;
   * throws IllegalStep where the outcome does not follow.
   */
  settle(attempt: Attempt, outcome: Outcome): Attempt;
  /** Adds one look that did not answer the question. Answers the attempt as it then is. */
  looked(attempt: Unknown, finding: Finding, clue: Clue | null): Attempt;
  /**
   * A closing "no" becomes a question again. null where that cannot be written: then it stays as it was told, and the
   * next list tells it again.
   */
  reopen(attempt: Closed, outcome: UnknownOutcome): Attempt | null;
  /** A named person has read that a closing was corrected. Throws a Failure when it cannot be written. */
  correctionRead(attempt: Closed, operator: string): Attempt;
  /** A named person stops the looking. Throws a Failure when it cannot be written. */
  closeByHand(attempt: Unknown, reason: string, operator: string): Attempt;
  /** The attempt, from the journal or, where that could not be written, from memory. null when unknown. */
  get(id: string): Attempt | null;
  /** All attempts of this desk on a payment, and the charge that made it; newest first. */
  onPayment(connection: string, paymentId: string): readonly Attempt[];
  /** The newest attempts of all accounts, newest first. */
  recent(limit: number): readonly Attempt[];
  /** All attempts whose end is not known, and those still under way. */
  unfinished(): readonly Attempt[];
  underway(id: string): boolean;
  /** Throws a Failure when there is no journal. */
  journal(): Journal;
}

export function createAttempts(options: AttemptsOptions): Attempts {
  const { clock, changed, log } = options;
  const underway = new Map<string, { intent: Intent; attempt: Promise<Attempt> }>();
  // Attempts that are ahead of the disk, because a row after the send could not be written. They end with the process;
  // the journal then still says `sent`, and they are looked up at the next start.
  const ahead = new Map<string, Attempt>();

  const journal = (): Journal => {
    const found = options.journal();
    if (found.journal === null) throw new Failure("no_journal", found.sentence);
    return found.journal;
  };

  const get = (id: string): Attempt | null => ahead.get(id) ?? journal().get(id);

  const settle = (attempt: Attempt, outcome: Outcome): Attempt => {
    const { id } = attempt.intent;
    // The states that may close are many, so the machine itself checks this step (attempt-steps.ts).
    const from = attempt as Unknown;
    const row = { step: "closed" as const, at: clock.wall(), outcome };
    let next: Attempt;
    try {
      if (!caughtUp(id)) throw new JournalTrouble("the disk is behind");
      next = journal().add(from, row);
    } catch (error) {
      if (error instanceof IllegalStep) throw error;
      // MONEY: the answer is known but could not be written. It is shown as it is; the disk still says `sent`.
      log(`journal: an outcome could not be written: ${errorText(error)}`);
      next = advance(from, row);
      ahead.set(id, next);
    }
    changed(next);
    return next;
  };

  /** Brings the disk up with memory, once it can be written again. Answers whether both say the same. */
  const caughtUp = (id: string): boolean => {
    const known = ahead.get(id);
    if (!known) return true;
    try {
      const close = (from: Attempt, outcome: Outcome) =>
        journal().add(from as Unknown, { step: "closed", at: clock.wall(), outcome });
      let onDisk = journal().get(id);
      if (onDisk && "outcome" in known && (onDisk.state === "opened" || onDisk.state === "sent")) {
        if (onDisk.state === "opened" && known.outcome.kind !== "unknown")
          onDisk = close(onDisk, unknown("interrupted"));
        close(onDisk, known.outcome);
      }
      ahead.delete(id);
      return true;
    } catch (error) {
      if (error instanceof IllegalStep) throw error;
      return false;
    }
  };

  const looked = (attempt: Unknown, finding: Finding, clue: Clue | null): Attempt => {
    const row = { step: "looked" as const, at: clock.wall(), finding, note: null, clue };
    let next: Attempt = advance(attempt, row);
    try {
      if (caughtUp(attempt.intent.id)) next = journal().add(attempt, row);
      else ahead.set(attempt.intent.id, next);
    } catch (error) {
      if (error instanceof IllegalStep) throw error;
      // A look that is not on record costs nothing but the count of looks.
      log(`journal: a look could not be written: ${errorText(error)}`);
    }
    changed(next);
    return next;
  };

  const closeByHand = (attempt: Unknown, reason: string, operator: string): Attempt => {
    if (!caughtUp(attempt.intent.id)) throw asFailure(new JournalTrouble("the disk is behind"));
    try {
      const next = journal().add(attempt, { step: "closed_by_hand", at: clock.wall(), reason, operator });
      changed(next);
      return next;
    } catch (error) {
      throw asFailure(error);
    }
  };

  const reopen = (attempt: Closed, outcome: UnknownOutcome): Attempt | null => {
    if (!caughtUp(attempt.intent.id)) return null;
    try {
      const next = journal().add(attempt, { step: "reopened", at: clock.wall(), outcome });
      changed(next);
      return next;
    } catch (error) {
      if (error instanceof IllegalStep) throw error;
      log(`journal: a closing could not be reopened: ${errorText(error)}`);
      return null;
    }
  };

  const correctionRead = (attempt: Closed, operator: string): Attempt => {
    if (!caughtUp(attempt.intent.id)) throw asFailure(new JournalTrouble("the disk is behind"));
    try {
      const next = journal().add(attempt, { step: "correction_read", at: clock.wall(), operator });
      changed(next);
      return next;
    } catch (error) {
      throw asFailure(error);
    }
  };

  const send = async (intent: Intent, go: Send): Promise<Attempt> => {
    let attempt: Attempt;
    let answered = false;
    // MONEY: the row is on the disk before the same request leaves once more. What cannot be recorded is looked up
    // instead.
    const again: SendAgain = (why) => {
      if (answered || attempt.state !== "sent") return false;
      try {
        attempt = journal().add(attempt, { step: "sent_again", at: clock.wall(), why });
      } catch (error) {
        log(`journal: not sent again: ${errorText(error)}`);
        return false;
      }
      changed(attempt);
      return true;
    };
    try {
      // MONEY: both rows are on the disk before the first byte leaves. If they cannot be written, nothing is sent.
      attempt = journal().begin(intent, clock.wall());
    } catch (error) {
      log(`journal: nothing was sent: ${errorText(error)}`);
      if (error instanceof Failure) throw error;
      throw new Failure("no_journal", journalWords.notWritten, {}, { cause: error });
    }
    let outcome: Outcome;
    try {
      const going = go(intent.id, again);
      // The request is on its way by then: telling the windows first would hold it up.
      setImmediate(() => {
        if (!answered) changed(attempt);
      });
      outcome = await going;
    } catch (error) {
      // The port never rejects; if it does all the same, money may have moved.
      log(`processor: a money call rejected: ${errorText(error)}`);
      outcome = unknown("unreadable");
    }
    answered = true;
    return settle(attempt, outcome);
  };

  return {
    journal,
    get,
    settle,
    looked,
    closeByHand,
    reopen,
    correctionRead,
    underway: (id) => underway.has(id),
    onPayment: (connection, paymentId) =>
      journal()
        .onPayment(connection, paymentId)
        .map((attempt) => ahead.get(attempt.intent.id) ?? attempt),
    recent: (limit) =>
      journal()
        .recent(limit)
        .map((attempt) => ahead.get(attempt.intent.id) ?? attempt),
    unfinished: () => {
      const found = journal()
        .unfinished()
        .filter((attempt) => !ahead.has(attempt.intent.id));
      return [...found, ...[...ahead.values()].filter(isOpenQuestion)];
    },
    run(intent, go) {
      const running = underway.get(intent.id);
      if (running) {
        mustBeSame(running.intent, intent);
        return running.attempt;
      }
      try {
        const earlier = get(intent.id);
        if (earlier) {
          mustBeSame(earlier.intent, intent);
          if (earlier.state !== "opened" && earlier.state !== "sent") return Promise.resolve(earlier);
          // MONEY: not under way here, and it is on the disk, so it may have left.
          return Promise.resolve(settle(earlier, unknown("interrupted")));
        }
        const attempt = send(intent, go).finally(() => underway.delete(intent.id));
        underway.set(intent.id, { intent, attempt });
        return attempt;
      } catch (error) {
        return Promise.reject(asFailure(error));
      }
    },
  };
}

/** A Failure as it is; trouble with the journal as the Failure that says so. */
export function asFailure(error: unknown): unknown {
  if (error instanceof JournalTrouble) {
    return new Failure("no_journal", journalWords.notRead, {}, { cause: error });
  }
  return error;
}

/**
 * MONEY: an attempt's id belongs to one operation. The same id with another amount is a bug or an attack, never a
 * second charge.
 */
function mustBeSame(first: Intent, second: Intent): void {
  if (
    first.operation !== second.operation ||
    first.amount !== second.amount ||
    first.paymentId !== second.paymentId ||
    first.connection !== second.connection ||
    first.card.last4 !== second.card.last4
  ) {
    throw new Failure("bad_input", moneyWords.orderOtherDetails);
  }
}
