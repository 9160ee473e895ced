import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asideSentence, setAside, trySetAside } from "../../../src/main/storage/set-aside";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "set-aside-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOW = Date.UTC(2026, 10, 21);
const KEPT = "some.db.set-aside-2026-11-21T00-00-00-000Z";
const file = (): string => join(folder, "some.db");

it("renames a file with all that belongs to it, and names it", () => {
  for (const tail of ["", "-wal", "-shm", ".key-check", ".note"]) writeFileSync(file() + tail, `this was ${tail}`);
  writeFileSync(join(folder, "another.db"), "stays");
  expect(setAside(file(), NOW)).toBe(join(folder, KEPT));
  expect(readdirSync(folder).sort()).toEqual(
    ["another.db", ...["", "-shm", "-wal", ".key-check", ".note"].map((tail) => KEPT + tail)].sort(),
  );
  expect(readFileSync(join(folder, `${KEPT}-wal`), "utf8")).toBe("this was -wal");
  expect(asideSentence("The local copy", join(folder, KEPT))).toBe(
    `The local copy could not be read and begins anew. The old file is kept as ${KEPT}.`,
  );
});

it("never writes over a file that was set aside in the same moment", () => {
  writeFileSync(file(), "first");
  setAside(file(), NOW);
  writeFileSync(`${file()}-wal`, "a log without its file");
  setAside(file(), NOW);
  writeFileSync(file(), "third");
  expect(setAside(file(), NOW)).toBe(join(folder, `${KEPT}-3`));
  expect(readFileSync(join(folder, KEPT), "utf8")).toBe("first");
  expect(readFileSync(join(folder, `${KEPT}-2-wal`), "utf8")).toBe("a log without its file");
});

it("leaves everything where it was when one of them cannot be renamed", () => {
  // A name that is too long with its longest tail alone: the file and its log can be renamed, the note cannot.
  const long = join(folder, "x".repeat(255 - ".set-aside-2026-11-21T00-00-00-000Z".length - ".key-check".length + 1));
  for (const tail of ["", "-wal", ".key-check"]) writeFileSync(long + tail, tail);
  const before = readdirSync(folder).sort();
  expect(() => setAside(long, NOW)).toThrow(/ENAMETOOLONG/);
  expect(trySetAside(long, NOW)).toBeNull();
  expect(readdirSync(folder).sort()).toEqual(before);
});
