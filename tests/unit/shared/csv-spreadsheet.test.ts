import { expect, it } from "vitest";
import { read, type CellObject } from "xlsx";
import { amountCell, csvLine, CSV_START } from "../../../src/shared/csv";

/**
 * Opened by the parser of a spreadsheet library (SheetJS), which reads CSV as spreadsheet programs do: numbers, dates
 * and formulas are worked out.
 */
function cellsOf(text: string): (CellObject | undefined)[][] {
  const book = read(text, { type: "string", cellFormula: true, dense: true });
  return (
    (book.Sheets[book.SheetNames[0] ?? ""] as unknown as { "!data"?: CellObject[][] })["!data"] ??
    (book.Sheets[book.SheetNames[0] ?? ""] as unknown as CellObject[][])
  );
}

const shown = (cell: CellObject | undefined): string => String(cell?.v ?? "").replace(/^'/, "");

it("shows what was written: no cell is a formula, amounts are numbers, names keep their letters", () => {
  const [, ...rows] = cellsOf(
    CSV_START +
      [
        csvLine(["Name", "Code", "Amount"]),
        csvLine(["=1+1", "0042", amountCell(125_000)]),
        csvLine(['Ronald "Ron" Ó Súilleabháin, Jr.', "+1+1", amountCell(-5)]),
        csvLine(["two\nlines", "@SUM(A1:A2)", amountCell(1_999)]),
        csvLine(["-2+3", "123E45", amountCell(0)]),
      ].join(""),
  );
  expect(rows.flat().filter((cell) => cell?.f !== undefined)).toEqual([]);
  expect(rows.map(([name, code]) => [shown(name), shown(code)])).toEqual([
    ["=1+1", "0042"],
    ['Ronald "Ron" Ó Súilleabháin, Jr.', "+1+1"],
    ["two\nlines", "@SUM(A1:A2)"],
    ["-2+3", "123E45"],
  ]);
  expect(rows.map(([, , amount]) => [amount?.t, amount?.v])).toEqual([
    ["n", 1250],
    ["n", -0.05],
    ["n", 19.99],
    ["n", 0],
  ]);
});

it("would show it if a cell were a formula, or lost its zeros", () => {
  const [[formula, code] = []] = cellsOf("=1+1,0042\r\n");
  expect(formula?.f).toBe("1+1");
  expect(code?.v).toBe(42);
});
