import { withoutHiddenSigns } from "./hidden-signs";
import { decimalsOf, minorText, moneyText, USD, type Currency } from "./currency";

/**
 * CSV that a spreadsheet program opens right: RFC 4180 quoting, CRLF, a byte order mark so that Excel reads UTF-8, and
 * cells that stay what they are (docs/decisions/0040-csv-cells-stay-what-they-are.md).
 */
export const CSV_START = "\u{FEFF}";

/**
 * Text: what people wrote. `number`: a number or a date that we made, goes out bare. `code`: an id, a phone number,
 * digits that are no number. null: an empty cell.
 */
export type Cell = string | { readonly number: number | string } | { readonly code: string } | null;

/**
 * An amount in minor units as a number that a spreadsheet can add: 125000 -> 1250.00, -5 -> -0.05, 1250 yen -> 1250. Of
 * a currency that is not known it is text, so that it is in no sum.
 */
export function amountCell(amount: number | null, currency: Currency = USD): Cell {
  if (amount === null) return null;
  const decimals = decimalsOf(currency);
  if (decimals === null) return moneyText(amount, currency);
  return { number: minorText(amount, decimals).replaceAll(",", "") };
}

/** An id, a phone number, the last four digits of a card: shown sign by sign, 0042 as 0042. */
export function codeCell(code: string | null): Cell {
  return code === null ? null : { code };
}

/** One line, with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string" && "number" in cell) return String(cell.number);
  const isText = typeof cell === "string";
  const safe = splitSafely(guarded(withoutHiddenSigns(isText ? cell : cell.code), !isText));
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * SECURITY: a program that splits lines at semicolons or tabs knows no quotes in the middle of its cells, so what stands
 * behind such a sign, or begins a line, is a cell of its own there and must not begin a formula either.
 */
function splitSafely(text: string): string {
  return text.replaceAll(/([;\t|\r\n][ "']{0,9})(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'");
}

/** Signs that begin a formula, the full-width ones too: some programs fold those to the narrow ones. */
const FORMULA = /^[=+\-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NEGATIVE = /^-\d+(?:\.\d+)?$/;

/** Digits and marks: a spreadsheet tries to read a value in them, so all but the known forms below are marked. */
const DIGITS_AND_MARKS = /^[\d\s()+\-.,/:$€£%#*]+$/;
/** What stays what it is: a number that has no more than eleven digits, a phone number, ZIP+4, a time of day. */
const STAYS: readonly RegExp[] = [
  /^-?\$?(?:0|[1-9]\d{0,10}|[1-9]\d{0,2}(?:,\d{3}){1,2})(?:\.\d+)?%?$/,
  /^(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}$/,
  /^(?:\d{3}|\d{5})-\d{4}$/,
  /^\d{1,2}:\d{2}(?::\d{2})?$/,
];
/** 123E45 is read as a power, 0x1F as 31. */
const NUMBERS_WITH_LETTERS: readonly RegExp[] = [/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)e[+-]?\d+$/i, /^[+-]?0[xbo][\da-f]+$/i];
/** Nov 5, 5-Nov-26 and MAR1 are read as a day, where the word is a month. */
const DAYS: readonly RegExp[] = [
  /^\d{1,4}[ ./-]{0,9}([a-z]{3,9})\.?(?:[ ./,-]{0,9}\d{1,4})?$/i,
  /^([a-z]{3,9})\.?[ ./,-]{0,9}(?:\d{1,2}|\d{4})(?:[ ./,-]{1,9}\d{1,4})?$/i,
];
const MONTHS: ReadonlySet<string> = new Set(
  "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december".split(
    " ",
  ),
);

function isDay(text: string): boolean {
  return DAYS.some((form) => MONTHS.has((form.exec(text)?.[1] ?? "").toLowerCase()));
}

/** Whether a spreadsheet would make another value of it: 0042 to 42, (602) to -602, 3-4 to a day, a long id to 4E+15. */
function isReadOtherwise(text: string): boolean {
  const trimmed = text.trim();
  if (DIGITS_AND_MARKS.test(trimmed)) return /\d/.test(trimmed) && !STAYS.some((form) => form.test(trimmed));
  return NUMBERS_WITH_LETTERS.some((form) => form.test(trimmed)) || isDay(trimmed);
}

function isFormula(text: string): boolean {
  return FORMULA.test(text) || FORMULA.test(text.trimStart());
}

/** What may stand between the quotes of a formula. SECURITY: nothing that ends the quotes or begins a command. */
const PLAIN_SIGNS = /^[\p{L}\p{N} ()+.,$€£%/#*:_-]{1,200}$/u;

/**
 * SECURITY: text that a spreadsheet would run as a formula gets an apostrophe before it, which shows it as text (OWASP,
 * CSV injection). Text that would be read as another value becomes a formula that is nothing but that text: `="0042"`
 * is shown as 0042. So does a code with a sign before it, +44.
 */
function guarded(text: string, isCode: boolean): string {
  const spelled = PLAIN_SIGNS.test(text) ? `="${text}"` : `'${text}`;
  if (isFormula(text) && (isCode || !PLAIN_NEGATIVE.test(text))) return isCode ? spelled : `'${text}`;
  return isReadOtherwise(text) ? spelled : text;
}
