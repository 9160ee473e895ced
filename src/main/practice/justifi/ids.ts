import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * An id as JustiFi's look: `py_` and 22 letters and digits (docs/justifi.md 3, prefixes). The first is a letter, so
 * that no run of digits stands alone and is taken for a card number.
 */
export function newId(prefix: "py" | "re" | "pm" | "pbt" | "fee"): string {
  return `${prefix}_${Array.from(randomBytes(22), (byte, at) => LETTERS[byte % (at === 0 ? 52 : LETTERS.length)]).join("")}`;
}
