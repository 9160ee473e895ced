import { measureMemory } from "node:vm";
import type { Clock } from "../base/clock";

/** How long no window has asked anything when memory is looked through, ms. */
const QUIET_MS = 30_000;

/**
 * V8 looks for what main needs no more only when main makes more: after a day's work one that rests would keep some 15 MB
 * of it. Answers what is called with each ask of a window; once after it, when none has come for a while, `look` is called.
 */
export function lookThroughWhenQuiet(clock: Pick<Clock, "after">, look: () => void = lookThrough): () => void {
  let callOff = (): void => undefined;
  return () => {
    callOff();
    callOff = clock.after(QUIET_MS, look);
  };
}

/**
 * To measure its memory V8 looks through all of it: 10 to 20 s later, beside other work and in steps of a few ms, so that
 * somebody who comes back meanwhile is not kept waiting, as by a collection that is asked for outright.
 */
function lookThrough(): void {
  const { emitWarning } = process;
  // Node says in the terminal that this call may change one day, which helps nobody who reads there.
  process.emitWarning = () => undefined;
  measureMemory({ mode: "summary", execution: "default" }).catch(() => undefined);
  process.emitWarning = emitWarning;
}
