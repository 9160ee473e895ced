import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { firstKept } from "../../../src/main/people/kept";
import { openPeopleStore, peopleUnder } from "../../../src/main/people/store";
import { openDatabase } from "../../../src/main/storage/database";

const OLD = "ab".repeat(32);
const NEW = "cd".repeat(32);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-people-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("the people and their record come along under a new key, or keep the old one where they are not whole", () => {
  const [file, made] = [join(folder, "people.db"), join(folder, "made.db")];
  const kept = firstKept("Ana");
  const before = openPeopleStore({ file, key: OLD });
  before.save(kept, [{ what: "pin_set", who: "Ana", of: null }], 1);
  before.save(kept, [{ what: "wrong_pins", who: "Ana", of: null, times: 5 }], 2);
  const record = before.audit(10);
  before.close();

  peopleUnder({ file, key: OLD }, made, NEW);
  const after = openPeopleStore({ file: made, key: NEW });
  expect([after.load(), after.audit(10), after.whole()]).toEqual([kept, record, true]);
  after.close();

  const database = openDatabase({ file, key: OLD });
  database.exec("DROP TRIGGER audit_never_changes; UPDATE audit SET at = 9 WHERE seq = 1");
  database.close();
  expect(() => peopleUnder({ file, key: OLD }, join(folder, "other.db"), NEW)).toThrow("not as they were written");
});
