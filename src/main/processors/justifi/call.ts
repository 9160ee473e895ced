import { Failure } from "../../../shared/failure";
import { USD } from "../../../shared/currency";
import type { Cents } from "../../../shared/money";
import { refused, refusedInOurWords, unknown, type Outcome } from "../../../shared/outcome";
import type { SendAgain, Urgency } from "../processor";
import { systemClock, type Clock } from "../../base/clock";
import { Http } from "../wire/http";
import type { Answer, Fields, HttpRequest, RequestKind } from "../wire/messages";
import { readId, shape } from "../wire/lenient";
import { maySendAgain, timingOf, untilKnown, type OneSending, type Timing } from "./again";
import { credentialsSentence, failureOf, refusesCredentials } from "./errors";
import { TokenKeeper, type Credentials } from "./token";
import { outcomeOf, type Asked } from "./verdict";
import { processorWords, wireWords } from "../../../shared/words/processor";

export interface CallOptions extends Credentials {
  /** The host root: "https://api.justifi.ai", or a loopback address. `/v1/…` and `/oauth/token` follow it. */
  readonly baseUrl: string;
  /** What the connection is called in sentences: "JustiFi test". */
  readonly environment: string;
  /** Lines hold no values of what was sent or answered, save codes; the log redacts them. */
  readonly log: (line: string) => void;
  /** The system's proxy for an address, as a URL or as a PAC answer ("DIRECT", "PROXY host:port"). */
  readonly proxyFor?: (url: string) => Promise<string | null>;
  readonly clock?: Clock;
  /** See HttpOptions. */
  readonly chance?: () => number;
  readonly heard?: (what: "well" | "unwell" | "silent") => void;
  /** Certificate authorities to trust instead of Node's list, as PEM. */
  readonly ca?: string;
  /** In ms; see HttpOptions. */
  readonly timeouts?: Partial<{ connect: number; money: number; read: number; idle: number }>;
}

/** Half the patience that a processor gets which cannot be asked again: here the same key asks for the same answer. */
const TIMEOUTS = { connect: 10_000, money: 45_000, read: 30_000, idle: 4_000 } as const;
/** No rate is documented (docs/justifi.md 11); 429 is heeded where it comes. */
const NO_LIMIT = 1_000_000;
/**
 * POST /payments: 10 at a time for a platform (docs/justifi.md 11); what an eleventh gets is not documented, so it
 * waits here for its turn.
 */
const AT_ONCE = { "POST payments": 10 } as const;

/**
 * How JustiFi is called: under /v1/, with an access token, bodies as JSON, money calls with our reference as the
 * Idempotency-Key.
 */
export interface Sending {
  readonly method: "GET" | "POST" | "PATCH";
  readonly endpoint: string;
  readonly path: readonly string[];
  readonly query?: Fields;
  readonly json?: unknown;
  readonly secrets?: readonly string[];
  readonly key?: string;
  /** True where the Sub-Account header is documented (docs/justifi.md 2). */
  readonly forSubAccount?: boolean;
}

export class JustiFiCalls {
  readonly #http: Http;
  readonly #tokens: TokenKeeper;
  readonly #environment: string;
  readonly #subAccount: string | null;
  readonly #log: (line: string) => void;
  readonly #timing: Timing;

