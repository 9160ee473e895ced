import { LONGEST_NUMBER, type NumberAbroad, type NumberToRead } from "./number-abroad";
import { plainText, withoutEnd } from "./plain-text";
import { phoneWords } from "./words/input";

/** Ten digits of the North American plan, with or without its 1. */
const AMERICAN = /^1?([2-9]\d\d)([2-9]\d\d)(\d{4})$/;
/** PayArc takes 2 to 11 digits and no sign (docs/payarc.md 6 and 8); JustiFi takes no phone number. */
const MOST_DIGITS = 11;

let readAbroad: (asked: NumberToRead) => NumberAbroad | null = () => null;

/**
 * Says who reads the numbers of all countries but those of the North American plan: main by itself (phone-abroad.ts), the
 * page by asking main. Null: the answer is not there yet; until then that is said of such a number.
 */
export function readAbroadBy(read: (asked: NumberToRead) => NumberAbroad | null): void {
  readAbroad = read;
}

/** One number, read out of what a person typed or pasted. */
export interface PhoneRead {
  readonly ok: true;
  /** Its digits: the typed ones for a number of the own country, with the country's code for one typed with it. */
  readonly digits: string;
  /** Its digits without a country's code, and without what is dialled before them at home (1, 0). */
  readonly national: string;
  /** Of the North American plan (+1). */
  readonly american: boolean;
  /** What stood behind it as an extension; null where none did, empty where only its sign did. */
  readonly extension: string | null;
  /** As people read it, without the extension. */
  readonly text: string;
}
export interface PhoneTrouble {
  readonly ok: false;
  /** What is wrong, for a line beside the field. */
  readonly sentence: string;
}

/**
 * Reads one phone number. `country`, as people write it, is whose number it is where no + says so; empty: the United
 * States. Letters are read as the keypad has them (ITU-T E.161) where they make a whole American number.
 */
export function readPhone(typed: string, country = ""): PhoneRead | PhoneTrouble {
  const all = withoutWords(typed);
  if (!/\d/.test(all)) return trouble(phoneWords.noDigits);
  if (numbersIn(all) > 1) return trouble(phoneWords.two);
  const { number, extension } = partExtension(all);
  const dialled = keypad(number);
  if (dialled === null || !/^\+?[\d\s().\-/_~·•]+$/.test(dialled)) return trouble(phoneWords.oneNumber);
  const read = abroadOf(dialled) ?? dialled.replace(/\D/g, "");
  if (read.startsWith("+1")) return american(read.slice(1), extension);
  if (!read.startsWith("+") && country.trim() === "") return american(read, extension);
  const isWhole = read.startsWith("+");
  // Of what is longer than any number the beginning says as much.
  const asked = { number: read.slice(0, LONGEST_NUMBER), country: isWhole ? "" : country.slice(0, LONGEST_NUMBER) };
  const found = readAbroad(asked);
  if (found?.is === "american") return american(read, extension);
  return found === null ? trouble(phoneWords.notYet) : abroad(found, read, extension);
}

/** A number with its country's code before it, however that is written, from its +; null for any other. */
function abroadOf(dialled: string): string | null {
  const digits = dialled.replaceAll("(0)", "").replace(/\D/g, "");
  if (dialled.startsWith("+")) return `+${digits}`;
  const [, rest] = /^(?:011|00)([1-9]\d+)$/.exec(digits) ?? [];
  return rest === undefined ? null : `+${rest}`;
}

function american(digits: string, extension: string | null): PhoneRead | PhoneTrouble {
  const text = americanText(digits);
  if (text !== null) return { ok: true, digits, national: digits.slice(-10), american: true, extension, text };
  const count = digits.replace(/^1(?=\d{10})/, "").length;
  return trouble(count === 10 ? phoneWords.noZeroOrOne : phoneWords.tenDigits({ has: count }));
}

/** `read`: its digits, from its + on where it has one. */
function abroad(
  found: Exclude<NumberAbroad, { is: "american" }>,
  read: string,
  extension: string | null,
): PhoneRead | PhoneTrouble {
  if (found.is === "no_country") return trouble(phoneWords.noCountry);
  if (found.is === "no_number") return trouble(phoneWords.noSuchCountry);
  if (!found.possible) return trouble(phoneWords.wrongLength({ code: found.callingCode }));
  return {
    ok: true,
    digits: (read.startsWith("+") ? found.whole : read).replace("+", ""),
    national: found.national,
    american: false,
    extension,
    text: found.text,
  };
}

/**
 * The digits by which a number is sent and kept, or why it cannot be. A number that is sent without its + must not be
 * another one, read by who has only its digits.
 */
export function phoneToSend(typed: string, country = ""): PhoneRead | PhoneTrouble {
  const read = readPhone(typed, country);
  if (!read.ok) return read;
  if (read.digits.length > MOST_DIGITS)
    return trouble(phoneWords.tooLong({ has: read.digits.length, most: MOST_DIGITS }));
  const taken = read.american ? null : americanText(read.digits);
  return taken === null ? read : trouble(phoneWords.wouldBe({ number: taken }));
}

