/** The most that one ask may bring: characters in all, values, and how deep they lie. A logo has 80,000 characters. */
const MOST_CHARACTERS = 1_000_000;
const MOST_VALUES = 20_000;
const DEEPEST = 20;

/**
 * SECURITY: whether what a page sent is more than any screen sends. It is asked before a schema sees it, because a schema
 * looks at all of it and says what is wrong with each part. A thing that contains itself is too deep.
 */
export function isTooLarge(value: unknown): boolean {
  let characters = 0;
  let values = 0;
  const over = (each: unknown, depth: number): boolean => {
    if (++values > MOST_VALUES || depth > DEEPEST) return true;
    if (typeof each === "string") return (characters += each.length) > MOST_CHARACTERS;
    if (typeof each === "bigint") return true;
    if (typeof each !== "object" || each === null) return false;
    if (ArrayBuffer.isView(each) || each instanceof ArrayBuffer) return true;
    if (Array.isArray(each)) return each.length > MOST_VALUES || each.some((one) => over(one, depth + 1));
    // Not Object.entries: of an object with a million names it would make a million pairs first.
    for (const name in each) {
      if (!Object.hasOwn(each, name)) continue;
      characters += name.length;
      if (characters > MOST_CHARACTERS || over((each as Record<string, unknown>)[name], depth + 1)) return true;
    }
    return false;
  };
  return over(value, 0);
}