  /** Throws a RangeError on an address that is neither https nor on this machine. */
  constructor(options: CallOptions) {
    this.#environment = options.environment;
    this.#subAccount = options.subAccount;
    this.#log = options.log;
    const clock = options.clock ?? systemClock;
    this.#timing = timingOf(clock);
    this.#http = new Http({
      name: "justifi",
      baseUrl: options.baseUrl,
      assumedLimit: NO_LIMIT,
      atOnce: AT_ONCE,
      guarded: "GET payments",
      log: options.log,
      clock,
      ...(options.chance && { chance: options.chance }),
      ...(options.heard && { heard: options.heard }),
      proxyFor: options.proxyFor ?? null,
      ca: options.ca ?? null,
      timeouts: { ...TIMEOUTS, ...options.timeouts },
    });
    this.#tokens = new TokenKeeper(this.#http, options, clock);
  }

  /**
   * MONEY: whatever happens is an Outcome. The request is fixed here, so that each sending of it has the same key and
   * the same body.
   */
  move(sending: Sending & { readonly key: string }, asked: Asked, again: SendAgain | undefined): Promise<Outcome> {
    return untilKnown((mayLeave) => this.#moveOnce(sending, asked, mayLeave), again, this.#timing);
  }

  /** MONEY: one send. */
  async #moveOnce(sending: Sending, asked: Asked, mayLeave: () => boolean): Promise<OneSending> {
    try {
      const bearer = await this.#tokens.get();
      if (!bearer.ok) return { outcome: this.#notSignedIn(bearer.answer), again: null };
      const answer = await this.#http.send({ ...this.#request(sending, bearer.token, "money", "now"), mayLeave });
      if (answer.kind === "answer" && answer.status === 401) {
        this.#tokens.drop(bearer.token);
        const words = processorWords.accessEnded;
        return { outcome: refusedInOurWords(words, 401, "not_authenticated"), again: "signed_out" };
      }
      const outcome = outcomeOf(answer, asked);
      if (outcome.kind === "unknown" && answer.kind === "answer") {
        this.#log(
          `justifi ${sending.method} ${sending.endpoint} proves nothing (${outcome.why}): ${shape(answer.body.kind === "json" ? answer.body.value : answer.body.kind)}`,
        );
      }
      return { outcome, again: outcome.kind === "unknown" && maySendAgain(answer) ? outcome.why : null };
    } catch (error) {
      // A slip of ours after the send must not turn into "it failed".
      this.#log(
        `justifi ${sending.method} ${sending.endpoint} went wrong here: ${error instanceof Error ? error.name : "unknown"}`,
      );
      return { outcome: unknown("interrupted"), again: null };
    }
  }

  /** There is no token, so the money call was not made. */
  #notSignedIn(answer: Answer): Outcome {
    if (answer.kind === "not_sent" || answer.kind === "not_reached") return outcomeOf(answer, NOTHING_ASKED);
    if (refusesCredentials(answer)) return refused("not_sent", credentialsSentence(this.#environment));
    return refused("not_sent", processorWords.notSignedIn, {}, answer.kind === "answer" ? answer.status : null);
  }

  /** The JSON of a 2xx answer. Throws a Failure otherwise. A refused token is renewed, and the call made once more. */
  async ask(sending: Sending, kind: Exclude<RequestKind, "money">, urgency: Urgency, what: string): Promise<unknown> {
    for (let tried = 1; ; tried++) {
      const bearer = await this.#tokens.get();
      if (!bearer.ok) {
        if (refusesCredentials(bearer.answer))
          throw new Failure("unauthorized", credentialsSentence(this.#environment));
        throw failureOf(bearer.answer, "read", this.#environment, what);
      }
      const answer = await this.#http.send(this.#request(sending, bearer.token, kind, urgency));
      if (answer.kind === "answer" && answer.status === 401) {
        this.#tokens.drop(bearer.token);
        if (tried === 1) continue;
      }
      if (answer.kind !== "answer" || answer.status < 200 || answer.status >= 300 || answer.body.kind !== "json")
        throw failureOf(answer, kind, this.#environment, what);
      return answer.body.value;
    }
  }

  #request(sending: Sending, bearer: string, kind: RequestKind, urgency: Urgency): HttpRequest {
    const { method, endpoint, path, query, json, secrets = [], key, forSubAccount = false } = sending;
    return {
      method,
      endpoint,
      path: ["v1", ...path],
      ...(query && { query }),
      ...(json !== undefined && { body: { kind: "json", value: json } }),
      bearer,
      headers: {
        ...(key !== undefined && { "Idempotency-Key": key }),
        ...(forSubAccount && this.#subAccount !== null && { "Sub-Account": this.#subAccount }),
      },
      secrets,
      kind,
      urgency,
    };
  }

  /** What to throw when an answer cannot be read; the log gets its shape. */
  unreadable(what: string, body: unknown): Failure {
    this.#log(`justifi could not ${what}, the answer has an unexpected shape: ${shape(body)}`);
    return new Failure("unreadable", wireWords.shape({ name: "JustiFi", what }));
  }

  /** See Http. */
  clockOffset(): number | null {
    return this.#http.clockOffset();
  }

  warm(connections: number): void {
    this.#http.warm(connections);
  }

  /** Ends idle connections and everybody who waits for a turn. */
  close(): void {
    this.#http.close();
  }
}

const NOTHING_ASKED: Asked = { operation: "void", amount: 0 as Cents, paymentId: "", currency: USD, reference: "" };

/** The id as it may stand in a path. SECURITY: nothing that could climb out of it. */
export function known(id: string, what: string): string {
  const plain = readId(id.trim());
  if (plain === null) throw new Failure("not_found", wireWords.noId({ name: "JustiFi", what }));
  return plain;
}
