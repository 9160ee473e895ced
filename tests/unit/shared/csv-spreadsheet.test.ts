import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { DetailedCellError, HyperFormula } from "hyperformula";
import { describe, expect, it } from "vitest";
import { read, type CellObject, type WorkBook } from "@e965/xlsx";
import { amountCell, codeCell, csvLine, CSV_START, type Cell } from "../../../src/shared/csv";
import { parseCsv } from "../../fixtures/csv";

/**
 * What spreadsheets make of our CSV: SheetJS reads files as Excel does, HyperFormula a cell as one that is typed, and
 * LibreOffice Calc is asked too where it is on this computer (Debian: libreoffice-calc-nogui).
 */
interface Engine {
  readonly name: string;
  /** The values of the first column: text, or the number that it became. */
  open(csv: string): unknown[];
}

const office = ((): string | null => {
  try {
    return execFileSync("which", ["soffice"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
})();

function firstColumn(book: WorkBook): unknown[] {
  const sheet = book.Sheets[book.SheetNames[0] ?? ""] as unknown as { "!data"?: CellObject[][] } & CellObject[][];
  return (sheet["!data"] ?? sheet).map((row) => row[0]?.v);
}

const engines: readonly Engine[] = [
  { name: "SheetJS", open: (csv) => firstColumn(read(csv, { type: "string", cellFormula: true, dense: true })) },
  {
    name: "HyperFormula",
    open: (csv) => {
      const rows = parseCsv(csv.replace(CSV_START, ""));
      const sheet = HyperFormula.buildFromArray(rows, {
        licenseKey: "gpl-v3",
        dateFormats: ["YYYY-MM-DD", "MM/DD/YYYY"],
        leapYear1900: false,
      });
      return sheet.getSheetValues(0).map(([value]) => (value instanceof DetailedCellError ? value.message : value));
    },
  },
  ...(office === null
    ? []
    : [
        {
          name: "LibreOffice Calc",
          open: (csv: string) => {
            const folder = mkdtempSync(join(tmpdir(), "counterfoil-calc-"));
            try {
              writeFileSync(join(folder, "in.csv"), csv);
              // Comma, quote, UTF-8, from line 1, English; numbers and dates are recognised as on a double click.
              const how = ["--infilter=CSV:44,34,76,1,,1033,false,true", "--convert-to", "xlsx", "--outdir", folder];
              const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
              execFileSync(office, [profile, "--headless", ...how, join(folder, "in.csv")], { stdio: "ignore" });
              return firstColumn(read(readFileSync(join(folder, "in.xlsx")), { dense: true }));
            } finally {
              rmSync(folder, { recursive: true, force: true });
            }
          },
        },
      ]),
];

const csvOf = (cells: readonly Cell[]): string =>
  CSV_START + ["Head", ...cells].map((cell) => csvLine([cell, "x"])).join("");
/** Spreadsheets show the apostrophes of a file, and take that of a typed cell away. */
const shown = (value: unknown): unknown => (typeof value === "string" ? value.replaceAll(/^'|(?<=;)'/g, "") : value);

const CODES = [
  "0042",
  "00",
  "123E45",
  "4012888888881881123",
  "123456789012",
  "3-4",
  "1/2",
  "DEC12",
  "0x1F",
  "-77",
  "+5",
  "(602) 555-0143",
  "602-555-0143",
  "555-0143",
  "+1 602-555-0143",
  "+1-602-555-0143",
  "+442079460958",
  "py_123",
  "TAS712",
  "00000000-0000-4000-8000-000000000000",
  "12-3456",
  "85284-1234",
  "(602)",
];
const TEXTS = [
  "(602)",
  "$(12.50)",
  "(1.5)",
  "0042",
  "123E45",
  "1e5",
  "4012888888881881123",
  "3-4",
  "1/2",
  "11/28/26",
  "Nov 5",
  "5 Nov 2026",
  "sep-01",
  "28.11.2026",
  "2026/11/28",
  "=1+1",
  "+1+1",
  "-2+3",
  "@SUM(A1:A2)",
  "- note",
  '=HYPERLINK("http://x","y")',
  'Ronald "Ron" Ó Súilleabháin, Jr.',
  "two\nlines",
  "小明",
  " 0042",
  "602-",
  "x;=1+1",
];

describe.each(engines)("$name", ({ name, open }) => {
  it("shows every code sign by sign, without an apostrophe", { timeout: 120_000 }, () => {
    const [, ...opened] = open(csvOf(CODES.map(codeCell)));
    // What is digits alone and stays the same is a number there.
    expect(opened.map(String)).toEqual(CODES);
  });

  it("shows text as it was written; none is a formula, a date or a loss", { timeout: 120_000 }, () => {
    const [, ...opened] = open(csvOf(TEXTS)).map(shown);
    // One that is typed may have its blanks taken off; SheetJS and Calc keep them.
    expect(name === "HyperFormula" ? opened.map(trimmed) : opened).toEqual(
      name === "HyperFormula" ? TEXTS.map(trimmed) : TEXTS,
    );
  });

  it("adds our amounts", { timeout: 120_000 }, () => {
    expect(open(csvOf([125_000, -5, 1_999, 0].map((amount) => amountCell(amount))))).toEqual([
      expect.stringContaining("Head"),
      1250,
      -0.05,
      19.99,
      0,
    ]);
  });

  it("would show it if a cell were a formula, or lost its zeros", { timeout: 120_000 }, () => {
    expect(open("=1+1,x\r\n0042,x\r\n(602),x\r\n123E45,x\r\n").map(String)).not.toContain("0042");
  });
});

const trimmed = (text: unknown): unknown => (typeof text === "string" ? text.trim() : text);

it("whatever digits and marks a person writes: the digits stay, or it is the same number", () => {
  const sign = fc.constantFrom(..."00123456789-/().,$% +:");
  const written = fc.array(fc.string({ unit: sign, minLength: 1, maxLength: 14 }), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(written, fc.boolean(), (texts, code) => {
      const [, ...opened] = engines[0]?.open(csvOf(texts.map((text) => (code ? codeCell(text) : text)))) ?? [];
      texts.forEach((text, at) => {
        const cell = opened[at];
        // SheetJS finds a day in what follows the apostrophe of "'+0.9"; Excel and Calc show it as text.
        if (text.trim() === "" || typeof cell === "string" || /^\s*[+\-%]/.test(text)) return;
        // The same digits with the same sign, or a time of day.
        const plain = text.replaceAll(/[$,%\s]/g, "");
        const same = [1, 100, 10_000].some((part) => Math.abs(Number(plain) / part - Number(cell)) < 1e-9);
        expect([text, cell, same || /^\d{1,2}:\d\d/.test(text.trim())]).toEqual([text, cell, true]);
      });
    }),
    { numRuns: 300 },
  );
});
