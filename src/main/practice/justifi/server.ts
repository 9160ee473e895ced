import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Where } from "../../storage/database";
import { controlOf, type Control } from "../control";
import { openDoor, type Door } from "../door";
import { actsNot, FaultQueue, type Seen } from "../faults";
import { deliver, pause, readBody, type Answer } from "../sending";
import { Book } from "./book";
import { isJson, readCard } from "./methods";
import type { Call } from "./payments";
import { errorBody, Refusal } from "./refusal";
import { findRoute } from "./routes";
import { faultOfAmount, TOKENS } from "./scenarios";
import { showPayment } from "./show";
import { readTruth } from "./truth";

/**
 * A JustiFi on this machine, for practice and for tests: real HTTP on the loopback address, sign-in with client
 * credentials, and the payments of docs/justifi.md with their quirks. No money moves.
 */
export interface JustiFiTrainingOptions {
  readonly database: Where;
  /** 0 or left out: a free one. */
  readonly port?: number;
  /** Epoch ms. */
  readonly clock?: () => number;
  /** Typed card numbers are taken, as from an account that JustiFi has approved; true unless said. */
  readonly rawCards?: boolean;
}

export interface JustiFiTraining {
  /** Host root, `http://127.0.0.1:4711`; `/oauth/token` and `/v1/…` follow it. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subAccount: string;
  /** Throws the practice of the day away. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** The control of every practice server, and what is this processor's own. */
export interface JustiFiControl extends Control {
  /** Every access token ends now, whatever its time was. */
  endTokens(): void;
  /** How long a key is kept is not documented (docs/justifi.md 2): here is a server that forgets all of them now. */
  forgetKeys(): void;
}

export interface JustiFiTrainingServer extends JustiFiTraining {
  readonly control: JustiFiControl;
}

const TOKEN_LIFE_MS = 24 * 60 * 60 * 1000;

/** Starts the practice JustiFi. Throws DatabaseTrouble, or the error of the port. */
export async function startJustiFiTraining(options: JustiFiTrainingOptions): Promise<JustiFiTrainingServer> {
  const { clock = Date.now, rawCards = true } = options;
  const clientId = `test_${randomBytes(16).toString("hex")}`;
  const clientSecret = `test_${randomBytes(24).toString("hex")}`;
  const subAccount = "acc_practice";
  const book = new Book(options.database);
  const faults = new FaultQueue();
  const tokens = new Map<string, number>();
  /** Keys whose first request has not been answered yet. */
  const running = new Set<string>();
  const putBack = () =>
    book.transaction(() => {
      book.empty();
      for (const { id, number, invalidReason = null } of TOKENS) {
        const method = readCard(
          book,
          { name: "Practice Card", number, month: "12", year: "2040", address_postal_code: "55555" },
          clock(),
          id,
        );
        book.addMethod({ ...method, invalidReason });
      }
      book.setFact("planted", "1");
    });
  let door: Door;
  try {
    if (book.fact("planted") === null) putBack();
    door = await openDoor(handle, (error) => (error instanceof Refusal ? error.status : 500), options.port ?? 0, clock);
  } catch (error) {
    book.close();
    throw error;
  }
  let closed = false;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? "/", "http://training");
    const method = request.method ?? "GET";
    const path = address.pathname.replace(/^\/v1(?=\/)/, "");
    const body = await readBody(request, isKnown(request.headers.authorization ?? null));
    if (body === null) throw new Refusal(413, "invalid_parameter", "Payload too large");
    const header = (name: string): string | null => {
      const value = request.headers[name];
      return typeof value === "string" && value !== "" ? value : null;
    };
    const key = header("idempotency-key");
    const seen: Seen = {
      at: clock(),
      method,
      path,
      idempotencyKey: key?.slice(0, 200) ?? null,
      bodyMark: key === null ? null : book.hash(body),
      status: null,
    };
    faults.saw(seen);
    const scripted = faults.take(method, path, key);
    if (scripted?.kind === "held") {
      seen.status = 0;
      await faults.held();
      if (closed) return;
    }
    const send = (answer: Answer) =>
      deliver(response, answer, seen, (_status, words) => ({
        error: { code: "internal_server_error", message: words },
      }));
    if (scripted && actsNot(scripted)) return send({ status: 503, body: undefined, fault: scripted });
    const inProgress = key !== null && running.has(key);
    if (key !== null && !inProgress) running.add(key);
    try {
      if (scripted?.kind === "delay" && scripted.when === "before") await pause(response, scripted);
      if (closed) return;
      const answer = answerTo(() => {
        if (address.pathname === "/oauth/token" && method === "POST") return signIn(jsonOf(body));
        if (!address.pathname.startsWith("/v1/")) throw new Refusal(404, "resource_not_found", "Resource Not Found");
        authorize(header("authorization"));
        const route = findRoute(method, path);
        if (route.forSubAccount && header("sub-account") === null)
          throw new Refusal(400, "sub_account_header_required", "Sub-Account header is required", { param: "base" });
        const given = header("sub-account");
        if (given !== null && given !== subAccount) throw new Refusal(404, "resource_not_found", "Resource Not Found");
        if (!route.keyed)
          return route.handle({
            book,
            now: clock(),
            rawCards,
            json: jsonOf(body),
            query: address.searchParams,
            key: "",
          });
        if (key === null) throw new Refusal(400, "idempotency_key_required", "Idempotency-Key header is required");
        if (key.length > 100)
          throw new Refusal(422, "invalid_parameter", "Idempotency-Key is too long", { param: "idempotency_key" });
        if (inProgress)
          throw new Refusal(
            409,
            "idempotency_request_in_progress",
            "A request with this idempotency key is in progress",
          );
        return once(
          route.handle,
          { book, now: clock(), rawCards, json: jsonOf(body), query: address.searchParams, key },
          `${method} ${path} ${body}`,
        );
      });
      await send(distort(scripted === null ? answer : { ...answer, fault: scripted }));
    } finally {
      if (key !== null && !inProgress) running.delete(key);
    }
  }

  function signIn(json: Call["json"]): Answer {
    // Wrong credentials are recorded as 404 in the vendor's own stubs (docs/justifi.md 1).
    if (json["client_id"] !== clientId || json["client_secret"] !== clientSecret)
      throw new Refusal(404, "resource_not_found", "Resource Not Found");
    const token = randomBytes(32).toString("hex");
    tokens.set(token, clock() + TOKEN_LIFE_MS);
    return { status: 200, body: { access_token: token } };
  }

  function isKnown(header: string | null): boolean {
    const until = tokens.get(header?.replace(/^Bearer /, "") ?? "");
    return until !== undefined && until > clock();
  }

  function authorize(header: string | null): void {
    if (!isKnown(header)) throw new Refusal(401, "not_authenticated", "Not Authenticated");
  }

  /**
   * The same key and the same request get the first one's answer; another request is an error (docs/justifi.md 2,
   * idempotency).
   */
  function once(handleIt: (call: Call) => Answer, call: Call, asked: string): Answer {
    return book.transaction(() => {
      const hash = book.hash(asked);
      const kept = book.answerOf(call.key);
      if (kept) {
        if (kept.asked !== hash)
          throw new Refusal(409, "idempotency_params_mismatch", "The idempotency key was used with other parameters");
        return {
          status: kept.status === 201 && /\/capture /.test(asked) ? 200 : kept.status,
          body: JSON.parse(kept.body) as unknown,
        };
      }
      const amount = call.json["amount"];
      const fault = asked.startsWith("POST /payments ") && typeof amount === "number" ? faultOfAmount(amount) : null;
      if (fault && actsNot(fault)) return { status: 503, body: undefined, fault };
      const answer = handleIt(call);
      // What became of a refusal's key is not documented; a decline is kept here, a validation is not.
      book.keepAnswer(call.key, { asked: hash, status: answer.status, body: JSON.stringify(answer.body) });
      return fault === null ? answer : { ...answer, fault };
    });
  }

  /** The `wrong_charge` fault: a proper answer about another payment, an older one if there is one. */
  function distort(answer: Answer): Answer {
    if (answer.fault?.kind !== "wrong_charge" || !isJson(answer.body)) return answer;
    const { data } = answer.body;
    if (!isJson(data)) return answer;
    const about = String(data["payment_id"] ?? data["id"]);
    const other = book.payments(50, null, false).find(({ doc }) => doc.id !== about);
    if (answer.body["type"] === "payment" && other) {
      const shown = showPayment(other.doc, clock());
      return { ...answer, body: { ...answer.body, id: shown.id, data: shown } };
    }
    const wrongId = `py_${about.slice(3).split("").reverse().join("")}`;
    return {
      ...answer,
      body: {
        ...answer.body,
        data: { ...data, ...("payment_id" in data ? { payment_id: wrongId } : { id: wrongId }) },
      },
    };
  }

  return {
    url: door.url,
    clientId,
    clientSecret,
    subAccount,
    reset: async () => putBack(),
    close: async () => {
      if (closed) return;
      closed = true;
      await door.shut();
      book.close();
    },
    control: {
      ...controlOf(faults, door, () => readTruth(book, clock())),
      endTokens: () => tokens.clear(),
      forgetKeys: () => book.forgetAnswers(),
    },
  };
}

function jsonOf(body: string): Call["json"] {
  if (body.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(body);
    if (isJson(parsed)) return parsed;
  } catch {
    // Told below.
  }
  throw new Refusal(400, "invalid_characters", "The body is no JSON object");
}

function answerTo(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: errorBody(error) };
    return { status: 500, body: { error: { code: "internal_server_error", message: "Internal Server Error" } } };
  }
}
