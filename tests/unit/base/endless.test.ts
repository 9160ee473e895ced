import { expect, it } from "vitest";
import { createEndlessList } from "../../../src/main/base/endless";

/** Pages of ten, each id given by its place in the list. */
const page = (from: number, total: number | null = null, count = 10) => ({
  items: Array.from({ length: count }, (_, at) => ({ id: `id${from + at}` })),
  total,
});

it("a long list that shifts while it is read has an end", () => {
  const endless = createEndlessList(10, 100_000);
  for (let at = 0; at < 500; at++) expect(endless.hasNoEnd(page(at * 10 - (at % 4)))).toBe(false);
});

it("a page that comes again and again has none, nor do pages that go round, nor empty ones", () => {
  const same = createEndlessList(10, 100_000);
  expect([1, 2, 3, 4].map(() => same.hasNoEnd(page(0)))).toEqual([false, false, false, true]);
  same.restart();
  expect([1, 2, 3, 4].map(() => same.hasNoEnd(page(0)))).toEqual([false, false, false, true]);
  const round = createEndlessList(10, 100_000);
  const answers = Array.from({ length: 30 }, (_, at) => round.hasNoEnd(page((at % 15) * 10)));
  expect(answers.indexOf(true)).toBe(15 + 2);
  const empty = createEndlessList(10, 100_000);
  expect([1, 2, 3].map(() => empty.hasNoEnd(page(0, null, 0)))).toEqual([false, false, true]);
});

it("a page seen twice is a shift, and new ones begin the count again", () => {
  const endless = createEndlessList(10, 100_000);
  for (let round = 0; round < 20; round++)
    for (const at of [round, round, round]) expect(endless.hasNoEnd(page(at * 10))).toBe(false);
});

it("a list that is longer than any may be, or ten times longer than it says, has no end", () => {
  const pagesOf = (total: number | null): number => {
    const endless = createEndlessList(10, 2_000);
    for (let at = 0; ; at++) if (endless.hasNoEnd(page(at * 10, total))) return at + 1;
  };
  expect(pagesOf(null)).toBe(200 + 100 + 1);
  expect(pagesOf(1_000_000)).toBe(200 + 100 + 1);
  expect(pagesOf(50)).toBe(50 + 100 + 1);
  expect(pagesOf(0)).toBe(100 + 1);
});
