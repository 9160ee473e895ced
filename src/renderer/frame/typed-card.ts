import { removeCardNumbers } from "./card-numbers";

/** A burst of keys ends with a pause as long as this. */
export const PAUSE_MS = 600;

/** "passes": the key is the hand's. "swallowed": it belongs to a card number that was taken out, and goes nowhere. */
export type TypedKey = "passes" | "swallowed";

/**
 * Watches for card numbers that are typed where they do not belong. It knows one field and one burst of keys in it:
 * another field or a pause begins anew, so that what was typed elsewhere or before never counts.
 */
export class TypedCardWatch<Field> {
  #field: Field | null = null;
  #last = Number.NEGATIVE_INFINITY;
  #digits = "";
  #swallowing = false;

  /** What becomes of a key that goes to `field`. `at` in ms, of a clock that does not go back. */
  key(field: Field, key: string, at: number): TypedKey {
    if (field !== this.#field || at - this.#last > PAUSE_MS) {
      this.#digits = "";
      this.#swallowing = false;
    }
    this.#field = field;
    this.#last = at;
    this.#digits = /^[\d -]$/.test(key) ? (this.#digits + key).slice(-40) : "";
    return this.#swallowing ? "swallowed" : "passes";
  }

  /** Another kind of key (Ctrl A) came between: the digits before it are no part of what is typed now. */
  between(): void {
    this.#digits = "";
  }

  /** True once, when the digits of this burst have become a card number. */
  isCard(): boolean {
    if (removeCardNumbers(this.#digits) === this.#digits) return false;
    this.#digits = "";
    return true;
  }

  /** A card number was taken out of the field: the rest of the burst goes nowhere. */
  tookOut(field: Field): void {
    this.#swallowing = field === this.#field;
  }
}
