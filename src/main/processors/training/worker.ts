import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { startTraining } from "./server";

/** The practice PayArc in a thread of its own (built as out/main/training-worker.js): its work never holds up the window. */
const Data = z.object({
  database: z.object({ file: z.string(), key: z.string().nullable() }),
  seedCustomers: z.number().int().min(0).max(100_000).optional(),
  requestsPerMinute: z.number().int().positive().optional(),
});

const port = parentPort;
if (port) {
  const { database, seedCustomers, requestsPerMinute } = Data.parse(workerData);
  const options = { ...(seedCustomers === undefined ? {} : { seedCustomers }), ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }) };
  startTraining({ database, ...options })
    .then((training) => {
      port.on("message", (message: unknown) => {
        if (message === "reset") training.reset().then(() => port.postMessage({ did: "reset" }), fail);
        if (message === "close") {
          training.close().then(() => {
            port.postMessage({ did: "close" });
            port.close();
          }, fail);
        }
      });
      port.postMessage({ url: training.url, token: training.token });
    })
    .catch(fail);
}

/** Ends the thread with the error; start.ts hears it. */
function fail(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
