import type { Answer } from "../sending";
import { cleanText, type Book, type CardRow, type ChargeRow } from "./book";
import { decide, type Decision } from "./acquirer";
import { addressCheck, CARD_RULES, checked, CVV_RULE, isPast, readCard, spendToken } from "./cards";
import { cardsOf } from "./customers";
import { actsNot } from "../faults";
import { between, type Random } from "./random";
import { CHARGE_INCLUDES, LEVEL_FIELDS, many, one, showCharge } from "./show";
import { errorBody, invalid, readPage, Refusal, validate, type Call, type Fields } from "./requests";
import { effectOfAmount, effectOfCvv, type CardEffect, type CvvEffect } from "./scenarios";

export interface Desk {
  readonly book: Book;
  readonly random: Random;
  /** Epoch ms. */
  readonly nowMs: number;
  /**
   * How long the same card and amount is refused as a duplicate, for every amount; 0: only where a scenario says so.
   */
  readonly duplicateWindowMs: number;
}

/** A scripted repetition is one within this time. */
const SCRIPTED_WINDOW_MS = 10 * 60_000;
const DAY = 86_400;
/** Uncaptured authorizations end after seven days (docs/payarc.md, seed 001, parameter 5). */
export const HOLD_SECONDS = 7 * DAY;
/** A captured charge settles a day later; when a real batch closes depends on the account. */
export const SETTLES_AFTER = DAY;

/** POST charges. Exactly one of customer_id, token_id, card_number (docs/payarc.md 8). */
export function createCharge(desk: Desk, call: Call): Answer {
  const { fields } = call;
  const before = replay(desk, call);
  if (before) return before;
  validate(fields, CHARGE_RULES);
  const sources = ["customer_id", "token_id", "card_number"].filter((name) => fields.has(name));
  if (sources.length === 0) {
    const sentence = (name: string, others: string) =>
      `The ${name} field is required when none of ${others} are present.`;
    throw invalid({
      customer_id: sentence("customer id", "token id / card number"),
      token_id: sentence("token id", "customer id / card number"),
      card_number: sentence("card number", "customer id / token id"),
    });
  }
  if (sources.length > 1)
    throw invalid(
      Object.fromEntries(
        sources.map((name) => [
          name,
          `The ${name.replaceAll("_", " ")} may not be sent with ${sources.filter((other) => other !== name).join(" or ")}.`,
        ]),
      ),
    );
  // LEVEL2 comes as a whole (docs/payarc.md 8).
  if (fields.get("card_level") === "LEVEL2")
    validate(fields, { address_line1: NEEDED, zip: NEEDED, purchase_order: NEEDED, sales_tax: NEEDED });
  if (fields.has("card_number")) validate(fields, CARD_RULES);
  else validate(fields, CVV_RULE);
  return book(desk, call, (work) => payer(work, fields));
}

/**
 * POST charges/google/sale: encrypted_data is base64 of the JSON text of the payment token (docs/payarc.md, seed 001).
 */
export function googleSale(desk: Desk, call: Call): Answer {
  const before = replay(desk, call);
  if (before) return before;
  validate(call.fields, { ...CHARGE_RULES, encrypted_data: { required: true, pattern: /^[A-Za-z0-9+/]+={0,2}$/ } });
  if (!isGoogleToken(call.fields.get("encrypted_data") ?? ""))
    throw invalid({ encrypted_data: "The encrypted data format is invalid." });
  return book(desk, call, ({ book: store, nowMs }) => {
    // SECURITY: what Google encrypted is not opened and not kept; the practice wallet holds one practice card.
    const wallet = new Map([
      ["card_number", "4012000098765439"],
      ["exp_month", "12"],
      ["exp_year", "2029"],
      ["card_source", "INTERNET"],
    ]);
    const now = Math.floor(nowMs / 1000);
    const { row } = readCard(store, wallet);
    return {
      card: store.add("cards", "card", { ...row, created_at: now, updated_at: now }),
      customerId: null,
      cvv: null,
    };
  });
}

