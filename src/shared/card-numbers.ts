import { luhn } from "./card";

/** The shortest and the longest card number (ISO/IEC 7812-1). */
const LEAST = 13;
const MOST = 19;

/**
 * SECURITY: takes the card numbers out of one run of digits and of what stands between them: 13-19 digits that pass the
 * Luhn check. A number counts where it begins and ends beside such a sign or the end of the run, so that one is also
 * found behind an invoice number or before its expiry.
 */
export function withoutCardNumbers(run: string, by: string): string {
  const groups = Array.from(run.matchAll(/\d+/g), ({ 0: digits, index }) => ({ digits, index }));
  let kept = "";
  let done = 0;
  for (let first = 0; first < groups.length; first++) {
    const last = endOfNumber(groups, first);
    const start = groups[first];
    const end = groups[last ?? -1];
    if (!start || !end || last === null) continue;
    kept += run.slice(done, start.index) + by;
    done = end.index + end.digits.length;
    first = last;
  }
  return kept + run.slice(done);
}

/** The last group of the longest card number that begins with this group; null when none does. */
function endOfNumber(groups: readonly { readonly digits: string }[], first: number): number | null {
  let digits = "";
  let end: number | null = null;
  for (let at = first; at < groups.length && digits.length < MOST; at++) {
    digits += groups[at]?.digits ?? "";
    if (digits.length >= LEAST && digits.length <= MOST && luhn(digits)) end = at;
  }
  return end;
}
