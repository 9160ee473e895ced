/** Runs work on the same thing one after the other; work on other things goes on beside it. */
export type OneAtATime = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

/** Work on the same thing waits for the one before it, however that ended; work on other things does not. */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return (thing, work) => {
    const mine = (last.get(thing) ?? Promise.resolve()).then(work, work);
    last.set(thing, mine);
    const tidy = (): void => {
      if (last.get(thing) === mine) last.delete(thing);
    };
    mine.then(tidy, tidy);
    return mine;
  };
}