/**
 * The token that Google signs has these parts; it was turned into JSON text once, by Google, and once more for base64.
 */
function isGoogleToken(encoded: string): boolean {
  try {
    const outer: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    const token: unknown = typeof outer === "string" ? JSON.parse(outer) : outer;
    return (
      typeof token === "object" &&
      token !== null &&
      "signature" in token &&
      "signedMessage" in token &&
      "protocolVersion" in token
    );
  } catch {
    return false;
  }
}

/** GET charges/{id}. Throws Refusal 404. */
export function getCharge(desk: Desk, id: string, call: Call): Answer {
  return { status: 200, body: answer(desk, findCharge(desk, id), false, includeOf(call)) };
}

/** Newest first; only limit, page and include are known (docs/payarc.md 8). */
export function listCharges(desk: Desk, call: Call): Answer {
  const { limit, page } = readPage(call.query);
  const rows = desk.book.all(
    "charges",
    "ORDER BY created_at DESC, real_id DESC LIMIT ? OFFSET ?",
    limit,
    (page - 1) * limit,
  );
  const include = includeOf(call);
  return {
    status: 200,
    body: many(
      rows.map((row) => shown(desk, row, false, include)),
      desk.book.count("charges"),
      limit,
      page,
      CHARGE_INCLUDES,
    ),
  };
}

/** A charge of the book. Throws Refusal 404. */
export function findCharge(desk: Desk, id: string): ChargeRow {
  const row = desk.book.byId("charges", id);
  if (row === null) throw new Refusal(404, "The requested Resource was not found.");
  return row;
}

/** A charge as an answer; `fresh`: to a POST. */
export function answer(desk: Desk, row: ChargeRow, fresh: boolean, include: readonly string[] = []): unknown {
  return one(shown(desk, row, fresh, include), CHARGE_INCLUDES);
}

function shown(desk: Desk, row: ChargeRow, fresh: boolean, include: readonly string[]): unknown {
  const card = desk.book.byId("cards", row.card_id);
  const refunds = row.refunded > 0 ? desk.book.all("refunds", "WHERE charge_id = ? ORDER BY real_id", row.id) : [];
  return showCharge(row, { card, refunds, now: Math.floor(desk.nowMs / 1000), fresh, include });
}

function includeOf(call: Call): string[] {
  return (call.query.get("include") ?? "").split(",").map((name) => name.trim());
}

/**
 * The same Idempotency-Key answers the original charge, whatever the body says now; a decline is answered again too
 * (docs/payarc.md 12).
 * Requests that never became a charge (422, 404) are not remembered.
 */
function replay(desk: Desk, call: Call): Answer | null {
  const row =
    call.idempotencyKey === null ? null : desk.book.one("charges", "WHERE idempotency_key = ?", call.idempotencyKey);
  return row === null ? null : toldAs(desk, row);
}

function toldAs(desk: Desk, row: ChargeRow): Answer {
  if (row.error_form === 1) return { status: 409, body: errorBody(409, row.failure_message ?? "Declined") };
  return { status: 201, body: answer(desk, row, true) };
}

interface Payer {
  readonly card: CardRow;
  readonly customerId: string | null;
  readonly cvv: CvvEffect | null;
}

/** Decides and writes the charge down, in one transaction: the token is spent exactly when the charge exists. */
function book(desk: Desk, call: Call, whoPays: (desk: Desk) => Payer): Answer {
  const amount = Number(call.fields.get("amount"));
  const effect = effectOfAmount(amount);
  const fault = effect?.kind === "fault" ? effect.fault : undefined;
  // The practice fault that stops a request before PayArc sees it must leave nothing behind.
  if (fault && actsNot(fault)) return { status: 503, body: undefined, fault };
  const row = desk.book.transaction(() => {
    const pays = whoPays(desk);
    return write(desk, call, amount, pays);
  });
  return { ...toldAs(desk, row), ...(fault ? { fault } : {}) };
}

