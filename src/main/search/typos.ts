/**
 * One slip of the hand: a wrong, missing, extra or swapped letter. Pure; words are folded (clues.ts) before they come
 * here.
 */

/** True when `typed` is `word`, or one slip away from it. */
export function oneSlipApart(typed: string, word: string): boolean {
  if (typed === word) return true;
  const longer = typed.length >= word.length ? typed : word;
  const shorter = longer === typed ? word : typed;
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  if (longer.length !== shorter.length) return shorter.slice(at) === longer.slice(at + 1);
  if (shorter.slice(at + 1) === longer.slice(at + 1)) return true;
  return (
    shorter[at] === longer[at + 1] && shorter[at + 1] === longer[at] && shorter.slice(at + 2) === longer.slice(at + 2)
  );
}

/** True when some beginning of `word` is one slip away from `typed`: the rest of the word is still to be typed. */
export function oneSlipFromBeginning(typed: string, word: string): boolean {
  for (const length of [typed.length, typed.length + 1, typed.length - 1]) {
    if (length > 0 && length <= word.length && oneSlipApart(typed, word.slice(0, length))) return true;
  }
  return false;
}

/**
 * Every text one slip away from `typed`, with `letters` as the letters a hand could have meant. No doubles; without
 * `typed`.
 */
export function slipsOf(typed: string, letters: Iterable<string>): string[] {
  const found = new Set<string>();
  for (let at = 0; at < typed.length; at++) {
    found.add(typed.slice(0, at) + typed.slice(at + 1));
    if (at + 1 < typed.length)
      found.add(typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2));
  }
  for (const letter of letters) {
    for (let at = 0; at < typed.length; at++) {
      found.add(typed.slice(0, at) + letter + typed.slice(at + 1));
      // A letter missing at the end is no slip: the word is still being typed.
      found.add(typed.slice(0, at) + letter + typed.slice(at));
    }
  }
  found.delete(typed);
  found.delete("");
  return [...found];
}
