import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { startJustiFiTraining } from "./justifi/server";
import { startTraining } from "./payarc/server";

/**
 * A practice server in a thread of its own (built as out/main/training-worker.js): its work never holds up the window.
 */
const database = z.object({ file: z.string(), key: z.string().nullable() });
const Data = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("payarc"),
    database,
    seedCustomers: z.number().int().min(0).max(100_000).optional(),
    requestsPerMinute: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal("justifi"), database }),
]);
/** Which practice server to start, and how. */
export type Work = z.infer<typeof Data>;

const port = parentPort;
if (port) {
  start(Data.parse(workerData))
    .then(({ ready, reset, close }) => {
      port.on("message", (message: unknown) => {
        if (message === "reset") reset().then(() => port.postMessage({ did: "reset" }), fail);
        if (message === "close") {
          close().then(() => {
            port.postMessage({ did: "close" });
            port.close();
          }, fail);
        }
      });
      port.postMessage(ready);
    })
    .catch(fail);
}

interface Started {
  /** What the other side needs to know; plain data. */
  readonly ready: Readonly<Record<string, string>>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

async function start(data: Work): Promise<Started> {
  if (data.kind === "justifi") {
    const { url, clientId, clientSecret, subAccount, reset, close } = await startJustiFiTraining({
      database: data.database,
    });
    return { ready: { url, clientId, clientSecret, subAccount }, reset, close };
  }
  const { seedCustomers, requestsPerMinute } = data;
  const options = {
    ...(seedCustomers === undefined ? {} : { seedCustomers }),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  };
  const { url, token, reset, close } = await startTraining({ database: data.database, ...options });
  return { ready: { url, token }, reset, close };
}

/** Ends the thread with the error; host.ts hears it. */
function fail(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
