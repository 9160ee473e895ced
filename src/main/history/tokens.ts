import { USD } from "../../shared/currency";
import { invoiceOf } from "../../shared/metadata";
import { phoneKey } from "../../shared/phone-abroad";
import { nameWords, wordsOf } from "../search/clues";
import type { Kept } from "./kept";

/**
 * The words under which a payment stands in the full-text index. A token is one letter for the field, then the text: n
 * name · e e-mail · p phone · l last four · a amount in cents · c approval code · i id · r reference · v invoice
 * number · s status · b brand · h channel · k customer · w who (operator, desk) · m currency, where it
 * is not US dollars.
 */
export type Field = "n" | "e" | "p" | "l" | "a" | "c" | "i" | "r" | "v" | "s" | "b" | "h" | "k" | "w" | "m";

/** All tokens of a payment, always in the same order for the same payment. */
export function tokensOf(kept: Kept): string {
  const tokens = new Set<string>();
  const add = (field: Field, text: string | null): void => {
    const plain = text === null ? "" : plainOf(text);
    if (plain !== "") tokens.add(field + plain);
  };
  for (const name of [kept.holder, kept.metadata["name"] ?? null]) {
    if (name !== null) for (const word of nameWords(name)) tokens.add(`n${word}`);
  }
  if (kept.description !== null) for (const word of wordsOf(kept.description).slice(0, 24)) tokens.add(`n${word}`);
  if (kept.email !== null) for (const piece of wordsOf(kept.email)) tokens.add(`e${piece}`);
  if (kept.phone !== null) {
    const digits = phoneKey(kept.phone);
    for (const part of [digits, digits.slice(-7), digits.slice(-4)]) if (part.length >= 4) add("p", part);
  }
  add("l", kept.last4);
  for (const cents of [kept.amount, kept.amountCaptured, kept.amountApproved, kept.amountRefunded])
    if (cents) add("a", String(cents));
  add("c", kept.authCode);
  add("i", kept.id);
  add("r", kept.reference);
  const invoice = invoiceOf(kept);
  add("v", invoice);
  // `INV-2026/1042` is found by each of its pieces as well.
  for (const word of wordsOf(invoice ?? "").slice(0, 24)) tokens.add(`v${word}`);
  add("s", kept.status);
  add("b", kept.brand);
  if (kept.brandRaw !== null) for (const word of wordsOf(kept.brandRaw)) tokens.add(`n${word}`);
  add("h", kept.channel ?? "elsewhere");
  add("k", kept.customerId);
  if (kept.currency !== USD) add("m", kept.currency);
  for (const who of [kept.operator, kept.desk])
    if (who !== null) for (const word of wordsOf(who)) tokens.add(`w${word}`);
  return [...tokens].join(" ");
}

/** Lower-case letters and digits only: what the index knows of a code, an id or a reference. */
export function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** A part of a question: the whole text in that field. Texts are letters and digits, so nothing needs escaping. */
export function whole(field: Field, text: string): string {
  return `"${field}${plainOf(text)}"`;
}

/** A part of a question: what begins with that text in that field. */
export function begins(field: Field, text: string): string {
  return `"${field}${plainOf(text)}"*`;
}

/** A question to the index of words: what has any of these. */
export function anyOf(terms: readonly string[]): string {
  return terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" OR ")})`;
}
