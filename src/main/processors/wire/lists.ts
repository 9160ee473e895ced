import { Failure } from "../../../shared/failure";
import { wireWords } from "../../../shared/words/processor";

/** A page with more rows than this is not read: a hundred are asked for at most. */
export const MOST_ROWS_READ = 1_000;
/** A list with more pages than this, two million payments, has no end. */
export const MOST_PAGES = 20_000;

/** What to throw at a list that has no end. `what` finishes "we cannot …". */
export function endless(name: string, what: string): Failure {
  return new Failure("unreadable", wireWords.endless({ name, what }));
}

/** A smaller page, of which a whole number makes up one of this size; null: there is none. */
export function smallerPage(size: number): number | null {
  if (size <= 1) return null;
  return size % 5 === 0 ? size / 5 : size % 2 === 0 ? size / 2 : 1;
}
