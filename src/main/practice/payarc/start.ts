import type { Where } from "../../storage/database";
import { hostInWorker } from "../host";
import type { Training } from "./server";

export interface WorkerOptions {
  readonly database: Where;
  /** 250 unless said, up to 100,000; counts only when the practice data is put in. */
  readonly seedCustomers?: number;
  readonly requestsPerMinute?: number;
}

/** Starts the practice PayArc in a worker thread and answers when it listens. Rejects as practice/host.ts says. */
export async function startTrainingWorker(workerFile: string, options: WorkerOptions): Promise<Training> {
  const { ready, reset, close } = await hostInWorker(workerFile, { kind: "payarc", ...options }, isReady);
  return { url: ready.url, token: ready.token, reset, close };
}

function isReady(message: unknown): message is { url: string; token: string } {
  return typeof message === "object" && message !== null && "url" in message && "token" in message;
}
