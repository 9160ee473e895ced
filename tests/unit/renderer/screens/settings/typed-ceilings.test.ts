import { expect, test } from "vitest";
import { cents } from "../../../../../src/shared/money";
import { FIRST_CEILINGS, NO_CEILINGS } from "../../../../../src/shared/people";
import { readCeilings, typedCeilings } from "../../../../../src/renderer/screens/settings/typed-ceilings";

test("ceilings are read as they were shown: none, nothing at all, and sums", () => {
  const nothing = { ...NO_CEILINGS, sale: cents(0) };
  for (const ceilings of [...Object.values(FIRST_CEILINGS), nothing])
    expect(readCeilings(typedCeilings(ceilings))).toEqual(ceilings);
});

test("an empty sum is no ceiling, and one that cannot be read is none of these", () => {
  const typed = typedCeilings(FIRST_CEILINGS.front_desk);
  expect(readCeilings({ ...typed, sums: { ...typed.sums, refund: "" } })).toMatchObject({ refund: null });
  expect(readCeilings({ ...typed, sums: { ...typed.sums, refund: "12.50" } })).toMatchObject({ refund: 1_250 });
  expect(readCeilings({ ...typed, sums: { ...typed.sums, refund: "1.250.0" } })).toBeNull();
});
