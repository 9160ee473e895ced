import { phoneKey, readPhone } from "../../shared/phone-abroad";
import { plainText } from "../../shared/plain-text";
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

/** `joined`: words of the clue without the space between them, which are looked for among names alone. */
export interface Piece {
  readonly kind: "word" | "digits" | "joined";
  readonly text: string;
}
/** One way to write what was typed: who answers to all of its pieces answers to it. */
export type Way = readonly Piece[];
/** One reading of what was typed, as it was typed first: who answers to one of its ways answers to it. */
export type Clue = readonly [Way, ...Way[]];

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
  ħ: "h",
  ŧ: "t",
};

/** Lower case without accents and invisible signs, digits as 0 to 9: `"Łukasz Ångström"` -> `"lukasz angstrom"`. */
export function fold(text: string): string {
  // Most names are plain ASCII, and normalising is dear.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.toLowerCase();
  return plainText(text)
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßøłđæœıþðħŧ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Every sign that is used as an apostrophe, the letters among them included. */
const APOSTROPHE = /['’‘`´′＇ʼʻʹ]/g;
/** Scripts that put no space between words; the mark that lengthens a Japanese vowel belongs to two of them. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/gu;

/**
 * The words of a text, folded. An apostrophe joins (O'Brien -> obrien), `&` is the word `and`, anything else that is no
 * letter or digit divides, and so does the change to or from a script without spaces (小明Wang).
 */
export function wordsOf(text: string): string[] {
  const folded = fold(text.replace(APOSTROPHE, "")).replaceAll("&", " and ");
  const parted = /[\u007f-\uffff]/.test(folded) ? folded.replace(UNSPACED, " $& ") : folded;
  return parted.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/**
 * The ways to read a clue, likeliest first: groups of digits side by side are one phone number (`602 555-0100`), else
 * each its own (`5439 0100`). At most eight pieces are read. Empty when there is nothing to look for.
 */
export function readClue(text: string): Clue[] {
  const email = text.includes("@");
  const sign = /[&＆]/.test(text);
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
  return [...(phone === null ? [] : [[phone]]), ...(joined ? [joinable] : []), pieces].map((way) =>
    email ? [way] : [way, ...otherWays(way), ...(sign ? withoutAnd(way) : [])],
  );
}

/** More words side by side than this are no name that someone wrote together or apart. */
const MOST_NAME_WORDS = 5;
/** `de la Cruz y` is the longest run of words that is written as one. */
const LONGEST_RUN = 4;

/** Where one writes together what the other writes apart: de la Cruz, Dela Cruz. */
function otherWays(way: Way): Way[] {
  const ways: Way[] = [];
  for (const [from, to] of runsOf(way.length)) {
    const run = way.slice(from, to);
    if (run.every(({ kind }) => kind === "digits")) continue;
    const text = run.map((piece) => piece.text).join("");
    ways.push([...way.slice(0, from), { kind: "joined", text }, ...way.slice(to)]);
  }
  return ways;
}

/** `Hale & Sons` may be on file as `Hale Sons`. */
function withoutAnd(way: Way): Way[] {
  const named = way.filter(({ text }) => text !== "and");
  return named.length > 0 ? [named, ...otherWays(named)] : [];
}

/**
 * The runs of two to four among `count` words side by side, each from its first to behind its last; of two alone where
 * there are more words than a person's name has.
 */
export function runsOf(count: number): [from: number, to: number][] {
  const longest = count > MOST_NAME_WORDS ? 2 : LONGEST_RUN;
  const runs: [number, number][] = [];
  for (let from = 0; from < count - 1; from++)
    for (let to = from + 2; to <= Math.min(count, from + longest); to++) runs.push([from, to]);
  return runs;
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
  /** The first letters of names side by side, for `jr smith`. */
  readonly initials: readonly string[];
  readonly emailPieces: readonly string[];
  readonly phone: string;
  readonly last4s: readonly string[];
}

/** All that a clue is compared with, folded once for each customer. */
export function foldFindable(customer: Findable): Folded {
  const words = customer.name === null ? [] : wordsOf(customer.name);
  return {
    id: customer.id.toLowerCase(),
    words: customer.name === null ? [] : allWords(customer.name, words),
    initials: initialsOf(words),
    emailPieces: customer.email === null ? [] : wordsOf(customer.email),
    phone: customer.phone === null ? "" : phoneKey(customer.phone),
    last4s: customer.last4s,
  };
}

/** All by which a name is found: its words, O'Brien's Brien, runs of words as one (`delacruz`), and its initials. */
export function nameWords(name: string): string[] {
  const words = wordsOf(name);
  return [...new Set([...allWords(name, words), ...initialsOf(words)])];
}

function allWords(name: string, words: readonly string[]): string[] {
  const all = new Set(words);
  if (name.search(APOSTROPHE) >= 0) for (const piece of wordsOf(name.replace(APOSTROPHE, " "))) all.add(piece);
  addRuns(all, words);
  if (words.includes("and"))
    addRuns(
      all,
      words.filter((word) => word !== "and"),
    );
  // In a script without spaces any part of a name may be what is typed.
  for (const word of words) if (isUnspaced(word)) for (const tail of tailsOf(word)) all.add(tail);
  return [...all];
}

function addRuns(to: Set<string>, words: readonly string[]): void {
  for (const [from, end] of runsOf(words.length)) to.add(words.slice(from, end).join(""));
}

/** `John Robert Smith` -> `jr`, `rs`; none of two words, whose first letters are no one's name. */
function initialsOf(words: readonly string[]): string[] {
  if (words.length < 3 || words.length > MOST_NAME_WORDS) return [];
  const letters = words.map((word) => word.slice(0, 1));
  return runsOf(words.length)
    .filter(([from, to]) => to - from < words.length)
    .map(([from, to]) => letters.slice(from, to).join(""));
}

/** Whether a word is of a script without spaces: it is no word that a slip of the hand is looked for in. */
export function isUnspaced(word: string): boolean {
  return /[\u0800-\uffff]/.test(word) && word.search(UNSPACED) === 0;
}

/** Every end of a word, of at most 24 signs. A part of a Korean syllable that is no beginning of one begins no end. */
function tailsOf(word: string): string[] {
  const signs = [...word].slice(0, 24);
  return signs.map((_, at) => signs.slice(at).join("")).filter((tail) => !/^[\u1161-\u11ff]/.test(tail));
}

/**
 * How well a customer answers to a clue: 0 is exact, then beginnings, then pieces of an e-mail or phone, then one slip
 * of the hand (only when `slips`). `null`: not at all.
 */
export function fits(customer: Folded, clue: Clue, slips: boolean): number | null {
  let best: number | null = null;
  for (const way of clue) {
    const rank = fitsWay(customer, way, slips);
    if (rank === 0) return 0;
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  return best;
}

function fitsWay(customer: Folded, way: Way, slips: boolean): number | null {
  let sum = 0;
  for (const { kind, text } of way) {
    const rank =
      kind === "digits"
        ? fitsDigits(customer, text)
        : kind === "joined"
          ? fitsName(customer, text)
          : fitsWord(customer, text, slips);
    if (rank === null) return null;
    sum += rank;
  }
  return sum;
}

function fitsName(customer: Folded, word: string): number | null {
  if (customer.words.includes(word)) return 0;
  return customer.words.some((own) => own.startsWith(word)) ? 1 : null;
}

function fitsWord(customer: Folded, word: string, slips: boolean): number | null {
  if (customer.id === word) return 0;
  const rank = fitsName(customer, word);
  if (rank !== null) return rank;
  if (customer.emailPieces.some((piece) => piece.startsWith(word))) return 2;
  if (word.length >= 4 && customer.id.startsWith(word)) return 2;
  if (word.length >= 3 && customer.emailPieces.some((piece) => piece.includes(word))) return 3;
  if (customer.initials.includes(word)) return 4;
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
