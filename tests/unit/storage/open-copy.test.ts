import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openHistory } from "../../../src/main/history/store";
import { NO_FILTER } from "../../../src/shared/history";

const NOW = Date.UTC(2026, 10, 21);
const KEY = "ab".repeat(32);
let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "copy-"));
  file = join(folder, "history.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const filter = { name: "Mine", clue: "visa", filter: NO_FILTER };

it("keeps a copy of another key under another name, whole", () => {
  const first = openHistory({ file, key: KEY }, NOW);
  first.store.saveFilter(filter);
  first.store.close();
  const other = openHistory({ file, key: "cd".repeat(32) }, NOW);
  expect([other.onDisk, other.store.filters()]).toEqual([true, []]);
  other.store.close();
  const kept = openHistory({ file: other.setAside ?? "", key: KEY }, NOW);
  expect([kept.setAside, kept.store.filters()]).toEqual([null, [filter]]);
  kept.store.close();
});

it("keeps a damaged copy, and begins anew", () => {
  writeFileSync(file, "never a database ".repeat(1000));
  const { store, setAside, onDisk } = openHistory({ file, key: KEY }, NOW);
  store.close();
  expect(onDisk).toBe(true);
  expect(readdirSync(folder)).toContain(basename(setAside ?? ""));
  expect(readFileSync(setAside ?? "", "utf8")).toBe("never a database ".repeat(1000));
});

it("leaves a copy that the disk refuses where it is, and serves from memory", () => {
  writeFileSync(join(folder, "a-file"), "is no folder");
  const opened = openHistory({ file: join(folder, "a-file", "history.db"), key: KEY }, NOW);
  expect([opened.onDisk, opened.setAside]).toEqual([false, null]);
  opened.store.saveFilter(filter);
  expect(opened.store.filters()).toEqual([filter]);
  opened.store.close();
  expect(readdirSync(folder)).toEqual(["a-file"]);
});
