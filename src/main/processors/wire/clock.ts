/** Time and chance, given from outside so that tests can turn the hands. */
export interface Clock {
  /** Epoch ms; only ever goes forward. */
  now(): number;
  /** Runs once after `ms`; answers the function that stops it. */
  after(ms: number, run: () => void): () => void;
  /** 0 to 1, for jitter only. */
  random(): number;
}

export const systemClock: Clock = {
  // Steady: a wall clock that is set back must not hold the queue up until it has caught up again.
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    // A background request that waits for its turn must not keep the program from ending.
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Ms since now: by the steady clock or by the wall clock, whichever says more, because a computer may sleep and clocks may be set. */
export function ageFromNow(clock: Clock): () => number {
  const at = clock.now();
  const wallAt = Date.now();
  return () => Math.max(clock.now() - at, Math.abs(Date.now() - wallAt));
}
