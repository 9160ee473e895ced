import creditCardType from "credit-card-type";
import { z } from "zod";
import { CARD_NUMBER, CVV, LONGEST_ZIP, SHORTEST_ZIP } from "./charge-limits";
import { oneLine } from "./one-line";
import { brandWords } from "./words/questions";

/** The brands that the processors name; everything else is `unknown` and is shown as it came (brand-words.ts). */
export const BRANDS = [
  "visa",
  "mastercard",
  "amex",
  "discover",
  "diners",
  "jcb",
  "unionpay",
  "maestro",
  "elo",
  "unknown",
] as const;
export const Brand = z.enum(BRANDS);
export type Brand = z.infer<typeof Brand>;

export const BRAND_NAMES: Readonly<Record<Brand, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "Amex",
  discover: "Discover",
  diners: brandWords.diners,
  jcb: "JCB",
  unionpay: "UnionPay",
  maestro: "Maestro",
  elo: "Elo",
  unknown: brandWords.unknown,
};

const FROM_LIBRARY: Readonly<Record<string, Brand>> = {
  visa: "visa",
  mastercard: "mastercard",
  "american-express": "amex",
  discover: "discover",
  "diners-club": "diners",
  jcb: "jcb",
  unionpay: "unionpay",
};

/** A card as a person types it. Lives in memory for the length of one request, is never stored (PCI DSS 3.3). */
export const CardEntry = z.object({
  /** Text, because a number would lose leading zeros. */
  number: z.string().regex(CARD_NUMBER),
  /** Two digits, "01" to "12". */
  expMonth: z.string().regex(/^(0[1-9]|1[0-2])$/),
  /** Four digits. */
  expYear: z.string().regex(/^20\d\d$/),
  /** `null` is "not given", chosen on purpose. */
  cvv: z.string().regex(CVV).nullable(),
  holder: oneLine().min(1).max(60).nullable(),
  addressLine1: oneLine().min(1).max(200).nullable(),
  addressLine2: oneLine().min(1).max(200).nullable(),
  city: oneLine().min(1).max(50).nullable(),
  state: oneLine().min(1).max(50).nullable(),
  zip: oneLine().min(SHORTEST_ZIP).max(LONGEST_ZIP).nullable(),
  country: oneLine().min(1).max(50).nullable(),
});
export type CardEntry = z.infer<typeof CardEntry>;

export interface BrandRules {
  readonly brand: Brand;
  /** Lengths that a complete number can have. */
  readonly lengths: readonly number[];
  /** Where the groups break: 4-4-4-4, Amex 4-6-5. */
  readonly gaps: readonly number[];
  readonly cvvLength: 3 | 4;
}

const ANY_CARD: BrandRules = {
  brand: "unknown",
  lengths: [14, 15, 16, 17, 18, 19],
  gaps: [4, 8, 12, 16],
  cvvLength: 3,
};

/** What the first digits say about a card: brand, lengths, grouping, CVV length. Unknown until they decide. */
export function brandRules(digits: string): BrandRules {
  if (digits === "") return ANY_CARD;
  const found = creditCardType(digits).filter((type) => FROM_LIBRARY[type.type] !== undefined);
  const first = found[0];
  if (!first || found.length > 1) return ANY_CARD;
  return {
    brand: FROM_LIBRARY[first.type] ?? "unknown",
    lengths: first.lengths.filter((length) => length >= 14),
    // A number longer than usual goes on with a group of its own.
    gaps: first.gaps.at(-1) === 12 ? [...first.gaps, 16] : first.gaps,
    cvvLength: first.code.size === 4 ? 4 : 3,
  };
}

/** The Luhn check of ISO/IEC 7812-1. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    if (digit < 0 || digit > 9) return false;
    const doubled = digit * 2;
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** True when the digits have a length of their brand and pass the Luhn check. */
export function isCompleteNumber(digits: string): boolean {
  return brandRules(digits).lengths.includes(digits.length) && luhn(digits);
}

