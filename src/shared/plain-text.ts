/**
 * A text as its signs are meant, for reading numbers and addresses: full-width letters as plain ones, invisible signs
 * (directions, zero-width spaces, soft hyphens) left out, the digits of every script as 0 to 9, every dash as a hyphen.
 */
export function plainText(text: string): string {
  // Of ASCII nothing is another sign; a screen that is drawn with each key asks this of all its fields.
  if (ASCII.test(text)) return text.trim();
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[^\d\P{Nd}]/gu, (sign) => String(digitOf(sign)))
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .trim();
}

const ASCII = /^[\x20-\x7e]*$/;

/** A script's digits stand side by side from 0 to 9, with no other script's right before them (Unicode 4.6). */
function digitOf(sign: string): number {
  const at = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value++;
  return value;
}

/** The text without the signs at its end that `sign` knows, one by one: a pattern for all of them would take long. */
export function withoutEnd(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
