import { randomInt } from "node:crypto";

const CONSONANTS = "bdfgjklmnprstvwz";
const VOWELS = "aeiou";
const WORDS = 6;

/** Six words of two syllables each: 75 bits, to be written down and typed again by anybody. */
export function makeRecoveryWords(): string {
  const one = (of: string): string => of.charAt(randomInt(of.length));
  const syllable = (): string => one(CONSONANTS) + one(VOWELS);
  return Array.from({ length: WORDS }, () => syllable() + syllable()).join(" ");
}

/** The words as they are compared: blanks, dashes and capitals make no difference. */
export function recoveryWordsOf(typed: string): string {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
    .join(" ");
}
