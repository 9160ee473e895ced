import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** V8 takes what was compiled only for the very same text, and without a word leaves aside what is not. */
it("the loader of main wraps its code in the words that it was compiled in", () => {
  const wrapping = (file: string): string | undefined =>
    /`(\(function \(exports, require.*\}\);)`/.exec(readFileSync(file, "utf8"))?.[1];
  expect(wrapping("src/main/load.ts")).toContain("${code}");
  expect(wrapping("build/compile-cache-maker.cjs")).toBe(wrapping("src/main/load.ts"));
});
