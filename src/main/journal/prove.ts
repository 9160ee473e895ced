import type { Clock } from "../base/clock";
import type { Database } from "../storage/database";
import { isUnreadable } from "../storage/trouble";
import { provenDownTo, walkDown, type Wrong } from "./check";
import type { Sealer } from "./seal";

/** So many rows are proven in one go; that takes a few milliseconds. */
const SLICE = 25;
/** The pause after each, ms: whatever a person does comes in between. */
const PAUSE_MS = 100;

/**
 * Proves the older rows of a long journal, of which only the newest were read at the start, a few at a time, where no
 * thread of its own does it (prove-in-worker.ts). `wrong` hears what is wrong, once. Answers the function that calls it off.
 * Throws what the database throws.
 */
export function proveOlder(
  database: Database,
  sealer: Sealer,
  clock: Pick<Clock, "after">,
  wrong: (what: Wrong) => void,
): () => void {
  const from = provenDownTo(database);
  if (from === null) return () => undefined;
  const walk = walkDown(database, sealer, from, true);
  let callOff = (): void => undefined;
  const slice = (): void => {
    try {
      const found = walk(SLICE);
      if (typeof found !== "number") wrong(found);
      else if (found > 0) callOff = clock.after(PAUSE_MS, slice);
    } catch (error) {
      if (isUnreadable(error)) wrong({ damaged: "a row of before" });
      // Busy, or out of memory: it says nothing of the rows, and the same ones are looked at again.
      else callOff = clock.after(PAUSE_MS, slice);
    }
  };
  callOff = clock.after(PAUSE_MS, slice);
  return () => callOff();
}
