import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { openLog, readLog } from "../../../src/main/shell/log";

const folder = mkdtempSync(join(tmpdir(), "counterfoil-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("SECURITY: lines of before the file is there are kept, in their order, and none has a secret", async () => {
  const log = openLog(join(folder, "logs"));
  log.warn("first 4242 4242 4242 4242");
  log.error("second", new Error("Authorization: Bearer abcdefghijklmnop"));
  log.info("third");
  const text = await vi.waitFor(async () => {
    const found = await readLog(join(folder, "logs"));
    expect(found).toContain("third");
    return found;
  });
  log.info("fourth");
  const lines = (await readLog(join(folder, "logs"))).split("\n").filter((line) => / (warn|error|info) /.test(line));
  expect(lines.map((line) => /(warn|error|info) (\w+)/.exec(line)?.slice(1))).toEqual([
    ["warn", "first"],
    ["error", "second"],
    ["info", "third"],
    ["info", "fourth"],
  ]);
  expect(text).not.toContain("4242 4242");
  expect(text).not.toContain("abcdefghijklmnop");
});

it("a folder that cannot be made costs the lines and nothing else", async () => {
  const inTheWay = join(folder, "a file");
  writeFileSync(inTheWay, "kept");
  for (const place of [inTheWay, join(inTheWay, "logs")]) {
    const log = openLog(place);
    log.error("one", new Error("two"));
    // What writes the file is there by now: a line goes straight to it.
    await import("../../../src/main/shell/log-file");
    log.info("three");
    expect(await readLog(place)).toBe("");
  }
  expect(readFileSync(inTheWay, "utf8")).toBe("kept");
});
