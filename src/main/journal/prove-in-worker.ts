import { Worker } from "node:worker_threads";
import { z } from "zod";
import { systemClock } from "../base/clock";
import type { Where } from "../storage/database";
import type { Proven } from "./prove-all";

/** Proves a journal in the background. `heard` hears what comes of it. Answers the function that calls it off. */
export type Prover = (where: Where, heard: (proven: Proven) => void) => () => void;

/** The first window, and whatever a person does first, goes before. */
const AFTER_MS = 5_000;

const Said = z.union([
  z.object({ damaged: z.string() }),
  z.object({ unkept: z.string() }),
  z.object({ head: z.object({ rows: z.number(), value: z.string() }) }),
]);

/**
 * `workerFile`: the built check-worker.ts. A thread that breaks says nothing of the rows; the next start begins it anew, and
 * `log` has why.
 */
export function proveInWorker(workerFile: string, log: (line: string) => void): Prover {
  return (where, heard) => {
    let worker: Worker | null = null;
    const callOff = systemClock.after(AFTER_MS, () => {
      worker = new Worker(workerFile, { workerData: { file: where.file, key: where.key } });
      worker.unref();
      worker.on("message", (message: unknown) => heard(Said.parse(message)));
      worker.on("error", (error) => log(`journal: it could not be proven: ${error.name}`));
    });
    return () => {
      callOff();
      void worker?.terminate();
    };
  };
}
