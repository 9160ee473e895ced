import { allOf } from "../search/all-of";
import { phoneForms, phoneIn, runsOf, wordsOf } from "../search/clues";
import { phoneKey } from "../../shared/phone-abroad";
import type { Currency } from "../../shared/currency";
import type { DeclineReason } from "../../shared/decline-reason";
import { BRAND_NAMES, Brand } from "../../shared/card";
import { rangeOf, type PaymentFilter } from "../../shared/history";
import { MAX_CENTS, textToCents } from "../../shared/money";
import { PAYMENT_STATUS_WORDS, PaymentStatus } from "../../shared/payment";
import { anyOf, begins, plainOf, whole } from "./tokens";

/** What a list is asked for, ready for the database. */
export interface Question {
  /** An FTS5 expression; null: everything. */
  readonly match: string | null;
  /** Epoch ms, from included, to not; null is open. */
  readonly from: number | null;
  readonly to: number | null;
  /** In cents, both included; null is open. */
  readonly amountFrom: number | null;
  readonly amountTo: number | null;
  /** `match` asks for these statuses, and for nothing else. */
  readonly statuses?: readonly PaymentStatus[];
  /** What the index of words does not have by itself; not given: anything. */
  readonly currency?: Currency;
  /** null: who took it is not told. */
  readonly people?: readonly (string | null)[];
  readonly reasons?: readonly DeclineReason[];
  /** When something was given back: epoch ms, from included, to not; null is open. */
  readonly refunded?: { readonly from: number | null; readonly to: number | null };
}

export interface Asked {
  readonly clue: string;
  readonly filter: PaymentFilter;
  readonly now: number;
  /** Customers of the directory that answer to the clue: their payments do as well. */
  readonly customerIds: readonly string[];
}

/** A clue and a filter as one question. null: nothing can answer to it. */
export function ask({ clue, filter, now, customerIds }: Asked): Question | null {
  const read = readClue(clue, now);
  const wished = rangeOf(filter.when, now);
  const groups = [
    ...(filter.statuses.length > 0 ? [anyOf(filter.statuses.map((status) => whole("s", status)))] : []),
    ...(filter.brands.length > 0 ? [anyOf(filter.brands.map((brand) => whole("b", brand)))] : []),
    ...(filter.channels.length > 0 ? [anyOf(filter.channels.map((channel) => whole("h", channel)))] : []),
    ...(filter.people ? namedBy(filter.people) : []),
    ...(filter.reasons ? [whole("s", "failed")] : []),
  ];
  if (read.groups.length > 0) {
    const words = read.groups.join(" AND ");
    groups.push(
      customerIds.length === 0 ? `(${words})` : `((${words}) OR ${anyOf(customerIds.map((id) => whole("k", id)))})`,
    );
  }
  const from = latest(read.from, wished.from);
  const to = earliest(read.to, wished.to);
  if (from !== null && to !== null && from >= to) return null;
  return {
    match: groups.length === 0 ? null : groups.join(" AND "),
    from,
    to,
    amountFrom: filter.amountFrom,
    amountTo: filter.amountTo,
    ...(groups.length === 1 && filter.statuses.length > 0 && { statuses: filter.statuses }),
    ...(filter.currency !== undefined && { currency: filter.currency }),
    ...(filter.people && { people: filter.people }),
    ...(filter.reasons && { reasons: filter.reasons }),
    ...(filter.refunded && { refunded: rangeOf(filter.refunded, now) }),
  };
}

/** By the words of their names the index finds nearly only what they took; look-up.ts compares the names themselves. */
function namedBy(people: readonly (string | null)[]): string[] {
  const each = people.map((name) => (name === null ? [] : wordsOf(name)));
  return each.some((words) => words.length === 0)
    ? []
    : [anyOf(each.map((words) => allOf(words.map((word) => whole("w", word)))))];
}

interface Read {
  /** Each must be answered to. */
  readonly groups: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
}

const MOST_PIECES = 8;

/**
 * What a person types to find a payment: a name, an e-mail, a phone number, last four, `$12.50`, `1250` (cents or
 * dollars), a date (`11/20`, `nov 20`, `2026-11-20`, `yesterday`), an approval code, a reference, an id, a status, a
 * brand, a channel, an invoice number, who took it and at which desk. Each piece must fit.
 */
