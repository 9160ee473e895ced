import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Where } from "../../storage/database";
import { controlOf, type Control } from "../control";
import { openDoor, type Door } from "../door";
import { actsNot, FaultQueue, type Seen } from "../faults";
import { deliver, pause, readBody, type Answer } from "../sending";
import { Book, cleanText } from "./book";
import { readLedger } from "./ledger";
import { freeRandom, type Random } from "./random";
import { errorBody, readFields, Refusal } from "./requests";
import { findRoute } from "./routes";
import { plant } from "./seed";
import { distort } from "./sending";
import { Throttle, TooMany } from "./throttle";

/**
 * A PayArc on this machine, for practice and for tests: real HTTP on the loopback address, PayArc's endpoints and
 * quirks as docs/payarc.md shows them, a random port and a random bearer token. No money moves.
 */
export interface TrainingOptions {
  readonly database: Where;
  /** Practice customers made when the database is new or reset; 250 unless said. 0: nobody, and no past. */
  readonly seedCustomers?: number;
  readonly token?: string;
  /** 0 or left out: a free one. */
  readonly port?: number;
  /** Epoch ms. */
  readonly clock?: () => number;
  readonly random?: Random;
  /**
   * Per endpoint, by the clock given (a clock that stands still never opens a new minute). Generous unless said, so
   * that practice is quick; PayArc's sandbox said 90 (docs/payarc.md 2).
   */
  readonly requestsPerMinute?: number;
  /**
   * How long any repeated card and amount is refused as a duplicate; 0 (unless said): only where a scenario says so.
   */
  readonly duplicateWindowMs?: number;
}

export interface Training {
  /** Host root, `http://127.0.0.1:4711`; `/v1/…` follows it. */
  readonly url: string;
  readonly token: string;
  /** Throws the practice of the day away and puts the practice data back. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface TrainingServer extends Training {
  readonly control: Control;
}

/** Starts the practice PayArc. Throws DatabaseTrouble, or the error of the port. */
export async function startTraining(options: TrainingOptions): Promise<TrainingServer> {
  const { clock = Date.now, random = freeRandom, seedCustomers = 250, duplicateWindowMs = 0 } = options;
  const token = options.token ?? randomBytes(32).toString("hex");
  const book = new Book(options.database, random);
  const faults = new FaultQueue();
  const throttle = new Throttle(options.requestsPerMinute ?? 300);
  const putBack = () => plant(book, seedCustomers, Math.floor(clock() / 1000));
  try {
    if (book.fact("planted") === null) putBack();
  } catch (error) {
    book.close();
    throw error;
  }
  let closed = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? "/", "http://training");
    const method = request.method ?? "GET";
    const path = address.pathname.replace(/^\/v1(?=\/)/, "");
    const known = request.headers.authorization === `Bearer ${token}`;
    const body = await readBody(request, known);
    if (body === null) throw known ? new Refusal(413, "Payload Too Large") : new Refusal(401, "Unauthenticated.");
    const key = request.headers["idempotency-key"];
    const idempotencyKey = typeof key === "string" && key !== "" ? cleanText(key) : null;
    const seen: Seen = { at: clock(), method, path, idempotencyKey, status: null };
    faults.saw(seen);
    const scripted = faults.take(method, path, idempotencyKey);
    if (scripted?.kind === "held") {
      seen.status = 0;
      await faults.held();
      if (closed) return;
    }
    const send = (answer: Answer) => deliver(response, answer, seen, errorBody);
    if (scripted && actsNot(scripted))
      return send({ status: 503, body: errorBody(503, "Service Unavailable"), fault: scripted });
    if (scripted?.kind === "delay" && scripted.when === "before") await pause(response, scripted);
    if (closed) return;
    const wantsJson = /json/i.test(request.headers.accept ?? "");
    const answer = answerTo(response, wantsJson, () => {
      if (!known) throw new Refusal(401, "Unauthenticated.");
      if (!address.pathname.startsWith("/v1/")) throw new Refusal(404, "The requested Resource was not found.");
      const route = findRoute(method, path);
      for (const [name, value] of throttle.count(`${method} ${route.name}`, clock())) response.setHeader(name, value);
      const sent = readFields(request.headers["content-type"] ?? "", body);
      return route.handle(
        { book, random, nowMs: clock(), duplicateWindowMs },
        { query: address.searchParams, ...sent, idempotencyKey },
      );
    });
    await send(distort(scripted === null ? answer : { ...answer, fault: scripted }, book));
  }

  let door: Door;
  try {
    // A fault of this server, not of the client: the answer says nothing of what was sent.
    door = await openDoor(handle, (error) => (error instanceof Refusal ? error.status : 500), options.port ?? 0, clock);
  } catch (error) {
    book.close();
    throw error;
  }

  return {
    url: door.url,
    token,
    reset: async () => putBack(),
    close: async () => {
      if (closed) return;
      closed = true;
      await door.shut();
      book.close();
    },
    control: controlOf(faults, door, () => readLedger(book, Math.floor(clock() / 1000))),
  };
}

function answerTo(response: ServerResponse, wantsJson: boolean, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooMany) for (const [name, value] of error.headers) response.setHeader(name, value);
    if (!(error instanceof Refusal)) return { status: 500, body: errorBody(500, "Server Error") };
    // Laravel answers a failed validation with a redirect when JSON was not asked for (docs/payarc.md 1).
    if (error.status === 422 && !wantsJson)
      return { status: 302, body: undefined, fault: { kind: "redirect", when: "after" } };
    return { status: error.status, body: errorBody(error.status, error.message, error.errors) };
  }
}
