import { inTransaction, type Database } from "./database";
import { DatabaseTrouble, problemOf } from "./trouble";

/**
 * Leads a file from one version of its tables to the next; its place in the list is the version that it begins at. It
 * runs in a transaction of its own. A step that has been in use is never changed: another is added behind it.
 */
export type Step = (database: Database) => void;

/** The version of a file's tables. 0: a new file, or one of before there were versions. */
export function versionOf(database: Database): number {
  const [found] = database.pragma("user_version") as { user_version: number }[];
  return found?.user_version ?? 0;
}

/**
 * Brings a file to the newest version, step by step; one that fails leaves the file at the version before it.
 * Throws DatabaseTrouble: `newer` when the file is of a newer program, `wrong_key_or_corrupt` when its tables do not fit.
 */
export function upgrade(database: Database, steps: readonly Step[]): void {
  const from = versionOf(database);
  if (from > steps.length) throw new DatabaseTrouble("newer", new Error(`version ${from}, ${steps.length} is known`));
  try {
    steps.slice(from).forEach((step, at) =>
      inTransaction(database, () => {
        step(database);
        database.exec(`PRAGMA user_version = ${from + at + 1}`);
      }),
    );
  } catch (error) {
    const problem = problemOf(error);
    // Tables that do not fit were made by no version of this program: the file is as unreadable as a damaged one.
    throw new DatabaseTrouble(problem === "other" ? "wrong_key_or_corrupt" : problem, error);
  }
}
