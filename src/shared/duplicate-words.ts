const WORDS = /duplicate|approved previously|previously approved|\bD(?:0001|0003|0008|0022|2022)\b/i;

/**
 * Whether a code or a sentence calls a charge a repeat. MONEY: D0001 (approved previously) and D0008 (possible duplicate)
 * mean that money may have moved. D0003 and D2022 are called plain duplicates (docs/payarc.md 11), D0022 is a slip for the
 * latter, and the bare phrases of docs/payarc.md, seed 001 do not say which of them they are. Where the first sending was
 * PayArc's own (one request of ours, sent on twice), each of them can hide a standing charge: none is a plain decline. One
 * look by reference settles it, and a wrong "declined" would be charged again.
 */
export function saysDuplicate(said: string | null): boolean {
  return said !== null && WORDS.test(said);
}
