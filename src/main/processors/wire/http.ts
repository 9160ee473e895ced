import axios, { type AxiosResponse } from "axios";
import http from "node:http";
import https from "node:https";
import { ageFromNow, type Clock } from "../../base/clock";
import { readBody } from "./body";
import { makeAgents } from "./connect";
import { ConnectTrouble } from "./connect-trouble";
import { form, TOO_LARGE, type Answer, type HttpRequest } from "./messages";
import { isLoopback, parseUrl } from "./proxy";
import { RateQueue, type Rank, type ReadRank } from "./rate-limit";
import { ServerClock } from "./server-clock";
import { NOTHING_TOLD, readTold, type Header, type Told } from "./told";

/**
 * The only file that says axios. One request in, one Answer out; it never throws.
 * MONEY: a `money` request is sent exactly once. Whether bytes may have left is not guessed from error codes: the
 * agents of connect.ts hand over a socket only when it is ready, and from that moment on every failure is `lost`.
 * SECURITY: axios errors hold headers and bodies, so none leaves this file, not even as a cause. The log gets method,
 * endpoint, status and time, no path ids, no query, no body.
 */

export interface HttpOptions {
  /** What the lines of the log begin with: "payarc". */
  readonly name: string;
  /** The host root, https, or http on this machine: "https://api.payarc.net". */
  readonly baseUrl: string;
  /** Requests a minute and endpoint, until an answer says otherwise. */
  readonly assumedLimit?: number;
  /** "POST payments": how many may be under way together. */
  readonly atOnce?: Readonly<Record<string, number>>;
  /** The lane of the list that the duplicate guard reads: "GET payments". */
  readonly guarded: string;
  readonly log: (line: string) => void;
  readonly clock: Clock;
  /** From 0 to 1, to spread the waits of many desks. */
  readonly chance?: () => number;
  /** Hears of each answer whether the processor was there and let us in, and of one that is long in coming. */
  readonly heard?: (what: "well" | "unwell" | "silent") => void;
  readonly proxyFor: ((url: string) => Promise<string | null>) | null;
  readonly ca: string | null;
  /** In ms. `money` and `read` are the time from the connection's being there to the last byte of the answer. */
  readonly timeouts: { readonly connect: number; readonly money: number; readonly read: number; readonly idle: number };
}

/**
 * The largest answer read, in bytes, unpacked: reading a larger one would keep the whole program waiting. Where a page
 * of a list is larger, it is asked for in smaller ones.
 */
const MAX_ANSWER = { money: 2_000_000, write: 4_000_000, read: 4_000_000 } as const;
/** How often a read is sent at most: someone waits, or nobody does. */
const TRIES = { guard: 2, early: 2, now: 3, later: 6 } as const;
/** The longest wait before a read is sent again, in ms. A charge waits for the guard. */
const LONGEST_WAIT = { guard: 1_500, early: 1_500, now: 8_000, later: 300_000 } as const;

/** So long may an answer take before it counts as silence, in ms; the request goes on. */
const SILENT_MS = 4_000;

/**
 * MONEY: turn and connection take half a minute at most. An order that has waited for two, in ms, was slept over: the
 * caller has gone, and it may have been taken at another desk.
 */
const MONEY_WAITS_MS = 120_000;

/** The road to one processor. */
export class Http {
  readonly #options: HttpOptions;
  readonly #queue: RateQueue;
  readonly #agents;
  readonly #serverClock: ServerClock;
  readonly #root: string;
  #closed = false;

