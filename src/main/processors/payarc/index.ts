import type { Currency } from "../../../shared/currency";
import type { Cents } from "../../../shared/money";
import { refused, refusedInOurWords, unknown, type Outcome } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";
import type { Ability, ChargeOrder, Page, Processor, Rules, TakeBack, Urgency } from "../processor";
import { systemClock, type Clock } from "../../base/clock";
import { readId, shape } from "../wire/lenient";
import { known, PayArcCalls, plainId, type Call } from "./call";
import { PayArcCustomers } from "./customers";
import { encodeGooglePay } from "./google-pay";
import { readPayment } from "./read";
import { chargeFields, chargeProblems, refundFields, voidFields } from "./requests";
import { outcomeOf, type Asked } from "./verdict";
import { rows, unwrap } from "./schemas";
import { processorWords } from "../../../shared/words/processor";

export interface PayArcOptions {
  /** The host root: "https://api.payarc.net", or a loopback address. `/v1/…` follows it. */
  readonly baseUrl: string;
  readonly token: string | (() => string);
  /** What the connection is called in sentences: "PayArc test". */
  readonly environment: string;
  /** Lines hold no values of what was sent or answered, save codes; the log redacts them. */
  readonly log: (line: string) => void;
  /** The system's proxy for an address, as a URL or as a PAC answer ("DIRECT", "PROXY host:port"). */
  readonly proxyFor?: (url: string) => Promise<string | null>;
  readonly clock?: Clock;
  /** See HttpOptions. */
  readonly chance?: () => number;
  readonly heard?: (what: "well" | "unwell" | "silent") => void;
  /** How bodies are written; "form", as in PayArc's documents, when not given. */
  readonly bodies?: "form" | "json";
  /** Certificate authorities to trust instead of Node's list, as PEM. */
  readonly ca?: string;
  /** In ms; see HttpOptions. */
  readonly timeouts?: Partial<{ connect: number; money: number; read: number; idle: number }>;
}

const TIMEOUTS = { connect: 10_000, money: 90_000, read: 30_000, idle: 4_000 } as const;
const CAPABILITIES: readonly Ability[] = [
  "keyed_card",
  "google_pay",
  "moto_channel",
  "partial_capture",
  "void",
  "surcharge",
  "level2",
  "avs_result",
  "post_auth_rules",
  "receipt_messages",
];

/** PayArc behind the port. Throws a RangeError on an address that is neither https nor on this machine. */
export function payarc(options: PayArcOptions): Processor {
  return new PayArc(options);
}

class PayArc implements Processor {
  readonly name = "PayArc";
  readonly capabilities: ReadonlySet<Ability> = new Set(CAPABILITIES);
  readonly customers: PayArcCustomers;
  readonly ledger = null;
  readonly updatePayment = null;
  readonly tokenCard = null;
  readonly #calls: PayArcCalls;
  readonly #environment: string;
  readonly #log: (line: string) => void;

  constructor(options: PayArcOptions) {
    this.#environment = options.environment;
    this.#log = options.log;
    this.#calls = new PayArcCalls({
      baseUrl: options.baseUrl,
      token: options.token,
      environment: options.environment,
      bodies: options.bodies ?? "form",
      log: this.#log,
      clock: options.clock ?? systemClock,
      ...(options.chance && { chance: options.chance }),
      ...(options.heard && { heard: options.heard }),
      proxyFor: options.proxyFor ?? null,
      ca: options.ca ?? null,
      timeouts: { ...TIMEOUTS, ...options.timeouts },
    });
    this.customers = new PayArcCustomers(this.#calls);
  }

  async check(): Promise<void> {
    const body = await this.#calls.ask(
      { method: "GET", endpoint: "charges", path: ["charges"], query: { limit: 1 }, kind: "read", urgency: "now" },
      "check the token",
    );
    if (rows(body) === null) throw this.#calls.unreadable("check the token", body);
  }

  async charge(given: ChargeOrder, reference: string): Promise<Outcome> {
    const order = { ...given, rules: rulesOf(given) };
    const problems = chargeProblems(order);
    const google = order.source.kind === "google_pay" ? encodeGooglePay(order.source.text) : null;
    if (google && !google.ok) return refusedInOurWords(google.sentence, null, null, { text: google.sentence });
    if (Object.keys(problems).length > 0) return refused("not_sent", processorWords.cannotSend, problems);
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

  async capture(paymentId: string, amount: Cents, currency: Currency, reference: string): Promise<Outcome> {
    return this.#moveExisting("capture", { operation: "capture", paymentId, amount, currency, reference }, { amount });
  }

  async void(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    take: TakeBack,
    reference: string,
  ): Promise<Outcome> {
    return this.#moveExisting("void", { operation: "void", paymentId, amount, currency, reference }, voidFields(take));
  }

  async refund(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    take: TakeBack,
    reference: string,
  ): Promise<Outcome> {
    const asked = { operation: "refund", paymentId, amount, currency, reference } as const;
    return this.#moveExisting("refunds", asked, refundFields(amount, take, reference));
  }

  async adjustTip(paymentId: string, tip: Cents, currency: Currency, reference: string): Promise<Outcome> {
    const asked = { operation: "tip", paymentId, amount: tip, currency, reference } as const;
    return this.#moveExisting("tip_adjustment", asked, { tip });
  }

  async getPayment(paymentId: string, urgency: Urgency = "now"): Promise<Payment> {
    const what = "show this payment";
    const query = { include: "transaction_metadata,extra_metadata" };
    const body = await this.#calls.ask(
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
    if (!payment || payment.id !== plainId(paymentId)) throw this.#calls.unreadable(what, body);
    return payment;
  }

  async listPayments(cursor: string | null, limit: number, urgency: Urgency = "now"): Promise<Page<Payment>> {
    return this.#calls.list(
      "charges",
      cursor,
      limit,
      { include: "transaction_metadata" },
      urgency,
      "list payments",
      readPayment,
    );
  }

  clockOffset(): number | null {
    return this.#calls.clockOffset();
  }

  warm(connections: number): void {
    this.#calls.warm(connections);
  }

  close(): void {
    this.#calls.close();
  }

  async #moveExisting(
    verb: string,
    asked: Exclude<Asked, { operation: "charge" }>,
    fields: Readonly<Record<string, string | number>>,
  ): Promise<Outcome> {
    const id = readId(plainId(asked.paymentId));
    if (id === null) return refused("not_sent", processorWords.noPaymentId, { paymentId: processorWords.noPaymentId });
    return this.#move(
      {
        method: "POST",
        endpoint: `charges/{id}/${verb}`,
        path: ["charges", id, verb],
        fields,
        reference: asked.reference,
      },
      { ...asked, paymentId: id },
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
}

/**
 * MONEY: no surcharge is ever taken on a debit or prepaid card: a surcharged order goes with rule 4, "void if prepaid
 * or debit" (docs/payarc.md, seed 001), which is at least as strict as the desk's own 2 and 3. Rule 1, "void if
 * credit", cannot be set beside a surcharge (settings.ts).
 */
function rulesOf(order: ChargeOrder): Rules {
  return order.surcharge === null ? order.rules : { ...order.rules, binCardType: 4 };
}
