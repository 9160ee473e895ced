import type { CardEntry } from "../../../shared/card";
import type { Customer, CustomerFields } from "../../../shared/customer";
import type { Channel } from "../../../shared/outcome";
import type { CardToken, CustomerBook, Page, Urgency } from "../processor";
import { known, plainId, type PayArcCalls } from "./call";
import { readCustomer, readToken } from "./read";
import { customerChanges, customerFields, tokenFields } from "./requests";
import type { Raw } from "../wire/lenient";
import { unwrap } from "./schemas";

/** PayArc's customers and their cards on file (docs/payarc.md 5 and 6). */
export class PayArcCustomers implements CustomerBook {
  readonly #calls: PayArcCalls;

  constructor(calls: PayArcCalls) {
    this.#calls = calls;
  }

  async list(cursor: string | null, limit: number, urgency: Urgency = "now"): Promise<Page<Customer>> {
    const what = "list customers";
    let strange: Raw | null = null;
    const read = (raw: Raw | null): Customer | "unread" => {
      const customer = readCustomer(raw);
      if (customer === null) strange ??= raw;
      return customer ?? "unread";
    };
    const page = await this.#calls.list("customers", cursor, limit, {}, urgency, what, read);
    const items = page.items.filter((item) => item !== "unread");
    const unread = page.items.length - items.length;
    // One bad row is a slip of theirs; a page of nothing else is no list of customers.
    if (unread > 0 && items.length === 0) throw this.#calls.unreadable(what, strange);
    return { ...page, items, unread };
  }

  async get(customerId: string, urgency: Urgency = "now"): Promise<Customer> {
    const what = "show this customer";
    const body = await this.#calls.ask(
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

  async create(fields: Partial<CustomerFields>): Promise<Customer> {
    const what = "create the customer";
    const body = await this.#calls.ask(
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

  async update(customerId: string, fields: Partial<CustomerFields>): Promise<Customer> {
    return this.#patch(customerId, customerChanges(fields), "save the customer");
  }

  async delete(customerId: string): Promise<void> {
    const what = "delete the customer";
    await this.#calls.ask(
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
    const body = await this.#calls.ask(
      { method: "POST", endpoint: "tokens", path: ["tokens"], fields, kind: "write", urgency: "now" },
      what,
    );
    const token = readToken(unwrap(body));
    if (!token) throw this.#calls.unreadable(what, body);
    return token;
  }

  async attachCard(customerId: string, tokenId: string): Promise<Customer> {
    return this.#patch(customerId, { token_id: plainId(tokenId) }, "save the card");
  }

  async setDefaultCard(customerId: string, cardId: string): Promise<Customer> {
    return this.#patch(customerId, { default_card_id: plainId(cardId) }, "make this card the default");
  }

  async deleteCard(customerId: string, cardId: string): Promise<void> {
    const what = "remove the card";
    const path = ["customers", known(customerId, what), "cards", known(cardId, what)];
    await this.#calls.ask(
      { method: "DELETE", endpoint: "customers/{id}/cards/{id}", path, kind: "write", urgency: "now" },
      what,
    );
  }

  async #patch(customerId: string, fields: Readonly<Record<string, string | number>>, what: string): Promise<Customer> {
    const path = ["customers", known(customerId, what)];
    return this.#customer(
      await this.#calls.ask(
        { method: "PATCH", endpoint: "customers/{id}", path, fields, kind: "write", urgency: "now" },
        what,
      ),
      what,
    );
  }

  #customer(body: unknown, what: string): Customer {
    const customer = readCustomer(unwrap(body));
    if (!customer) throw this.#calls.unreadable(what, body);
    return customer;
  }
}
