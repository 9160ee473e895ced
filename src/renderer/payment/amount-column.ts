import { nameWords } from "../../shared/words/common";
import type { Column } from "../parts/table";

/** In CSS pixels: a digit of an amount, the space around it, and the least that a column of amounts has. */
const DIGIT = 8.7;
const AROUND = 22;
const LEAST = 96;

/** What every column of amounts is. MONEY: an amount is never cut, so the longest of the texts makes the width. */
export function amountColumn(
  texts: readonly string[],
): Pick<Column<unknown>, "key" | "title" | "width" | "narrow" | "end"> {
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const width = Math.max(LEAST, Math.ceil(longest * DIGIT) + AROUND);
  return { key: "amount", title: nameWords.amount, width: `${width}px`, narrow: `${width - 6}px`, end: true };
}
