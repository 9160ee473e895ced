import type { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { type Attempt, type Clue, type Finding, type Unknown } from "../../shared/attempt";
import { refused, unknown } from "../../shared/outcome";
import type { Payment } from "../../shared/payment";
import type { Attempts, Connected } from "./attempts";
import type { Clock } from "../base/clock";
import type { FindChange } from "./find-change";
import { findCharge, SHARED_FOR_MS } from "./find-charge";
import { COULD_NOT_LOOK, type Found } from "./found";
import type { Readings } from "./readings";
import type { Recent } from "./recent";
import { errorText } from "../base/log";
import { errorWords } from "../../shared/words/errors";

export interface RecoveryTimes {
  /** Waits between looks, ms; the last one repeats. */
  readonly looks: readonly number[];
  /** The wait after a look that could not be made, at most; so that it goes on soon after the network returns. */
  readonly offline: number;
  /** How long a payment must have stayed absent, look after look, before it is called absent. */
  readonly absent: number;
  /** Waits between the looks after a closing "no", ms; those of late-looks.ts when not given. */
  readonly late?: readonly number[];
}

const RECOVERY_TIMES: RecoveryTimes = {
  // What a few minutes have not answered is asked about when a list shows something new, and now and then.
  looks: [300, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 300_000, 900_000, 3_600_000],
  offline: 15_000,
  absent: 120_000,
};

export interface Recovery {
  /** At start, before anything else may be sent: takes up every attempt that did not end. */
  start(): void;
  /** Plans the looks for an attempt whose answer did not arrive; calls them off for one that has its answer. */
  take(attempt: Attempt): void;
  /** One look now, on demand. Answers the attempt as it then is; throws a Failure when there is none of that id. */
  lookAgain(id: string): Promise<Attempt>;
  /** The network is back: look at everything now. */
  networkBack(): void;
  /** Payments were read for whatever purpose: a question that one of them bears on is looked at again. */
  heard(connection: AccountId, payments: readonly Payment[]): void;
  /** Epoch ms of the next planned look; null when none is planned. */
  nextLookAt(id: string): number | null;
  stop(): void;
}

/** MONEY: recovery only ever reads. It looks up, and never sends a money operation again (docs/design.md). */
export function createRecovery(options: {
  readonly attempts: Attempts;
  /** The processor of a connection, in use or not; null when it cannot be reached (no token). */
  readonly processorOf: (connection: string) => Promise<Connected | null>;
  readonly recent: Recent;
  readonly readings: Readings;
  readonly findChange: FindChange;
  readonly clock: Clock;
  /** Tells of an attempt whose next look has been planned. */
  readonly changed: (attempt: Attempt) => void;
  readonly times?: RecoveryTimes;
  readonly log: (line: string) => void;
}): Recovery {
  const { attempts, clock, log } = options;
  const times = options.times ?? RECOVERY_TIMES;
  const planned = new Map<string, { at: number; callOff: () => void }>();
  const looking = new Map<string, Promise<Attempt>>();
  const rounds = new Map<string, number>();
  /** Steady ms of the first look of this process that saw nothing; a clock that jumps cannot shorten the wait. */
  const absentSince = new Map<string, number>();
  /** Marks (readings.ts) of the last look, or of when the looking began: the next one needs a newer list. */
  const lookedAt = new Map<string, number>();
  /** What the lists have shown of what a question hangs on, by the attempt's id; nothing of it is asked about twice. */
  const shown = new Map<string, { readonly attempt: Unknown; readonly clue: Clue; readonly seen: Set<string> }>();
  let stopped = false;

  const plan = (attempt: Attempt, finding: Finding | null): void => {
    const { id } = attempt.intent;
    planned.get(id)?.callOff();
    planned.delete(id);
    if (stopped || attempt.state !== "unknown") {
      rounds.delete(id);
      absentSince.delete(id);
      lookedAt.delete(id);
      shown.delete(id);
      return;
    }
    if (!lookedAt.has(id)) lookedAt.set(id, options.readings.mark());
    const round = rounds.get(id) ?? 0;
    rounds.set(id, round + 1);
    const wait = times.looks[Math.min(round, times.looks.length - 1)] ?? 0;
    const ms = finding === "could_not_look" ? Math.min(wait, times.offline) : wait;
    planned.set(id, {
      at: clock.wall() + ms,
      callOff: clock.after(ms, () => {
        planned.delete(id);
        lookSoon(id);
      }),
    });
    options.changed(attempt);
  };

  const look = async (attempt: Unknown): Promise<Attempt> => {
    const { id, clockOffset } = attempt.intent;
    let found: Found;
    let at = clock.steady();
    try {
      const connected = await options.processorOf(attempt.intent.connection);
      if (connected === null) found = COULD_NOT_LOOK;
      else {
        const after = lookedAt.get(id) ?? options.readings.mark();
        const reading = options.readings.of(connected, { notBefore: at - SHARED_FOR_MS, after, urgency: "now" });
        const offset = clockOffset ?? connected.processor.clockOffset() ?? 0;
        found =
          attempt.intent.operation === "charge"
            ? await findCharge(attempt, connected, {
                reading,
                recent: options.recent,
                sentAt: attempt.openedAt + offset,
              })
            : await options.findChange.look(attempt, connected);
        at = reading.askedAt;
        lookedAt.set(id, reading.number);
      }
    } catch (error) {
      log(`recovery: ${id} could not be looked up: ${errorText(error)}`);
      found = COULD_NOT_LOOK;
    }
    // The truth may have arrived by another road while we looked.
    const now = attempts.get(id) ?? attempt;
    if (now.state !== "unknown") return now;
    if ("kind" in found) return attempts.settle(now, found);
    const { finding, clue } = found;
    if (finding === "not_seen") {
      const since = absentSince.get(id) ?? at;
      absentSince.set(id, since);
      if (at - since >= times.absent) return attempts.settle(now, refused("absent"));
    } else if (finding === "not_conclusive") absentSince.delete(id);
    // A look that could not be made says nothing, so it does not begin the wait anew.
    const next = attempts.looked(now, finding, clue);
    if (clue !== null) shown.set(id, { attempt: now, clue, seen: shown.get(id)?.seen ?? new Set() });
    plan(next, finding);
    return next;
  };

  const lookAgain = (id: string): Promise<Attempt> => {
    const running = looking.get(id);
    if (running) return running;
    let attempt: Attempt | null;
    try {
      attempt = attempts.get(id);
    } catch (error) {
      return Promise.reject(error);
    }
    if (attempt === null) return Promise.reject(new Failure("not_found", errorWords.notThere));
    if (attempt.state !== "unknown" || stopped) return Promise.resolve(attempt);
    planned.get(id)?.callOff();
    planned.delete(id);
    const one = look(attempt).finally(() => {
      looking.delete(id);
      // A look that broke before it planned the next one must not end the looking.
      const now = safely(() => attempts.get(id));
      if (now?.state === "unknown" && !planned.has(id)) plan(now, "could_not_look");
    });
    looking.set(id, one);
    return one;
  };

  const lookSoon = (id: string): void => {
    lookAgain(id).catch((error: unknown) => log(`recovery: ${errorText(error)}`));
  };

  const take = (attempt: Attempt): void => {
    const { id } = attempt.intent;
    if (attempt.state !== "unknown" || (!planned.has(id) && !looking.has(id))) plan(attempt, null);
  };

  return {
    take,
    lookAgain,
    nextLookAt: (id) => planned.get(id)?.at ?? null,
    start() {
      for (const attempt of attempts.unfinished()) {
        if (attempts.underway(attempt.intent.id)) continue;
        // MONEY: without a `sent` row it may have been sent all the same, because the journal's last row can be lost.
        if (attempt.state === "unknown") take(attempt);
        else take(attempts.settle(attempt, unknown("interrupted")));
      }
    },
    networkBack() {
      for (const id of planned.keys()) lookSoon(id);
    },
    heard(connection, payments) {
      for (const [id, { attempt, clue, seen }] of shown) {
        if (attempt.intent.connection !== connection || !planned.has(id)) continue;
        const before = seen.size;
        for (const payment of payments) if (bearsOn(attempt, clue, payment)) seen.add(stateOf(payment));
        if (seen.size > before) lookSoon(id);
      }
    },
    stop() {
      stopped = true;
      for (const { callOff } of planned.values()) callOff();
      planned.clear();
    },
  };
}

/** Whether a payment could help to answer what the clue of a question asks. */
function bearsOn({ intent }: Attempt, clue: Clue, payment: Payment): boolean {
  if (clue.kind !== "first_not_seen") return payment.id === clue.paymentId;
  return payment.id !== clue.paymentId && payment.amount === intent.amount && payment.card?.last4 === intent.card.last4;
}

/** What of a payment can change so that a question about it gets its answer. */
function stateOf({ id, status, amountRefunded, refunds, reference }: Payment): string {
  return [id, status, amountRefunded, refunds.length, reference].join(" ");
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
