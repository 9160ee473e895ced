import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFilters, openFilters } from "../../../src/main/history/filters";
import { createStore } from "../../../src/main/history/store";
import { openDatabase } from "../../../src/main/storage/database";
import { NO_FILTER, type SavedFilter } from "../../../src/shared/history";

const KEY = "ab".repeat(32);
const NOW = Date.UTC(2026, 10, 21);
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "filters-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const named = (name: string, clue = ""): SavedFilter => ({ name, clue, filter: NO_FILTER });

it("keeps filters by name, in order of their names, also when the program starts again", () => {
  const file = join(folder, "filters.db");
  const { filters } = openFilters({ file, key: KEY }, NOW);
  filters.save(named("visa", "visa"));
  filters.save(named("Big refunds", "smith"));
  filters.save(named("visa", "visa today"));
  filters.saveIfNew(named("visa", "never this"));
  filters.saveIfNew(named("amex", "amex"));
  filters.close();
  expect(readFileSync(file).toString("latin1"), "clues are customers' names").not.toContain("smith");
  const again = openFilters({ file, key: KEY }, NOW).filters;
  expect(again.list()).toEqual([named("amex", "amex"), named("Big refunds", "smith"), named("visa", "visa today")]);
  again.remove("visa");
  again.remove("nobody");
  expect(again.list().map(({ name }) => name)).toEqual(["amex", "Big refunds"]);
  again.close();
});

it("SECURITY: keeps no card number that was typed as a clue", () => {
  const { filters } = openFilters({ file: ":memory:", key: null }, NOW);
  filters.save(named("4111 1111 1111 1111", "4111111111111111"));
  expect(JSON.stringify(filters.list())).not.toMatch(/4111/);
  filters.close();
});

it("takes over what earlier versions kept in the copy of the payments, once, and loses none that it cannot read", () => {
  const database = openDatabase({ file: join(folder, "history.db"), key: KEY });
  database.exec("CREATE TABLE filters (name TEXT PRIMARY KEY, body TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO filters (name, body) VALUES (?, ?)");
  for (const filter of [named("visa", "old visa"), named("holds")]) insert.run(filter.name, JSON.stringify(filter));
  insert.run("torn", "{ no json");
  insert.run("other", JSON.stringify({ name: "other" }));
  const store = createStore(database);
  const filters = createFilters(openDatabase({ file: ":memory:", key: null }));
  filters.save(named("visa", "new visa"));

  const full = (): never => {
    throw new Error("disk full");
  };
  expect(() => store.giveUpFilters(full)).toThrow("disk full");
  store.giveUpFilters((filter) => filters.saveIfNew(filter));
  expect(filters.list()).toEqual([named("holds"), named("visa", "new visa")]);
  filters.remove("holds");
  store.giveUpFilters((filter) => filters.saveIfNew(filter));
  expect(filters.list(), "what was forgotten since does not come back").toEqual([named("visa", "new visa")]);
  expect(database.prepare("SELECT name FROM filters ORDER BY name").raw().all()).toEqual([["other"], ["torn"]]);
  filters.close();
  store.close();
});

it("a copy of payments without any has none to give up", () => {
  const store = createStore(openDatabase({ file: ":memory:", key: null }));
  store.giveUpFilters(() => expect.fail("there is none"));
  store.close();
});

it("keeps a filter's name and clue as they were written", () => {
  const { filters } = openFilters({ file: ":memory:", key: null }, NOW);
  const saved = [named("Basic service", "bearer bonds"), named("Invoice number: 7", "token: blue")];
  for (const each of saved) filters.save(each);
  expect(filters.list()).toEqual(saved);
  filters.save(named("x", "Visa4111,1111,1111,1111"));
  expect(filters.list().at(-1)?.clue).toBe("Visa[card number]");
});
