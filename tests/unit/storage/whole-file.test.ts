import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeCsv } from "../../../src/main/storage/csv-file";
import { fileSentence, writeWholeFile } from "../../../src/main/storage/whole-file";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-files-"));
  file = join(folder, "payments.csv");
  writeFileSync(file, "the old one");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text = "the new one"): Promise<string | null> =>
  writeWholeFile(path, async (handle) => {
    await handle.writeFile(text);
    return text;
  });
const failed = (code: string): Error => Object.assign(new Error("disk"), { code });
/** Writes half of it; then the disk says no. */
const half = (path: string, code: string): Promise<string | null> =>
  writeWholeFile(path, async (handle) => {
    await handle.writeFile("half of ");
    throw failed(code);
  });
const asIs = (): void => {
  expect(readFileSync(file, "utf8")).toBe("the old one");
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
};

describe("a file that people chose", () => {
  it("is new, or takes the place of the old one, or of a link that somebody planted", async () => {
    await write(join(folder, "new.csv"));
    await write(file);
    symlinkSync(file, join(folder, "link.csv"));
    chmodSync(file, 0o666);
    expect(readFileSync(file, "utf8")).toBe("the new one");
    await write(join(folder, "link.csv"), "by the link");
    expect(readFileSync(file, "utf8")).toBe("the new one");
    expect(lstatSync(join(folder, "link.csv")).isSymbolicLink()).toBe(false);
    expect(readFileSync(join(folder, "link.csv"), "utf8")).toBe("by the link");
    // The rights of a file that stood there are not taken over.
    await write(file);
    for (const name of [file, join(folder, "link.csv")]) expect(lstatSync(name).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(["link.csv", "new.csv", "payments.csv"]);
  });

  it("is as it was when writing is called off", async () => {
    expect(await writeWholeFile(file, async (handle) => (await handle.writeFile("x"), null))).toBeNull();
    asIs();
  });

  it.each([
    ["ENOSPC", /no room .* Make room/],
    ["EDQUOT", /no room .* Make room/],
    ["EIO", /could not be written\..* Try again/],
  ])("is as it was when the disk says %s in the middle", async (code, sentence) => {
    await expect(half(file, code)).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringMatching(sentence),
    });
    asIs();
    await expect(half(join(folder, "new.csv"), code)).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual(["payments.csv"]);
  });

  it("that LibreOffice has open is not replaced under its hands", async () => {
    writeFileSync(join(folder, ".~lock.payments.csv#"), ",ann,desk,28.11.2026 10:00,file:///;");
    await expect(write(file)).rejects.toThrow(/payments\.csv is open in another program\..* Close it there/);
    asIs();
    // The lock of a file that has gone says nothing.
    writeFileSync(join(folder, ".~lock.other.csv#"), "");
    expect(await write(join(folder, "other.csv"))).toBe("the new one");
  });

  it("whose name is too long, whose folder has gone, that is a folder or a device", async () => {
    await expect(write(join(folder, `${"n".repeat(300)}.csv`))).rejects.toThrow(/too long .* Choose a shorter one/);
    await expect(write(join(folder, "gone", "a.csv"))).rejects.toThrow(/gone is not there .* Choose another folder/);
    await expect(write(join(file, "a.csv"))).rejects.toThrow(/is not there .* Choose another folder/);
    mkdirSync(join(folder, "sub"));
    await expect(write(join(folder, "sub"))).rejects.toThrow(/sub is a folder/);
    await expect(write("/dev/full")).rejects.toThrow(/is a device/);
    asIs();
  });

  it("has the longest name that the disk takes", async () => {
    const longest = `${"n".repeat(251)}.csv`;
    await write(join(folder, longest));
    expect(readdirSync(folder)).toContain(longest);
  });

  it("in a folder that is not one's own: not to be written to, or not to be replaced", async () => {
    const root = process.getuid?.() === 0;
    const locked = join(folder, "locked");
    const shared = join(folder, "shared");
    for (const one of [locked, shared]) mkdirSync(one);
    writeFileSync(join(shared, "a.csv"), "another person’s");
    chmodSync(folder, 0o755);
    chmodSync(locked, 0o555);
    // As in /tmp: everybody may put a file there, and nobody may touch another's.
    chmodSync(shared, 0o1777);
    if (root) process.seteuid?.(65_534);
    try {
      await expect(write(join(locked, "a.csv"))).rejects.toThrow(/may not write into the folder .* another folder/);
      if (root) await expect(write(join(shared, "a.csv"))).rejects.toThrow(/cannot be replaced: .* Close it there/);
    } finally {
      if (root) process.seteuid?.(0);
    }
    expect(readFileSync(join(shared, "a.csv"), "utf8")).toBe("another person’s");
    expect(readdirSync(shared)).toEqual(["a.csv"]);
  });

  it("says for every code of a disk what to do next", () => {
    for (const code of ["EBUSY", "ETXTBSY", "EACCES", "EPERM", "EROFS", "ENOSPC", "EFBIG", "ENOENT", "EMFILE", "x"]) {
      for (const stage of ["write", "replace"] as const) {
        const said = fileSentence(file, stage, code);
        expect(said).toMatch(/Nothing was written/);
        expect(said).toMatch(/(?:Choose|Close|Make|Try) [^.]+\.$/);
      }
    }
  });
});

it("an export that fails in the middle leaves no half file", async () => {
  let asked = 0;
  const rows = (): string[][] => {
    if (++asked > 3) throw failed("ENOSPC");
    return [["a", "b"]];
  };
  const work = { path: file, header: ["A", "B"], rows, progress: () => undefined, cancelled: () => false };
  await expect(writeCsv(work)).rejects.toThrow(/no room/);
  asIs();
});
