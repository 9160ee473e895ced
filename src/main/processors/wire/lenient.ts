import { NO_CURRENCY, USD, type Currency } from "../../../shared/currency";
import { MAX_CENTS, type Cents } from "../../../shared/money";
import { withoutHiddenSigns } from "../../../shared/hidden-signs";
import { cut, redact } from "../../../shared/redact";
import { cleanId, cleanText } from "../../base/clean-texts";

/**
 * Lenient readers for what processors send: the same field comes as number, text, null, "" or not at all. Each turns
 * what it cannot read into null and never throws; what a null means is decided by whoever reads.
 */

/** The longest text that is read, in characters: a person reads it, on a screen. */
const LONGEST_TEXT = 500;

/**
 * Text, or a whole number as text; "" and everything else is null. SECURITY: what is longer than LONGEST_TEXT is cut
 * here, before anything is done with it.
 */
export function text(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== "string") return null;
  return cut(value, LONGEST_TEXT).trim() || null;
}

/** A whole number, also as text. MONEY: a fraction or garbage is absent, never rounded. */
export function integer(value: unknown): number | null {
  if (typeof value === "string" && value.length <= 40 && /^-?\d{1,15}$/.test(value.trim())) return Number(value.trim());
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

/** An amount in minor units: whole, 0 to MAX_CENTS, number or text. */
export function amount(value: unknown): Cents | null {
  const whole = integer(value);
  return whole !== null && whole >= 0 && whole <= MAX_CENTS ? (whole as Cents) : null;
}

/** 0/1, "0"/"1", true/false. */
export function flag(value: unknown): boolean | null {
  const word = typeof value === "string" ? value.slice(0, 40).trim().toLowerCase() : value;
  if (word === 1 || word === true || word === "1" || word === "true" || word === "yes") return true;
  if (word === 0 || word === false || word === "0" || word === "false" || word === "no") return false;
  return null;
}

/** Epoch ms from "YYYY-MM-DD hh:mm:ss" (UTC, with or without saying so) or ISO 8601. */
export function timeOfText(written: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(?:Z| ?UTC|([+-]\d\d):?(\d\d))?$/.exec(written);
  if (!parts) return null;
  const [, day = "", clock = "", fraction = "", hours, minutes = ""] = parts;
  const at = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}${hours === undefined ? "Z" : `${hours}:${minutes}`}`);
  return Number.isNaN(at) ? null : at;
}

const EARLIEST_SECONDS = 100_000_000;
const LATEST_SECONDS = 99_999_999_999;

/** Epoch ms from epoch seconds, number or text, or from what `timeOfText` reads. */
export function time(value: unknown): number | null {
  if (typeof value === "number" || (typeof value === "string" && /^\d{9,11}$/.test(value.trim()))) {
    const seconds = Number(value);
    return seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS ? Math.round(seconds * 1000) : null;
  }
  return typeof value === "string" ? timeOfText(value.trim()) : null;
}

export type Raw = Readonly<Record<string, unknown>>;

/** A JSON object: no array, no null. */
export function isRecord(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The field is there and says something, but nothing that `read` can read: an amount, unless told otherwise. */
export function garbled(raw: Raw, field: string, read: (value: unknown) => unknown = amount): boolean {
  const value = raw[field];
  const empty =
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0);
  return !empty && read(value) === null;
}

/** The longest code of a currency that is shown. */
const LONGEST_CURRENCY = 12;

/**
 * The currency that a field names, in capitals. MONEY: where it names none it is what the account charges, US dollars
 * (docs/payarc.md 8; docs/justifi.md 3); where it cannot be read it is no currency, and no amount is made of it.
 */
export function readCurrency(raw: Raw, field = "currency"): Currency {
  if (garbled(raw, field, text)) return NO_CURRENCY;
  const word = text(raw[field]);
  return word === null ? USD : redact(word, LONGEST_CURRENCY).toUpperCase();
}

/** Whether a field says something at all: `false`, 0 and what is empty do not. */
export function isSaid(raw: Raw, field: string): boolean {
  const value = raw[field];
  if (typeof value === "string") return value.trim() !== "";
  return Array.isArray(value) || isRecord(value) ? Object.keys(value).length > 0 : Boolean(value);
}

/**
 * What people wrote, as it is but for card numbers and signs that turn or hide text: SECURITY: free text from the wire is shown, printed and kept, and a
 * card number typed into a description must not travel on. It is cut to LONGEST_TEXT first.
 */
export function safe(value: string | null): string | null {
  return value === null ? null : clean(value, LONGEST_TEXT);
}

const clean = (value: string, most: number): string => cleanText(cut(value, most));

/** What the processor itself says. SECURITY: it may quote what was sent to it, the CVV too. */
export function safeWords(value: string | null): string | null {
  return value === null ? null : redact(withoutHiddenSigns(cut(value, LONGEST_TEXT)), LONGEST_TEXT);
}

/** A mark that the processor made, such as a card's fingerprint: as it is, or it would mean nothing. */
export function safeMark(value: string | null): string | null {
  return value === null ? null : cleanId(value);
}

/**
 * The most refunds of one payment, or cards of one customer, that are read. MONEY: a payment with more is not read at
 * all: what is left of it would not be known.
 */
export const MOST_PARTS = 500;

/** How many pairs of metadata are read. */
const MOST_PAIRS = 200;
const LONGEST_NAME = 100;

/** The pairs of metadata that have a text, made safe, names too. */
export function safePairs(pairs: readonly (readonly [name: string, value: string | null])[]): Record<string, string> {
  return Object.fromEntries(
    pairs
      .slice(0, MOST_PAIRS)
      .flatMap(([name, value]) => (value === null ? [] : [[clean(name, LONGEST_NAME), clean(value, LONGEST_TEXT)]])),
  );
}

/** SECURITY: exactly four digits or nothing, so that a full number put here by mistake goes no further. */
export function readLast4(value: unknown): string | null {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 9999)
    return String(value).padStart(4, "0");
  const written = text(value);
  return written !== null && /^\d{4}$/.test(written) ? written : null;
}

export function readMonth(value: string | null): string | null {
  return value !== null && /^(0?[1-9]|1[0-2])$/.test(value) ? value.padStart(2, "0") : null;
}

export function readYear(value: string | null): string | null {
  if (value === null) return null;
  return /^\d{4}$/.test(value) ? value : /^\d{2}$/.test(value) ? `20${value}` : null;
}

/**
 * Ids are letters and digits; anything else names nothing that we could ask for again.
 * SECURITY: nor is a run of digits as long as a card number one.
 */
export function readId(value: string | null): string | null {
  return value !== null && /^[A-Za-z0-9_-]{1,64}$/.test(value) && !/^\d{13,19}$/.test(value) ? value : null;
}

/** How many names of an object `shape` tells, by how deep it lies. */
const NAMES: readonly number[] = [60, 40, 10, 5];

/** The names and types in an answer, for the log. SECURITY: no values, nor names that could be one. */
export function shape(value: unknown, depth = 0): string {
  if (value === null) return "null";
  const most = NAMES[depth];
  if (Array.isArray(value))
    return value.length === 0 ? "[]" : `[${most === undefined ? "…" : shape(value[0], depth + 1)} ×${value.length}]`;
  if (typeof value !== "object") return typeof value;
  if (most === undefined) return "{…}";
  const names = Object.entries(value).slice(0, most);
  return `{${names.map(([name, each]) => `${/^(?!.*\d{4})\w{1,40}$/.test(name) ? name : "?"}:${shape(each, depth + 1)}`).join(",")}}`;
}
