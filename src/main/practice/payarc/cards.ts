import type { Answer } from "../sending";
import { createHmac } from "node:crypto";
import { luhn } from "../../../shared/card";
import type { Book, CardRow, TokenRow } from "./book";
import { one, showToken } from "./show";
import { Refusal, validate, type Call, type Fields } from "./requests";
import { checkAddress, effectOfCard, effectOfCvv, type AvsResult, type CardEffect, type CvvEffect } from "./scenarios";

/** POST tokens: the thirteen fields of docs/payarc.md, seed 003. */
export function createToken(book: Book, call: Call, now: number): Answer {
  const { fields } = call;
  validate(fields, {
    ...CARD_RULES,
    card_source: { required: true, oneOf: SOURCES },
    authorize_card: { oneOf: ["0", "1"] },
  });
  const read = readCard(book, fields);
  // A wrong CVV is refused here, before any charge (docs/payarc.md 4.1, 7).
  if (read.effect?.kind === "invalid") throw new Refusal(409, "Invalid Card");
  if (read.cvv?.kind === "invalid") throw new Refusal(409, "Invalid CVV");
  const authorized = fields.get("authorize_card") === "1";
  if (authorized && read.effect?.kind === "decline") throw new Refusal(409, read.effect.message);
  const result = authorized ? checked(addressCheck(read.row, fields), read.cvv) : NOT_CHECKED;
  return book.transaction(() => {
    const card = book.add("cards", "card", {
      ...read.row,
      ...result,
      is_verified: authorized ? 1 : 0,
      created_at: now,
      updated_at: now,
    });
    const token = book.add("tokens", "token", { card_id: card.id, used: 0, created_at: now });
    return { status: 201, body: one(showToken(token, card), []) };
  });
}

/**
 * Spends a token and answers its card. Throws Refusal 404 when it is not known or already used (docs/payarc.md 4.1).
 */
export function spendToken(book: Book, tokenId: string): CardRow {
  const token: TokenRow | null = book.byId("tokens", tokenId);
  const card = token === null ? null : book.byId("cards", token.card_id);
  if (token === null || token.used === 1 || card === null)
    throw new Refusal(404, "The requested token_id is not valid or already used");
  book.change("tokens", token.id, { used: 1 });
  return card;
}

const SOURCES = ["MANUAL", "PHONE", "MAIL", "INTERNET", "SWIPE"];

