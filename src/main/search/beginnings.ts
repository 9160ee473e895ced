import type { Database } from "../storage/database";

/**
 * The words of a full-text index (`clues`) that stand behind a beginning. An index has lists of its own for short
 * beginnings; whoever asks for a longer one has all who have such a word put together before the first is found.
 */
export interface Beginnings {
  /**
   * A question with words themselves in the place of long beginnings that few words have: `gmai` is `gmail`, and each of a
   * million payers by it need not be gathered for the one who is meant. `long` finds these, the beginning as its first part.
   */
  spelled(match: string, long: RegExp): string;
  /** All words that begin so; null: there are too many. */
  wordsOf(beginning: string): string[] | null;
  /** Words, and longer beginnings, which together find whom that beginning finds: each alone is put together sooner. */
  partsOf(beginning: string): string[];
}

/** More different words than this are quicker put together. */
const MOST = 12;
const LAST = "\u{10FFFF}";

export function createBeginnings(database: Database): Beginnings {
  database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.clue_words USING fts5vocab(main, clues, instance)");
  // One at a time: whoever reads on behind a word goes through all that have it.
  const words = database.prepare("SELECT term FROM temp.clue_words WHERE term >= ? AND term < ? LIMIT 1").raw();
  const firstFrom = (from: string, beginning: string): string | null =>
    (words.get(from, beginning + LAST) as [string] | undefined)?.[0] ?? null;

  const wordsOf = (beginning: string): string[] | null => {
    const all: string[] = [];
    for (let from = beginning; all.length <= MOST; from = `${all.at(-1) ?? ""}\u0001`) {
      const found = firstFrom(from, beginning);
      if (found === null) return all;
      all.push(found);
    }
    return null;
  };

  const partsOf = (beginning: string): string[] => {
    const parts: string[] = [];
    let longer = "";
    for (let from = beginning; ; ) {
      const found = firstFrom(from, beginning);
      if (found === null) break;
      if (found === beginning) {
        parts.push(`"${found}"`);
        from = `${found}\u0001`;
      } else {
        longer = beginning + String.fromCodePoint(found.codePointAt(beginning.length) ?? 0);
        parts.push(`"${longer}"*`);
        from = longer + LAST;
      }
    }
    // Where the next letter is always the same it parts nothing.
    return parts.length === 1 && longer !== "" ? partsOf(longer) : parts;
  };

  return {
    spelled: (match, long) =>
      match.replaceAll(long, (whole, beginning: string) => {
        const each = wordsOf(beginning)?.map((word) => `"${word}"`);
        if (!each || each.length === 0) return whole;
        return each.length === 1 ? (each[0] ?? whole) : `(${each.join(" OR ")})`;
      }),
    wordsOf,
    partsOf,
  };
}