export function readClue(clue: string, now: number): Read {
  const pieces = clue
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((piece) => piece !== "")
    .slice(0, MOST_PIECES);
  const groups: string[] = [];
  /** Of each group the letters of its piece, null where it is no piece of a name. */
  const names: (string | null)[] = [];
  let from: number | null = null;
  let to: number | null = null;
  for (let at = 0; at < pieces.length; at++) {
    const date = readDate(pieces, at, now);
    if (date) {
      from = latest(from, date.from);
      to = earliest(to, date.to);
      at += date.used - 1;
      continue;
    }
    const phone = phoneAcross(pieces, at);
    if (phone) {
      const each = pieces.slice(at, at + phone.used).map((piece) => digitsTerms(piece));
      groups.push(anyOf([begins("p", phone.digits), allOf(each)]));
      names.push(null);
      at += phone.used - 1;
      continue;
    }
    const piece = pieces[at] ?? "";
    const terms = termsOf(piece);
    if (terms === null) continue;
    // `till 2` is a desk: digits behind a word may be a piece of who took it.
    const behindWord = at > 0 && /^\p{L}+$/u.test(pieces[at - 1] ?? "") && /^\d{1,4}$/.test(piece);
    const group = behindWord ? anyOf([terms, whole("w", piece)]) : terms;
    groups.push(group);
    names.push(/\d/.test(piece) ? null : wordsOf(piece).join(""));
  }
  const ways = [groups, ...joinedWays(groups, names)];
  // `602-555-0143 x1` is one number as a whole; its pieces may be other things as well.
  const number = phoneIn(clue);
  if (number !== null && groups.length > 0) ways.push([begins("p", number.text)]);
  return { groups: ways.length === 1 ? groups : [anyOf(ways.map(allOf))], from, to };
}

/** The groups with a run of names as one word: `de la cruz` is also looked for as `delacruz`. */
function joinedWays(groups: readonly string[], names: readonly (string | null)[]): string[][] {
  return runsOf(groups.length).flatMap(([from, to]) => {
    const run = names.slice(from, to);
    if (run.includes(null)) return [];
    return [[...groups.slice(0, from), begins("n", run.join("")), ...groups.slice(to)]];
  });
}

function termsOf(piece: string): string | null {
  const cents = readAmount(piece);
  if (cents !== null) return whole("a", String(cents));
  if (/^\d+$/.test(piece)) return digitsTerms(piece);
  if (/^[\d,]+$/.test(piece)) {
    const grouped = textToCents(piece);
    if (grouped !== null) return anyOf([whole("a", String(grouped)), digitsTerms(piece.replaceAll(",", ""))]);
  }
  const plain = plainOf(piece);
  if (plain === "") return null;
  const code =
    plain.length >= 3
      ? [begins("c", plain), begins("v", plain), ...(plain.length >= 4 ? [begins("i", plain), begins("r", plain)] : [])]
      : [];
  const words = wordsOf(piece);
  const each = words.map((word, at) => {
    // Only the last word of `ann.lee@gmail.c` is still being typed; whole words are looked up quicker than beginnings.
    const typed = at === words.length - 1 ? begins : whole;
    return anyOf([
      typed("n", word),
      typed("e", word),
      whole("w", word),
      whole("m", word),
      whole("v", word),
      ...namedTerms(word),
    ]);
  });
  const together = words.length > 1 ? [begins("n", words.join(""))] : [];
  return anyOf([...(each.length > 0 ? [allOf(each)] : []), ...together, ...code]);
}

/**
 * Digits side by side: last four, an amount in cents or in dollars, a beginning of a phone number, a code, an id, a
 * reference, an invoice number.
 */
function digitsTerms(digits: string): string {
  const plain = digits.replace(/\D/g, "");
  const terms = [begins("n", plain), begins("e", plain)];
  const value = Number(plain);
  if (value > 0 && value <= MAX_CENTS) terms.push(whole("a", String(value)));
  if (value > 0 && value * 100 <= MAX_CENTS) terms.push(whole("a", String(value * 100)));
  if (plain.length >= 2 && plain.length <= 4) terms.push(begins("l", plain));
  if (plain.length >= 3) terms.push(begins("c", plain), ...phoneForms(plain).map((form) => begins("p", form)));
  terms.push(plain.length >= 3 ? begins("v", plain) : whole("v", plain));
  if (plain.length >= 4) terms.push(begins("i", plain), begins("r", plain));
  return anyOf(terms);
}

/** "$12", "12.50", "$1,250.00", "CA$12" -> cents. Digits alone may mean other things too and are read elsewhere. */
function readAmount(piece: string): number | null {
  const signed = /^[a-z]{0,3}\$([\d,]*\.?\d*)$/.exec(piece);
  if (signed) return textToCents(signed[1] ?? "");
  return /^[\d,]*\.\d{1,2}$/.test(piece) ? textToCents(piece) : null;
}

