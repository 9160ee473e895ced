import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { openToRead, type Database } from "../storage/database";
import { isUnreadable } from "../storage/trouble";
import { proveAll, type Proven } from "./prove-all";
import { createSealer } from "./seal";

/**
 * Proves a whole journal in a thread of its own (built as out/main/journal-worker.js), so that neither the start nor a
 * charge waits for it however long it is. It rests as long as it works: half of one core at most. SECURITY: the key comes
 * in the thread's own data and goes nowhere.
 */
const { file, key } = z.object({ file: z.string(), key: z.string() }).parse(workerData);
const say = (what: Proven): void => parentPort?.postMessage(what);

/** What cannot be read at one moment may be about to be written by the other thread. */
const TRIES = 3;
const AGAIN_MS = 2_000;

function prove(tries: number): void {
  const failed = (error: unknown): void => {
    if (tries > 1) setTimeout(prove, AGAIN_MS, tries - 1);
    else if (isUnreadable(error)) say({ damaged: "a part of the file" });
    else throw error;
  };
  let database: Database;
  try {
    database = openToRead({ file, key });
  } catch (error) {
    return failed(error);
  }
  const steps = proveAll(database, createSealer(key));
  const step = (): void => {
    const from = performance.now();
    try {
      const { value, done } = steps.next();
      if (value) say(value);
      if (done) database.close();
      else setTimeout(step, performance.now() - from);
    } catch (error) {
      database.close();
      failed(error);
    }
  };
  step();
}

prove(TRIES);
