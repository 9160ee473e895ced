/** Hears things in their order, once the turn at hand is over. */
export interface HearLater<T> {
  later(what: T): void;
  /** Hears at once what is still to be heard. */
  now(): void;
}

/**
 * For what costs a write to a disk and is no part of an answer: the answer goes out first. Whoever reads what `hear`
 * writes asks for `now` before.
 */
export function createHearLater<T>(
  hear: (what: T) => void,
  nextTurn: (run: () => void) => void = setImmediate,
): HearLater<T> {
  const waiting: T[] = [];
  const now = (): void => {
    for (let what = waiting.shift(); what !== undefined; what = waiting.shift()) hear(what);
  };
  return {
    later(what) {
      if (waiting.push(what) === 1) nextTurn(now);
    },
    now,
  };
}