/** `602 555 0100`, `(602) 555-0100`, `602-555-0100`: seven digits or more that make up one phone number. */
function phoneAcross(pieces: readonly string[], at: number): { digits: string; used: number } | null {
  let used = 0;
  let digits = "";
  for (const piece of pieces.slice(at, at + 4)) {
    if (!/^[\d()+.-]+$/.test(piece) || !/\d/.test(piece)) break;
    digits += piece.replace(/\D/g, "");
    used++;
  }
  const marked = used === 1 && /[()+-]/.test(pieces[at] ?? "");
  if (digits.length < 7 || digits.length > 15 || (used < 2 && !marked)) return null;
  return { digits: phoneKey(digits), used };
}

const STATUS_NAMES: Readonly<Record<PaymentStatus, readonly string[]>> = {
  authorized: ["authorized", "authorised", "hold", "holds", "held"],
  captured: ["captured", "taken", "approved"],
  settled: ["settled", "approved"],
  disputed: ["disputed", "dispute", "chargeback"],
  partly_disputed: ["partly", "partial", "disputed", "dispute", "chargeback"],
  voided: ["voided"],
  refunded: ["refunded"],
  partly_refunded: ["partly", "partial", "refunded"],
  failed: ["failed", "declined"],
  expired: ["expired", "lapsed"],
  unknown: ["unknown"],
};
const CHANNEL_NAMES = { phone: "phone", mail: "mail", in_person: "person", online: "online" } as const;

/** Statuses, brands and channels whose name begins with the word (three letters or more). */
function namedTerms(word: string): string[] {
  if (word.length < 3) return word === "mc" ? [whole("b", "mastercard")] : [];
  return [
    ...PaymentStatus.options
      .filter((status) =>
        [...STATUS_NAMES[status], ...wordsOf(PAYMENT_STATUS_WORDS[status])].some((name) => name.startsWith(word)),
      )
      .map((status) => whole("s", status)),
    ...Brand.options
      .filter(
        (brand) => brand !== "unknown" && (brand.startsWith(word) || plainOf(BRAND_NAMES[brand]).startsWith(word)),
      )
      .map((brand) => whole("b", brand)),
    ...(Object.entries(CHANNEL_NAMES) as [string, string][])
      .filter(([, name]) => name.startsWith(word))
      .map(([channel]) => whole("h", channel)),
  ];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A day in words or figures, at this place of the clue. Without a year it is the last one that there was. */
function readDate(
  pieces: readonly string[],
  at: number,
  now: number,
): { from: number; to: number; used: number } | null {
  const piece = pieces[at] ?? "";
  const today = new Date(now);
  const day = (
    year: number,
    month: number,
    date: number,
    used: number,
  ): { from: number; to: number; used: number } | null => {
    const from = new Date(year, month, date);
    if (from.getMonth() !== month || from.getDate() !== date) return null;
    return { from: from.getTime(), to: new Date(year, month, date + 1).getTime(), used };
  };
  const withoutYear = (
    month: number,
    date: number,
    used: number,
  ): { from: number; to: number; used: number } | null => {
    const year = today.getFullYear();
    const found = day(year, month, date, used);
    return found && found.from > now ? day(year - 1, month, date, used) : found;
  };
  if (piece === "today") return day(today.getFullYear(), today.getMonth(), today.getDate(), 1);
  if (piece === "yesterday") {
    const before = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
    return day(before.getFullYear(), before.getMonth(), before.getDate(), 1);
  }
  const iso = /^(20\d\d)-(\d{1,2})-(\d{1,2})$/.exec(piece);
  if (iso) return day(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), 1);
  const figures = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|20\d\d))?$/.exec(piece);
  if (figures) {
    const [, month, date, year] = figures;
    if (year === undefined) return withoutYear(Number(month) - 1, Number(date), 1);
    return day(Number(year.length === 2 ? `20${year}` : year), Number(month) - 1, Number(date), 1);
  }
  const next = (pieces[at + 1] ?? "").replace(/(?:st|nd|rd|th)?,?$/, "");
  const first = piece.replace(/(?:st|nd|rd|th)?[,.]?$/, "");
  const [month, date] =
    monthOf(piece) >= 0 && /^\d{1,2}$/.test(next)
      ? [monthOf(piece), Number(next)]
      : /^\d{1,2}$/.test(first) && monthOf(pieces[at + 1] ?? "") >= 0
        ? [monthOf(pieces[at + 1] ?? ""), Number(first)]
        : [-1, 0];
  if (month < 0) return null;
  const year = /^20\d\d$/.exec(pieces[at + 2] ?? "");
  return year ? day(Number(year[0]), month, date, 3) : withoutYear(month, date, 2);
}

function monthOf(word: string): number {
  const plain = word.replace(/[.,]$/, "");
  if (!/^[a-z]{3,9}$/.test(plain)) return -1;
  const at = MONTHS.indexOf(plain.slice(0, 3));
  const full = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
  ][at];
  return full?.startsWith(plain) || (plain === "sept" && at === 8) ? at : -1;
}

function latest(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}
function earliest(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}
