import creditCardType from "credit-card-type";

/** Where a card number stands in a text, from its first to behind its last sign, as `String.slice` counts. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a text where a card number was. */
const TAKEN_OUT = "[card number]";

/** The shortest and the longest card number (ISO/IEC 7812-1). */
const LEAST = 13;
const MOST = 19;
/** So many signs that are no letters may stand between two digits of one number. */
const MOST_BETWEEN = 3;

/**
 * SECURITY: the card numbers in a text, the one finder of page and main (PCI DSS 3.3, 3.4; docs/security.md). Digits of
 * every script count, with up to three signs between them that are no letters; signs that nobody sees are passed over.
 * A number has a length of its brand, passes the Luhn check and begins where digits begin, or behind an expiry. It ends
 * where digits end, or before an expiry; one without a gap, or in groups of four, may go on in any other digits.
 * `anyBrand`: so do 13 to 19 digits of no known brand, from where digits begin to where they end. A UUID, a day and
 * a tracking number of UPS are none. The time is in proportion to the text.
 */
export function cardNumbersIn(text: string, anyBrand: boolean = false): readonly Span[] {
  if (!hasDigits(text)) return [];
  const found: Span[] = [];
  for (const run of runsOf(text)) {
    for (let at = 0; at < run.length; ) {
      const digits = digitsAt(run, at, anyBrand);
      const [from, to] = [run[at], run[at + digits - 1]];
      at += Math.max(1, digits);
      if (digits === 0 || !from || !to) continue;
      found.push({ start: from.start, end: to.end });
      // What is left of a group stands alone once the number before it is gone.
      const next = run[at];
      if (next) next.first = true;
    }
  }
  return found;
}

/** Whether a text has a card number in it. */
export function hasCardNumber(text: string): boolean {
  return cardNumbersIn(text).length > 0;
}

/** SECURITY: the text with `by` in the place of each card number, and nothing else changed. Twice is as once. */
export function withoutCardNumbers(text: string, by: string = TAKEN_OUT, anyBrand: boolean = false): string {
  let kept = "";
  let done = 0;
  for (const { start, end } of cardNumbersIn(text, anyBrand)) {
    kept += text.slice(done, start) + by;
    done = end;
  }
  return done === 0 ? text : kept + text.slice(done);
}

/**
 * Where a text that is cut at `end` has to be cut so that no half of a card number is left: before the digits that may
 * go on behind.
 */
export function beforeOpenDigits(text: string, end: number): number {
  let cut = end;
  let between = 0;
  for (let at = end; at > 0 && between <= MOST_BETWEEN; ) {
    const pair = /[\uDC00-\uDFFF]/.test(text.charAt(at - 1)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 2));
    const sign = text.slice(at - (pair ? 2 : 1), at);
    at -= sign.length;
    const kinds = kindsOf(sign);
    if (kinds.includes("letter")) break;
    if (kinds.some((kind) => typeof kind === "number")) [cut, between] = [at, 0];
    else between += kinds.length > 0 ? 1 : 0;
  }
  return cut;
}

interface Digit extends Span {
  readonly value: number;
  /** Something else stands before it. */
  first: boolean;
  /** What stands before it. */
  readonly before: string;
}

/** The digits of a text that may belong together, each lot of them long enough for a card number. */
function* runsOf(text: string): Generator<Digit[]> {
  let run: Digit[] = [];
  let between = 0;
  let before = "";
  let at = 0;
  // Between two parts stands one that is no card number, by its form.
  for (const [nth, part] of text.split(NO_CARD).entries()) {
    if (nth % 2 === 1) {
      at += part.length;
      between = MOST_BETWEEN + 1;
      continue;
    }
    for (const sign of part) {
      const start = at;
      at += sign.length;
      for (const kind of kindsOf(sign)) {
        if (typeof kind === "number") {
          if (between > MOST_BETWEEN) {
            if (run.length >= LEAST) yield run;
            run = [];
          }
          const first = between > 0 || run.length === 0;
          run.push({ value: kind, first, before, start, end: at });
          between = 0;
        } else between += kind === "letter" ? MOST_BETWEEN + 1 : 1;
        before = sign;
      }
    }
  }
  if (run.length >= LEAST) yield run;
}

/**
 * A UUID, which is our reference and must survive; a day with or without its time; a tracking number of UPS. Splitting by
 * a group in brackets keeps what is split by.
 */
const NO_CARD =
  /(\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b|\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d(?:[ T][0-2]\d:[0-5]\d(?::[0-5]\d)?)?\b|\b1Z[\dA-Z]{16}\b)/i;

type Kind = number | "letter" | "sign";

