import type { Clock } from "../base/clock";

/** For so long before the lock, in ms, a person is warned and can stay. */
const WARNING_MS = 30_000;

export interface Idle {
  /** Begins to count, or anew. */
  stirred(): void;
  /** Nothing is counted until `stirred`. */
  rest(): void;
  /** Ms of steady time until the warning, if no hand stirs; null while nothing is counted. */
  warnsIn(): number | null;
}

/**
 * Counts the time without a hand by the steady clock, so that a wall clock that is set changes nothing. `warn` hears the
 * seconds that are left, once each second, and null when a hand stirred; `over` that the time is up. `limit` is in ms.
 */
export function createIdle(options: {
  readonly clock: Pick<Clock, "steady" | "after">;
  readonly limit: () => number;
  readonly warn: (secondsLeft: number | null) => void;
  readonly over: () => void;
}): Idle {
  const { clock, limit, warn, over } = options;
  let since: number | null = null;
  let callOff: (() => void) | null = null;
  let said: number | null = null;

  const stop = (): void => {
    callOff?.();
    callOff = null;
  };
  const calm = (): void => {
    if (said !== null) warn(null);
    said = null;
  };
  const look = (): void => {
    callOff = null;
    if (since === null) return;
    const left = limit() - (clock.steady() - since);
    if (left <= 0) {
      since = null;
      said = null;
      over();
      return;
    }
    if (left > WARNING_MS) {
      calm();
      callOff = clock.after(left - WARNING_MS, look);
      return;
    }
    const seconds = Math.ceil(left / 1_000);
    if (seconds !== said) warn(seconds);
    said = seconds;
    callOff = clock.after(left - (seconds - 1) * 1_000, look);
  };
  return {
    stirred() {
      stop();
      since = clock.steady();
      calm();
      look();
    },
    rest() {
      stop();
      since = null;
      said = null;
    },
    warnsIn: () => (since === null ? null : Math.max(0, limit() - WARNING_MS - (clock.steady() - since))),
  };
}
