import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openFilters } from "../../../src/main/history/filters";
import { NO_FILTER } from "../../../src/shared/history";

const NOW = Date.UTC(2026, 10, 21);
const KEY = "ab".repeat(32);
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "copy-"));
  file = join(folder, "filters.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const filter = { name: "Mine", clue: "visa", filter: NO_FILTER };

it("keeps a copy of another key under another name, whole", () => {
  const first = openFilters({ file, key: KEY }, NOW);
  first.filters.save(filter);
  first.filters.close();
  const other = openFilters({ file, key: "cd".repeat(32) }, NOW);
  expect([other.onDisk, other.filters.list()]).toEqual([true, []]);
  other.filters.close();
  const kept = openFilters({ file: other.setAside ?? "", key: KEY }, NOW);
  expect([kept.setAside, kept.filters.list()]).toEqual([null, [filter]]);
  kept.filters.close();
});

it("keeps a damaged copy, and begins anew", () => {
  writeFileSync(file, "never a database ".repeat(1000));
  const { filters, setAside, onDisk } = openFilters({ file, key: KEY }, NOW);
  filters.close();
  expect(onDisk).toBe(true);
  expect(readdirSync(folder)).toContain(basename(setAside ?? ""));
  expect(readFileSync(setAside ?? "", "utf8")).toBe("never a database ".repeat(1000));
});

it("leaves a copy that the disk refuses where it is, and serves from memory", () => {
  writeFileSync(join(folder, "a-file"), "is no folder");
  const opened = openFilters({ file: join(folder, "a-file", "filters.db"), key: KEY }, NOW);
  expect([opened.onDisk, opened.setAside]).toEqual([false, null]);
  opened.filters.save(filter);
  expect(opened.filters.list()).toEqual([filter]);
  opened.filters.close();
  expect(readdirSync(folder)).toEqual(["a-file"]);
});