function payer(desk: Desk, fields: Fields): Payer {
  const { book: store, nowMs } = desk;
  const now = Math.floor(nowMs / 1000);
  const token = fields.get("token_id");
  if (token !== undefined) {
    const card = spendToken(store, token);
    return {
      card,
      customerId: null,
      cvv: card.cvv_effect === null ? null : (JSON.parse(card.cvv_effect) as CvvEffect),
    };
  }
  const customerId = fields.get("customer_id");
  if (customerId === undefined) {
    const read = readCard(store, fields);
    if (read.effect?.kind === "invalid") throw new Refusal(409, "Invalid Card");
    return {
      card: store.add("cards", "card", { ...read.row, created_at: now, updated_at: now }),
      customerId: null,
      cvv: read.cvv,
    };
  }
  if (store.byId("customers", customerId) === null) throw new Refusal(404, "The requested customer_id is not valid");
  const cards = cardsOf(store, customerId);
  const wanted = fields.get("card_id");
  const card =
    wanted === undefined ? cards.find((each) => each.is_default === 1) : cards.find((each) => each.id === wanted);
  if (!card)
    throw new Refusal(
      404,
      wanted === undefined ? "The customer has no default card" : "The requested card_id is not valid",
    );
  return { card, customerId, cvv: effectOfCvv(null, fields.get("cvv") ?? null) };
}

function write(desk: Desk, call: Call, amount: number, { card, customerId, cvv }: Payer): ChargeRow {
  const { fields } = call;
  const now = Math.floor(desk.nowMs / 1000);
  const avs = addressCheck(card, fields);
  const decision = decide({
    amount,
    card: card.effect === null ? null : (JSON.parse(card.effect) as CardEffect),
    past: isPast(card, desk.nowMs),
    cvv,
    avs,
    binCountry: card.bin_country,
    cardType: card.card_type,
    rules: fields,
    repeated: isRepeated(desk, card.same_number, amount),
    refuseRepeats: desk.duplicateWindowMs > 0,
  });
  const capture = fields.get("capture") !== "0";
  const effect = effectOfAmount(amount);
  return desk.book.add("charges", "charge", {
    idempotency_key: call.idempotencyKey,
    customer_id: customerId,
    card_id: card.id,
    same_number: card.same_number,
    amount,
    capture: capture ? 1 : 0,
    tip: Number(fields.get("tip_amount") ?? 0),
    surcharge: Number(fields.get("surcharge") ?? 0),
    ...checked(avs, cvv),
    ...ended(decision, amount, capture, desk.random),
    settles_at: !capture ? null : effect?.kind === "settled" || effect?.kind === "disputed" ? now : now + SETTLES_AFTER,
    lapses_at: capture ? null : effect?.kind === "expires" ? now : now + HOLD_SECONDS,
    extra: JSON.stringify(extraOf(fields)),
    metadata: JSON.stringify(metadataOf(fields)),
    created_at: now,
    updated_at: now,
  });
}

function isRepeated(desk: Desk, sameNumber: string, amount: number): boolean {
  const since = Math.floor((desk.nowMs - (desk.duplicateWindowMs || SCRIPTED_WINDOW_MS)) / 1000);
  const found = desk.book.one(
    "charges",
    "WHERE same_number = ? AND amount = ? AND created_at >= ? AND failure_code IS NULL AND status <> 'void'",
    sameNumber,
    amount,
    since,
  );
  return found !== null;
}

