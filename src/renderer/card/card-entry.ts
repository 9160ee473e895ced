import { brandRules, groupNumber, isCompleteNumber, isExpired, luhn, readExpiry } from "../../shared/card";
import { cardWords } from "../../shared/words/card";

const words = cardWords.trouble;

/** How far ahead an expiry may lie before somebody should look at it again, in years. */
export const FAR_YEARS = 15;

/** What is typed into the card fields, as pure functions: nothing here keeps anything. */

/** The digits of a text; full-width ones are digits too. */
export function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}

/** The digits of a card number field, at most as many as its brand can have. */
export function cardDigits(text: string): string {
  const digits = digitsOf(text);
  const { brand, lengths } = brandRules(digits);
  const most = brand === "unknown" ? 19 : Math.max(...lengths);
  return digits.slice(0, most);
}

/** Where the caret belongs in a grouped number once `count` digits stand before it. */
export function caretAfter(grouped: string, count: number): number {
  let seen = 0;
  for (let at = 0; at < grouped.length; at++) {
    if (seen === count) return at;
    if (grouped[at] !== " ") seen += 1;
  }
  return grouped.length;
}

/**
 * Which characters of a grouped number stay readable: the last group begun, and of it at most the last four digits
 * (PCI DSS 3.4.1). One flag a character; spaces are always readable.
 */
export function readable(grouped: string): readonly boolean[] {
  const lastGroup = grouped.lastIndexOf(" ") + 1;
  const from = Math.max(lastGroup, grouped.length - 4);
  return Array.from(grouped, (sign, at) => sign === " " || at >= from);
}

/** Why a number cannot be charged, in a few words; null when it can. Empty is for the caller to judge. */
export function numberTrouble(digits: string): string | null {
  if (digits === "" || isCompleteNumber(digits)) return null;
  const { brand, lengths } = brandRules(digits);
  const least = Math.min(...lengths);
  if (digits.length < least)
    return brand === "unknown"
      ? words.tooShort
      : words.digits({
          is: digits.length,
          of: brand === "amex" ? 15 : Math.max(least, Math.min(16, Math.max(...lengths))),
        });
  return luhn(digits) ? words.wrongLength : words.wrongDigit;
}

/**
 * What the expiry field shows after a key: `1229` -> `12 / 29`, `4` -> `04 / `, `12/2029` -> `12 / 2029`, `2029-12` as
 * it is typed. `deleting` is true after Backspace, so that the slash can be removed.
 */
export function showExpiry(text: string, deleting: boolean): string {
  const plain = text.normalize("NFKC").trimStart();
  // What a form filler or a person wrote in words, or with its day, is read on leaving; nothing of it is taken out.
  if (/[^\d\s/.-]/.test(plain) || /^\d+[-/.]\d+[-/.]\d/.test(plain))
    return readExpiry(plain) ? tidyExpiry(plain) : text;
  if (deleting) return plain.replace(/[\s/]+$/, "");
  const yearFirst = /^(20\d\d)\s*[-/.]\s*(\d{0,2})/.exec(plain);
  if (yearFirst) return `${yearFirst[1]}-${yearFirst[2]}`;
  const [first = "", ...rest] = plain.split(/[^\d]+/);
  const parted = /^\d{1,2}[^\d]/.test(plain);
  // `13/29`, and the slash typed behind a 13 that was shown as "01 / 3": a month that there is not. It stays as typed
  // and is told on leaving.
  const noMonth = /^(?:(1[3-9])|01 \/ ([3-9]))[-/. ]+(\d*)$/.exec(plain);
  if (noMonth) return `${noMonth[1] ?? `1${noMonth[2] ?? ""}`} / ${(noMonth[3] ?? "").slice(0, 4)}`;
  let month = first.slice(0, 2);
  let year = (first.slice(2) + rest.join("")).slice(0, 4);
  if (parted && first.length === 1) {
    if (first === "0") return "0";
    month = `0${first}`;
    year = rest.join("").slice(0, 4);
  } else if (/^[2-9]/.test(first)) {
    month = `0${first[0]}`;
    year = (first.slice(1) + rest.join("")).slice(0, 4);
  } else if (/^1[3-9]/.test(first)) {
    // 13 to 19 is no month: it was 1, and the year has begun.
    month = "01";
    year = (first.slice(1) + rest.join("")).slice(0, 4);
  }
  // `2029` typed without a slash began as "02 / 0": no year begins with 029, so the year came first.
  if (/^0\d\d$/.test(year) && month.startsWith("02")) return `20${year.slice(1)}-`;
  if (!year.startsWith("20")) year = year.slice(0, 2);
  if (month.length < 2) return month;
  return `${month} / ${year}`;
}

/** What is wrong with an expiry, in a word or two; null when nothing is (or nothing is typed). `now` is epoch ms. */
export function expiryTrouble(text: string, now: number): string | null {
  if (text.trim() === "") return null;
  const expiry = readExpiry(text);
  if (!expiry) return cardWords.fields.expiryLike;
  if (isExpired(expiry.month, expiry.year, now)) return words.expired;
  return Number(expiry.year) > new Date(now).getFullYear() + 20 ? words.farOff : null;
}

