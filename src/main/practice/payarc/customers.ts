import type { Answer } from "../sending";
import type { Book, ChargeRow, CustomerRow } from "./book";
import { spendToken } from "./cards";
import { pick, type Random } from "./random";
import { CUSTOMER_INCLUDES, many, one, showCustomer } from "./show";
import { invalid, readPage, Refusal, validate, type Call, type Fields } from "./requests";

/** As many of a customer's charges as it carries with it. */
const CHARGES_EMBEDDED = 25;

/** POST customers. `now` is epoch s, here and below, as in all that PayArc says. Throws Refusal 422. */
export function createCustomer(book: Book, call: Call, now: number, random: Random): Answer {
  const written = readCustomer(call.fields);
  if (Object.values(written).every((value) => value === null || value === undefined))
    throw invalid({ email: "The email field is required." });
  const prefix = Array.from({ length: 4 }, () => pick(random, [..."ABCDEFGHJKLMNPQRSTUVWXYZ23456789"])).join("");
  const row = book.transaction(() =>
    book.add("customers", "customer", {
      style: "id",
      ...written,
      invoice_prefix: prefix,
      created_at: now,
      updated_at: now,
    }),
  );
  return { status: 201, body: answer(book, row, now) };
}

/** GET customers/{id}. Throws Refusal 404. */
export function getCustomer(book: Book, id: string, now: number): Answer {
  return { status: 200, body: answer(book, find(book, id), now) };
}

/**
 * Newest first. No filter is documented, so none is honoured: `?email=` and `?search=` are ignored (docs/payarc.md 6).
 */
export function listCustomers(book: Book, call: Call, now: number): Answer {
  const { limit, page } = readPage(call.query);
  const rows = book.all(
    "customers",
    "WHERE real_id IN (SELECT real_id FROM customers ORDER BY real_id DESC LIMIT ? OFFSET ?) ORDER BY real_id DESC",
    limit,
    (page - 1) * limit,
  );
  return {
    status: 200,
    body: many(
      rows.map((row) => shown(book, row, now)),
      book.count("customers"),
      limit,
      page,
      CUSTOMER_INCLUDES,
    ),
  };
}

/**
 * PATCH customers/{id}: its fields, a card by `token_id` (docs/payarc.md, seed 000, step 3), the default by
 * `default_card_id`.
 */
export function updateCustomer(book: Book, id: string, call: Call, now: number): Answer {
  const { fields } = call;
  find(book, id);
  const cleared = Object.fromEntries(WRITABLE.filter((name) => call.blanks.has(name)).map((name) => [name, null]));
  const written = { ...cleared, ...readCustomer(fields) };
  const token = fields.get("token_id");
  const wanted = fields.get("default_card_id");
  book.transaction(() => {
    if (token !== undefined) attach(book, id, token, now);
    if (wanted !== undefined) makeDefault(book, id, wanted, now);
    book.change("customers", id, { ...written, updated_at: now });
  });
  return getCustomer(book, id, now);
}

/** DELETE customers/{id}: the cards go too. Throws Refusal 404. */
export function deleteCustomer(book: Book, id: string, now: number): Answer {
  find(book, id);
  book.transaction(() => {
    for (const card of cardsOf(book, id)) book.change("cards", card.id, { removed: 1, is_default: 0, updated_at: now });
    book.remove("customers", id);
  });
  return { status: 204, body: undefined };
}

/** Removing the default card leaves the customer without one: nothing says that another takes its place. */
export function deleteCard(book: Book, id: string, cardId: string, now: number): Answer {
  find(book, id);
  if (!cardsOf(book, id).some((card) => card.id === cardId))
    throw new Refusal(404, "The requested Resource was not found.");
  book.change("cards", cardId, { removed: 1, is_default: 0, updated_at: now });
  return { status: 204, body: undefined };
}

/** The cards of a customer that were not removed, newest first. */
export function cardsOf(book: Book, customerId: string) {
  return book.all("cards", "WHERE customer_id = ? AND removed = 0 ORDER BY real_id DESC", customerId);
}

/**
 * A card keeps its id when it is attached (docs/payarc.md 7). The first one becomes the default; a later one does not
 * (docs/payarc.md, seed 000).
 */
function attach(book: Book, customerId: string, tokenId: string, now: number): void {
  const card = spendToken(book, tokenId);
  const hasDefault = cardsOf(book, customerId).some((each) => each.is_default === 1);
  book.change("cards", card.id, {
    customer_id: customerId,
    is_default: hasDefault ? 0 : 1,
    is_verified: 1,
    updated_at: now,
  });
  // It looks like the default card and is not (docs/payarc.md 6).
  const customer = find(book, customerId);
  if (customer.source_id === null) book.change("customers", customerId, { source_id: [...card.id].reverse().join("") });
}

function makeDefault(book: Book, customerId: string, cardId: string, now: number): void {
  const cards = cardsOf(book, customerId);
  if (!cards.some((card) => card.id === cardId))
    throw invalid({ default_card_id: "The selected default card id is invalid." });
  for (const card of cards) {
    const isDefault = card.id === cardId ? 1 : 0;
    if (card.is_default !== isDefault) book.change("cards", card.id, { is_default: isDefault, updated_at: now });
  }
}

const WRITABLE = [
  "name",
  "email",
  "description",
  "send_email_address",
  "cc_email_address",
  "country",
  "address_1",
  "address_2",
  "city",
  "state",
  "zip",
  "phone",
] as const;

/**
 * What may be written, within the documented greatest lengths; live data do not keep to the least lengths
 * (docs/payarc.md 19).
 */
function readCustomer(fields: Fields): Partial<CustomerRow> {
  const mail = { max: 40, pattern: /^[^\s@]+@[^\s@]+$/, sentence: "The email must be a valid email address." };
  validate(fields, {
    name: { max: 50 },
    email: mail,
    description: { max: 50 },
    send_email_address: mail,
    cc_email_address: mail,
    country: { max: 50 },
    address_1: { max: 50 },
    address_2: { max: 50 },
    city: { max: 50 },
    state: { max: 50 },
    zip: { max: 10, pattern: /^[\d-]+$/ },
    phone: { pattern: /^\d{2,11}$/, sentence: "The phone must be between 2 and 11 digits." },
  });
  return Object.fromEntries(WRITABLE.flatMap((name) => (fields.has(name) ? [[name, fields.get(name)]] : [])));
}

function find(book: Book, id: string): CustomerRow {
  const row = book.byId("customers", id);
  if (row === null) throw new Refusal(404, "The requested Resource was not found.");
  return row;
}

function shown(book: Book, row: CustomerRow, now: number): unknown {
  const charges: ChargeRow[] = book.all(
    "charges",
    "WHERE customer_id = ? ORDER BY created_at DESC, real_id DESC LIMIT ?",
    row.id,
    CHARGES_EMBEDDED,
  );
  return showCustomer(row, cardsOf(book, row.id), charges, now);
}

function answer(book: Book, row: CustomerRow, now: number): unknown {
  return one(shown(book, row, now), CUSTOMER_INCLUDES);
}