/**
 * True when no further digit could belong to this number: complete, at the brand's greatest length (or its usual 16).
 */
export function isFinishedNumber(digits: string): boolean {
  const { brand, lengths } = brandRules(digits);
  if (brand === "unknown" || !isCompleteNumber(digits)) return false;
  const usual = brand === "amex" ? 15 : 16;
  return digits.length === usual || digits.length === Math.max(...lengths);
}

/** `"4012000098765439"` -> `"4012 0000 9876 5439"`, Amex in 4-6-5. */
export function groupNumber(digits: string): string {
  const { gaps } = brandRules(digits);
  let text = "";
  for (let at = 0; at < digits.length; at++) text += (gaps.includes(at) ? " " : "") + digits[at];
  return text;
}

/** The only part of a card number that may be kept or shown (PCI DSS 3.4). */
export function lastFour(digits: string): string {
  return digits.slice(-4);
}

export interface Expiry {
  /** "01" to "12" */
  readonly month: string;
  /** four digits */
  readonly year: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads an expiry in every form that cards, people and form fillers write: 1229, 12/29, 12 / 2029, 1/29, 12-2029,
 * 122029, 2029-12, Dec 2029, "exp. 12/29", 31/12/2029, 2029-12-31, full-width signs. Answers `null` when it is not (yet)
 * one, or may be two: 01/02/2029. `129` waits: it may become 12/9x.
 */
export function readExpiry(text: string): Expiry | null {
  const plain = text
    .slice(0, 60)
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^(?:valid|good|card)?[ .]*(?:exp(?:iry|ires|iration)?|thru|through|until)?[ .]*(?:date)?[ .:]*/, "")
    .replace(/(?<![a-z])([a-z]{3})[a-z]*\.?,?[ /-]*(?=(?:20)?\d\d$)/, (all, name: string) => {
      const at = MONTHS.indexOf(name);
      return at < 0 ? all : `${String(at + 1).padStart(2, "0")}/`;
    });
  const whole = wholeDate(plain);
  const yearFirst = /^(20\d\d)(?:\s*[/.-]\s*|\s+)(\d{1,2})$/.exec(plain);
  const split = /^(\d{1,2})(?:\s*[/.-]\s*|\s+)(\d{2}|20\d\d)$/.exec(plain);
  const joined = /^(\d{2})(\d{2}|20\d\d)$/.exec(plain);
  const month = whole?.month ?? yearFirst?.[2] ?? split?.[1] ?? joined?.[1];
  const year = whole?.year ?? yearFirst?.[1] ?? split?.[2] ?? joined?.[2];
  if (month === undefined || year === undefined) return null;
  const number = Number(month);
  if (number < 1 || number > 12) return null;
  return { month: String(number).padStart(2, "0"), year: year.length === 2 ? `20${year}` : year };
}

/** A date with its day, as form fillers write it; null when day and month could be either. */
function wholeDate(plain: string): { month: string; year: string } | null {
  const iso = /^(20\d\d)[-/.](\d{1,2})[-/.]\d{1,2}$/.exec(plain);
  if (iso) return { year: iso[1] ?? "", month: iso[2] ?? "" };
  const [, one = "", other = "", year = ""] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](20\d\d)$/.exec(plain) ?? [];
  if (year === "") return null;
  if (Number(one) > 12 || one === other) return { month: other, year };
  return Number(other) > 12 ? { month: one, year } : null;
}

/** A card is good to the last day of its month. `now` is epoch ms; the month is taken in local time, as on the card. */
export function isExpired(expMonth: string, expYear: string, now: number): boolean {
  return new Date(Number(expYear), Number(expMonth), 1).getTime() <= now;
}

/** `"12"`, `"2029"` -> `"12/29"`. Parts that are not numbers are shown as they came. */
export function expiryText(expMonth: string | null, expYear: string | null): string {
  if (!expMonth || !expYear) return "";
  return `${expMonth.padStart(2, "0")}/${expYear.slice(-2)}`;
}
