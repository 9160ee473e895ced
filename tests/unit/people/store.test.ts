import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { firstKept } from "../../../src/main/people/kept";
import { openPeopleStore } from "../../../src/main/people/store";
import { openDatabase } from "../../../src/main/storage/database";

let folder: string;
let where: { file: string; key: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-people-store-"));
  where = { file: join(folder, "people.db"), key: randomBytes(32).toString("hex") };
  const store = openPeopleStore(where);
  const kept = firstKept("Ann");
  for (const who of ["Fay", "Bob", "Sue"]) store.save(kept, [{ what: "signed_in", who, of: null }], 1_000);
  store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const looked = (): { whole: boolean; load: () => unknown } => {
  const store = openPeopleStore(where);
  const whole = store.whole();
  return {
    whole,
    load: () => {
      try {
        return store.load();
      } finally {
        store.close();
      }
    },
  };
};
const change = (sql: string): void => {
  const database = openDatabase(where);
  database.exec(`DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_goes; ${sql}`);
  database.close();
};

it("the record is whole as it was written, and the people are as they were", () => {
  const { whole, load } = looked();
  expect(whole).toBe(true);
  expect(load()).toMatchObject({ people: [{ name: "Ann" }] });
});

it.each([
  ["a row that is changed", "UPDATE audit SET body = replace(body, 'Bob', 'Eve') WHERE seq = 2"],
  ["a row that is gone", "DELETE FROM audit WHERE seq = 2"],
  [
    "two rows that are swapped",
    "UPDATE audit SET seq = 9 WHERE seq = 1; UPDATE audit SET seq = 1 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 9",
  ],
  ["an end that is cut off", "DELETE FROM audit WHERE seq = 3"],
  ["all of it gone", "DELETE FROM audit"],
])("SECURITY: %s is noticed", (_what, sql) => {
  change(sql);
  expect(looked().whole).toBe(false);
});

it("SECURITY: people who are changed by another hand are not believed", () => {
  change("UPDATE kept SET body = replace(body, 'Ann', 'Eve')");
  expect(looked().load).toThrow("not as they were written");
});
