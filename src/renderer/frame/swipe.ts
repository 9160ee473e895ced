/**
 * A swipe reader types as a keyboard does: a start sentinel (`%B` for track 1, `;` for track 2), the card number, and
 * behind it the expiry and what the bank put on the stripe, ended by `?` (ISO/IEC 7813).
 */

/** Keys of one swipe come closer together than this. Readers: 1 to 40 ms, more on a busy computer. */
export const BURST_MS = 250;
/** The next track, and the Enter that many readers add, come within this after the last key. */
export const QUIET_MS = 500;

const BEGINNING = /^(?:%|%[A-Za-z]\d{0,6}|;\d{0,19}|;\d{12,19}=)$/;
/** Keys that nobody types in a note. Track 2 counts only with its separator: ";" before an order number is a list. */
const SWIPE = /^(?:%[A-Za-z]\d{6}|;\d{12,19}=)$/;
const MODIFIERS = new Set(["Shift", "CapsLock", "AltGraph", "Alt", "Control", "Dead"]);

/**
 * "begins", "goes on": perhaps a swipe; these keys still reach the page. "caught": it is one. "rest": belongs to it;
 * "caught" and "rest"
 * may not reach the page. "between": a key that only changes others. "other": a hand's.
 */
export type SwipeKey = "begins" | "goes on" | "caught" | "rest" | "between" | "other";

/** Tells the keys of a swipe from those of a hand. */
export class SwipeWatch {
  #begun = "";
  #last = Number.NEGATIVE_INFINITY;
  #caught = false;

  /** What this key is. `at` in ms, of any clock that does not go back. */
  key(key: string, at: number): SwipeKey {
    if (MODIFIERS.has(key)) return "between";
    const gap = at - this.#last;
    this.#last = at;
    if (this.#caught && gap <= QUIET_MS) return "rest";
    this.#caught = false;
    const begun = gap <= BURST_MS && this.#begun !== "" ? this.#begun + key : "";
    if (BEGINNING.test(begun)) {
      this.#caught = SWIPE.test(begun);
      this.#begun = this.#caught ? "" : begun;
      return this.#caught ? "caught" : "goes on";
    }
    this.#begun = key === "%" || key === ";" ? key : "";
    return this.#begun === "" ? "other" : "begins";
  }
}
