import { z } from "zod";
import type { Clock } from "../base/clock";

/** How often somebody was wrong in a row, and how long they still have to wait, in ms. */
export const Wrong = z.object({ times: z.number().int().min(0), left: z.number().min(0) });
export type Wrong = z.infer<typeof Wrong>;

/** So many may be wrong in a row before there is a wait. */
export const FREE_TRIES = 4;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** PCI DSS 8.3.4: after so many wrong ones in a row nobody tries again for half an hour at least. */
const LOCKED_OUT_TRIES = 10;
const LOCKED_OUT_MS = 30 * 60_000;

/**
 * How long to wait after so many wrong ones in a row, in ms: 30 s after the fifth, then twice as long, at least 30 min from
 * the tenth on, 60 min at most.
 */
function waitAfter(times: number): number {
  if (times <= FREE_TRIES) return 0;
  const least = times < LOCKED_OUT_TRIES ? 0 : LOCKED_OUT_MS;
  return Math.max(least, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (times - FREE_TRIES - 1)));
}

export interface Waits {
  /** How long to wait before another try, in ms; 0: none. */
  left(who: string): number;
  /** How often it was wrong in a row. */
  times(who: string): number;
  /** A try begins: it counts as wrong until it was right. */
  begin(who: string): void;
  right(who: string): void;
  /** As it is to be kept now. */
  kept(): Record<string, Wrong>;
}

/**
 * The waits after wrong PINs. SECURITY: they are counted by the steady clock, and what was left when the file was last
 * written is left when it is read again: neither a wall clock that is set nor a restart makes one shorter.
 */
export function createWaits(clock: Pick<Clock, "steady">, before: Readonly<Record<string, Wrong>>): Waits {
  const began = clock.steady();
  const known = new Map<string, { times: number; until: number }>(
    Object.entries(before).map(([who, { times, left }]) => [who, { times, until: began + left }]),
  );
  const left = (who: string): number => Math.max(0, (known.get(who)?.until ?? 0) - clock.steady());
  return {
    left,
    times: (who) => known.get(who)?.times ?? 0,
    begin(who) {
      const times = (known.get(who)?.times ?? 0) + 1;
      known.set(who, { times, until: clock.steady() + waitAfter(times) });
    },
    right: (who) => void known.delete(who),
    kept: () => Object.fromEntries([...known].map(([who, { times }]) => [who, { times, left: left(who) }])),
  };
}
