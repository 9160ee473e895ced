import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bytesOf, cutText, readCut } from "../../../src/main/storage/copy-limit";
import { openDatabase } from "../../../src/main/storage/database";

it("cuts a text where it is too long, and no character in two", () => {
  expect(cutText(null)).toBeNull();
  expect(cutText("x".repeat(500))).toBe("x".repeat(500));
  expect(cutText("x".repeat(501))).toBe("x".repeat(500));
  expect(cutText(`${"x".repeat(499)}😀`)).toBe("x".repeat(499));
  expect(cutText(`${"x".repeat(498)}😀y`)).toBe(`${"x".repeat(498)}😀`);
});

it("knows how large a file is before it is closed", () => {
  const folder = mkdtempSync(join(tmpdir(), "copy-limit-"));
  const file = join(folder, "some.db");
  const database = openDatabase({ file, key: "ab".repeat(32) });
  database.exec("CREATE TABLE t (a TEXT)");
  const before = bytesOf(database);
  database.prepare("INSERT INTO t VALUES (?)").run("x".repeat(1_000_000));
  const after = bytesOf(database);
  expect(after - before).toBeGreaterThan(900_000);
  database.pragma("wal_checkpoint(TRUNCATE)");
  expect(statSync(file).size).toBe(after);
  database.close();
  rmSync(folder, { recursive: true });
});

it("reads why a copy was cut, and nothing that it does not know", () => {
  expect([readCut("full"), readCut("endless"), readCut(null), readCut("x")]).toEqual(["full", "endless", null, null]);
});
