/** Time as the program sees it, given from outside so that tests can turn its hands. */
export interface Clock {
  /** Epoch ms by this computer's own clock, which people and time servers may set. */
  wall(): number;
  /**
   * Ms that only ever grow by the time that passes, whatever happens to the wall clock. It may stand still while the
   * computer sleeps.
   */
  steady(): number;
  /** Calls `run` once after `ms` of steady time; answers the function that calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's own time. */
export const systemClock: Clock = {
  wall: () => Date.now(),
  steady: () => performance.timeOrigin + performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    // A timer alone must not keep the program from ending.
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * Answers a function that says how many ms have passed since this call: by the steady clock or by the wall clock,
 * whichever says more, because a computer may sleep and clocks may be set.
 */
export function ageFromNow(clock: Pick<Clock, "wall" | "steady">): () => number {
  const steadyAt = clock.steady();
  const wallAt = clock.wall();
  return () => Math.max(clock.steady() - steadyAt, Math.abs(clock.wall() - wallAt));
}
