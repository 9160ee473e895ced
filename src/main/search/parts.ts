import type { Database } from "../storage/database";

/**
 * A full-text index (`clues`) writes the words of each transaction as a part of its own, and has to put parts together, or
 * each question asks ever more of them. By itself FTS5 does that at every 64th page for all that has come since: up to 0.3 s
 * in one turn. So it does not, and whoever writes puts some pages together with each transaction.
 */
export const PUT_TOGETHER_BY_US = "INSERT INTO clues (clues, rank) VALUES ('automerge', 0)";

/** The words of a row are a quarter of a page, which is written anew at each level: a million rows have ten. */
const PAGES_A_ROW = 3;
/** Some ms; with fewer at once many pages would stay half empty. */
const FEWEST_PAGES = 16;

/**
 * Inside a transaction, at its end: puts some pages together, in keeping with so many rows that were `written`. Answers
 * whether there was anything to put together.
 */
export type PutTogether = (written: number) => boolean;

export function createPutTogether(database: Database): PutTogether {
  const merge = database.prepare("INSERT INTO clues (clues, rank) VALUES ('merge', ?)");
  const changes = database.prepare("SELECT total_changes()").raw();
  const changed = (): number => (changes.get() as [number])[0];
  return (written) => {
    const before = changed();
    merge.run(Math.max(FEWEST_PAGES, PAGES_A_ROW * written));
    // As FTS5 says it: the command itself counts as one.
    return changed() - before >= 2;
  };
}
