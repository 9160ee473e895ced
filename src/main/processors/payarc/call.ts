import { Http, type Answer, type Fields, type HttpOptions, type HttpRequest } from "../wire/http";

/**
 * How PayArc is called: under /v1/, with the bearer token, bodies as forms or as JSON, and our reference as the
 * Idempotency-Key.
 */
export interface Call {
  readonly method: HttpRequest["method"];
  /** What the limits are counted by and the log may say: "charges/{id}/void". */
  readonly endpoint: string;
  /** The parts of the path after /v1/. */
  readonly path: readonly string[];
  readonly query?: Fields;
  readonly fields?: Fields;
  readonly kind: HttpRequest["kind"];
  readonly urgency: HttpRequest["urgency"];
  readonly reference?: string;
}

export interface CallOptions extends Omit<HttpOptions, "name" | "assumedLimit"> {
  readonly token: string | (() => string);
  /** PayArc takes both (docs/payarc.md 1); its documents use forms. */
  readonly bodies: "form" | "json";
}

export class PayArcCalls {
  readonly #http: Http;
  readonly #options: CallOptions;

  /** Throws a RangeError on an address that is neither https nor on this machine. */
  constructor(options: CallOptions) {
    this.#options = options;
    this.#http = new Http({ ...options, name: "payarc" });
  }

  /** One answer, never a throw. MONEY: a `money` call is sent once (wire/http.ts). */
  send(call: Call): Promise<Answer> {
    const { method, endpoint, path, query, fields, kind, urgency, reference } = call;
    const { token, bodies } = this.#options;
    return this.#http.send({
      method,
      endpoint,
      path: ["v1", ...path],
      ...(query && { query }),
      ...(fields && { body: bodies === "json" ? { kind: "json", value: fields } : { kind: "form", fields } }),
      bearer: token,
      ...(reference !== undefined && { headers: { "Idempotency-Key": reference } }),
      secrets: secretsOf(fields),
      kind,
      urgency,
    });
  }

  /** Ends idle connections and everybody who waits for a turn. */
  close(): void {
    this.#http.close();
  }
}

/** SECURITY: what is sent and must not come back, should PayArc echo a request. */
function secretsOf(fields: Fields | undefined): string[] {
  return [fields?.["card_number"], fields?.["token_id"], fields?.["encrypted_data"]].flatMap((each) =>
    typeof each === "string" ? [each] : [],
  );
}
