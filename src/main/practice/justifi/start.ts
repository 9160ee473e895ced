import type { Where } from "../../storage/database";
import { hostInWorker } from "../host";
import type { JustiFiTraining } from "./server";

type Ready = Pick<JustiFiTraining, "url" | "clientId" | "clientSecret" | "subAccount">;

/** Starts the practice JustiFi in a worker thread and answers when it listens. Rejects as practice/host.ts says. */
export async function startJustiFiTrainingWorker(
  workerFile: string,
  options: { readonly database: Where },
): Promise<JustiFiTraining> {
  const { ready, reset, close } = await hostInWorker(workerFile, { kind: "justifi", ...options }, isReady);
  const { url, clientId, clientSecret, subAccount } = ready;
  return { url, clientId, clientSecret, subAccount, reset, close };
}

function isReady(message: unknown): message is Ready {
  return typeof message === "object" && message !== null && "url" in message && "clientSecret" in message;
}
