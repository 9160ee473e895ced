import type { Database } from "../storage/database";

/**
 * The beginning of a word of an e-mail, longer than the index has lists of its own for (tables.ts): all who have such a
 * word are put together before the first is found.
 */
const LONG = /"(e[^"]{4,})"\*/g;
/** More different words than this are quicker put together. */
const MOST = 12;

/**
 * The same question with the words themselves in the place of a long beginning that few words have: `gmai` is `gmail`,
 * and each of a million payers by it need not be gathered for the one who is meant.
 */
export type Spelled = (match: string) => string;

export function createSpelled(database: Database): Spelled {
  database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.clue_words USING fts5vocab(main, clues, instance)");
  const first = database.prepare("SELECT term FROM temp.clue_words WHERE term >= ? AND term < ? LIMIT 1").raw();
  /** From word to word: whoever reads on behind one goes through all payments that have it. null: there are too many. */
  const wordsOf = (beginning: string): string[] | null => {
    const words: string[] = [];
    for (let from = beginning; words.length <= MOST; from = `${words.at(-1) ?? ""}\u0001`) {
      const found = first.get(from, `${beginning}\u{10FFFF}`) as [string] | undefined;
      if (!found) return words;
      words.push(found[0]);
    }
    return null;
  };
  return (match) =>
    match.replaceAll(LONG, (whole, beginning: string) => {
      const each = wordsOf(beginning)?.map((word) => `"${word}"`);
      if (!each || each.length === 0) return whole;
      return each.length === 1 ? (each[0] ?? whole) : `(${each.join(" OR ")})`;
    });
}
