import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePrivate } from "../../../src/main/storage/private-folder";

let above = "";
beforeEach(() => void (above = mkdtempSync(join(tmpdir(), "private-"))));
afterEach(() => rmSync(above, { recursive: true }));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("the folder of the program’s files", () => {
  it("is made for its owner alone, and made so where it was open to all, by a link too", () => {
    expect(makePrivate(join(above, "new"))).toBeNull();
    expect(modeOf(join(above, "new"))).toBe(0o700);
    const open = join(above, "open");
    mkdirSync(open);
    chmodSync(open, 0o777);
    symlinkSync(open, join(above, "link"));
    expect(makePrivate(join(above, "link"))).toBeNull();
    expect(modeOf(open)).toBe(0o700);
  });

  it.runIf(process.getuid?.() === 0)("is not used when it is another user’s", () => {
    const theirs = join(above, "theirs");
    mkdirSync(theirs);
    chownSync(theirs, 65_534, 65_534);
    expect(makePrivate(theirs)).toContain("belongs to another user");
    expect(modeOf(theirs)).toBe(0o755);
  });

  it("is not a file, nor below one", () => {
    const file = join(above, "file");
    writeFileSync(file, "");
    expect(makePrivate(file)).toContain("cannot be used");
    expect(makePrivate(join(file, "below"))).toContain("cannot be used");
  });
});