/** What a number was read as, where more was typed than its digits: nothing is left out in silence. Else null. */
export function phoneNote(typed: string, country = ""): string | null {
  const read = phoneToSend(typed, country);
  if (!read.ok || !/[\p{L}#,;=]/u.test(plainText(typed))) return null;
  return phoneWords.taken({ number: read.text, extension: read.extension || null });
}

/** The number without its link's beginning and the word for it: `tel:`, `Phone:`, `(cell)`. */
function withoutWords(typed: string): string {
  return plainText(typed.replace(/[\p{Extended_Pictographic}\uFE0F\u20E3]/gu, " "))
    .replace(/%2B/gi, "+")
    .replaceAll("%20", " ")
    .replace(/;(?!ext=)[a-z-]+=[^;]*/gi, "")
    .replace(
      /^(?:(?:tel|telephone|phone|ph|mobile|mob|cell|cellphone|call|callto|sms|home|work|office|direct|no|number)\b[\s.:#=]*|[tpmc][.:]\s*)+/i,
      "",
    )
    .replace(/\((?:cell|mobile|home|work|office|direct)\)$/i, "")
    .trimEnd();
}

/** How many whole numbers stand side by side. */
function numbersIn(text: string): number {
  const parts = text.split(/[/;,&|\n]|\b(?:or|and|oder|y|o|u)\b/i).flatMap(atPlus);
  return parts.filter((part) => part.replace(/\D/g, "").length >= 7).length;
}

/** A + behind digits begins another number. */
function atPlus(text: string): string[] {
  const parts: string[] = [];
  for (const piece of text.split("+")) {
    const last = parts.at(-1);
    if (last === undefined || /\d/.test(last)) parts.push(piece);
    else parts[parts.length - 1] = last + piece;
  }
  return parts;
}

function partExtension(text: string): { number: string; extension: string | null } {
  // A comma or semicolon is a dialler's pause.
  const found =
    /[,;]{1,9}\s{0,9}(\d{1,6})#?$/.exec(text) ??
    /(?<![a-z])(?:extension|extn|ext|xtn|xt|x|×|#)[\s.:=#]{0,9}(\d{0,9})\s{0,9}[#)]{0,3}$/i.exec(text);
  const number = found ? withoutEnd(text.slice(0, found.index), /[\s,;.(-]/) : text;
  return { number: number.trim(), extension: found ? (found[1] ?? "") : null };
}

const KEYS = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];
const TOLL_FREE = /^1?(?:8(?:00|22|33|44|55|66|77|88)|900)/;

/**
 * A number with its letters as digits. Null where the letters are no part of it: they must end an American number
 * behind its area code, and a word beside a short number (`555-2143 Ann`) is a name.
 */
function keypad(number: string): string | null {
  if (!/\p{L}/u.test(number)) return number;
  const compact = number.replace(/[\s().+-]/g, "");
  const [, digits, word] = /^(1?\d{3,9})([a-z](?:[a-z\d]*[a-z])?)$/i.exec(compact) ?? [];
  if (digits === undefined || word === undefined) return null;
  const letters = word.replace(/\d/g, "").length;
  if (digits.replace(/^1/, "").length < 3 || (letters < 4 && !TOLL_FREE.test(digits))) return null;
  const dialled = digits + word.replace(/[a-z]/gi, (letter) => String(2 + keyOf(letter.toLowerCase())));
  return AMERICAN.test(dialled) ? dialled : null;
}

function keyOf(letter: string): number {
  return KEYS.findIndex((letters) => letters.includes(letter));
}

function americanText(digits: string): string | null {
  const [, area, exchange, line] = AMERICAN.exec(digits) ?? [];
  return area === undefined ? null : `(${area}) ${exchange}-${line}`;
}

function trouble(sentence: string): PhoneTrouble {
  return { ok: false, sentence };
}

/**
 * A phone number as people read it: `(404) 555-0196` for ten digits of the North American plan (with or without its 1),
 * grouped as its country does where a + says which, as it came for everything else, because a wrong grouping is worse
 * than none. Only for showing.
 */
export function phoneText(phone: string): string;
export function phoneText(phone: string | null): string | null;
export function phoneText(phone: string | null): string | null {
  if (phone === null) return null;
  const text = phone.trim();
  // Most are digits and the usual marks between them; reading the others is dear.
  if (/^(?:\+(?=1))?[\d\s().-]+$/.test(text)) return americanText(text.replace(/\D/g, "")) ?? phone;
  if (!/^[\u200B-\u202E]*\+/.test(text)) return phone;
  const read = readPhone(text);
  return read.ok ? `${read.text}${read.extension ? ` ext. ${read.extension}` : ""}` : phone;
}

/**
 * The digits by which a kept number is found: without an extension, and without the 1 of North America. Digits alone
 * where no number can be read.
 */
export function phoneKey(phone: string): string {
  const plain = /^[\d\s.()+-]*$/.test(phone) && !phone.includes("(0)");
  const read = plain ? null : readPhone(phone);
  const digits = (read?.ok ? read.digits : plainText(phone).replace(/\D/g, "")).replace(/^(?:00|011)(?=[1-9])/, "");
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}