/** Real people's names have apostrophes, points and hyphens, whatever the documents say (docs/payarc.md 19). */
const PERSON = /^[\p{L}\p{M} .,'’&-]+$/u;
const DIGITS_3_4 = /^\d{3,4}$/;

/** For a keyed card, on a token or on a charge. */
export const CARD_RULES = {
  card_source: { oneOf: SOURCES },
  card_number: {
    required: true,
    pattern: /^\d{14,19}$/,
    sentence: "The card number must be between 14 and 19 digits.",
  },
  exp_month: { required: true, pattern: /^(0[1-9]|1[0-2])$/, sentence: "The exp month does not match the format m." },
  exp_year: { required: true, pattern: /^(\d{2}|\d{4})$/, sentence: "The exp year must be between 2 and 4 digits." },
  cvv: { pattern: DIGITS_3_4, sentence: "The cvv must be between 3 and 4 digits." },
  card_holder_name: { min: 2, max: 30, pattern: PERSON },
  address_line1: { max: 200 },
  address_line2: { max: 200 },
  city: { max: 50 },
  state: { max: 50 },
  zip: { min: 2, max: 10, pattern: /^[\dA-Za-z -]+$/ },
  country: { max: 50 },
} as const;

export const CVV_RULE = { cvv: CARD_RULES.cvv } as const;

const NOT_CHECKED = { avs_status: null, cvc_status: null, street_passed: 0, zip_passed: 0 };

export interface ReadCard {
  readonly row: Partial<CardRow> &
    Pick<CardRow, "brand" | "first6" | "last4" | "same_number" | "exp_month" | "exp_year">;
  readonly effect: CardEffect | null;
  readonly cvv: CvvEffect | null;
}

/**
 * The card of a request without its number and code.
 * SECURITY: this is the only place where Training looks at a card number or a CVV. Nothing that it answers holds
 * either.
 */
export function readCard(book: Book, fields: Fields): ReadCard {
  const number = fields.get("card_number") ?? "";
  const effect = effectOfCard(number) ?? (luhn(number) ? null : { kind: "invalid" as const });
  const cvv = effectOfCvv(number, fields.get("cvv") ?? null);
  const month = fields.get("exp_month") ?? "";
  const typedYear = fields.get("exp_year") ?? "";
  const year = typedYear.length === 2 ? `20${typedYear}` : typedYear;
  const holder = fields.get("card_holder_name") ?? null;
  const hash = (text: string) => createHmac("sha256", book.fingerprintKey()).update(text).digest();
  const sameNumber = hash(number).toString("hex");
  return {
    effect,
    cvv,
    row: {
      style: "new",
      brand: brandLetter(number),
      first6: number.slice(0, 6),
      last4: number.slice(-4),
      exp_month: month,
      exp_year: year,
      same_number: sameNumber,
      fingerprint: asId(hash(`${sameNumber}|${month}|${year}|${(holder ?? "").toLowerCase()}`)),
      effect: effect === null ? null : JSON.stringify(effect),
      cvv_effect: cvv === null ? null : JSON.stringify(cvv),
      card_source: fields.get("card_source") ?? null,
      holder,
      address1: fields.get("address_line1") ?? null,
      address2: fields.get("address_line2") ?? null,
      city: fields.get("city") ?? null,
      state: fields.get("state") ?? null,
      zip: fields.get("zip") ?? null,
      country: fields.get("country") ?? null,
      is_default: 0,
      is_verified: 0,
      ...NOT_CHECKED,
      ...binOf(effect),
    },
  };
}

function binOf(effect: CardEffect | null): Pick<CardRow, "card_type" | "bin_country" | "bank_name" | "bank_phone"> {
  if (effect?.kind === "bin")
    return {
      card_type: effect.type,
      bin_country: effect.country,
      bank_name: "PRACTICE BANK",
      bank_phone: "8005550199",
    };
  return { card_type: "credit", bin_country: "UNITED STATES", bank_name: "PRACTICE BANK", bank_phone: "8005550199" };
}

/**
 * V Visa, M Mastercard, X Amex, R Discover (with Diners and UnionPay on its network), J JCB (docs/payarc.md 7); U: none
 * of these.
 */
function brandLetter(number: string): string {
  if (number.startsWith("4")) return "V";
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(number)) return "M";
  if (/^3[47]/.test(number)) return "X";
  if (number.startsWith("35")) return "J";
  if (/^(6011|64[4-9]|65|62|30[0-5]|3095|36|38|39)/.test(number)) return "R";
  return "U";
}

const FINGERPRINT_LETTERS = "0159LMNPmvy2";

function asId(hash: Buffer): string {
  return Array.from(hash.subarray(0, 16), (byte) => FINGERPRINT_LETTERS[byte % FINGERPRINT_LETTERS.length]).join("");
}

/** What the checks say, as it is shown on a card. */
export type Checked = Pick<CardRow, "avs_status" | "cvc_status" | "street_passed" | "zip_passed">;

/** The address check of a card, with the address of the charge where the card has none. */
export function addressCheck(card: Partial<CardRow>, fields: Fields): AvsResult {
  return checkAddress(card.address1 ?? fields.get("address_line1") ?? null, card.zip ?? fields.get("zip") ?? null);
}

/** What the checks of address and CVV came to, as a row of the book has it. */
export function checked(avs: AvsResult, cvv: CvvEffect | null): Checked {
  const letter = cvv === null ? null : cvv.kind === "letter" ? cvv.letter : "N";
  return { avs_status: avs.letter, cvc_status: letter, street_passed: avs.street ? 1 : 0, zip_passed: avs.zip ? 1 : 0 };
}

/**
 * A card past its month. The sandbox cards never are: the documents' own examples are dated 12/2025 (docs/payarc.md
 * 13).
 */
export function isPast(card: CardRow, nowMs: number): boolean {
  if (card.effect !== null && (JSON.parse(card.effect) as CardEffect).kind === "approve") return false;
  return Date.UTC(Number(card.exp_year), Number(card.exp_month), 1) <= nowMs;
}