/** Whether an expiry lies further ahead than cards are issued for. `now` is epoch ms. */
export function isFarOff(text: string, now: number): boolean {
  const expiry = readExpiry(text);
  return expiry !== null && Number(expiry.year) >= new Date(now).getFullYear() + FAR_YEARS;
}

/** Complete, and no further key could belong to it: time to go on to the CVV. */
export function isFinishedExpiry(text: string, now: number): boolean {
  // `2029-1` may become `2029-12`.
  return !/^20\d\d-[01]$/.test(text) && readExpiry(text) !== null && expiryTrouble(text, now) === null;
}

/** `12 / 2029` -> `12 / 29`, on leaving the field. Text that is no expiry stays as it is. */
export function tidyExpiry(text: string): string {
  const expiry = readExpiry(text);
  return expiry ? `${expiry.month} / ${expiry.year.slice(-2)}` : text.trim();
}

/** What is wrong with a CVV for this card number; null when nothing is or nothing is typed. */
export function cvvTrouble(cvv: string, numberDigits: string): string | null {
  if (cvv === "") return null;
  const { brand, cvvLength } = brandRules(numberDigits);
  if (cvv.length === cvvLength || (brand === "unknown" && cvv.length === 4)) return null;
  return words.cvv({ digits: cvvLength });
}

/** What PayArc takes as a postcode (docs/payarc.md, seed 003); null when it takes it, or nothing is typed. */
export function zipTrouble(zip: string): string | null {
  const { length } = zip.trim();
  return length === 0 || (length >= 2 && length <= 10) ? null : words.zip;
}

/** Whether this is how the United States write a ZIP. */
export function isUsZip(zip: string): boolean {
  return /^\d{5}(?:-?\d{4})?$/.test(zip.trim().normalize("NFKC"));
}

/** Whether a country, as people write it, may be the United States; it may as long as none is given. */
export function mayBeUs(country: string): boolean {
  return /^(?:|us|usa|u\.s\.(?:a\.)?|united states(?: of america)?|america)$/i.test(country.trim());
}

export interface CardLine {
  readonly number: string;
  /** As `showExpiry` would show it; empty when the line has none. */
  readonly expiry: string;
  readonly cvv: string;
  readonly zip: string;
  /** What of the line belongs to none of these. */
  readonly rest: string;
}

/**
 * Reads a pasted line "number expiry cvv zip" (spaces, dashes, commas, tabs between). Null when there is no card number
 * in it.
 */
export function parseCardLine(line: string): CardLine | null {
  // As it comes from tables, pages and other scripts: tabs, no-break blanks, long dashes, full-width digits.
  const text = line
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
  for (const { index } of text.matchAll(/(?<!\d)\d/g)) {
    const lines = numbersAt(text.slice(index)).map(({ digits, length }) =>
      lineBehind(digits, text.slice(index + length)),
    );
    // Sixteen digits may pass the Luhn check that are the beginning of nineteen: the line that leaves nothing over.
    const whole = lines.find(({ rest }) => rest === "");
    const read = whole ?? lines.at(-1);
    if (read) return read;
  }
  return null;
}

/** Reads what stands behind the number. */
function lineBehind(number: string, behind: string): CardLine {
  let rest = behind.replace(/^[\s,;|]+/, "");
  const take = (pattern: RegExp): string => {
    const match = pattern.exec(rest);
    if (!match) return "";
    rest = rest.slice(match[0].length).replace(/^[\s,;|]+/, "");
    return match[1] ?? "";
  };
  const expiry = take(
    /^((?:valid|thru|good|exp\w*)?[. ]*(?:thru)?[.: ]*(?:\d{1,2}\s*[/.-]\s*(?:20\d\d|\d\d)|20\d\d\s*-\s*\d{1,2}|[a-z]{3,9}\.? ?(?:20)?\d\d|\d{6}|\d{4}))(?!\d)/i,
  );
  const cvv = expiry === "" ? "" : take(/^(?:cvv2?|cvc2?|cid)?:?\s*(\d{3,4})(?!\d)/i);
  const behindAll = expiry === "" ? "" : take(/^(?:zip|post(?:al )?code)?:?\s*([A-Za-z0-9][A-Za-z0-9 -]{1,9})$/i);
  const zip = behindAll || take(/^(?:zip|post(?:al )?code)?:?\s*(\d{5}(?:-?\d{4})?)(?![\w-])/i);
  return { number, expiry: expiry === "" ? "" : tidyExpiry(expiry), cvv, zip, rest };
}

/** The complete card numbers that a text begins with, spaces and dashes allowed inside, and that end at a border. */
function numbersAt(text: string): readonly { digits: string; length: number }[] {
  const found: { digits: string; length: number }[] = [];
  let digits = "";
  for (let at = 0; at < text.length && digits.length <= 19; at++) {
    const sign = text[at] ?? "";
    if (!/[\d -]/.test(sign)) break;
    if (!/\d/.test(sign)) continue;
    digits += sign;
    if (!/\d/.test(text[at + 1] ?? "") && isCompleteNumber(digits)) found.push({ digits, length: at + 1 });
  }
  return found;
}

/** The number as it stands in the field. */
export function showNumber(digits: string): string {
  return groupNumber(digits);
}
