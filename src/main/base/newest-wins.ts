import { breathe } from "./breathe";

/**
 * Keeps an old answer from undoing newer news. Pages and single things are read side by side, and what was asked for
 * first may arrive last.
 */
export interface NewestWins {
  /** These were read or written just now: a page asked for before is older. */
  heard(ids: Iterable<string>): void;
  /** Runs `ask`, which asks for one page and writes it with `keep`. Throws what `ask` throws. */
  page<T>(ask: (keep: Keep) => Promise<T>): Promise<T>;
}

/**
 * Writes what is not older than what is known, a few at a time so that keys and clicks come through. Answers false when
 * `goesOn` was false before all of it was written. Throws what `write` throws.
 */
export type Keep = <I extends { readonly id: string }>(
  items: readonly I[],
  write: (newest: readonly I[]) => void,
  goesOn: () => boolean,
) => Promise<boolean>;

/** So many pages are written as quickly as they can be. */
const QUICK = 10;

/** `atOnce`: how many are written in one go. */
export function createNewestWins(atOnce: number): NewestWins {
  let asked = 0;
  /** What was heard since each page was asked for, by the page's number. Grows only while a page is under way. */
  const underWay = new Map<number, Set<string>>();
  return {
    heard(ids) {
      for (const id of ids) for (const heard of underWay.values()) heard.add(id);
    },
    async page(ask) {
      const number = ++asked;
      const heard = new Set<string>();
      underWay.set(number, heard);
      const keep: Keep = async (items, write, goesOn) => {
        for (let from = 0; from < items.length; from += atOnce) {
          if (!goesOn()) return false;
          const begun = performance.now();
          const newest = items.slice(from, from + atOnce).filter(({ id }) => !heard.has(id));
          write(newest);
          for (const [other, heardThere] of underWay)
            if (other < number) for (const { id } of newest) heardThere.add(id);
          // Whoever types while a long list is read needs this core for half of the time at least; a short one is there
          // before anybody has typed.
          await (number > QUICK ? rest(performance.now() - begun) : breathe());
        }
        return goesOn();
      };
      try {
        return await ask(keep);
      } finally {
        underWay.delete(number);
      }
    },
  };
}

function rest(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms);
  });
}
