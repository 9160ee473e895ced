/** Hears things in their order, a moment after the turn at hand. */
export interface HearLater<T> {
  later(what: T): void;
  /** Hears at once what is still to be heard. */
  now(): void;
}

/** So long an answer has the processor and the disk to itself, ms: a page draws it meanwhile. */
const FIRST_MS = 30;

/**
 * For what is no part of an answer and costs work: the answer goes out first. Of what has the same key only the newest is
 * heard, in the place of the newest, because what was true before may have been answered already. Whoever reads what
 * `hear` writes asks for `now` before.
 */
export function createHearLater<T>(
  keyOf: (what: T) => string,
  hear: (what: T) => void,
  later: (run: () => void) => void = (run) => void setTimeout(run, FIRST_MS),
): HearLater<T> {
  const waiting = new Map<string, T>();
  const now = (): void => {
    try {
      for (const [key, what] of waiting) {
        waiting.delete(key);
        hear(what);
      }
    } finally {
      // MONEY: one that could not be heard keeps no other, perhaps a question, from the screens.
      if (waiting.size > 0) later(now);
    }
  };
  return {
    later(what) {
      const key = keyOf(what);
      const isFirst = waiting.size === 0;
      waiting.delete(key);
      waiting.set(key, what);
      if (isFirst) later(now);
    },
    now,
  };
}
