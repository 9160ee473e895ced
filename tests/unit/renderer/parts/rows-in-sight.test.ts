import fc from "fast-check";
import { expect, test } from "vitest";
import { rowAt, startOf } from "../../../../src/renderer/parts/rows-in-sight";

const headings = fc.uniqueArray(fc.nat(300), { maxLength: 6 }).map((all) => all.toSorted((a, b) => a - b));

test("a row is found from its first point to its last, its heading included", () => {
  fc.assert(
    fc.property(fc.nat(400), headings, (index, places) => {
      expect(rowAt(startOf(index, places), places)).toBe(index);
      expect(rowAt(startOf(index + 1, places) - 0.5, places)).toBe(index);
    }),
  );
});

test("a row is 48 points high, and 36 more with a heading", () => {
  expect(startOf(3, [])).toBe(144);
  expect(startOf(0, [0, 2])).toBe(0);
  expect(startOf(3, [0, 2])).toBe(144 + 72);
  expect(rowAt(48 + 35, [0])).toBe(0);
  expect(rowAt(48 + 36, [0])).toBe(1);
});
