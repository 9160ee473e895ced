import type { CustomerLine } from "../../shared/customer";
import type { Database } from "../storage/database";
import { fits, foldFindable, readClue, type Clue, type Way } from "../search/clues";
import { LINE_COLUMNS, LINES, listIn, readLines, type Found } from "./lines";
import type { Shelf } from "./tables";
import { createSlips } from "./slips";
import { NO_SLIPS, question, type Reach, type Slips } from "./tokens";

/**
 * How many candidates of each reach are looked at. More would not be read by a person, and would cost the frame (16
 * ms).
 */
const CANDIDATES = 120;
const RECENT = 60;
/** With fewer words of names than this that begin so, what was typed is rare. */
const RARE = 100;
/** The same of all beginnings that are one slip away together. */
const RARE_SLIPS = 150;
/** How well the best answer whose names are one slip away, or two (clues.ts). */
const ONE_SLIP = 6;
const TWO_SLIPS = 12;

/**
 * The best answers first: exact, beginnings, parts, and slips where they are asked for; among equals the recently used,
 * then by name. Between two questions of the index it stands still, so that others can have their turn.
 */
export type Search = (
  shelf: Shelf,
  clue: string,
  limit: number,
  withSlips: boolean,
) => Generator<void, CustomerLine[], void>;

