import fc from "fast-check";
import { expect, it } from "vitest";
import { amountCell, csvLine } from "../../../src/shared/csv";
import { parseCsv } from "../../fixtures/csv";

it("gives back what was written, whatever it was: at most an apostrophe before it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "binary", maxLength: 30 }), { minLength: 2, maxLength: 5 }), {
        minLength: 1,
        maxLength: 5,
      }),
      (written) => {
        const read = parseCsv(written.map(csvLine).join(""));
        expect(read.length).toBe(written.length);
        read.forEach((row, at) =>
          row.forEach((cell, column) =>
            expect([written[at]?.[column], `'${written[at]?.[column] ?? ""}`]).toContain(cell),
          ),
        );
      },
    ),
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
        expect(/^-\d+(\.\d+)?$/.test(cell) || cell.startsWith("'")).toBe(true);
      },
    ),
  );
  expect(csvLine(["-12.50", "-1", "-1+2", "- 5"])).toBe("-12.50,-1,'-1+2,'- 5\r\n");
});

it("keeps codes as they are written: no lost zeros, no powers, no dates", () => {
  expect(csvLine(["0042", "4242", "123E45", "12345678901234567", "3-4", "TAS712"])).toBe(
    "'0042,4242,'123E45,'12345678901234567,'3-4,TAS712\r\n",
  );
});

it("writes money as numbers with two places", () => {
  expect([0, 5, 125_000, -5, -123_456].map(amountCell)).toEqual([
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
