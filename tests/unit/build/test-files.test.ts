import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";

const { findBadTestFiles } = (await import(pathToFileURL(resolve("build/test-files.mjs")).href)) as {
  findBadTestFiles(top: string): string[];
};

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "counterfoil-test-files-"));
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

function put(file: string, lines = 1): void {
  mkdirSync(dirname(join(top, file)), { recursive: true });
  writeFileSync(join(top, file), "\n".repeat(lines));
}

it("takes a test of 400 lines that stands as what it tests", () => {
  for (const file of ["src/main/payments/charge.ts", "src/renderer/card/card-entry.ts", "build/lint.mjs"]) put(file);
  for (const folder of ["payments", "renderer/card", "build"]) put(`tests/unit/${folder}/what-it-does.test.ts`, 400);
  expect(findBadTestFiles(top)).toEqual([]);
});

it.each([
  ["tests/wire/payarc_answers.test.ts", 1, "small letters"],
  ["tests/wire/PayArc.test.ts", 1, "small letters"],
  ["tests/wire/payarc.test.ts", 401, "401 lines, and 400 is the most"],
  ["tests/unit/loyalty/points.test.ts", 1, "in the folder, below tests/unit, that what they test has below src"],
])("refuses %s of %i lines", (file, lines, words) => {
  put(file, lines);
  expect(findBadTestFiles(top)).toEqual([expect.stringContaining(words)]);
});
