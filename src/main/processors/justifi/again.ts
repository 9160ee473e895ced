import type { AgainWhy, Outcome, UnknownOutcome } from "../../../shared/outcome";
import type { SendAgain } from "../processor";
import { ageFromNow, type Clock } from "../../base/clock";
import type { Answer } from "../wire/messages";

/**
 * The same request once more, with the same key and body, where JustiFi documents that this is safe (docs/justifi.md 2,
 * idempotency): after a lost answer, a 5xx and a 409, and after a success that could not be read, the key answers with
 * the first one's result or carries the operation out for the first time. Never after another 4xx. What is still
 * unknown then is looked up.
 */
export interface OneSending {
  readonly outcome: Outcome;
  /** Why the same request may be sent once more; null: it may not, or there is no need. */
  readonly again: AgainWhy | null;
}

/** How long to wait before each further sending, in ms: a first one that is still running answers 409. */
const WAITS: readonly number[] = [500, 2_000, 5_000, 10_000];
/** A sending that ran out of time is repeated once: the person on the phone waits. */
const MOST_TIMEOUTS = 2;

/**
 * MONEY: how long a key is kept is not documented (docs/justifi.md 2), and under a forgotten key the same request is a
 * second charge. So none leaves later than this after the first one, in ms, and none after a restart.
 */
const KEY_LIFE_MS = 5 * 60_000;

export interface Timing {
  wait(ms: number): Promise<void>;
  /** Ms since then (base/clock.ts). */
  since(): () => number;
}

export function timingOf(clock: Clock): Timing {
  return {
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    since: () => ageFromNow(clock),
  };
}

/** Whether JustiFi documents that the request behind this answer may be sent once more under its key. */
export function maySendAgain(answer: Answer): boolean {
  if (answer.kind === "lost") return true;
  if (answer.kind !== "answer") return false;
  return (
    answer.status >= 500 ||
    answer.status === 409 ||
    (answer.status >= 200 && answer.status < 300 && answer.body.kind !== "json")
  );
}

/**
 * Sends until the outcome is known, or may not be asked for again. `again` puts each further sending on record first.
 * MONEY: `mayLeave` is asked once more when everything before the first byte is done: sign-in, turn and connection take
 * time, or a sleep. So long after the order, a first sending does not leave either.
 */
export async function untilKnown(
  send: (mayLeave: () => boolean) => Promise<OneSending>,
  again: SendAgain | undefined,
  timing: Timing,
): Promise<Outcome> {
  const age = timing.since();
  let doubt: UnknownOutcome | null = null;
  let timeouts = 0;
  let signedOut = false;
  for (let sent = 0; ; sent++) {
    const one = await send(() => age() <= KEY_LIFE_MS);
    const { outcome } = one;
    const told: Outcome = doubt === null || saysYes(outcome) ? outcome : doubt;
    if (outcome.kind === "unknown") {
      doubt ??= outcome;
      if (outcome.why === "timeout") timeouts++;
    }
    // With a doubt, no connection for the next sending is no answer either: the one after it may get through.
    const why =
      one.again ?? (doubt !== null && outcome.kind === "refused" && outcome.why === "not_reached" ? doubt.why : null);
    const ms = WAITS[sent];
    if (why === null || ms === undefined || timeouts >= MOST_TIMEOUTS || again === undefined) return told;
    if (why === "signed_out") {
      // A fresh token that is not taken either will not be the third time.
      if (signedOut) return told;
      signedOut = true;
    } else await timing.wait(ms);
    if (age() > KEY_LIFE_MS || !again(why)) return told;
  }
}

/**
 * MONEY: after a sending whose end is not known, only a payment that is there is believed. A "no" is the answer to the
 * second asking and may leave out what the first one did, so it stays a question that the list answers.
 */
function saysYes({ kind }: Outcome): boolean {
  return kind === "approved" || kind === "authorized" || kind === "partially_approved" || kind === "reversed";
}
