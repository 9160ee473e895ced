import fc from "fast-check";
import { expect, it } from "vitest";
import { amountCell, codeCell, csvLine } from "../../../src/shared/csv";
import { withoutHiddenSigns } from "../../../src/shared/hidden-signs";
import { parseCsv } from "../../fixtures/csv";

/** The text of a cell without what is added to it: apostrophes, or the formula that is nothing but the text. */
const bare = (cell: string): string => (/^="([^"]*)"$/.exec(cell)?.[1] ?? cell).replaceAll("'", "");
/** What is left of a text where no sign turns or hides it, without its own apostrophes. */
const unsigned = (text: string): string => withoutHiddenSigns(text).replaceAll("'", "");

it("gives back what was written, whatever it was, with nothing but a mark around it", () => {
  const cell = fc.string({ unit: "binary", maxLength: 30 });
  const sheet = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(sheet, fc.boolean(), (written, code) => {
      const read = parseCsv(written.map((row) => csvLine(code ? row.map(codeCell) : row)).join(""));
      expect(read.length).toBe(written.length);
      read.forEach((row, at) =>
        row.forEach((one, column) =>
          expect([one.replaceAll("'", ""), bare(one)]).toContain(unsigned(written[at]?.[column] ?? "")),
        ),
      );
    }),
    { numRuns: 500 },
  );
});

it("has no cell that a spreadsheet runs, and leaves plain negative numbers alone", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "％".normalize("NFKC")),
      fc.string({ maxLength: 20 }),
      (first, rest) => {
        const [[cell = ""] = []] = parseCsv(csvLine([`${first}${rest}`, "x"]));
        expect(cell).toMatch(/^(-\d+(\.\d+)?$|'|="[^"]*"$)/);
      },
    ),
  );
  expect(csvLine(["-12.50", "-1", "-1+2", "- 5"])).toBe("-12.50,-1,'-1+2,'- 5\r\n");
});

it("has no formula for a program that splits at semicolons, tabs or lines either, nor behind a sign nobody sees", () => {
  const cells = ["a;=1+1", 'b;"=1+1', "c\t@SUM(A1)", "d\n=1+1", "e; +1", "\u0000=1+1", "\u202E=1+1", "\u200B=1"];
  for (const made of [...cells, ...cells.map((code) => ({ code }))]) {
    const line = csvLine([made, "x"]);
    for (const cell of line.split(/[;\t\r\n,]/)) expect(cell.replace(/^[\s"]+/, ""), line).not.toMatch(/^[=+\-@]/);
  }
  expect(parseCsv(csvLine(["Smith; Jones", "tea, +sugar"]))[0]).toEqual(["Smith; Jones", "tea, +sugar"]);
});

it("a code never holds a formula that is more than its own text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."=+-@\"'(){},;:!&|%0129eEA1 \t\n"), maxLength: 20 }), (code) => {
      const [[cell = ""] = []] = parseCsv(csvLine([codeCell(code), "x"]));
      expect(bare(cell)).toBe(unsigned(code));
      if (!/^="[^"=@&|!;{}'\n]*"$/.test(cell)) expect(cell.trimStart()).not.toMatch(/^[=+\-@]/);
    }),
    { numRuns: 2_000 },
  );
});

it("keeps codes as they are written: no lost zeros, no powers, no dates, no apostrophe", () => {
  const codes = ["0042", "4242", "123E45", "4012888888881881123", "3-4", "TAS712", "+44 20 7946 0958", "602-555-0143"];
  expect(parseCsv(csvLine(codes.map(codeCell)))[0]).toEqual([
    '="0042"',
    "4242",
    '="123E45"',
    '="4012888888881881123"',
    '="3-4"',
    "TAS712",
    '="+44 20 7946 0958"',
    "602-555-0143",
  ]);
  expect(csvLine([codeCell('=1+1")'), codeCell(null), codeCell("@SUM(A1)")])).toBe('"\'=1+1"")",,\'@SUM(A1)\r\n');
});

it("text that a spreadsheet would read as another value is marked, and no other", () => {
  const marked = ["(602)", "$(12.50)", "602-", "0042", "123E45", "123456789012", "3-4", "1/2", "11/28/26", "12-2026"];
  const months = ["Nov 5", "MAR1", "5 Nov 2026", "sep-01", "28.11.2026"];
  for (const text of [...marked, ...months]) expect(parseCsv(csvLine([text, "x"]))[0]?.[0]).toBe(`="${text}"`);
  const plain = ["602-555-0143", "(602) 555-0143", "555-0143", "1250", "12.50", "$5", "85284-1234", "May", "Marcus 5"];
  for (const text of [...plain, "py_12", "1,250.00", "12:30", "24 h", "Suite 12"])
    expect(parseCsv(csvLine([text, "x"]))[0]?.[0]).toBe(text);
});

it("writes money as numbers with two places", () => {
  expect([0, 5, 125_000, -5, -123_456].map((amount) => amountCell(amount))).toEqual([
    { number: "0.00" },
    { number: "0.05" },
    { number: "1250.00" },
    { number: "-0.05" },
    { number: "-1234.56" },
  ]);
  expect(csvLine([amountCell(null), amountCell(9)])).toBe(",0.09\r\n");
});

it("quotes what needs it (RFC 4180)", () => {
  expect(csvLine(['a "b"', "c,d", "e\nf", " g ", "h"])).toBe('"a ""b""","c,d","e\nf"," g ",h\r\n');
});