  /** Throws a RangeError on an address that is neither https nor on this machine. */
  constructor(options: HttpOptions) {
    const url = parseUrl(options.baseUrl);
    // SECURITY: the token and card numbers go over TLS, or nowhere.
    if (!url || !(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))) {
      throw new RangeError("the address of a processor is https, or http on this machine");
    }
    this.#options = options;
    this.#root = `${url.origin}/`;
    this.#queue = new RateQueue(options.clock, options.assumedLimit, options.atOnce, options.guarded);
    this.#serverClock = new ServerClock(options.clock);
    const { timeouts, proxyFor, ca } = options;
    this.#agents = makeAgents({ connectMs: timeouts.connect, idleMs: timeouts.idle, proxyFor, ca });
  }

  /** Waits its turn, sends, and reads the answer. Only reads are sent again, on 429, 503 and a lost connection. */
  async send(request: HttpRequest): Promise<Answer> {
    const lane = `${request.method} ${request.endpoint}`;
    const rank: Rank = request.kind === "money" ? "money" : request.urgency;
    const age = ageFromNow(this.#options.clock);
    for (let tried = 1; ; tried++) {
      const turn = await this.#queue.enter(lane, rank);
      if (!turn) return this.#noTurn(lane, rank);
      const { answer, told } = await this.#sendOnce(request, lane, age);
      turn.done(told);
      const heard = heardIn(answer);
      if (heard !== null) this.#options.heard?.(heard);
      const wait = request.kind === "read" ? this.#waitBeforeAgain(answer, told, tried, request.urgency) : null;
      if (wait === null) return answer;
      await new Promise<void>((resolve) => void this.#options.clock.after(wait, resolve));
    }
  }

  /** Requests are near: makes connections until so many are idle, so that they need not wait for that. */
  warm(count: number): void {
    if (!this.#closed) this.#agents.warm(new URL(this.#root), count);
  }

  /** Ends idle connections and everybody who waits for a turn. */
  close(): void {
    this.#closed = true;
    this.#queue.close();
    this.#agents.close();
  }

  /** The processor's clock less this computer's wall clock, in ms; null until an answer told it. */
  clockOffset(): number | null {
    return this.#serverClock.offset();
  }

  #noTurn(lane: string, rank: Rank): Answer {
    if (this.#closed) return { kind: "not_sent", why: "closed", limit: null };
    const noTurn = this.#queue.whyNot(lane, rank);
    if (noTurn.why !== "asked_to_wait") return { kind: "not_sent", ...noTurn };
    const { clock } = this.#options;
    return { kind: "not_sent", why: noTurn.why, limit: null, until: clock.wall() + noTurn.until - clock.steady() };
  }

  /** How long to wait before a read is sent again, in ms; null: it is not. */
  #waitBeforeAgain(answer: Answer, told: Told, tried: number, urgency: ReadRank): number | null {
    const again =
      answer.kind === "answer"
        ? answer.status === 429 || answer.status === 503
        : answer.kind === "lost" && answer.why === "connection_lost";
    if (!again || tried >= TRIES[urgency]) return null;
    const { chance = Math.random } = this.#options;
    // Full jitter over a doubling base: many desks that were refused together do not come back together.
    const backOff = 400 * 2 ** (tried - 1) * (0.5 + chance());
    const asked = told.pauseMs === null ? 0 : told.pauseMs + 1000 * chance();
    const wait = Math.max(backOff, asked);
    return wait > LONGEST_WAIT[urgency] ? null : wait;
  }

  async #sendOnce(request: HttpRequest, lane: string, age: () => number): Promise<{ answer: Answer; told: Told }> {
    const { clock, timeouts } = this.#options;
    const bare = request.bearer === null ? null : readBearer(request.bearer);
    if (bare === null && request.bearer !== null)
      return { answer: { kind: "not_sent", why: "bad_token", limit: null }, told: NOTHING_TOLD };
    const startedAt = clock.steady();
    const askedAt = clock.wall();
    const took = () => Math.round(clock.steady() - startedAt);
    const giveUp = new AbortController();
    /** MONEY: true from the moment a ready connection has been handed to the request: bytes may have left. */
    let handedOver = false;
    let timedOut = false;
    let tooLate = false;
    let trouble: unknown = null;
    let timer: NodeJS.Timeout | undefined;
    const transport = {
      request: (
        options: https.RequestOptions,
        onAnswer: (answer: http.IncomingMessage) => void,
      ): http.ClientRequest => {
        // SECURITY: Node keeps these options as long as the connection; by axios' own among them it would keep the card.
        const own = { ...options, beforeRedirect: undefined, beforeRedirects: undefined };
        const sending = (options.protocol === "https:" ? https : http).request(own, onAnswer);
        sending.prependOnceListener("socket", () => {
          if (request.mayLeave?.() === false || (request.kind === "money" && age() > MONEY_WAITS_MS)) {
            tooLate = true;
            sending.destroy();
            return;
          }
          handedOver = true;
          timer = setTimeout(
            () => {
              timedOut = true;
              giveUp.abort();
            },
            request.kind === "money" ? timeouts.money : timeouts.read,
          );
        });
        sending.prependOnceListener("error", (error) => (trouble = error));
        return sending;
      },
    };
    const silence = setTimeout(() => this.#options.heard?.("silent"), SILENT_MS);
    const { body: sent } = request;
    try {
      const answer = await axios.request<Buffer>({
        method: request.method,
        url:
          this.#root +
          request.path.map(encodeURIComponent).join("/") +
          (request.query ? `?${form(request.query)}` : ""),
        headers: {
          ...(bare !== null && { Authorization: `Bearer ${bare}` }),
          Accept: "application/json",
          "User-Agent": "Counterfoil",
          ...(sent && {
            "Content-Type": sent.kind === "json" ? "application/json" : "application/x-www-form-urlencoded",
          }),
          ...request.headers,
        },
        ...(sent && { data: Buffer.from(sent.kind === "json" ? JSON.stringify(sent.value) : form(sent.fields)) }),
        transport,
        httpAgent: this.#agents.http,
        httpsAgent: this.#agents.https,
        // The system's proxy is the agents' work; SECURITY: the environment's is never used.
        proxy: false,
        maxRedirects: 0,
        maxContentLength: MAX_ANSWER[request.kind],
        responseType: "arraybuffer",
        transformRequest: [],
        transformResponse: [],
        validateStatus: () => true,
        signal: giveUp.signal,
      });
      const header = headerOf(answer);
      const secrets = bare === null ? request.secrets : [...request.secrets, bare];
      const body = readBody(answer.data, secrets, header("content-type"));
      this.#log(`${lane} ${answer.status}${body.kind === "other" ? " not JSON" : ""} ${took()} ms`);
      this.#serverClock.heard(header("date"), askedAt);
      return {
        answer: { kind: "answer", status: answer.status, body },
        told: readTold(answer.status, header, clock.wall()),
      };
    } catch (error) {
      const answer: Answer = tooLate
        ? { kind: "not_sent", why: "late", limit: null }
        : handedOver
          ? lostBy(error, timedOut)
          : notReachedBy(trouble ?? error);
      this.#log(
        `${lane} ${answer.kind} ${"why" in answer ? answer.why : ""} ${"code" in answer ? answer.code : ""} ${took()} ms`,
      );
      return { answer, told: NOTHING_TOLD };
    } finally {
      clearTimeout(timer);
      clearTimeout(silence);
    }
  }

  #log(line: string): void {
    this.#options.log(`${this.#options.name} ${line}`);
  }
}

