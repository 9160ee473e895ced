import { Worker } from "node:worker_threads";
import type { Where } from "../../storage/database";
import type { Training } from "./server";

export interface WorkerOptions {
  readonly database: Where;
  /** 250 unless said, up to 100,000; counts only when the practice data is put in. */
  readonly seedCustomers?: number;
  readonly requestsPerMinute?: number;
}

/**
 * Starts the practice PayArc in a worker thread and answers when it listens. `workerFile` is the built worker.ts.
 * Rejects when it cannot start; the error is the worker's own (a DatabaseTrouble arrives as a plain Error of that name).
 */
export async function startTrainingWorker(workerFile: string, options: WorkerOptions): Promise<Training> {
  const worker = new Worker(workerFile, { workerData: options });
  const waiting = new Set<{ isIt: (message: unknown) => boolean; resolve: (message: unknown) => void; reject: (error: Error) => void }>();
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
  const did = (what: string) => (message: unknown) => typeof message === "object" && message !== null && "did" in message && message.did === what;

  const ready = await hear(isReady);
  if (!isReady(ready)) throw new Error("the practice server did not say where it is");
  return {
    url: ready.url,
    token: ready.token,
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

function isReady(message: unknown): message is { url: string; token: string } {
  return typeof message === "object" && message !== null && "url" in message && "token" in message;
}
