import { breathe } from "../base/breathe";
import { allOf } from "../search/all-of";
import { createBeginnings } from "../search/beginnings";
import type { Database } from "../storage/database";
import { LINES, listIn, readLines } from "./lines";
import { createMarks, type Marks } from "./marks";
import type { Shelf } from "./tables";
import { anyOf, tokensOf } from "./tokens";

/** What is done at once, such that it takes some ms. */
export interface MatchingSizes {
  /** So many of those who answer to a clue are gathered. */
  readonly gathered: number;
  /** Of so many it is looked up by which words they are found. */
  readonly checked: number;
  /** Of more, who also has words that few have is asked of the index itself. */
  readonly few: number;
}

/** All who answer to one of the ways of a clue. What may take longer than a frame lets others have their turn. */
export type Matching = (shelf: Shelf, ways: readonly string[][][]) => Promise<Marks>;

/** The index has lists of its own for beginnings of so many letters, the shelf's and the field's counted (tables.ts). */
const LONGEST_LISTED = 5;
const textOf = (term: string): string => term.replace(/^"|"\*?$/g, "");
/** Whether a term is a beginning that it has none for. */
const isLong = (term: string): boolean => term.endsWith("*") && textOf(term).length > LONGEST_LISTED;

/** Whether one of those tokens has that term, as the index parts and compares them. */
function termsIn(tokens: string): (term: string) => boolean {
  const each = tokens.split(/[^\da-z\u0080-\uffff]+/);
  const all = new Set(each);
  return (term) => {
    const text = textOf(term);
    return term.endsWith("*") ? each.some((token) => token.startsWith(text)) : all.has(text);
  };
}

export function createMatching(database: Database, sizes: MatchingSizes): Matching {
  const beginnings = createBeginnings(database);
  const linesOf = database
    .prepare(`SELECT ${LINES} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  // FTS5 skips to a row that is asked for as an INTEGER alone. Numbers are bound as REAL: by these all before it are read.
  const matches = database
    .prepare(
      `SELECT json_group_array(rowid) FROM (
         SELECT rowid FROM clues WHERE clues MATCH ? AND rowid > CAST(? AS INTEGER) ORDER BY rowid LIMIT ?
       )`,
    )
    .raw();

  /** Who answers to a question of the index of words is marked, part by part. */
  const gather = async (match: string, marks: Marks): Promise<void> => {
    let rows: number[] = [];
    do {
      rows = listIn(matches.get(match, rows.at(-1) ?? 0, sizes.gathered));
      marks.add(rows);
      await breathe();
    } while (rows.length === sizes.gathered);
  };

  /** All who have one of these terms, term by term: many words that begin alike would be put together in one turn. */
  const having = async (terms: readonly string[], marks = createMarks()): Promise<Marks> => {
    for (const term of terms)
      for (const part of isLong(term) ? beginnings.partsOf(textOf(term)) : [term]) await gather(part, marks);
    return marks;
  };

  /** In the place of long beginnings that few words have, these words. */
  const spelled = async (terms: readonly string[]): Promise<string[]> => {
    const each: string[] = [];
    for (const term of terms) {
      const words = isLong(term) ? beginnings.wordsOf(textOf(term)) : null;
      each.push(...(words?.map((word) => `"${word}"`) ?? [term]));
      await breathe();
    }
    return each;
  };

  /** Of those customers who has, of each of the words, one of its terms. */
  const checked = async (shelf: Shelf, rows: readonly number[], words: readonly string[][]): Promise<number[]> => {
    const found: number[] = [];
    for (let at = 0; at < rows.length; at += sizes.checked) {
      for (const { row, line, last4s } of readLines(linesOf.get(JSON.stringify(rows.slice(at, at + sizes.checked))))) {
        const has = termsIn(tokensOf(shelf.letter, { ...line, last4s }));
        if (words.every((terms) => terms.some(has))) found.push(row);
      }
      await breathe();
    }
    return found;
  };

  /**
   * All who answer to one of the ways. Words of a way that many have are gathered one by one, and whoever has all of them is
   * looked up for the others: the index itself would put all together before it came upon the first.
   */
  return async (shelf, ways) => {
    const marks = createMarks();
    const known = new Map<string, Marks>();
    for (const way of ways) {
      if (way.length === 1) {
        await having(way[0] ?? [], marks);
        continue;
      }
      const words: string[][] = [];
      for (const terms of way) words.push(await spelled(terms));
      if (words.some((terms) => terms.length === 0)) continue;
      const [common, others] = [
        words.filter((terms) => terms.some(isLong)),
        words.filter((terms) => !terms.some(isLong)),
      ];
      let rows: number[] | null = null;
      for (const terms of common) {
        const key = terms.join();
        const those = known.get(key) ?? (await having(terms));
        known.set(key, those);
        rows = rows === null ? those.rows() : rows.filter((row) => those.has(row));
      }
      if (rows === null || (others.length > 0 && rows.length > sizes.few)) await gather(allOf(words.map(anyOf)), marks);
      else marks.add(others.length > 0 ? await checked(shelf, rows, others) : rows);
    }
    return marks;
  };
}
