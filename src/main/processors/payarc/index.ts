import type { CardEntry } from "../../../shared/card";
import type { Capability } from "../../../shared/connection";
import type { Customer, CustomerFields } from "../../../shared/customer";
import { Failure } from "../../../shared/failure";
import type { Cents } from "../../../shared/money";
import { refused, unknown, type Channel, type Outcome } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";
import { redact } from "../../../shared/redact";
import type { CardToken, ChargeOrder, Page, Processor, Rules, TakeBack, Urgency } from "../processor";
import { systemClock, type Clock } from "../../base/clock";
import { readId, shape, type Raw } from "../wire/lenient";
import { PayArcCalls, type Call } from "./call";
import { failureOf } from "./errors";
import { encodeGooglePay } from "./google-pay";
import { readCustomer, readPagination, readPayment, readToken } from "./read";
import {
  chargeFields,
  chargeProblems,
  customerChanges,
  customerFields,
  refundFields,
  tokenFields,
  voidFields,
} from "./requests";
import { outcomeOf, type Asked } from "./verdict";
import { rows, unwrap } from "./schemas";

export interface PayArcOptions {
  /** The host root: "https://api.payarc.net", or a loopback address. `/v1/…` follows it. */
  readonly baseUrl: string;
  readonly token: string | (() => string);
  /** What the connection is called in sentences: "PayArc test". */
  readonly environment: string;
  /** Gets redacted lines. */
  readonly log: (line: string) => void;
  /** The system's proxy for an address, as a URL or as a PAC answer ("DIRECT", "PROXY host:port"). */
  readonly proxyFor?: (url: string) => Promise<string | null>;
  readonly clock?: Clock;
  /** See HttpOptions. */
  readonly chance?: () => number;
  readonly heard?: (what: "well" | "unwell") => void;
  /** How bodies are written; "form", as in PayArc's documents, when not given. */
  readonly bodies?: "form" | "json";
  /** Certificate authorities to trust instead of Node's list, as PEM. */
  readonly ca?: string;
  /** In ms; see HttpOptions. */
  readonly timeouts?: Partial<{ connect: number; money: number; read: number; idle: number }>;
}

const TIMEOUTS = { connect: 10_000, money: 90_000, read: 30_000, idle: 4_000 } as const;
const CAPABILITIES: readonly Capability[] = [
  "customers",
  "cards_on_file",
  "keyed_card",
  "google_pay",
  "moto_channel",
  "partial_capture",
  "void",
  "tip",
  "surcharge",
  "level2",
  "avs_result",
  "post_auth_rules",
  "receipt_messages",
];
/** The largest page that is known to work (docs/payarc.md 5). */
const MOST_ROWS = 100;

/** PayArc behind the port. Throws a RangeError on an address that is neither https nor on this machine. */
export function payarc(options: PayArcOptions): Processor {
  return new PayArc(options);
}

class PayArc implements Processor {
  readonly name = "PayArc";
  readonly capabilities: ReadonlySet<Capability> = new Set(CAPABILITIES);
  readonly #calls: PayArcCalls;
  readonly #environment: string;
  readonly #log: (line: string) => void;

