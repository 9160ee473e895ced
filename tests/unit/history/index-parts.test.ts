import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { openHistory } from "../../../src/main/history/store";
import { olderDatabase } from "../../fixtures/databases";
import { watchIndex } from "../../fixtures/index-parts";
import { paymentNumber } from "../../fixtures/payments";

/**
 * The words of each writing are a part of the index, and parts have to be put together: some pages with each writing, never
 * many in one turn, and often enough that there are never many parts.
 */
const NOW = Date.UTC(2026, 10, 21, 15);
const ten = (from: number) => Array.from({ length: 10 }, (_, at) => paymentNumber(from + at, NOW));
/** In one turn. What belongs to one word is not parted, so that it may be some more than are asked for (search/parts.ts). */
const MOST_PAGES = 64;
const MOST_PARTS = 24;

it.each([
  ["a new file", () => ({ file: join(mkdtempSync(join(tmpdir(), "counterfoil-")), "copy.db"), key: "5c".repeat(32) })],
  ["a file of before", () => olderDatabase("history-3")],
])("%s: an index is put together, and forgotten words leave it, a few pages in a turn", async (_, make) => {
  const where = make();
  const { store } = openHistory(where, NOW);
  const index = watchIndex(where);
  const [written, parts, taken]: [number[], number[], number[]] = [[], [], []];
  for (let from = 0; from < 600; from += 10) {
    store.put("training", ten(from));
    written.push(index.newPages());
    parts.push(index.parts());
  }
  expect(Math.max(...written)).toBeLessThan(MOST_PAGES);
  expect(Math.max(...parts)).toBeLessThan(MOST_PARTS);

  store.clear("training");
  while (await store.tidy(1, () => true)) taken.push(index.newPages());
  expect(Math.max(...taken)).toBeLessThan(MOST_PAGES);
  expect(index.parts()).toBe(0);
  index.close();
  store.close();
  rmSync(dirname(where.file), { recursive: true });
});