/** What one sign stands for: digits by their values; nothing at all when nobody sees it. */
function kindsOf(sign: string): readonly Kind[] {
  const code = sign.charCodeAt(0);
  if (code < 128) return PLAIN[code] ?? [];
  const known = seen.get(sign);
  if (known) return known;
  const kinds = Array.from(sign.normalize("NFKC")).flatMap(kindOf);
  // A compatibility form that is long counts as one sign.
  const one = kinds.every((kind) => kind === "sign") ? kinds.slice(0, 1) : kinds;
  if (seen.size >= 4096) seen.clear();
  seen.set(sign, one);
  return one;
}

/** SECURITY: single signs only, so nothing of a text is kept. */
const seen = new Map<string, readonly Kind[]>();

function kindOf(sign: string): readonly Kind[] {
  if (/\p{Cf}|\p{M}|\p{Default_Ignorable_Code_Point}/u.test(sign)) return [];
  if (/\p{Nd}/u.test(sign)) return [valueOf(sign)];
  const written = HAN.indexOf(sign);
  if (written >= 0) return [written % 10];
  return /[\p{L}\p{N}]/u.test(sign) ? ["letter"] : ["sign"];
}

const HAN = "〇一二三四五六七八九零";
const PLAIN = Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

/** Each script has its ten digits in a row, from nought on. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}

/** Most texts have too few digits for a card number, and looking for more costs less than reading them. */
function hasDigits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // One sign of other scripts may stand for several digits.
    digits += code > 127 ? LEAST : code >= 48 && code <= 57 ? 1 : 0;
    if (digits >= LEAST) return true;
  }
  return false;
}

/** How many digits the card number has that begins here, with the expiry right before it; 0 when there is none. */
function digitsAt(run: readonly Digit[], at: number, anyBrand: boolean): number {
  if (!run[at]?.first) return 0;
  const plain = lengthAt(run, at, anyBrand);
  if (plain > 0 || !isExpiry(run, at) || run[at + EXPIRY]?.first !== false) return plain;
  const behind = lengthAt(run, at + EXPIRY, false);
  return behind > 0 ? EXPIRY + behind : 0;
}

/** MM and YY. */
const EXPIRY = 4;

function isExpiry(run: readonly Digit[], at: number): boolean {
  const month = (run[at]?.value ?? 0) * 10 + (run[at + 1]?.value ?? 0);
  return run[at + EXPIRY - 1] !== undefined && month >= 1 && month <= 12;
}

/** How long the longest card number is whose first digit this is; 0 when there is none. */
function lengthAt(run: readonly Digit[], at: number, anyBrand: boolean): number {
  // The Luhn check doubles every second digit from the right: those of even places, or those of odd ones.
  let [same, other] = [0, 0];
  let longest = 0;
  let [unbroken, inFours] = [true, true];
  let digits = "";
  for (let length = 1; length <= MOST; length++) {
    const digit = run[at + length - 1];
    if (!digit) break;
    const doubled = digit.value > 4 ? digit.value * 2 - 9 : digit.value * 2;
    [same, other] = [other + digit.value, same + doubled];
    digits += digit.value;
    if (length > 1 && digit.first) unbroken = false;
    if (length > 1 && digit.first !== (length % 4 === 1)) inFours = false;
    if (length < LEAST || same % 10 !== 0) continue;
    const border = run[at + length]?.first ?? true;
    const ends = border || unbroken || inFours || isExpiry(run, at + length);
    const plain = border && unbroken && run[at]?.before !== "+";
    if ((ends && isOf(BRANDS, digits)) || (plain && isOf(RARE, digits)) || (anyBrand && border)) longest = length;
  }
  return longest;
}

type Brands = readonly Pick<ReturnType<typeof creditCardType.getTypeInfo>, "type" | "patterns" | "lengths">[];

const LIBRARY: Brands = Object.values(creditCardType.types).map((type) => creditCardType.getTypeInfo(type));
const BRANDS = LIBRARY.filter(({ type }) => type !== "maestro");
/**
 * So many other numbers begin like these that only one without a gap counts: Maestro's, which begin with 5 or 6, and
 * those of 13 digits that Visa gave out once. Behind a + stands a phone number.
 */
const RARE: Brands = [
  ...LIBRARY.filter(({ type }) => type === "maestro").map((each) => ({ ...each, lengths: [16, 18, 19] })),
  { type: "visa", patterns: [4], lengths: [LEAST] },
];

/** Whether these digits begin as numbers of one of the brands do, and have its length. */
function isOf(brands: Brands, digits: string): boolean {
  const begins = (pattern: number | readonly number[]): boolean => {
    const [from = 0, to = from] = typeof pattern === "number" ? [pattern] : pattern;
    const first = Number(digits.slice(0, String(from).length));
    return first >= from && first <= to;
  };
  return brands.some(({ patterns, lengths }) => lengths.includes(digits.length) && patterns.some(begins));
}
