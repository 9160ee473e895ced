import { Failure } from "../../../shared/failure";
import type { Page, Urgency } from "../processor";
import { Http, type HttpOptions } from "../wire/http";
import type { Answer, Fields, HttpRequest } from "../wire/messages";
import { readId, shape, text, type Raw } from "../wire/lenient";
import { TooLarge } from "../wire/failure";
import { endless, MOST_PAGES, MOST_ROWS_READ, smallerPage } from "../wire/lists";
import { failureOf } from "./errors";
import { readPagination } from "./read";
import { rows, unwrap } from "./schemas";
import { wireWords } from "../../../shared/words/processor";

/** The largest page that is known to work (docs/payarc.md 5). */
const MOST_ROWS = 100;

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

export interface CallOptions extends Omit<HttpOptions, "name" | "assumedLimit" | "guarded"> {
  readonly token: string | (() => string);
  /** What the connection is called in sentences: "PayArc test". */
  readonly environment: string;
  /** PayArc takes both (docs/payarc.md 1); its documents use forms. */
  readonly bodies: "form" | "json";
}

interface Rows {
  readonly found: readonly unknown[];
  /** Whether there are more rows behind them. */
  readonly more: boolean;
  /** How many there are in all, when PayArc says. */
  readonly total: number | null;
  /** Whether PayArc says so; otherwise only an empty page, or the same one again, is the end. */
  readonly told: boolean;
}

/**
 * Our cursor: the number of the page and, where nothing told that there is one, the id of the first row of the page
 * before: a server that knows no pages answers the same rows again.
 */
const CURSOR = /^([1-9]\d{0,6})(?:~(.{1,64}))?$/;

const NO_ROWS: Rows = { found: [], more: false, total: null, told: true };

export class PayArcCalls {
  readonly #http: Http;
  readonly #options: CallOptions;
  /** The rows of a page, by endpoint, above which answers were too large to be read. */
  readonly #fits = new Map<string, number>();

  /** Throws a RangeError on an address that is neither https nor on this machine. */
  constructor(options: CallOptions) {
    this.#options = options;
    this.#http = new Http({ ...options, name: "payarc", guarded: "GET charges" });
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

  /** The JSON of a 2xx answer; null when it has no body. Throws a Failure otherwise. */
  async ask(request: Call, what: string): Promise<unknown> {
    const answer = await this.send(request);
    if (answer.kind !== "answer" || answer.status < 200 || answer.status >= 300)
      throw failureOf(answer, request.kind, this.#options.environment, what);
    if (answer.body.kind === "json") return answer.body.value;
    if (answer.body.kind === "empty" && request.method === "DELETE") return null;
    throw failureOf(answer, request.kind, this.#options.environment, what);
  }

  /**
   * A page of a list, each row read by `read`. Throws a Failure, also when one row cannot be read.
   */
  async list<T>(
    endpoint: string,
    cursor: string | null,
    limit: number,
    query: Readonly<Record<string, string>>,
    urgency: Urgency,
    what: string,
    read: (raw: Raw | null) => T | null,
  ): Promise<Page<T>> {
    const [, number = "1", firstBefore] = CURSOR.exec(cursor ?? "") ?? [];
    const page = Number(number);
    if (page > MOST_PAGES) throw endless("PayArc", what);
    const size = Math.min(Math.max(1, Math.trunc(limit)), MOST_ROWS);
    const call: Call = { method: "GET", endpoint, path: [endpoint], query, kind: "read", urgency };
    const { found, more, total, told } = await this.#rows(call, page, size, what).catch((error: unknown) => {
      // Where nothing told that there is such a page, this is how some servers say that there is none.
      if (firstBefore !== undefined && error instanceof Failure && error.code === "not_found") return NO_ROWS;
      throw error;
    });
    const items = found.map((row) => {
      const item = read(unwrap(row));
      // MONEY: a row left out in silence could be the one that recovery looks for, so an unreadable one spoils the
      // page.
      if (item === null) throw this.unreadable(what, row);
      return item;
    });
    const row = unwrap(found[0]);
    const first = readId(text(row?.["id"] ?? row?.["customer_id"]));
    if (first !== null && first === firstBefore) return { items: [], next: null, total };
    const next = told || first === null ? String(page + 1) : `${page + 1}~${first}`;
    return { items, next: more ? next : null, total };
  }

  /** The rows of a page. Where the answer is too large to be read, the same rows are asked for in smaller pages. */
  async #rows(call: Call, page: number, size: number, what: string): Promise<Rows> {
    const part = smallerPage(size);
    if (part !== null && size > (this.#fits.get(call.endpoint) ?? size))
      return this.#parts(call, page, size, part, what);
    try {
      const body = await this.ask({ ...call, query: { limit: size, page, ...call.query } }, what);
      const found = rows(body);
      if (!found || found.length > MOST_ROWS_READ) throw this.unreadable(what, body);
      const { pages, perPage, total, next } = readPagination(body);
      // MONEY: a page that is short, or empty, is no end where there are more: what stands behind it would be lost. How
      // many rows a server gives at most is its own affair, so a short page is no end where nothing says that it is.
      const last = pages ?? (total === null || perPage === null ? null : Math.ceil(total / perPage));
      const goesOn = next ?? (total === null || page * found.length < total);
      const more = last === null ? found.length > 0 && goesOn : page < last;
      return { found, more, total, told: (last ?? total ?? next) !== null };
    } catch (error) {
      if (!(error instanceof TooLarge) || part === null) throw error;
      this.#fits.set(call.endpoint, part);
      return this.#parts(call, page, size, part, what);
    }
  }

  async #parts(call: Call, page: number, size: number, part: number, what: string): Promise<Rows> {
    const found: unknown[] = [];
    const many = size / part;
    let last = NO_ROWS;
    for (let at = (page - 1) * many + 1; at <= page * many; at++) {
      last = await this.#rows(call, at, part, what);
      found.push(...last.found);
      if (!last.more) break;
    }
    return { ...last, found };
  }

  /** What to throw when an answer cannot be read; the log gets its shape. */
  unreadable(what: string, body: unknown): Failure {
    this.#options.log(`payarc could not ${what}, the answer has an unexpected shape: ${shape(body)}`);
    return new Failure("unreadable", wireWords.shape({ name: "PayArc", what }));
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

/** SECURITY: what is sent and must not come back, should PayArc echo a request. */
function secretsOf(fields: Fields | undefined): string[] {
  return [fields?.["card_number"], fields?.["token_id"], fields?.["encrypted_data"]].flatMap((each) =>
    typeof each === "string" ? [each] : [],
  );
}

/** Ids without the prefixes that PayArc's SDKs put in front of its 16 signs (docs/payarc.md 5). */
export function plainId(id: string): string {
  return id.trim().replace(/^(?:cus|card|tok|ch|ach|bnk)_(?=[A-Za-z0-9]{16}$)/, "");
}

/** The id as it may stand in a path. SECURITY: nothing that could climb out of it. */
export function known(id: string, what: string): string {
  const plain = readId(plainId(id));
  if (plain === null) throw new Failure("not_found", wireWords.noId({ name: "PayArc", what }));
  return plain;
}
