import { useSyncExternalStore, type ComponentType } from "react";

const reads: (() => Promise<void>)[] = [];
const hearers = new Set<() => void>();
let there = false;

/**
 * A component that the first picture does not show: its code is read right after that (main.tsx), until then it is
 * nothing.
 */
export function later<P extends object>(read: () => Promise<ComponentType<P>>): ComponentType<P> {
  let Read: ComponentType<P> | null = null;
  reads.push(async () => {
    Read = await read();
  });
  return function Later(props: P) {
    return useLater() && Read ? <Read {...props} /> : null;
  };
}

/** A function that only a press calls: its code is read as that of such a component; null until then. */
export function laterFunction<G extends readonly unknown[], A>(
  read: () => Promise<(...given: G) => A>,
): (...given: G) => A | null {
  let made: ((...given: G) => A) | null = null;
  reads.push(async () => {
    made = await read();
  });
  return (...given) => made?.(...given) ?? null;
}

/** Whether all that is read later is there. No key reaches a screen before (early-keys.ts). */
export function useLater(): boolean {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    () => there,
    () => false,
  );
}

/** Reads what `later` stands for. */
export async function readLater(): Promise<void> {
  await Promise.all(reads.map((read) => read()));
  there = true;
  for (const hear of hearers) hear();
}
