import { phoneKey, readPhone } from "../../shared/phone";
import { oneSlipApart, oneSlipFromBeginning } from "./typos";

/**
 * What a person types to find a customer, and how well a customer answers to it. Pure: the directory finds candidates
 * in the database, this file decides. Nothing the database or a processor's filter says is trusted without `fits` (fact
 * sheet 6).
 */

/** The pieces of a customer that a clue can be about. `last4s`: of all cards on file. */
export interface Findable {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly last4s: readonly string[];
}

export interface Piece {
  readonly kind: "word" | "digits";
  readonly text: string;
}
export type Clue = readonly Piece[];

const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ð: "d",
};

/** Lower case without accents: `"Łukasz Ångström"` -> `"lukasz angstrom"`. */
export function fold(text: string): string {
  // Most names are plain ASCII, and normalising is dear.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßøłđæœıþð]/g, (letter) => LETTERS[letter] ?? letter);
}

/**
 * The words of a text, folded. An apostrophe joins (O'Brien -> obrien), anything else that is no letter or digit
 * divides.
 */
export function wordsOf(text: string): string[] {
  return fold(text)
    .replace(/['’`]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/**
 * The ways to read a clue, likeliest first: groups of digits side by side are one phone number (`602 555-0100`), else
 * each its own (`5439 0100`). At most eight pieces are read. Empty when there is nothing to look for.
 */
export function readClue(text: string): Clue[] {
  const pieces: Piece[] = [];
  let joined = false;
  const joinable: Piece[] = [];
  for (const word of wordsOf(text).slice(0, 8)) {
    const digits = /^\d+$/.test(word);
    pieces.push({ kind: digits ? "digits" : "word", text: word });
    const before = joinable.at(-1);
    if (digits && before?.kind === "digits") {
      joinable[joinable.length - 1] = { kind: "digits", text: before.text + word };
      joined = true;
    } else joinable.push({ kind: digits ? "digits" : "word", text: word });
  }
  if (pieces.length === 0) return [];
  const phone = phoneIn(text);
  return [...(phone === null ? [] : [[phone]]), ...(joined ? [joinable] : []), pieces];
}

/**
 * A clue that is one whole phone number with more than digits in it (`602-555-0143 x1`, `1-800-FLOWERS`, `+44 (0)20 …`),
 * as its digits; null for any other.
 */
export function phoneIn(clue: string): Piece | null {
  if (!/\p{Nd}/u.test(clue) || /^[\d\s.-]*$/.test(clue)) return null;
  const read = readPhone(clue);
  return read.ok ? { kind: "digits", text: read.national } : null;
}

/**
 * The forms in which digits may stand in a phone number: as typed, and without what is dialled before them (1, 001, 011
 * and a country's code, the 0 of a number at home in another country).
 */
export function phoneForms(digits: string): string[] {
  const abroad = digits.length < 6 ? digits : digits.replace(/^(?:00|011|0)(?=[1-9])/, "");
  const national = abroad.replace(/^1(?=[2-9])/, "");
  return national !== digits && national.length >= 3 ? [digits, national] : [digits];
}

/** A customer, prepared once for comparing with many clues. */
export interface Folded {
  readonly id: string;
  readonly words: readonly string[];
  readonly emailPieces: readonly string[];
  readonly phone: string;
  readonly last4s: readonly string[];
}

export function foldFindable(customer: Findable): Folded {
  return {
    id: customer.id.toLowerCase(),
    words: customer.name === null ? [] : nameWords(customer.name),
    emailPieces: customer.email === null ? [] : wordsOf(customer.email),
    phone: customer.phone === null ? "" : phoneKey(customer.phone),
    last4s: customer.last4s,
  };
}

/**
 * The words of a name, and O'Brien's Brien too, and neighbours joined, for those who type no space (`annmarie`,
 * `delacruz`).
 */
export function nameWords(name: string): string[] {
  const words = wordsOf(name);
  const pieces = wordsOf(name.replace(/['’`]/g, " "));
  const joins = words.slice(1).map((word, at) => `${words[at] ?? ""}${word}`);
  return [...new Set([...words, ...pieces, ...joins])];
}

/**
 * How well a customer answers to a clue: 0 is exact, then beginnings, then pieces of an e-mail or phone, then one slip
 * of the hand (only when `slips`). `null`: not at all.
 */
export function fits(customer: Folded, clue: Clue, slips: boolean): number | null {
  let sum = 0;
  for (const piece of clue) {
    const rank = piece.kind === "digits" ? fitsDigits(customer, piece.text) : fitsWord(customer, piece.text, slips);
    if (rank === null) return null;
    sum += rank;
  }
  return sum;
}

function fitsWord(customer: Folded, word: string, slips: boolean): number | null {
  if (customer.id === word || customer.words.includes(word)) return 0;
  if (customer.words.some((own) => own.startsWith(word))) return 1;
  if (customer.emailPieces.some((piece) => piece.startsWith(word))) return 2;
  if (word.length >= 4 && customer.id.startsWith(word)) return 2;
  if (word.length >= 3 && customer.emailPieces.some((piece) => piece.includes(word))) return 3;
  if (slips && word.length >= 3) {
    if (customer.words.some((own) => oneSlipApart(word, own))) return 6;
    if (customer.words.some((own) => oneSlipFromBeginning(word, own))) return 8;
  }
  return null;
}

function fitsDigits(customer: Folded, digits: string): number | null {
  const forms = phoneForms(digits);
  if (customer.last4s.includes(digits) || forms.includes(customer.phone)) return 0;
  if (digits.length >= 3 && forms.some((form) => customer.phone.startsWith(form))) return 1;
  if (digits.length >= 4 && forms.some((form) => customer.phone.endsWith(form))) return 1;
  if (digits.length >= 3 && forms.some((form) => customer.phone.includes(form))) return 3;
  if (digits.length >= 2 && customer.last4s.some((own) => own.startsWith(digits))) return 3;
  return fitsWord(customer, digits, false);
}
