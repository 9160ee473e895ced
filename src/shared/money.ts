import { z } from "zod";

/**
 * Money is whole cents, never a float: PayArc's own error list shows what floats do to it
 * ("57679.99999999999 is not valid", docs/payarc.md, seed 001). 99,999,999 cents is the largest charge (docs/payarc.md,
 * seed 001).
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

/** `1200` -> `"$12.00"`: an amount in cents as people read it. */
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
 * What the hand has typed into the Amount field: digits fill from the right (1 2 5 0 = 12.50) until a point is typed,
 * from then on they are dollars and cents as written (docs/design.md, the order screen).
 */
export type AmountTyped = string;

/** Adds the signs of a text, key by key, to what was typed. Anything that is no digit and no first point is dropped. */
export function typeAmount(typed: AmountTyped, text: string): AmountTyped {
  let next = typed;
  for (const sign of text) {
    if (sign === "." && !next.includes(".")) {
      const pointed = `${next.replace(/^0+/, "") || "0"}.`;
      if (amountTypedToCents(pointed) !== null) next = pointed;
    } else if (/\d/.test(sign)) {
      const point = next.indexOf(".");
      if (point >= 0 && next.length - point > 2) continue;
      const grown = next === "0" ? sign : next + sign;
      if (amountTypedToCents(grown) !== null) next = grown;
    }
  }
  return next;
}

/**
 * What a pasted text makes of what was typed; `null` when it is not for sure an amount. Digits alone go on as if typed;
 * an amount as written ("$1,250.00", "12.5", "1.250,50") takes the place of what was there. MONEY: "1.250" may be 1250
 * or 1.25, so it is not read.
 */
export function pasteAmount(typed: AmountTyped, text: string): AmountTyped | null {
  const plain = text.normalize("NFKC").trim();
  if (/^\d+$/.test(plain)) {
    const whole = typed + plain;
    const fits = amountTypedToCents(whole) !== null && !/\.\d{3}/.test(whole);
    return fits ? typeAmount(typed, plain) : null;
  }
  const written = plain.replace(/^(?:US)?\$\s*|^USD\s*/i, "").replace(/\s*(?:USD|\$)$/i, "");
  // Commas for the cents, as in most of Europe: only where it can be read in no other way.
  const mirrored = /^(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}$/.test(written)
    ? written.replace(/[.,]/g, (sign) => (sign === "." ? "," : "."))
    : written;
  const value = textToCents(mirrored);
  return value === null ? null : centsToText(value).replaceAll(",", "");
}

/** One Backspace. */
export function untypeAmount(typed: AmountTyped): AmountTyped {
  return typed.slice(0, -1);
}

/** The cents that the typed text stands for; `null` when it would be over MAX_CENTS. Empty is 0. */
export function amountTypedToCents(typed: AmountTyped): Cents | null {
  const [whole = "", fraction] = typed.split(".");
  const digits = fraction === undefined ? whole : whole + fraction.slice(0, 2).padEnd(2, "0");
  const value = Number(digits || "0");
  return Number.isSafeInteger(value) && value <= MAX_CENTS ? (value as Cents) : null;
}

/** How the field shows what was typed: `"12500"` -> `"125.00"`, `"12."` -> `"12."`, `""` -> `""`. */
export function showAmountTyped(typed: AmountTyped): string {
  if (typed === "") return "";
  const [whole = "", fraction] = typed.split(".");
  if (fraction === undefined) return centsToText(Number(whole));
  return `${groupThousands(whole || "0")}.${fraction}`;
}

function groupThousands(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
