import { allOf } from "../search/all-of";
import { foldFindable, isUnspaced, phoneForms, type Clue, type Findable, type Piece } from "../search/clues";

/**
 * The words under which a customer stands in the full-text index, and the question that finds them again. A token is
 * one letter for the connection, one for the field, then the text, so that one index serves all connections and fields
 * and a prefix search stays within its own. The tail of every e-mail piece and phone number is a token too: a prefix
 * search then finds any part.
 */
type Field = "n" | "w" | "e" | "p" | "l" | "i";

/** The shortest part of an e-mail or phone number that can be looked for from its middle. */
const SHORTEST_TAIL = 3;
/** Nobody's clue starts later in an e-mail than this; it keeps the index small. */
const LONGEST_PIECE = 40;
/** The longest phone number there is has 15 digits (ITU-T E.164); extensions are written behind it. */
const LONGEST_PHONE = 24;

/** All tokens of a customer, parted by spaces, always in the same order for the same customer. */
export function tokensOf(shelf: string, customer: Findable): string {
  const { id, words, initials, emailPieces, phone, last4s } = foldFindable(customer);
  const tokens = new Set<string>();
  const add = (field: Field, text: string): void => void tokens.add(shelf + field + text);
  for (const word of words) add("n", word);
  for (const letters of initials) add("n", letters);
  for (const piece of emailPieces) {
    const kept = piece.slice(0, LONGEST_PIECE);
    add("w", kept);
    if (kept.length >= SHORTEST_TAIL) for (const tail of tailsOf(kept)) add("e", tail);
  }
  if (phone !== "") for (const tail of tailsOf(phone.slice(0, LONGEST_PHONE))) add("p", tail);
  for (const last4 of last4s) add("l", last4);
  add("i", id);
  return [...tokens].join(" ");
}

/** The distinct words of a customer's name: what the typo search knows. */
export function vocabularyOf(customer: Findable): readonly string[] {
  return foldFindable(customer).words.filter((word) => !isUnspaced(word));
}

function tailsOf(text: string): string[] {
  const tails = [text];
  for (let from = 1; text.length - from >= SHORTEST_TAIL; from++) tails.push(text.slice(from));
  return tails;
}

/** For each word of a clue what is one slip of the hand away and does occur on the shelf. */
export interface Slips {
  /** Beginnings of names. */
  readonly begun: ReadonlyMap<string, readonly string[]>;
  /** Those of them that are whole names. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
}
export const NO_SLIPS: Slips = { begun: new Map(), whole: new Map() };

/**
 * How far a question goes: whole words of e-mails; whole words of names, digits; the same but for the last word, which is
 * still being typed; beginnings of names, digits; beginnings in any field.
 */
export type Reach = "mail" | "whole" | "typed" | "names" | "any";

/** Of beginnings of so many letters the index has lists of its own (tables.ts); longer ones are put together each time. */
const INDEXED = 3;

/**
 * An FTS5 MATCH expression. `slips` gives, for a word, what is one slip away and does occur. Of words that
 * are `common` the first letters alone are asked for: it finds more, and is quicker.
 * Every text is letters and digits only (clues.ts), so nothing needs escaping; quotes keep AND, OR, NOT words.
 */
export function question(...asked: Parameters<typeof termsAsked>): string {
  const ways = termsAsked(...asked).map((way) => allOf(way.map(anyOf)));
  return ways.length === 1 ? (ways[0] ?? "") : ways.map((way) => `(${way})`).join(" OR ");
}

/** The same by its terms: who has one of each of the words of one of the ways. */
export function termsAsked(
  shelf: string,
  clue: Clue,
  reach: Reach,
  slips: Slips = NO_SLIPS,
  common: ReadonlySet<string> = new Set(),
): string[][][] {
  return clue.map((way) =>
    way.map((part, at) => {
      const own = reach === "typed" ? (at === way.length - 1 ? "names" : "whole") : reach;
      const cut = common.has(part.text) && part.kind === "word";
      const first = (text: string): string => (cut ? [...text].slice(0, INDEXED).join("") : text);
      const [slipped, named] = own === "whole" ? ([slips.whole, whole] as const) : ([slips.begun, begins] as const);
      return withoutLonger([
        ...termsOf(shelf, { ...part, text: first(part.text) }, own),
        ...(slipped.get(part.text) ?? []).map((text) => named(shelf, "n", first(text))),
        // A word that was longer may be the beginning of an id.
        ...(cut ? [begins(shelf, "i", first(part.text))] : []),
      ]);
    }),
  );
}

/** A question to the index of words: who has any of these. */
export function anyOf(terms: readonly string[]): string {
  return terms.length === 1 ? (terms[0] ?? "") : `(${terms.join(" OR ")})`;
}

/** What begins with a word's beginning that is asked for as well finds nobody else, and takes its time. */
function withoutLonger(terms: readonly string[]): string[] {
  const beginnings = [...new Set(terms)].flatMap((term) => (term.endsWith("*") ? [term.slice(0, -2)] : []));
  return [...new Set(terms)].filter(
    (term) => !beginnings.some((beginning) => term.startsWith(beginning) && term !== `${beginning}"*`),
  );
}

function termsOf(shelf: string, part: Piece, reach: Exclude<Reach, "typed">): string[] {
  const { text } = part;
  if (reach === "mail") return [whole(shelf, "w", text)];
  if (part.kind === "joined") return [reach === "whole" ? whole(shelf, "n", text) : begins(shelf, "n", text)];
  const own = part.kind === "digits" ? digitTerms(shelf, text, reach) : [];
  if (reach === "whole") return [...own, whole(shelf, "n", text), whole(shelf, "i", text)];
  const names = [...own, begins(shelf, "n", text)];
  if (reach === "names") return names;
  // One or two letters are looked for at the beginnings of e-mail pieces only: in the middle they would find everybody.
  const email = begins(shelf, text.length < SHORTEST_TAIL ? "w" : "e", text);
  return [...names, email, text.length >= 4 ? begins(shelf, "i", text) : whole(shelf, "i", text)];
}

function digitTerms(shelf: string, digits: string, reach: Exclude<Reach, "typed">): string[] {
  if (reach === "whole")
    return [whole(shelf, "l", digits), ...phoneForms(digits).map((form) => whole(shelf, "p", form))];
  return [
    ...(digits.length >= 2 && digits.length <= 4 ? [begins(shelf, "l", digits)] : []),
    ...phoneForms(digits).map((form) =>
      digits.length >= SHORTEST_TAIL ? begins(shelf, "p", form) : whole(shelf, "p", form),
    ),
  ];
}

function whole(shelf: string, field: Field, text: string): string {
  return `"${shelf}${field}${text}"`;
}
function begins(shelf: string, field: Field, text: string): string {
  return `"${shelf}${field}${text}"*`;
}
