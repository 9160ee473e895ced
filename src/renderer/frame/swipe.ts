import { isCompleteNumber, luhn } from "../../shared/card";

/**
 * A swipe reader types as a keyboard does: a start sentinel (`%B` for track 1, `;` for track 2), the card number, a
 * separator (`^` or `=`), on track 1 the name and another one, then YYMM, a service code of three digits and what the
 * bank put on the stripe, ended by `?` (ISO/IEC 7813). On another keyboard layout the sentinels and separators come out
 * as other signs, and the digits too, so that keys are read by their signs and by their places as well.
 */

/** Keys of one swipe come closer together than this. Readers: 1 to 40 ms, more on a busy computer. */
export const BURST_MS = 250;
/** A slow reader, or a slow line to this screen: still one swipe, where its shape says so. */
export const SLOW_MS = 1_000;
/** The next track, and the Enter that many readers add, come within this after the last key. */
export const QUIET_MS = 500;
/** A swipe is known before it is as long as this, in keys. */
const LONGEST = 100;

/** Keys that nobody types in a note, where they come at a reader's pace. */
const BY_PACE = /%[A-Za-z]\d{6}$|;\d{12,19}=$/;
/** Before the number: a sign, a letter, or both. Letters before that are a word. */
const LEAD = String.raw`(?:[^\s\d\p{L}]\p{L}|[^\s\d\p{L}]|(?<!\p{L})\p{L})`;
/** Between two different signs stands a card number, and nothing but digits in it. */
const WITH_START = new RegExp(String.raw`${LEAD}(?<!\d)(?<number>\d{13,19})[^\d\s]$`, "u");
/** Without a start sentinel: the separator, YYMM and a service code. */
const TRACK_2 = /(?<!\d)(?<number>\d{13,19})\D(?:\d\d)(?:0[1-9]|1[0-2])\d{3}$/u;
const TRACK_1 = /(?<!\d)(?<number>\d{13,19})(?<by>[^\d\s])\D{2,26}\k<by>\d\d(?:0[1-9]|1[0-2])$/u;
/** What may still become one of these. */
const MAY_BE = new RegExp(
  String.raw`(?:%\p{L}?|;|${LEAD}?(?<!\d)(?:\d{1,19}|\d{13,19}\D(?:\d{0,7}|\D{0,27}\d{0,4})))$`,
  "u",
);

/** Keys that only change what others type. A dead key is typed itself: on some keyboards it is the separator. */
const MODIFIERS = new Set(["Shift", "CapsLock", "AltGraph", "Alt", "Control"]);
const DEAD = "\u00b4";

/**
 * "begins", "goes on": perhaps a swipe; these keys still reach the page. "caught": it is one. "rest": belongs to it;
 * "caught" and "rest" may not reach the page. "between": a key that only changes others. "other": a hand's.
 */
export type SwipeKey = "begins" | "goes on" | "caught" | "rest" | "between" | "other";

/** The same keys, read in one of two ways. */
class Reading {
  #keys = "";
  /** From which key on all came at a reader's pace. */
  #quickFrom = 0;
  /** How many keys may be a swipe. */
  length = 0;

  /** `sign`: what the key stands for; null: nothing of a stripe. */
  key(sign: string | null, gap: number): "begins" | "goes on" | "caught" | "other" {
    if (gap > SLOW_MS || sign === null) this.clear();
    if (sign === null) return "other";
    if (gap > BURST_MS) this.#quickFrom = this.#keys.length;
    this.#keys += sign;
    if (BY_PACE.test(this.#keys.slice(this.#quickFrom)) || hasShape(this.#keys)) return "caught";
    const before = this.length;
    this.length = Array.from(MAY_BE.exec(this.#keys)?.[0] ?? "").length;
    const cut = Math.max(0, this.#keys.length - LONGEST);
    this.#keys = this.#keys.slice(cut);
    this.#quickFrom = Math.max(0, this.#quickFrom - cut);
    if (this.length === 0) return "other";
    return before > 0 && this.length > before ? "goes on" : "begins";
  }

  clear(): void {
    this.#keys = "";
    this.#quickFrom = 0;
    this.length = 0;
  }
}

function hasShape(keys: string): boolean {
  const started = WITH_START.exec(keys);
  // The same sign on both sides is a list of numbers.
  if (started && isCard(started.groups?.["number"]) && keys.at(-1) !== started[0].replace(/\d.*$/, "").at(-1))
    return true;
  const number = (TRACK_2.exec(keys) ?? TRACK_1.exec(keys))?.groups?.["number"];
  return isCard(number) && !isNumberAndMonth(number);
}

function isCard(digits: string | undefined): digits is string {
  return digits !== undefined && luhn(digits) && (digits.length === 13 || isCompleteNumber(digits));
}

/** MONEY: an order that a hand types in one go, `…543912/29123…`, may look like a stripe: it is not swallowed. */
function isNumberAndMonth(digits: string): boolean {
  return [1, 2].some((length) => {
    const month = Number(digits.slice(-length));
    return month >= 1 && month <= 12 && isCompleteNumber(digits.slice(0, -length));
  });
}

/** Tells the keys of a swipe from those of a hand. */
export class SwipeWatch {
  readonly #readings = [new Reading(), new Reading()];
  #last = Number.NEGATIVE_INFINITY;
  #caught = false;

  /** Of keys that begin a swipe: how many right before belong to it. Of a caught one the same. */
  lead = 0;

  /**
   * What this key is. `at` in ms, of any clock that does not go back. `place`: what an American keyboard types there,
   * where that is known.
   */
  key(key: string, at: number, place: string | null = null): SwipeKey {
    if (MODIFIERS.has(key)) return "between";
    const gap = at - this.#last;
    this.#last = at;
    if (this.#caught && gap <= QUIET_MS) return "rest";
    this.#caught = false;
    const sign = key === "Dead" ? DEAD : Array.from(key).length === 1 ? key : null;
    const kinds = this.#readings.map((reading, nth) => reading.key(nth === 0 ? sign : sign && (place ?? sign), gap));
    if (kinds.includes("caught")) {
      this.#caught = true;
      for (const reading of this.#readings) reading.clear();
      return "caught";
    }
    if (kinds.includes("goes on")) return "goes on";
    this.lead = Math.max(0, ...this.#readings.map(({ length }) => length - 1));
    return kinds.includes("begins") ? "begins" : "other";
  }
}

const SHIFTED: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Semicolon: [";", ":"],
  Equal: ["=", "+"],
  Slash: ["/", "?"],
  Minus: ["-", "_"],
  Period: [".", ">"],
  Comma: [",", "<"],
};

/** What an American keyboard types at a place; null where no stripe has it. Readers send places, not signs. */
export function signAtPlace(code: string, shift: boolean): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? (")!@#$%^&*("[Number(digit)] ?? null) : digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter ?? SHIFTED[code]?.[shift ? 1 : 0] ?? null;
}
