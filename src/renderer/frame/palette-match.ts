import { everydayWords } from "../../shared/words/everyday";

/** The everyday words by which an action of that name is found besides its own. */
export function alsoFoundBy(words: string): string {
  const name = words.toLowerCase();
  return Object.entries(everydayWords)
    .flatMap(([piece, also]) => (name.includes(piece) ? [also] : []))
    .join(" ");
}

/**
 * The actions whose words begin, in any order, with all the words of the clue; those matched by their shown words
 * first. An empty clue is answered by them all.
 */
export function matchActions<T extends { readonly words: string; readonly also: string }>(
  actions: readonly T[],
  clue: string,
): readonly T[] {
  const wanted = clue.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text: string): boolean => {
    const words = text.toLowerCase().split(/\s+/);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  };
  const shown = actions.filter(({ words }) => fits(words));
  return [
    ...shown,
    ...actions.filter(
      (action) => !shown.includes(action) && fits(`${action.words} ${action.also} ${alsoFoundBy(action.words)}`),
    ),
  ];
}
