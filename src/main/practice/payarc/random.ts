import { randomBytes } from "node:crypto";

/** A number from 0 up to, not reaching, 1. */
export type Random = () => number;

/**
 * Repeatable randomness for practice data and for tests (sfc32; 128 bits of state, so that ids do not meet by chance).
 */
export function seededRandom(seed: string): Random {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (const sign of seed) {
    a = (a ^ Math.imul(sign.codePointAt(0) ?? 0, 0x85ebca6b)) | 0;
    next();
  }
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** Not repeatable: what a running practice server uses. */
export const freeRandom: Random = () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of a list that is not empty. Throws RangeError on an empty one. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
}

/**
 * The letters that PayArc's ids are made of differ by kind (docs/payarc.md, seed 000): a wrong id in a wrong place is
 * seen at once.
 */
const ID_LETTERS = {
  customer: "4ADKMNPVjnpx",
  card: "01259LMNPmvy",
  token: "048ENYZlmqwr",
  charge: "BDLMORWXbnoy",
  refund: "3579ADJKQXwz",
  meta: "468GHRTVZdgk",
} as const;
export type IdKind = keyof typeof ID_LETTERS;

/** A 16-character id, no prefix (docs/payarc.md 5). */
export function newId(kind: IdKind, random: Random): string {
  const letters = ID_LETTERS[kind];
  let id = "";
  while (id.length < 16) id += letters[Math.floor(random() * letters.length)];
  return id;
}
