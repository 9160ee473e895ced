import { z } from "zod";
import { amountWords } from "./words/input";

/**
 * An amount is a whole number of minor units (cents), never a float: PayArc's own error list shows what floats do to
 * money ("57679.99999999999 is not valid"). 99,999,999 is the largest charge (both docs/payarc.md, seed 001).
 */
export const MAX_CENTS = 99_999_999;
export const Cents = z.number().int().min(0).max(MAX_CENTS).brand<"Cents">();
export type Cents = z.infer<typeof Cents>;

/** Whole cents as `Cents`. Throws a ZodError on a fraction, a negative number or more than MAX_CENTS. */
export function cents(value: number): Cents {
  return Cents.parse(value);
}

/** `125000` -> `"1,250.00"`: text of an amount in cents, without the currency sign. */
export function centsToText(value: number): string {
  const sign = value < 0 ? "-" : "";
  const digits = String(Math.abs(value)).padStart(3, "0");
  return `${sign}${groupThousands(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/**
 * `1200` -> `"$12.00"`: what this desk charges, in cents. What was read bears its own currency: `moneyText`
 * (currency.ts).
 */
export function dollars(value: number): string {
  return value < 0 ? `-$${centsToText(-value)}` : `$${centsToText(value)}`;
}

/**
 * `"12.5"`, `"$1,250.00"`, `"12"` (whole dollars) -> cents; `null` when the text is not an amount. No float on the way.
 */
export function textToCents(text: string): Cents | null {
  const plain = text.trim().replace(/^\$\s*/, "");
  const match = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d{0,2}))?$/.exec(plain);
  if (!match || !/\d/.test(plain)) return null;
  const whole = (match[1] ?? "").replaceAll(",", "");
  const value = Number(whole + (match[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(value) && value <= MAX_CENTS ? (value as Cents) : null;
}

/**
 * What the hand has typed into the Amount field. Digits alone fill from the right (1 2 5 0 = 12.50); with a point, a
 * comma or a minus among them it is an amount as people write it (docs/design.md, the order screen).
 */
export type AmountTyped = string;

/** Adds the signs of a text, key by key, to what was typed. A sign that no amount has, or that is too much, adds nothing. */
export function typeAmount(typed: AmountTyped, text: string): AmountTyped {
  let next = typed;
  // Full-width digits and points are digits and points too.
  for (const sign of text.normalize("NFKC")) {
    const grown = next === "0" && /\d/.test(sign) ? sign : next + sign;
    if (mayStand(grown)) next = grown;
  }
  return next;
}

/** Why this sign adds nothing to what was typed, in a few words beside the field. */
export function whyNotTyped(typed: AmountTyped, sign: string): string {
  if (/^\d$/.test(sign.normalize("NFKC")) && !/[.,]\d\d$/.test(typed))
    return amountWords.most({ most: dollars(MAX_CENTS) });
  return amountWords.digits;
}

/** Beside a field whose text can be read in two ways, or in none. */
export const UNCLEAR_AMOUNT = amountWords.unclear;

/** Whether this may be an amount, or the beginning of one. */
function mayStand(typed: AmountTyped): boolean {
  if (/^\d+$/.test(typed)) return Number(typed) <= MAX_CENTS;
  const whole = typed.replace(/[.,]\d{0,2}$/, "").replace(/\D/g, "");
  return /^-?\d{0,6}(?:[.,]\d{0,3}){0,3}$/.test(typed) && Number(whole) * 100 <= MAX_CENTS;
}

/**
 * What a pasted text makes of what was typed; `null` when it is not for sure an amount. Digits alone go on as if typed;
 * an amount as written ("$1,250.00", "12.5", "1.250,50") takes the place of what was there.
 */
export function pasteAmount(typed: AmountTyped, text: string): AmountTyped | null {
  const plain = text.normalize("NFKC").trim();
  if (/^\d+$/.test(plain)) {
    const whole = typed + plain;
    const fits = amountTypedToCents(whole) !== null && !/[.,]\d{3}/.test(whole);
    return fits ? typeAmount(typed, plain) : null;
  }
  const written = plain
    .replace(/^(?:US)?\$\s*|^USD\s*/i, "")
    .replace(/(?:USD|\$)$/i, "")
    .trimEnd();
  const value = /^\d+$/.test(written) ? textToCents(written) : writtenToCents(written);
  return value === null ? null : centsToText(value).replaceAll(",", "");
}

/** One Backspace. */
export function untypeAmount(typed: AmountTyped): AmountTyped {
  return typed.slice(0, -1);
}

/** The cents that the typed text stands for; `null` when that is not clear or over MAX_CENTS. Empty is 0. */
export function amountTypedToCents(typed: AmountTyped): Cents | null {
  if (!/^\d*$/.test(typed)) return writtenToCents(typed);
  const value = Number(typed || "0");
  return Number.isSafeInteger(value) && value <= MAX_CENTS ? (value as Cents) : null;
}

/**
 * An amount as people write it, with a point or a comma before the cents. MONEY: what can be read in two ways is not
 * read: "1.250" may be 1250 or 1.25. A comma before three digits parts thousands, as in the whole of this program.
 */
function writtenToCents(text: string): Cents | null {
  const match = /^(\d*(?:[.,]\d{3})*?)(?:([.,])(\d{0,2}))?$/.exec(text);
  const [, whole = "", decimal, fraction = ""] = match ?? [];
  if (!match || !/\d/.test(text)) return null;
  const marks = new Set(whole.replace(/\d/g, ""));
  const [mark] = marks;
  const grouped = mark === undefined || /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(whole);
  // Thousands and cents are never parted by the same sign, and thousands by one sign alone.
  if (!grouped || marks.size > 1 || (mark !== undefined && mark === decimal)) return null;
  if (mark === "." && decimal === undefined && whole.split(".").length === 2) return null;
  const value = Number(whole.replace(/\D/g, "") + fraction.padEnd(2, "0"));
  return Number.isSafeInteger(value) && value <= MAX_CENTS ? (value as Cents) : null;
}

/** Why nothing can be taken of what was typed, in a few words; null when it is an amount over nothing. */
export function amountTrouble(typed: AmountTyped): string | null {
  const value = amountTypedToCents(typed);
  return value === null ? UNCLEAR_AMOUNT : value === 0 ? amountWords.type : null;
}

/** How the field shows what was typed: `"12500"` -> `"125.00"`, `"12."` -> `"12."`, `"12,5"` as it is, `""` -> `""`. */
export function showAmountTyped(typed: AmountTyped): string {
  if (typed === "") return "";
  if (/^\d+$/.test(typed)) return centsToText(Number(typed));
  const pointed = /^(\d*)\.(\d{0,2})$/.exec(typed);
  return pointed ? `${groupThousands(pointed[1] || "0")}.${pointed[2]}` : typed;
}

/** `"1250"` -> `"1,250"`. */
export function groupThousands(whole: string): string {
  const head = whole.slice(0, whole.length % 3);
  return [head, ...(whole.slice(head.length).match(/.{3}/g) ?? [])].filter((part) => part !== "").join(",");
}
