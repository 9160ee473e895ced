import { randomUUID } from "node:crypto";
import { Failure } from "../../../shared/failure";
import type { LedgerLine } from "../../../shared/ledger";
import type { Currency } from "../../../shared/currency";
import type { Cents } from "../../../shared/money";
import { refused, type Outcome } from "../../../shared/outcome";
import type { Payment } from "../../../shared/payment";
import type {
  Ability,
  ChargeOrder,
  ChargeSource,
  Page,
  PaymentChanges,
  Processor,
  SendAgain,
  TakeBack,
  TokenCard,
  Urgency,
} from "../processor";
import { flag, isRecord, readId } from "../wire/lenient";
import { JustiFiCalls, known, type CallOptions } from "./call";
import { JustiFiLists } from "./lists";
import { readPayment, readTokenCard } from "./read";
import { chargeBody, chargeProblems, refundBody, updateBody } from "./requests";
import type { Asked } from "./verdict";
import { rows, unwrap } from "./schemas";
import { processorWords } from "../../../shared/words/processor";

export interface JustiFiOptions extends CallOptions {
  /** Which of the two the credentials are for: one host serves both (docs/justifi.md 1). */
  readonly mode: "test" | "live";
}

/** JustiFi has no mark for phone and mail orders and captures no part of a hold (docs/justifi.md 4). */
const CAPABILITIES: readonly Ability[] = ["keyed_card", "card_needs_name", "void", "refund_unsettled", "avs_result"];

/** JustiFi behind the port. Throws a RangeError on an address that is neither https nor on this machine. */
export function justifi(options: JustiFiOptions): Processor {
  return new JustiFi(options);
}

class JustiFi implements Processor {
  readonly name = "JustiFi";
  readonly capabilities: ReadonlySet<Ability> = new Set(CAPABILITIES);
  /** JustiFi no longer offers customers, and its groups of methods have no names (docs/justifi.md 7). */
  readonly customers = null;
  /** JustiFi takes no tips (docs/justifi.md 4). */
  readonly adjustTip = null;
  readonly #calls: JustiFiCalls;
  readonly #lists: JustiFiLists;
  readonly #environment: string;
  readonly #mode: "test" | "live";
  /** Payments that JustiFi would no longer void: its clock counts, not that of this computer. */
  readonly #tooLate = new Set<string>();

  constructor(options: JustiFiOptions) {
    this.#environment = options.environment;
    this.#mode = options.mode;
    this.#calls = new JustiFiCalls(options);
    this.#lists = new JustiFiLists(this.#calls);
  }

