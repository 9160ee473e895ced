import { useSyncExternalStore } from "react";

/**
 * The time in epoch ms, renewed every `everyMs`. For countdowns and "how long ago"; one clock for all that ask alike.
 */
export function useNow(everyMs: number): number {
  const clock = clockOf(everyMs);
  return useSyncExternalStore(clock.subscribe, clock.read, clock.read);
}

interface Clock {
  readonly subscribe: (changed: () => void) => () => void;
  readonly read: () => number;
}
const clocks = new Map<number, Clock>();

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | null = null;
  const clock: Clock = {
    subscribe(changed) {
      listeners.add(changed);
      now = Date.now();
      timer ??= setInterval(() => {
        now = Date.now();
        for (const listener of listeners) listener();
      }, everyMs);
      return () => {
        listeners.delete(changed);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
    read: () => now,
  };
  clocks.set(everyMs, clock);
  return clock;
}