/** What an answer says of the processor as a whole; null: nothing was asked of it. */
function heardIn(answer: Answer): "well" | "unwell" | null {
  if (answer.kind === "not_sent") return null;
  if (answer.kind !== "answer") return "unwell";
  return answer.status >= 500 || answer.status === 401 || answer.status === 403 ? "unwell" : "well";
}

/** The token without a pasted "Bearer"; null when there is none, or when it has signs that a header cannot carry. */
function readBearer(token: string | (() => string)): string | null {
  try {
    const bare = (typeof token === "string" ? token : token()).trim().replace(/^bearer\s+/i, "");
    return /^[\x21-\x7e]+$/.test(bare) ? bare : null;
  } catch {
    return null;
  }
}

function headerOf(answer: AxiosResponse): Header {
  return (name) => {
    const value: unknown = answer.headers[name];
    return typeof value === "string" ? value.trim() : null;
  };
}

function lostBy(error: unknown, timedOut: boolean): Answer {
  if (timedOut) return { kind: "lost", why: "timeout", code: "ETIMEDOUT" };
  const code = codeOf(error);
  if (code === "ERR_BAD_RESPONSE" && /maxContentLength/.test(messageOf(error)))
    return { kind: "lost", why: "unreadable", code: TOO_LARGE };
  // The answer is no HTTP or no gzip that can be read: something answered, so the line was there.
  const unreadable =
    code === "ERR_BAD_RESPONSE" ? !/aborted/.test(messageOf(error)) : /^(HPE_|Z_|ERR_CONTENT)/.test(code);
  return { kind: "lost", why: unreadable ? "unreadable" : "connection_lost", code };
}

function notReachedBy(error: unknown): Answer {
  const found =
    error instanceof ConnectTrouble
      ? error
      : axios.isAxiosError(error) && error.cause instanceof ConnectTrouble
        ? error.cause
        : null;
  if (found === null) return { kind: "not_reached", why: "no_network", code: codeOf(error) };
  return { kind: "not_reached", why: found.why, code: found.code, issuer: found.issuer };
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" && /^[A-Z0-9_]{2,60}$/.test(code) ? code : "unknown";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
