import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { dropOldLines } from "../../../src/main/shell/old-lines";

const NOW = Date.UTC(2026, 10, 29, 12);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-old-lines-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (daysAgo: number, text: string): string =>
  `${new Date(NOW - daysAgo * 24 * 60 * 60 * 1000).toISOString()} info ${text}`;

it("lines of the log that are older than was set go, with what belongs to them; younger ones stay as they are", () => {
  const file = join(folder, "counterfoil.log");
  const old = join(folder, "counterfoil.old.log");
  writeFileSync(file, [line(31, "old"), "  at old code", line(29, "young"), "  at young code", ""].join("\n"));
  writeFileSync(old, [line(40, "older"), ""].join("\n"));
  dropOldLines(folder, 30, NOW);
  expect(readFileSync(file, "utf8")).toBe([line(29, "young"), "  at young code", ""].join("\n"));
  expect(readFileSync(old, "utf8")).toBe("");
  dropOldLines(folder, 30, NOW);
  expect(readFileSync(file, "utf8")).toContain("young");
  dropOldLines(join(folder, "none"), 30, NOW);
});
