/** Time as the services see it, so that tests can move it. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Ms that only ever grow by the time that passes, whatever happens to the wall clock. */
  monotonic(): number;
  /** Calls `run` once after `ms`; answers the function that calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