  async check(): Promise<void> {
    const what = "check the credentials";
    const body = await this.#calls.ask(
      { method: "GET", endpoint: "payments", path: ["payments"], query: { limit: 1 }, forSubAccount: true },
      "read",
      "now",
      what,
    );
    const found = rows(body);
    if (found === null) throw this.#calls.unreadable(what, body);
    // MONEY: test credentials on the live connection, or live ones on the test connection, must not pass for what they
    // are not.
    const test = isRecord(found[0]) ? flag(found[0]["is_test"]) : null;
    if (test !== null && test !== (this.#mode === "test")) {
      throw new Failure(
        "unauthorized",
        processorWords.otherMode({ mode: test ? "test" : "live", account: this.#environment }),
      );
    }
  }

  async charge(order: ChargeOrder, reference: string, again?: SendAgain): Promise<Outcome> {
    const { source } = order;
    if (source.kind !== "card" && source.kind !== "token") return refused("not_sent", processorWords.justifiSources);
    const problems = chargeProblems(order);
    if (Object.keys(problems).length > 0) return refused("not_sent", processorWords.cannotSend, problems);
    const number = source.kind === "card" ? source.card.number : null;
    const asked: Asked = {
      operation: "charge",
      amount: order.amount,
      capture: order.capture,
      reference,
      last4: number === null ? null : number.slice(-4),
    };
    const sending = {
      method: "POST",
      endpoint: "payments",
      path: ["payments"],
      json: chargeBody(order, reference),
      secrets: secretsOf(source),
      key: reference,
      forSubAccount: true,
    } as const;
    return this.#calls.move(sending, asked, again);
  }

  async capture(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    reference: string,
    again?: SendAgain,
  ): Promise<Outcome> {
    const asked = { operation: "capture", paymentId, amount, currency, reference } as const;
    return this.#moveExisting(asked, undefined, again);
  }

  async void(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    _take: TakeBack,
    reference: string,
    again?: SendAgain,
  ): Promise<Outcome> {
    const asked = { operation: "void", paymentId, amount, currency, reference } as const;
    const outcome = await this.#moveExisting(asked, undefined, again);
    if (outcome.kind === "refused" && outcome.code === "payment_outside_void_window")
      this.#tooLate.add(paymentId.trim());
    return outcome;
  }

  async refund(
    paymentId: string,
    amount: Cents,
    currency: Currency,
    take: TakeBack,
    reference: string,
    again?: SendAgain,
  ): Promise<Outcome> {
    const asked = { operation: "refund", paymentId, amount, currency, reference } as const;
    return this.#moveExisting(asked, refundBody(amount, take, reference), again);
  }

  async getPayment(paymentId: string, urgency: Urgency = "now"): Promise<Payment> {
    const what = "show this payment";
    const body = await this.#paymentBody(paymentId, urgency, what);
    return this.#payment(paymentId, body, what);
  }

  listPayments(cursor: string | null, limit: number, urgency: Urgency = "now"): Promise<Page<Payment>> {
    return this.#lists.payments(cursor, limit, urgency);
  }

  ledger(paymentId: string): Promise<readonly LedgerLine[]> {
    return this.#lists.ledger(paymentId);
  }

  async updatePayment(paymentId: string, { description, metadata }: PaymentChanges): Promise<Payment> {
    const what = "save this payment";
    let merged: Record<string, unknown> | null = null;
    if (metadata !== undefined) {
      // Metadata is replaced whole (docs/justifi.md 4, update), so what is there, our reference above all, is read and
      // sent along.
      const raw = unwrap(await this.#paymentBody(paymentId, "now", what));
      if (!raw || !readPayment(raw)) throw this.#calls.unreadable(what, raw);
      const there = isRecord(raw["metadata"]) ? raw["metadata"] : {};
      const left = Object.entries({ ...there, ...metadata }).filter(
        ([name]) => !Object.hasOwn(metadata, name) || metadata[name] !== null,
      );
      // MONEY: the reference stays as it is, because the payment is found again by it.
      merged = {
        ...Object.fromEntries(left),
        ...(Object.hasOwn(there, "reference") && { reference: there["reference"] }),
      };
    }
    const sending = {
      method: "PATCH",
      endpoint: "payments/{id}",
      path: ["payments", known(paymentId, what)],
      json: updateBody(description, merged),
      key: randomUUID(),
    } as const;
    return this.#payment(paymentId, await this.#calls.ask(sending, "write", "now", what), what);
  }

  async tokenCard(tokenId: string): Promise<TokenCard | null> {
    const what = "look at this payment method";
    // SECURITY: the token stands in the path, of which the log has only the pattern.
    const body = await this.#calls.ask(
      { method: "GET", endpoint: "payment_methods/{token}", path: ["payment_methods", known(tokenId, what)] },
      "read",
      "now",
      what,
    );
    return readTokenCard(unwrap(body), tokenId);
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

  #moveExisting(
    asked: Exclude<Asked, { operation: "charge" }>,
    json: unknown,
    again: SendAgain | undefined,
  ): Promise<Outcome> {
    const { operation, paymentId, reference } = asked;
    const id = readId(paymentId.trim());
    if (id === null)
      return Promise.resolve(
        refused("not_sent", processorWords.noPaymentId, { paymentId: processorWords.noPaymentId }),
      );
    const verb = operation === "refund" ? "refunds" : operation;
    return this.#calls.move(
      { method: "POST", endpoint: `payments/{id}/${verb}`, path: ["payments", id, verb], json, key: reference },
      { ...asked, paymentId: id },
      again,
    );
  }

  #paymentBody(paymentId: string, urgency: Urgency, what: string): Promise<unknown> {
    return this.#calls.ask(
      { method: "GET", endpoint: "payments/{id}", path: ["payments", known(paymentId, what)] },
      "read",
      urgency,
      what,
    );
  }

  #payment(paymentId: string, body: unknown, what: string): Payment {
    const payment = readPayment(unwrap(body));
    if (!payment || payment.id !== paymentId.trim()) throw this.#calls.unreadable(what, body);
    return this.#tooLate.has(payment.id) ? { ...payment, voidableUntil: 0 } : payment;
  }
}

/**
 * SECURITY: what was sent and is taken out of the answer before it is read. A token counts only where it looks like one,
 * so that no word of the answer is taken for it by chance.
 */
function secretsOf(source: Extract<ChargeSource, { kind: "card" | "token" }>): readonly string[] {
  if (source.kind === "card") return [source.card.number];
  return source.tokenId.startsWith("pm_") ? [source.tokenId] : [];
}
