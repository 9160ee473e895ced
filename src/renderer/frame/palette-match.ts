import { everydayWords } from "../../shared/words/everyday";

/** The everyday words by which an action of that name is found besides its own. */
function alsoFoundBy(words: string): string {
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

interface Twin {
  readonly words: string;
  readonly also: string;
  readonly unless?: string;
  readonly fuller?: true;
}

/** Each act once: one of the screen stands for the one from everywhere that does the same, and is found by its words. */
export function withoutTwins<T extends Twin>(here: readonly T[], everywhere: readonly T[]): readonly T[] {
  const twinOf = ({ words, unless = words }: T): T | undefined =>
    here.find((one) => one.words === unless || one.words.startsWith(`${unless} `));
  const twins = new Map(everywhere.map((one) => [one, twinOf(one)]));
  return [
    ...here.map((one) => {
      const left = everywhere.filter((other) => twins.get(other) === one);
      return left.length === 0
        ? one
        : {
            ...one,
            words: left.find(({ fuller }) => fuller)?.words ?? one.words,
            also: [one, ...left].map(({ words }) => `${words} ${alsoFoundBy(words)}`).join(" "),
          };
    }),
    ...everywhere.filter((one) => twins.get(one) === undefined),
  ];
}
