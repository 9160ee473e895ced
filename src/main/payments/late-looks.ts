import { canBeCorrected } from "../../shared/attempt-steps";
import type { Attempt } from "../../shared/attempt";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import type { Attempts, Connected } from "./attempts";
import type { Listed } from "./listed";
import type { Readings } from "./readings";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The waits between the looks after a closing "no", in ms: five within the day. */
const LATE_LOOKS: readonly number[] = [60_000, 300_000, 1_500_000, 3 * 3_600_000, 12 * 3_600_000];
/** "Noes" that come together share one reading of the list. */
const SHARED_FOR_MS = 120_000;
/** How far behind the send the list is read: a payment that came late is listed by the time at which it was made. */
const BEHIND_MS = 10 * 60_000;
const MOST_PAGES = 10;
/** Of so many attempts, those of the last day are taken up again at start. */
const NEWEST = 300;

/**
 * Goes on looking for a while after a closing "no": a processor may work on a request long after it was called absent,
 * or although it was answered with an error. What is read is compared by `listed`; nothing is concluded here.
 */
export interface LateLooks {
  /** Plans the looks for a "no" that may be wrong, and calls them off once it is corrected. */
  heard(attempt: Attempt): void;
  /** Takes up what was closed within the last day. Throws JournalTrouble. */
  start(): void;
  stop(): void;
}

export function createLateLooks(options: {
  readonly attempts: Attempts;
  readonly processorOf: (connection: string) => Promise<Connected | null>;
  readonly readings: Readings;
  readonly listed: Listed;
  readonly clock: Clock;
  readonly waits?: readonly number[];
  readonly log: (line: string) => void;
}): LateLooks {
  const { attempts, clock, readings, waits = LATE_LOOKS } = options;
  const planned = new Map<string, () => void>();
  let stopped = false;

  const plan = (attempt: Attempt, round: number): void => {
    const { id } = attempt.intent;
    const wait = waits[round];
    if (stopped || wait === undefined || planned.has(id)) return;
    const after = readings.mark();
    planned.set(
      id,
      clock.after(wait, () => {
        planned.delete(id);
        look(attempt, after)
          .catch((error: unknown) => options.log(`recovery: a late look could not be made: ${errorText(error)}`))
          .finally(() => {
            const now = attempts.get(id);
            if (now !== null && mayBeWrong(now)) plan(now, round + 1);
          })
          .catch((error: unknown) => options.log(`recovery: ${errorText(error)}`));
      }),
    );
  };

  /** `after`: the mark (readings.ts) that a list has to be newer than. */
  const look = async (attempt: Attempt, after: number): Promise<void> => {
    const { operation, paymentId, connection } = attempt.intent;
    const connected = await options.processorOf(connection);
    if (connected === null) return;
    if (operation !== "charge") {
      if (paymentId !== null)
        options.listed.saw(connected.id, [await connected.processor.getPayment(paymentId, "later")]);
      return;
    }
    const reading = readings.of(connected, { notBefore: clock.steady() - SHARED_FOR_MS, after, urgency: "later" });
    const back = attempt.openedAt + (attempt.intent.clockOffset ?? 0) - BEHIND_MS;
    // What a reading reads is compared by whoever hears it.
    for (let number = 0; number < MOST_PAGES; number++) {
      const page = await reading.page(number);
      if (page === null || (page.items.at(-1)?.createdAt ?? Infinity) < back) return;
    }
  };

  return {
    heard(attempt) {
      if (mayBeWrong(attempt)) return plan(attempt, 0);
      planned.get(attempt.intent.id)?.();
      planned.delete(attempt.intent.id);
    },
    start() {
      for (const attempt of attempts.journal().recentUnpaid(NEWEST)) {
        if (!mayBeWrong(attempt) || attempts.underway(attempt.intent.id)) continue;
        const age = clock.wall() - attempt.closedAt;
        if (age < DAY_MS) plan(attempt, roundAt(age, waits));
      }
    },
    stop() {
      stopped = true;
      for (const callOff of planned.values()) callOff();
      planned.clear();
    },
  };
}

/** Which look would be the next one so long (ms) after the closing. */
function roundAt(age: number, waits: readonly number[]): number {
  let passed = 0;
  const round = waits.findIndex((wait) => (passed += wait) > age);
  return round < 0 ? waits.length : round;
}

/**
 * A "no" that the processor may not have meant: called absent, or answered without a payment that shows it. What never
 * left this computer, and a decline whose payment is there to see, is not looked for; a list that comes by corrects it
 * all the same.
 */
export function mayBeWrong(attempt: Attempt): attempt is Extract<Attempt, { state: "closed" }> {
  if (attempt.state !== "closed" || !canBeCorrected(attempt)) return false;
  const { outcome } = attempt;
  if (outcome.kind === "refused") return outcome.why === "absent" || outcome.why === "not_acceptable";
  return outcome.kind === "declined" && outcome.payment === null;
}
