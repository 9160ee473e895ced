/**
 * CSV that a spreadsheet program opens right: RFC 4180 quoting, CRLF, a byte order mark so that Excel reads UTF-8, and
 * no cell that is taken for a formula.
 */
export const CSV_START = "\u{FEFF}";

/**
 * Text: what people wrote, or a code. `number`: a number or a date that we made, goes out bare. null: an empty cell.
 */
export type Cell = string | { readonly number: number | string } | null;

/** Amounts in cents as a number that a spreadsheet can add: 125000 -> 1250.00, -5 -> -0.05. */
export function amountCell(cents: number | null): Cell {
  if (cents === null) return null;
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return { number: `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

/** One line, with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell.number);
  const safe = guarded(cell);
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Also the wide forms, which some programs fold to the narrow ones. */
const FORMULA = /^[=+\-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NEGATIVE = /^-\d+(?:\.\d+)?$/;
/**
 * What a spreadsheet would read as another value: 0042 as 42, 123E45 as a power, more than 15 digits rounded, 3-4 as a
 * date.
 */
const MANGLED = /^(?:0\d+|\d{16,}|\d+(?:\.\d+)?[eE][+-]?\d+|\d{1,4}[-/]\d{1,4}(?:[-/]\d{1,4})?)$/;

/**
 * SECURITY: text that a spreadsheet would run as a formula gets an apostrophe before it, which shows it as text (OWASP,
 * CSV injection).
 * Codes that would be read as another number get one too, so that what is in the cell is what was written.
 */
function guarded(text: string): string {
  const first = text.trimStart();
  if (PLAIN_NEGATIVE.test(text)) return text;
  return FORMULA.test(text) || FORMULA.test(first) || MANGLED.test(text) ? `'${text}` : text;
}
