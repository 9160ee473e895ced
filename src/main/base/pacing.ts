import type { Clock } from "./clock";

/** What a reader in the background is paced by: it may be woken early, and tells people no more than so often. */
export interface Pacing {
  /** Waits `ms`, or until `wake`. */
  pause(ms: number): Promise<void>;
  wake(): void;
  /** Calls `send` now, or once the time since the last call is over; asked for again meanwhile, it is called once. */
  tell(send: () => void): void;
  /** Calls off what is planned, and wakes. */
  stop(): void;
}

/** `every`: the least time between two tellings, in ms. */
export function createPacing(clock: Pick<Clock, "wall" | "after">, every: number): Pacing {
  let wake: (() => void) | null = null;
  let later: (() => void) | null = null;
  let toldAt = -every;
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        const callOff = clock.after(ms, () => wake?.());
        wake = () => {
          wake = null;
          callOff();
          resolve();
        };
      }),
    wake: () => wake?.(),
    tell(send) {
      if (later !== null) return;
      const now = (): void => {
        later = null;
        toldAt = clock.wall();
        send();
      };
      const wait = toldAt + every - clock.wall();
      // More than the whole time: the wall clock was set back.
      if (wait <= 0 || wait > every) now();
      else later = clock.after(wait, now);
    },
    stop() {
      later?.();
      later = null;
      wake?.();
    },
  };
}
