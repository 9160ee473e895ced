import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { watchIndex } from "../../fixtures/index-parts";
import { person } from "../../fixtures/people";

/** All customers of an account are forgotten at once, and taken off the disk step by step. */
const people = (from: number, count: number) => Array.from({ length: count }, (_, at) => person(from + at));
const always = (): boolean => true;
const first = person(0).name ?? "";

let folder: string;
let directory: Directory;
const open = (): Directory => openDirectory({ file: join(folder, "directory.db"), key: "5c".repeat(32) }, 0).directory;
const found = (account: string): string[] => directory.search(account, first, 8).map(({ id }) => id);
const listed = async (account: string): Promise<number> =>
  (await directory.list(account, { clue: "", offset: 0, limit: 100, show: "all", now: 0 })).count;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-"));
  directory = open();
  directory.put("payarc_live", people(0, 300));
});
afterEach(() => {
  directory.close();
  rmSync(folder, { recursive: true });
});

it("nobody finds them from then on, and others get their turn while they go", async () => {
  directory.put("training", people(0, 600));
  directory.clear("training");
  expect([found("training"), directory.count("training"), await listed("training")]).toEqual([[], 0, 0]);
  expect(directory.walkState("training")).toMatchObject({ walk: 0, walking: false, finishedAt: null });

  directory.put("training", people(1_000, 5));
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  expect(await directory.tidy(3, always), "more is left").toBe(true);
  expect(await directory.tidy(1_000, always)).toBe(false);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(5);
  expect([directory.count("training"), await listed("training"), directory.count("payarc_live")]).toEqual([5, 5, 300]);
  expect(found("payarc_live")).toContain(person(0).id);
});

it("their words leave the index, some pages in a turn", async () => {
  const index = watchIndex({ file: join(folder, "directory.db"), key: "5c".repeat(32) });
  directory.put("training", people(0, 1_500));
  expect(index.newPages()).toBeGreaterThan(64);
  directory.clear("training");
  directory.clear("payarc_live");
  const pages: number[] = [];
  while (await directory.tidy(1, always)) pages.push(index.newPages());
  expect(Math.max(...pages)).toBeLessThan(40);
  expect(index.parts()).toBe(0);
  index.close();
});

it("stops when it is told to, and goes on after the next start", async () => {
  directory.put("training", people(0, 600));
  directory.clear("training");
  expect(await directory.tidy(1_000, () => false)).toBe(true);
  await directory.tidy(2, always);
  directory.close();
  directory = open();
  expect([found("training"), directory.count("training")]).toEqual([[], 0]);
  expect(await directory.tidy(1_000, always)).toBe(false);
  expect(found("payarc_live")).toContain(person(0).id);
});

it("an account can be begun anew any number of times", async () => {
  for (let time = 0; time < 40; time++) {
    directory.put("training", people(0, 3));
    directory.clear("training");
    await directory.tidy(1_000, always);
  }
  directory.put("training", people(0, 3));
  expect([found("training"), directory.count("training")]).toEqual([[person(0).id], 3]);
});
