import { z } from "zod";
import { customerTitle, KeptCard, type Customer, type CustomerLine } from "../../shared/customer";
import { keptText } from "../storage/copy-limit";
import { fold, type Findable } from "../search/clues";

const KeptCards = z.array(KeptCard);

/** One customer as it is written to the directory. */
export interface Kept extends Findable {
  /** What lists are ordered by; customers without a name come last. */
  readonly sort: string;
  readonly cards: string;
  readonly cardCount: number;
  /**
   * Expiry of the card that a charge would use, as the number 202912; null when there is no such card or it does not
   * say.
   */
  readonly usualExpires: number | null;
  readonly noDefault: boolean;
}

/** Nobody chooses among more cards of one customer. */
const MOST_CARDS = 100;

/**
 * What of a customer is kept. Texts and cards are cut: a processor may send any number of any length. SECURITY:
 * no text keeps a card number.
 */
export function keep(from: Customer): Kept {
  const customer = { ...from, name: keptText(from.name), email: keptText(from.email), phone: keptText(from.phone) };
  const cards: KeptCard[] = customer.cards
    .slice(0, MOST_CARDS)
    .map(({ id, brand, last4, expMonth, expYear, isDefault }) => ({
      id,
      brand,
      // SECURITY: were a processor ever to send more than four digits here, no more than four are kept.
      last4: last4 === null ? null : last4.slice(-4),
      expMonth,
      expYear,
      isDefault,
    }));
  return {
    id: customer.id,
    name: customer.name,
    email: customer.email,
    phone: customer.phone,
    last4s: last4sOf(cards),
    sort: (customer.name ? "" : "\u{10FFFF}") + fold(customerTitle(customer)),
    cards: JSON.stringify(cards),
    cardCount: cards.length,
    usualExpires: expiryNumber(usualCard(cards)),
    noDefault: cards.length > 0 && !cards.some((card) => card.isDefault),
  };
}

/** Columns in the order that `readLine` expects. */
export const LINE_COLUMNS = "row, id, name, email, phone, cards, used_at, sort";
/** Many lines as one text, which `readLines` expects: value by value they take twice as long to come out of SQLite. */
export const LINES = `json_group_array(json_array(${LINE_COLUMNS}))`;
export type LineRow = [
  row: number,
  id: string,
  name: string | null,
  email: string | null,
  phone: string | null,
  cards: string,
  usedAt: number | null,
  sort: string,
];

export interface Found {
  readonly line: CustomerLine;
  readonly cards: readonly KeptCard[];
  readonly last4s: readonly string[];
  readonly row: number;
  readonly usedAt: number | null;
  readonly sort: string;
}

export function readLine([row, id, name, email, phone, json, usedAt, sort]: LineRow): Found {
  const cards = KeptCards.parse(JSON.parse(json));
  return {
    row,
    usedAt,
    sort,
    cards,
    last4s: last4sOf(cards),
    line: { id, name, email, phone, card: usualCard(cards), cardCount: cards.length },
  };
}

export function readLines(row: unknown): Found[] {
  return listIn<LineRow>(row).map(readLine);
}

/** What `json_group_array` has gathered. */
export function listIn<T = number>(row: unknown): T[] {
  const [list] = row as [string];
  return JSON.parse(list) as T[];
}

function usualCard(cards: readonly KeptCard[]): KeptCard | null {
  return cards.find((card) => card.isDefault) ?? (cards.length === 1 ? (cards[0] ?? null) : null);
}

function last4sOf(cards: readonly KeptCard[]): string[] {
  return [...new Set(cards.map((card) => card.last4).filter((last4) => last4 !== null && last4 !== ""))] as string[];
}

function expiryNumber(card: KeptCard | null): number | null {
  const year = Number(card?.expYear);
  const month = Number(card?.expMonth);
  if (!card?.expYear || !Number.isInteger(year) || !Number.isInteger(month) || month < 1 || month > 12) return null;
  return (year < 100 ? 2000 + year : year) * 100 + month;
}
