import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDirectory } from "../../../src/main/customers/directory";
import { openFilters } from "../../../src/main/history/filters";
import { openHistory } from "../../../src/main/history/store";
import { Book as JustiFiBook } from "../../../src/main/practice/justifi/book";
import { Book as PayarcBook } from "../../../src/main/practice/payarc/book";
import { seededRandom } from "../../../src/main/practice/payarc/random";
import { openDatabase, type Where } from "../../../src/main/storage/database";
import { DatabaseTrouble } from "../../../src/main/storage/trouble";
import { upgrade, versionOf, type Step } from "../../../src/main/storage/versions";
import type { SavedFilter } from "../../../src/shared/history";
import { olderDatabase } from "../../fixtures/databases";
import { paymentNumber } from "../../fixtures/payments";
import { person } from "../../fixtures/people";

const NOW = Date.UTC(2026, 10, 21, 15);
let where: Where = { file: ":memory:", key: null };
const older = (name: string): Where => (where = olderDatabase(name));
afterEach(() => rmSync(dirname(where.file), { recursive: true, force: true }));

function versionIn(place: Where): number {
  const database = openDatabase(place);
  const version = versionOf(database);
  database.close();
  return version;
}

describe("a file of an older version is read as it was meant", () => {
  it.each(["directory-0", "directory-0-before-seen-at", "directory-1"])("%s", (name) => {
    const { directory, setAside, onDisk } = openDirectory(older(name), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 2]);
    expect([directory.count("training"), directory.count("payarc_test")]).toEqual([3, 1]);
    expect(directory.kept("training", person(2).id)?.line.name).toBe(person(2).name);
    expect(directory.history("training", person(1).id)).toMatchObject([{ at: NOW, sentence: "Created" }]);
    directory.put("training", [person(5)]);
    expect(directory.count("training")).toBe(4);
    directory.close();
  });

  it("history-1", () => {
    const { store, setAside, onDisk } = openHistory(older("history-1"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 2]);
    expect([store.count("training"), store.state("training").wholeAt]).toEqual([3, NOW]);
    store.close();
  });

  it("history-0, whose filters are taken over", () => {
    const { store, setAside, onDisk } = openHistory(older("history-0"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 2]);
    expect([store.count("training"), store.state("training").total]).toEqual([3, 3]);
    expect(store.get("training", paymentNumber(2, NOW).id)?.amount).toBe(paymentNumber(2, NOW).amount);
    const filters: SavedFilter[] = [];
    store.giveUpFilters((filter) => filters.push(filter));
    expect(filters).toMatchObject([{ name: "Mine", clue: "visa" }]);
    store.close();
  });

  it.each(["training-0", "training-1"])("%s", (name) => {
    const book = new PayarcBook(older(name), seededRandom("versions"));
    expect([book.count("customers"), versionIn(where)]).toEqual([3, 1]);
    expect(book.one("charges", "WHERE amount = ?", 1200)?.amount).toBe(1200);
    book.close();
  });

  it.each(["training-justifi-1", "training-justifi-2"])("%s", (name) => {
    const book = new JustiFiBook(older(name));
    const [paid] = book.payments(10, null, false);
    expect(paid?.doc).toMatchObject({ amount: 1000, method: { last4: "4242", invalidReason: null } });
    expect(book.method("pm_practice_visa")).toMatchObject({ last4: "4242", invalidReason: null });
    expect(versionIn(where)).toBe(2);
    book.close();
  });
});

describe("a file of a newer program", () => {
  const newer = (name: string): Buffer => {
    const database = openDatabase(older(name));
    database.exec("PRAGMA user_version = 99");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    return readFileSync(where.file);
  };
  const untouched = (before: Buffer): void => {
    expect(readFileSync(where.file).equals(before)).toBe(true);
    expect(existsSync(`${where.file}-wal`) && readFileSync(`${where.file}-wal`).length > 0).toBe(false);
  };

  it.each([
    ["directory-0", openDirectory],
    ["history-0", openHistory],
    ["history-0", openFilters],
  ])("%s is left alone, and memory serves (%#)", (name, open) => {
    const before = newer(name);
    const { setAside, onDisk, newer: isNewer } = open(where, NOW);
    expect([setAside, onDisk, isNewer]).toEqual([null, false, true]);
    untouched(before);
  });

  it.each([
    ["training-1", (place: Where) => new PayarcBook(place, seededRandom("versions"))],
    ["training-justifi-2", (place: Where) => new JustiFiBook(place)],
  ])("%s is left alone, and the practice server says so", (name, open) => {
    const before = newer(name);
    expect(() => open(where)).toThrow("database: newer");
    untouched(before);
  });
});

describe("steps", () => {
  const memory = { file: ":memory:", key: null };
  const add =
    (name: string): Step =>
    (database) =>
      database.exec(`CREATE TABLE ${name} (a)`);

  it("run once each and in order, from where the file is", () => {
    const database = openDatabase(memory);
    upgrade(database, [add("one")]);
    upgrade(database, [add("one"), add("two"), (file) => file.exec("DROP TABLE two; CREATE TABLE three (a)")]);
    upgrade(database, [add("one"), add("two"), add("three")]);
    const tables = database.prepare("SELECT name FROM sqlite_schema ORDER BY name").raw().all();
    expect([tables, versionOf(database)]).toEqual([[["one"], ["three"]], 3]);
  });

  it("that fail leave the file at the version before, whole", () => {
    const database = openDatabase(memory);
    const half: Step = (file) => file.exec("CREATE TABLE two (a); CREATE TABLE one (a)");
    expect(() => upgrade(database, [add("one"), half])).toThrow(DatabaseTrouble);
    const tables = database.prepare("SELECT name FROM sqlite_schema").raw().all();
    expect([tables, versionOf(database)]).toEqual([[["one"]], 1]);
  });
});
