import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How long a line may be open without a word, or a request take to arrive, in ms; and how many lines there may be. */
const SILENT_MS = 30_000;
const MOST_LINES = 256;

/** The door of a practice server: loopback only, at a free port unless one is asked for. */
export interface Door {
  /** Host root, `http://127.0.0.1:4711`. */
  readonly url: string;
  /** Nobody listens any more: connections are refused, and open ones are cut. */
  shut(): Promise<void>;
  /** Listens again at the same port. Rejects when it is taken. */
  reopen(): Promise<void>;
}

/**
 * Opens the door. Rejects with the error of the port. A rejected `handle` answers `statusOf` the error, and nothing of
 * what was sent. `clock` is the server's own, in epoch ms: it stands in each answer.
 */
export async function openDoor(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  statusOf: (error: unknown) => number,
  port: number,
  clock: () => number,
): Promise<Door> {
  const server = createServer({ connectionsCheckingInterval: SILENT_MS / 4 }, (request, response) => {
    response.setHeader("Date", new Date(clock()).toUTCString());
    handle(request, response).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) response.writeHead(statusOf(error)).end();
    });
  });
  // An idle connection that the server closes while a client sends is a lost answer by accident; only faults on purpose
  // are wanted.
  server.keepAliveTimeout = 600_000;
  // Who connects and says nothing, or says it slowly, is let go; nobody on this machine needs so many lines.
  server.headersTimeout = SILENT_MS;
  server.requestTimeout = SILENT_MS;
  server.maxConnections = MOST_LINES;
  server.on("connection", (socket) => {
    const tooLong = setTimeout(() => socket.destroy(), SILENT_MS);
    socket.once("data", () => clearTimeout(tooLong));
    socket.once("close", () => clearTimeout(tooLong));
  });
  const listen = (at: number) =>
    new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", () => {
        server.removeListener("error", reject);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const taken = await listen(port);
  return {
    url: `http://127.0.0.1:${taken}`,
    shut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: async () => void (await listen(taken)),
  };
}