export function createSearch(database: Database): Search {
  const matches = database
    .prepare("SELECT json_group_array(rowid) FROM (SELECT rowid FROM clues WHERE clues MATCH ? LIMIT ?)")
    .raw();
  const linesOf = database
    .prepare(`SELECT ${LINES} FROM customers WHERE row IN (SELECT value FROM json_each(?))`)
    .raw();
  const recent = database
    .prepare(
      `SELECT ${LINES} FROM (
         SELECT ${LINE_COLUMNS} FROM customers WHERE shelf = ? AND used_at IS NOT NULL ORDER BY used_at DESC LIMIT ?
       )`,
    )
    .raw();
  const begun = database
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM words WHERE shelf = ?1 AND word >= ?2 AND word < ?2 || char(1114111) LIMIT ${RARE_SLIPS})`,
    )
    .raw();
  const slipsFor = createSlips(database);

  const fetchRows = (rows: readonly number[]): Found[] => readLines(linesOf.get(JSON.stringify(rows)));
  const candidates = (match: string): number[] => listIn(matches.get(match, CANDIDATES));

  /**
   * Of each way of a clue its rarest word alone: all who answer to the clue are among those who answer to that. null:
   * some way has no rare word. It is what keeps `eric gargaman` from going through every Eric.
   */
  const rarestOf = (shelf: Shelf, clue: Clue): Clue | null => {
    const ways = clue.map((way): Way | null => {
      const weighed = way
        .filter(({ kind }) => kind !== "digits")
        .map((piece) => ({ piece, words: (begun.get(shelf.number, piece.text) as [number])[0] }))
        .sort((one, other) => one.words - other.words);
      const [first] = weighed;
      return first && first.words < RARE ? [first.piece] : null;
    });
    const [first, ...others] = ways;
    return first && others.every((way) => way !== null) ? [first, ...others] : null;
  };

  /** The words of a clue but the one that is rarest, slips counted in; none where no word is rare. */
  const commonOf = (shelf: Shelf, clue: Clue, { begun: slips }: Slips): Set<string> => {
    const rare = slips.size > 0 ? RARE_SLIPS : RARE;
    const weighed = clue[0]
      .filter(({ kind }) => kind === "word")
      .map(({ text }) => {
        let words = 0;
        for (const beginning of [text, ...(slips.get(text) ?? [])]) {
          if (words >= rare) break;
          words += (begun.get(shelf.number, beginning) as [number])[0];
        }
        return { text, words };
      })
      .sort((one, other) => one.words - other.words);
    const [first, ...others] = weighed;
    return new Set(first && first.words < rare ? others.map(({ text }) => text) : []);
  };

  /**
   * Of the common words of a clue the first letters alone are looked for: where these are fewer than are looked at, all who
   * answer are among them. null: no word is rare, or there is no other.
   */
  const byRareWord = (shelf: Shelf, clue: Clue, slips = NO_SLIPS): number[] | null => {
    const common = commonOf(shelf, clue, slips);
    return common.size === 0 ? null : candidates(question(shelf.letter, clue, "any", slips, common));
  };

  return function* (shelf, clueText, limit, withSlips) {
    const readings = readClue(clueText);
    const recents = readLines(recent.get(shelf.number, RECENT));
    if (readings.length === 0) return recents.slice(0, limit).map(({ line }) => line);
    for (const clue of readings) {
      const best = new Map<number, { found: Found; rank: number }>();
      const weigh = (found: readonly Found[], slips: boolean): void => {
        for (const one of found) {
          if (best.has(one.row)) continue;
          const rank = fits(foldFindable({ ...one.line, last4s: one.last4s }), clue, slips);
          if (rank !== null) best.set(one.row, { found: one, rank });
        }
      };
      const look = (match: string, slips: boolean): void =>
        weigh(fetchRows(candidates(match).filter((row) => !best.has(row))), slips);
      weigh(recents, false);
      // Half of all e-mail addresses end alike: what stands before the @ finds them, `fits` compares the rest.
      const narrow = beforeAt(clueText, clue);
      // Who types an @ has typed the words before it to their end.
      if (narrow) look(question(shelf.letter, narrow, "mail"), false);
      const owner = narrow !== null && best.size > 0;
      const rarest = owner ? null : rarestOf(shelf, narrow ?? clue);
      const few = rarest ? candidates(question(shelf.letter, rarest, "any")) : [];
      const all = rarest !== null && few.length < CANDIDATES && (narrow === null || few.length > 0);
      if (all) weigh(fetchRows(few), false);
      else if (!owner) {
        for (const reach of REACHES) {
          const rare = reach === "names" && rarest !== null && narrow === null ? byRareWord(shelf, clue) : null;
          if (rare !== null && rare.length < CANDIDATES) {
            weigh(fetchRows(rare), false);
            break;
          }
          look(question(shelf.letter, clue, reach), false);
          yield;
          if (best.size >= CANDIDATES || isEnough(best, reach, limit)) break;
        }
      }
      const exact = [...best.values()].some(({ rank }) => rank === 0);
      if (withSlips && best.size < limit && !exact && !(narrow && best.size > 0)) {
        const slips = slipsFor(shelf, clue);
        // Whole names first: whoever has one answers better than whose name only begins so.
        if (slips.whole.size > 0) look(question(shelf.letter, clue, "whole", slips), true);
        yield;
        const typed = clue[0].length > 1 && countOf(best, ONE_SLIP) < limit;
        if (typed && slips.begun.size > 0) look(question(shelf.letter, clue, "typed", slips), true);
        yield;
        if (slips.begun.size > 0 && countOf(best, typed ? ONE_SLIP + 1 : ONE_SLIP) < limit) {
          const some = byRareWord(shelf, clue, slips);
          weigh(fetchRows((some ?? []).filter((row) => !best.has(row))), true);
          const whole = some !== null && some.length < CANDIDATES;
          yield;
          if (!whole && countOf(best, TWO_SLIPS - 1) < limit) look(question(shelf.letter, clue, "any", slips), true);
        }
      }
      if (best.size > 0)
        return inOrder([...best.values()])
          .slice(0, limit)
          .map(({ found }) => found.line);
    }
    return [];
  };
}

const REACHES: readonly Reach[] = ["whole", "typed", "names", "any"];

/** Whether those who are looked for further away would all come after these, or stand level with them. */
function isEnough(best: ReadonlyMap<number, { readonly rank: number }>, reach: Reach, limit: number): boolean {
  return countOf(best, reach === "whole" ? 0 : 1) >= limit;
}

/** How many of them answer that well, or better. */
function countOf(best: ReadonlyMap<number, { readonly rank: number }>, worst: number): number {
  let count = 0;
  for (const { rank } of best.values()) if (rank <= worst) count += 1;
  return count;
}

/** The part of an e-mail clue before the @, when it says enough to look by; null for other clues. */
function beforeAt(clueText: string, clue: Clue): Clue | null {
  const at = clueText.indexOf("@");
  if (at < 0) return null;
  const [first] = readClue(clueText.slice(0, at));
  return first && first[0].length < clue[0].length && first[0].some(({ text }) => text.length >= 3) ? first : null;
}

function inOrder(weighed: { found: Found; rank: number }[]): { found: Found; rank: number }[] {
  return weighed.sort(
    (one, other) =>
      one.rank - other.rank ||
      (other.found.usedAt ?? 0) - (one.found.usedAt ?? 0) ||
      (one.found.sort < other.found.sort
        ? -1
        : one.found.sort > other.found.sort
          ? 1
          : one.found.row - other.found.row),
  );
}
