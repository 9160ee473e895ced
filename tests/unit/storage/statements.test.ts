import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase, openToRead } from "../../../src/main/storage/database";
import { DatabaseTrouble } from "../../../src/main/storage/trouble";

/** `x'61ff62'` is a text that is not UTF-8: libSQL by itself ends the process when it reads one. */
function withDamage() {
  const database = openDatabase({ file: ":memory:", key: null });
  database.exec("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER)");
  database.exec("INSERT INTO things VALUES (1, 'Ana Ångström 🪙', 5), (2, CAST(x'61ff62' AS TEXT), 7), (3, NULL, 1.5)");
  return database;
}

it("a damaged text is told, and ends nothing", () => {
  const database = withDamage();
  const one = database.prepare("SELECT name FROM things WHERE id = ?");
  expect(() => one.get(2)).toThrow(DatabaseTrouble);
  expect(() => database.prepare("SELECT * FROM things").all()).toThrow("wrong_key_or_corrupt");
  expect(() => database.prepare("SELECT * FROM things ORDER BY name").raw().all()).toThrow(DatabaseTrouble);
  expect(() => database.prepare("SELECT max(name) FROM things").raw().get()).toThrow(DatabaseTrouble);
  expect(one.get(1)).toEqual({ name: "Ana Ångström 🪙" });
});

it("what is whole is read as SQLite has it: names, numbers, nothing, order, limits", () => {
  const database = withDamage();
  expect(database.prepare("SELECT id, amount FROM things WHERE name IS NULL").get()).toEqual({ id: 3, amount: 1.5 });
  expect(
    database.prepare("SELECT name AS n, id * 2 FROM things WHERE id <> 2 ORDER BY id DESC LIMIT ?").raw().all(2),
  ).toEqual([
    [null, 6],
    ["Ana Ångström 🪙", 2],
  ]);
  expect(database.prepare("SELECT 1 FROM things WHERE id = 9").get()).toBeUndefined();
  expect(database.prepare("INSERT INTO things VALUES (?, ?, ?)").run(9, "x", 1)).toEqual({
    changes: 1,
    lastInsertRowid: 9,
  });
  expect(database.prepare("WITH w AS (SELECT 1 AS a, 2 AS a) SELECT * FROM w").raw().get()).toEqual([1, 2]);
});

it("rows that cannot be read safely are refused when the statement is made", () => {
  const database = withDamage();
  expect(() => database.prepare("DELETE FROM things RETURNING name")).toThrow("only a SELECT");
  expect(() => database.prepare("PRAGMA table_info(things)")).toThrow("only a SELECT");
});

it("a damaged name in the schema is told when the file is opened", () => {
  const folder = mkdtempSync(join(tmpdir(), "schema-"));
  const where = { file: join(folder, "some.db"), key: "ab".repeat(32) };
  const database = openDatabase(where);
  database.exec("CREATE TABLE things (abc TEXT)");
  database.exec("PRAGMA writable_schema = ON");
  database.exec("UPDATE sqlite_schema SET sql = CAST(replace(CAST(sql AS BLOB), 'abc', x'61ff62') AS TEXT)");
  database.close();
  expect(() => openDatabase(where)).toThrow(DatabaseTrouble);
  expect(() => openToRead(where)).toThrow(DatabaseTrouble);
  rmSync(folder, { recursive: true });
});