function ended(decision: Decision, amount: number, capture: boolean, random: Random): Partial<ChargeRow> {
  if (decision.kind === "declined") {
    const { code, status, message, form } = decision.decline;
    // A failed row can show `captured` 1 and the whole amount as captured (docs/payarc.md, seed 000, third charge):
    // only the status and the code tell.
    const told = form === "error" ? 1 : 0;
    return {
      status,
      failure_code: code ?? "D2999",
      failure_message: message,
      error_form: told,
      approved: 0,
      captured_amount: capture ? amount : 0,
      host_message: message,
    };
  }
  const approval = { auth_code: `TAS${between(random, 100, 999)}`, host_message: "Success" };
  if (decision.kind === "reversed") {
    const why = decision.by === "avs" ? "Voided by AVS rule" : "Voided by BIN rule";
    return {
      ...approval,
      status: "void",
      voided_by: "rule",
      approved: amount,
      captured_amount: capture ? amount : 0,
      voided: amount,
      void_description: why,
      tsys_code: "A0000",
      host_code: "000000",
    };
  }
  const part = decision.approved < amount;
  return {
    ...approval,
    status: capture ? "submitted_for_settlement" : "authorized",
    approved: decision.approved,
    captured_amount: capture ? decision.approved : 0,
    tsys_code: part ? "A0002" : "A0000",
    host_code: part ? "000002" : "000000",
  };
}

const NEEDED = { required: true };
const FLAG = { oneOf: ["yes", "no", "Yes", "No"] };
const CENTS = { pattern: /^\d{1,8}$/, sentence: "Must be a whole number of cents." };
const CHARGE_RULES = {
  amount: {
    required: true,
    pattern: /^(?!0+$)\d{1,8}$/,
    sentence: "The amount must be an integer between 1 and 99999999.",
  },
  currency: { required: true, oneOf: ["usd"] },
  capture: { oneOf: ["0", "1"] },
  statement_description: { min: 5 },
  email: { min: 5, max: 40 },
  phone_number: { pattern: /^\d{2,11}$/, sentence: "The phone number must be between 2 and 11 digits." },
  avs_parameters: { oneOf: ["1", "2", "3", "4", "5", "6"] },
  bin_location_parameters: { oneOf: ["1", "2"] },
  bin_card_type_parameters: { oneOf: ["1", "2", "3", "4"] },
  do_not_send_email_to_customer: FLAG,
  do_not_send_sms_to_customer: FLAG,
  tip_amount: CENTS,
  surcharge: CENTS,
  card_level: { oneOf: ["LEVEL1", "LEVEL2", "LEVEL3"] },
} as const;

/** Sent along and given back. `description` is not among them: PayArc drops it without a word (docs/payarc.md 8). */
const ECHOED = [
  "charge_description",
  "email",
  "phone_number",
  "card_level",
  ...LEVEL_FIELDS,
  "external_order_id",
  "external_invoice_id",
  "do_not_send_email_to_customer",
  "do_not_send_sms_to_customer",
  "eci_indicator",
] as const;

function extraOf(fields: Fields): Record<string, string> {
  const extra: Record<string, string> = {};
  for (const name of ECHOED) {
    const value = fields.get(name);
    if (value !== undefined) extra[name] = cleanText(value);
  }
  const statement = fields.get("statement_description");
  // Too long is cut, not refused (docs/payarc.md 8).
  if (statement !== undefined) extra["statement_description"] = cleanText(statement).slice(0, 25);
  return extra;
}

/**
 * JSON text of strings: at most 50 keys of 20 characters, values of 100 (docs/payarc.md, seed 001, parameter 14).
 * Throws Refusal 422.
 */
function metadataOf(fields: Fields): Record<string, string> {
  const text = fields.get("metadata");
  if (text === undefined) return {};
  let pairs: [string, unknown][] = [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new TypeError("no hash");
    pairs = Object.entries(parsed);
  } catch {
    throw invalid({ metadata: "The metadata must be a valid JSON string." });
  }
  if (pairs.length > 50) throw invalid({ metadata: "The metadata may not have more than 50 items." });
  if (pairs.some(([key, value]) => key.length > 20 || String(value).length > 100))
    throw invalid({ metadata: "The metadata keys may not be greater than 20 characters and the values than 100." });
  return Object.fromEntries(pairs.map(([key, value]) => [key, cleanText(String(value))]));
}
