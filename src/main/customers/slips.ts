import { isUnspaced, type Clue } from "../search/clues";
import { slipsOf } from "../search/typos";
import type { Database } from "../storage/database";
import type { Shelf } from "./tables";
import type { Slips } from "./tokens";

/** Beginnings one slip away that are followed, those that are whole names first. */
const MOST_SLIPS = 40;

export type SlipsFor = (shelf: Shelf, clue: Clue) => Slips;

export function createSlips(database: Database): SlipsFor {
  const occurring = database
    .prepare(
      `SELECT p.value, EXISTS (SELECT 1 FROM words WHERE shelf = ?1 AND word = p.value) AS whole FROM json_each(?2) AS p
       WHERE EXISTS (SELECT 1 FROM words WHERE shelf = ?1 AND word >= p.value AND word < p.value || char(1114111))
       ORDER BY whole DESC LIMIT ${MOST_SLIPS}`,
    )
    .raw();
  const lettersOf = database.prepare("SELECT letter FROM letters WHERE shelf = ?").raw();
  return (shelf, clue) => {
    const letters = (lettersOf.all(shelf.number) as [string][]).map(([letter]) => letter);
    const begun = new Map<string, string[]>();
    const whole = new Map<string, string[]>();
    for (const { kind, text } of clue[0]) {
      if (kind !== "word" || text.length < 3 || text.length > 24 || isUnspaced(text)) continue;
      const known = occurring.all(shelf.number, JSON.stringify(slipsOf(text, letters))) as [string, number][];
      if (known.length > 0)
        begun.set(
          text,
          known.map(([beginning]) => beginning),
        );
      const names = known.flatMap(([beginning, isWhole]) => (isWhole === 1 ? [beginning] : []));
      if (names.length > 0) whole.set(text, names);
    }
    return { begun, whole };
  };
}
