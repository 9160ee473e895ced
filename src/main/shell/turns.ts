/** How many asks of one page may wait for their turn, and how many may be under way. */
const MOST_WAITING = 300;
const MOST_UNDER_WAY = 300;

/** The order in which the asks of one page are begun. */
export interface Turns {
  /**
   * Resolves when it is this ask's turn, with the function that says that it has ended; null at once when too many wait
   * or are under way.
   */
  take(): Promise<() => void> | null;
}

/**
 * SECURITY: a page that asks 20,000 things at once must not make main deaf. One ask is begun in each turn of the loop,
 * so that whatever else there is to do, the answer of a processor above all, is done in between.
 */
export function createTurns(nextTurn: (run: () => void) => void = setImmediate): Turns {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let taken = false;
  const next = (): void => {
    const begin = waiting.shift();
    if (begin) {
      begin();
      nextTurn(next);
    } else taken = false;
  };
  return {
    take() {
      if (waiting.length >= MOST_WAITING || underWay >= MOST_UNDER_WAY) return null;
      underWay++;
      let ended = false;
      const end = (): void => {
        if (!ended) underWay--;
        ended = true;
      };
      if (!taken) {
        taken = true;
        nextTurn(next);
        return Promise.resolve(end);
      }
      return new Promise((resolve) => waiting.push(() => resolve(end)));
    },
  };
}
