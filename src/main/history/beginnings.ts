import type { Database } from "../storage/database";

/**
 * The beginning of a word of an e-mail, longer than the index has lists of its own for (tables.ts): all who have such a
 * word are put together before the first is found.
 */
const LONG = /"(e[^"]{4,})"\*/g;
/** More different words than this are quicker put together. */
const MOST = 24;

/**
 * The same question with the words themselves in the place of a long beginning that few words have: `gmai` is `gmail`,
 * and each of a million payers by it need not be gathered for the one who is meant.
 */
export type Spelled = (match: string) => string;

export function createSpelled(database: Database): Spelled {
  database.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.clue_words USING fts5vocab(main, clues, row)");
  const words = database
    .prepare(`SELECT term FROM temp.clue_words WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ${MOST + 1}`)
    .raw();
  return (match) =>
    match.replaceAll(LONG, (whole, beginning: string) => {
      const found = words.all(beginning) as [string][];
      if (found.length === 0 || found.length > MOST) return whole;
      const each = found.map(([word]) => `"${word}"`);
      return each.length === 1 ? (each[0] ?? whole) : `(${each.join(" OR ")})`;
    });
}
