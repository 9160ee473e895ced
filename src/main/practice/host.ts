import { Worker } from "node:worker_threads";
import type { Work } from "./worker";

/** A practice server in a thread of its own. */
export interface Hosted<Ready> {
  /** What it said when it listened. */
  readonly ready: Ready;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What a practice server has made lately and not looked through yet, MB. V8 would let it grow to 32 MB, which it then keeps
 * while nobody asks the server anything.
 */
const YOUNG_MB = 2;

/**
 * Starts a practice server in a worker thread and answers when it listens. `workerFile` is the built
 * worker.ts. Rejects when it cannot start; the error is the worker's own (a DatabaseTrouble arrives as a plain Error of that
 * name).
 */
export async function hostInWorker<Ready>(
  workerFile: string,
  workerData: Work,
  isReady: (message: unknown) => message is Ready,
): Promise<Hosted<Ready>> {
  const worker = new Worker(workerFile, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const waiting = new Set<{
    isIt: (message: unknown) => boolean;
    resolve: (message: unknown) => void;
    reject: (error: Error) => void;
  }>();
  let ended: Error | null = null;
  const failAll = (error: Error) => {
    ended ??= error;
    for (const each of waiting) each.reject(error);
    waiting.clear();
  };
  worker.on("message", (message: unknown) => {
    for (const each of waiting) {
      if (!each.isIt(message)) continue;
      waiting.delete(each);
      each.resolve(message);
    }
  });
  worker.on("error", (error) => failAll(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", (code) => failAll(new Error(`the practice server ended (${code})`)));

  const hear = (isIt: (message: unknown) => boolean) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) reject(ended);
      else waiting.add({ isIt, resolve, reject });
    });
  const did = (what: string) => (message: unknown) =>
    typeof message === "object" && message !== null && "did" in message && message.did === what;

  const ready = await hear(isReady);
  if (!isReady(ready)) throw new Error("the practice server did not say where it is");
  return {
    ready,
    reset: async () => {
      const heard = hear(did("reset"));
      worker.postMessage("reset");
      await heard;
    },
    close: async () => {
      if (ended) return;
      const heard = hear(did("close"));
      worker.postMessage("close");
      await heard.catch(() => undefined);
      await worker.terminate();
    },
  };
}
