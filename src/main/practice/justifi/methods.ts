import { luhn } from "../../../shared/card";
import { cleanTexts } from "../../base/clean-texts";
import type { Book, Method } from "./book";
import { newId } from "./ids";
import { notFound, Refusal, wrong } from "./refusal";
import { scenarioOfCard } from "./scenarios";

type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : typeof value === "number" ? String(value) : null;

/** The payment method of a request: a token of one that is there, or a card typed in, where those are allowed. */
export function methodOf(book: Book, given: unknown, rawCards: boolean, now: number): Method {
  if (!isJson(given)) throw wrong("payment_method_required", "Payment method is required", "payment_method");
  const token = textOf(given["token"]);
  if (token !== null) {
    const found = book.method(token);
    if (!found)
      throw new Refusal(404, "payment_method_not_found", "Payment method not found", { param: "payment_method_token" });
    // What comes of charging such a one is not documented; here it is refused.
    if (found.invalidReason !== null)
      throw wrong("invalid_parameter", "Payment method is invalid", "payment_method_token");
    return found;
  }
  const card = given["card"];
  if (!isJson(card))
    throw wrong("payment_method_token_required", "Payment method token is required", "payment_method_token");
  if (!rawCards)
    throw new Refusal(400, "full_pan_not_allowed", "Sending the full card number is not allowed for this account");
  return readCard(book, card, now);
}

/**
 * A card without its number and code.
 * SECURITY: this is the only place where the practice server looks at a card number or a CVV. Nothing that it answers
 * holds either.
 */
export function readCard(book: Book, card: Json, now: number, id: string = newId("pm")): Method {
  const number = textOf(card["number"]) ?? "";
  const name = textOf(card["name"]);
  const month = textOf(card["month"]);
  const year = textOf(card["year"]);
  const code = textOf(card["verification"]);
  if (name === null) throw wrong("card_name_required", "Card name is required", "name");
  if (number === "") throw wrong("card_number_required", "Card number is required", "number");
  if (month === null || !/^(0?[1-9]|1[0-2])$/.test(month)) throw wrong("month_invalid", "Month is invalid", "month");
  if (year === null || !/^(20)?\d\d$/.test(year)) throw wrong("year_invalid", "Year is invalid", "year");
  if (code !== null && !/^\d{3,4}$/.test(code))
    throw wrong("verification_invalid", "Verification is invalid", "verification");
  const postalCode = textOf(card["address_postal_code"]);
  if (postalCode === null || !/^[\dA-Za-z -]{2,10}$/.test(postalCode))
    throw wrong("postal_code_invalid", "Postal code is invalid", "address_postal_code");
  // 402 stands for a tokenisation failure too (docs/justifi.md 5).
  if (!/^\d{13,19}$/.test(number) || !luhn(number))
    throw new Refusal(402, "card_number_invalid", "Credit Card Number Invalid (Failed LUHN checksum)");
  const fullYear = year.length === 2 ? `20${year}` : year;
  const past = Date.UTC(Number(fullYear), Number(month), 1) <= now;
  return {
    id,
    brand: brandOf(number),
    last4: number.slice(-4),
    name: cleanTexts(name),
    month: String(Number(month)),
    year: fullYear,
    postalCode,
    line1: cleanTexts(textOf(card["address_line1"])),
    signature: book.hash(`card ${number}`).slice(0, 22),
    scenario: scenarioOfCard(number, code !== null) ?? (past ? "expired_card" : null),
    invalidReason: null,
    createdAt: now,
  };
}

/** GET payment_methods/{token}. Throws Refusal 404. */
export function findMethod(book: Book, id: string): Method {
  const found = book.method(id);
  if (!found) throw notFound();
  return found;
}

function brandOf(number: string): string {
  if (number.startsWith("4")) return "visa";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^3[47]/.test(number)) return "american_express";
  if (/^6(011|4[4-9]|5)/.test(number)) return "discover";
  throw new Refusal(402, "invalid_card_brand", "Card brand is not supported");
}