  constructor(options: PayArcOptions) {
    this.#environment = options.environment;
    this.#log = (line) => options.log(redact(line));
    this.#calls = new PayArcCalls({
      baseUrl: options.baseUrl,
      token: options.token,
      bodies: options.bodies ?? "form",
      log: options.log,
      clock: options.clock ?? systemClock,
      ...(options.chance && { chance: options.chance }),
      ...(options.heard && { heard: options.heard }),
      proxyFor: options.proxyFor ?? null,
      ca: options.ca ?? null,
      timeouts: { ...TIMEOUTS, ...options.timeouts },
    });
  }

  async check(): Promise<void> {
    const body = await this.#ask(
      { method: "GET", endpoint: "charges", path: ["charges"], query: { limit: 1 }, kind: "read", urgency: "now" },
      "check the token",
    );
    if (rows(body) === null) throw this.#unreadable("check the token", body);
  }

  async charge(given: ChargeOrder, reference: string): Promise<Outcome> {
    const order = { ...given, rules: rulesOf(given) };
    const problems = chargeProblems(order);
    const google = order.source.kind === "google_pay" ? encodeGooglePay(order.source.text) : null;
    if (google && !google.ok) return refused("not_acceptable", google.sentence, { text: google.sentence });
    if (Object.keys(problems).length > 0) return refused("not_sent", "This charge cannot be sent as it is.", problems);
    const asked: Asked = {
      operation: "charge",
      amount: order.amount,
      tip: order.tip ?? 0,
      surcharge: order.surcharge ?? 0,
      capture: order.capture,
      reference,
      last4: order.source.kind === "card" ? order.source.card.number.slice(-4) : null,
      rules: order.rules,
    };
    const path = google ? ["charges", "google", "sale"] : ["charges"];
    const fields = chargeFields(order, reference, google ? google.encryptedData : null);
    return this.#move({ method: "POST", endpoint: path.join("/"), path, fields, reference }, asked);
  }

  async capture(paymentId: string, amount: Cents, reference: string): Promise<Outcome> {
    return this.#moveExisting("capture", "capture", paymentId, amount, { amount }, reference);
  }

  async void(paymentId: string, amount: Cents, take: TakeBack, reference: string): Promise<Outcome> {
    return this.#moveExisting("void", "void", paymentId, amount, voidFields(take), reference);
  }

  async refund(paymentId: string, amount: Cents, take: TakeBack, reference: string): Promise<Outcome> {
    return this.#moveExisting("refund", "refunds", paymentId, amount, refundFields(amount, take), reference);
  }

  async adjustTip(paymentId: string, tip: Cents, reference: string): Promise<Outcome> {
    return this.#moveExisting("tip", "tip_adjustment", paymentId, tip, { tip }, reference);
  }

  async getPayment(paymentId: string, urgency: Urgency = "now"): Promise<Payment> {
    const what = "show this payment";
    const query = { include: "transaction_metadata,extra_metadata" };
    const body = await this.#ask(
      {
        method: "GET",
        endpoint: "charges/{id}",
        path: ["charges", known(paymentId, what)],
        query,
        kind: "read",
        urgency,
      },
      what,
    );
    const payment = readPayment(unwrap(body));
    if (!payment || payment.id !== plainId(paymentId)) throw this.#unreadable(what, body);
    return payment;
  }

  async listPayments(cursor: string | null, limit: number, urgency: Urgency = "now"): Promise<Page<Payment>> {
    return this.#page(
      "charges",
      cursor,
      limit,
      { include: "transaction_metadata" },
      urgency,
      "list payments",
      readPayment,
    );
  }

  async listCustomers(cursor: string | null, limit: number, urgency: Urgency = "now"): Promise<Page<Customer>> {
    return this.#page("customers", cursor, limit, {}, urgency, "list customers", readCustomer);
  }

  async getCustomer(customerId: string, urgency: Urgency = "now"): Promise<Customer> {
    const what = "show this customer";
    const body = await this.#ask(
      {
        method: "GET",
        endpoint: "customers/{id}",
        path: ["customers", known(customerId, what)],
        kind: "read",
        urgency,
      },
      what,
    );
    return this.#customer(body, what);
  }

  async createCustomer(fields: Partial<CustomerFields>): Promise<Customer> {
    const what = "create the customer";
    const body = await this.#ask(
      {
        method: "POST",
        endpoint: "customers",
        path: ["customers"],
        fields: customerFields(fields),
        kind: "write",
        urgency: "now",
      },
      what,
    );
    return this.#customer(body, what);
  }

  async updateCustomer(customerId: string, fields: Partial<CustomerFields>): Promise<Customer> {
    return this.#patchCustomer(customerId, customerChanges(fields), "save the customer");
  }

  async deleteCustomer(customerId: string): Promise<void> {
    const what = "delete the customer";
    await this.#ask(
      {
        method: "DELETE",
        endpoint: "customers/{id}",
        path: ["customers", known(customerId, what)],
        kind: "write",
        urgency: "now",
      },
      what,
    );
  }

  async createToken(card: CardEntry, channel: Channel, authorize: boolean): Promise<CardToken> {
    const what = "take this card";
    const fields = tokenFields(card, channel, authorize);
    const body = await this.#ask(
      { method: "POST", endpoint: "tokens", path: ["tokens"], fields, kind: "write", urgency: "now" },
      what,
    );
    const token = readToken(unwrap(body));
    if (!token) throw this.#unreadable(what, body);
    return token;
  }

  async attachCard(customerId: string, tokenId: string): Promise<Customer> {
    return this.#patchCustomer(customerId, { token_id: plainId(tokenId) }, "save the card");
  }

  async setDefaultCard(customerId: string, cardId: string): Promise<Customer> {
    return this.#patchCustomer(customerId, { default_card_id: plainId(cardId) }, "make this card the default");
  }

  async deleteCard(customerId: string, cardId: string): Promise<void> {
    const what = "remove the card";
    const path = ["customers", known(customerId, what), "cards", known(cardId, what)];
    await this.#ask(
      { method: "DELETE", endpoint: "customers/{id}/cards/{id}", path, kind: "write", urgency: "now" },
      what,
    );
  }

  close(): void {
    this.#calls.close();
  }

  async #patchCustomer(
    customerId: string,
    fields: Readonly<Record<string, string | number>>,
    what: string,
  ): Promise<Customer> {
    const path = ["customers", known(customerId, what)];
    return this.#customer(
      await this.#ask(
        { method: "PATCH", endpoint: "customers/{id}", path, fields, kind: "write", urgency: "now" },
        what,
      ),
      what,
    );
  }

  async #moveExisting(
    operation: "capture" | "void" | "refund" | "tip",
    verb: string,
    paymentId: string,
    amount: Cents,
    fields: Readonly<Record<string, string | number>>,
    reference: string,
  ): Promise<Outcome> {
    const id = readId(plainId(paymentId));
    if (id === null) return refused("not_sent", "This is no payment’s id.", { paymentId: "This is no payment’s id." });
    return this.#move(
      { method: "POST", endpoint: `charges/{id}/${verb}`, path: ["charges", id, verb], fields, reference },
      { operation, amount, paymentId: id },
    );
  }

  /** MONEY: one send; whatever happens is an Outcome. */
  async #move(
    request: Pick<Call, "method" | "endpoint" | "path" | "fields" | "reference">,
    asked: Asked,
  ): Promise<Outcome> {
    try {
      const answer = await this.#calls.send({ ...request, kind: "money", urgency: "now" });
      const outcome = outcomeOf(answer, asked, this.#environment);
      if (outcome.kind === "unknown" && answer.kind === "answer") {
        this.#log(
          `payarc ${request.method} ${request.endpoint} proves nothing (${outcome.why}): ${shape(answer.body.kind === "json" ? answer.body.value : answer.body.kind)}`,
        );
      }
      return outcome;
    } catch (error) {
      // A slip of ours after the send must not turn into "it failed".
      this.#log(
        `payarc ${request.method} ${request.endpoint} went wrong here: ${error instanceof Error ? error.name : "unknown"}`,
      );
      return unknown("interrupted");
    }
  }

  /** The JSON of a 2xx answer; null when it has no body. Throws a Failure otherwise. */
  async #ask(request: Call, what: string): Promise<unknown> {
    const answer = await this.#calls.send(request);
    if (answer.kind !== "answer" || answer.status < 200 || answer.status >= 300)
      throw failureOf(answer, request.kind, this.#environment, what);
    if (answer.body.kind === "json") return answer.body.value;
    if (answer.body.kind === "empty" && request.method === "DELETE") return null;
    throw failureOf(answer, request.kind, this.#environment, what);
  }

  async #page<T>(
    endpoint: string,
    cursor: string | null,
    limit: number,
    query: Readonly<Record<string, string>>,
    urgency: Urgency,
    what: string,
    read: (raw: Raw | null) => T | null,
  ): Promise<Page<T>> {
    const page = cursor !== null && /^[1-9]\d{0,6}$/.test(cursor) ? Number(cursor) : 1;
    const size = Math.min(Math.max(1, Math.trunc(limit)), MOST_ROWS);
    const body = await this.#ask(
      { method: "GET", endpoint, path: [endpoint], query: { limit: size, page, ...query }, kind: "read", urgency },
      what,
    );
    const found = rows(body);
    if (!found) throw this.#unreadable(what, body);
    const items = found.map((row) => {
      const item = read(unwrap(row));
      // MONEY: a row left out in silence could be the one that recovery looks for, so an unreadable one spoils the
      // page.
      if (item === null) throw this.#unreadable(what, row);
      return item;
    });
    const { pages, total } = readPagination(body);
    const more = pages === null ? items.length >= size : page < pages;
    return { items, next: more && items.length > 0 ? String(page + 1) : null, total };
  }

  #customer(body: unknown, what: string): Customer {
    const customer = readCustomer(unwrap(body));
    if (!customer) throw this.#unreadable(what, body);
    return customer;
  }

  #unreadable(what: string, body: unknown): Failure {
    this.#log(`payarc could not ${what}, the answer has an unexpected shape: ${shape(body)}`);
    return new Failure(
      "unreadable",
      `PayArc answered, but what it said could not be read, so we cannot ${what}. Try again; if it stays, send the log to whoever looks after this program.`,
    );
  }
}

/**
 * MONEY: no surcharge is ever taken on a debit or prepaid card: a surcharged order goes with rule 4, "void if prepaid
 * or debit" (docs/payarc.md, seed 001), which is at least as strict as the desk's own 2 and 3. Rule 1, "void if
 * credit", cannot be set beside a surcharge (settings.ts).
 */
function rulesOf(order: ChargeOrder): Rules {
  return order.surcharge === null ? order.rules : { ...order.rules, binCardType: 4 };
}

/** Ids without the prefixes that PayArc's SDKs put in front (docs/payarc.md 5). */
function plainId(id: string): string {
  return id.trim().replace(/^(cus|card|tok|ch|ach|bnk)_/, "");
}

/** The id as it may stand in a path. SECURITY: nothing that could climb out of it. */
function known(id: string, what: string): string {
  const plain = readId(plainId(id));
  if (plain === null) throw new Failure("not_found", `PayArc could not ${what}: this is not an id.`);
  return plain;
}
