import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { keyDatabase } from "../../../src/main/boot/database-key";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import { MemorySecrets } from "../../fixtures/secrets";

const open = (service: SecretService): Keychain =>
  openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null, timeLimitMs: 50 });

describe("the key of a database", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "counterfoil-key-"));
    file = join(folder, "journal.db");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, 32 random bytes, and is the same at the next start", async () => {
    const service = new MemorySecrets();
    const first = await keyDatabase(open(service), "journal key", file);
    expect(first).toMatchObject({
      kind: "kept",
      where: { file, key: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    writeFileSync(file, "a database");
    expect(await keyDatabase(open(service), "journal key", file)).toEqual(first);
    const other = await keyDatabase(open(new MemorySecrets()), "journal key", join(folder, "other.db"));
    expect(other).not.toEqual(first);
  });

  it("is never made anew over a file that is there", async () => {
    writeFileSync(file, "a database of a key that is gone");
    const service = new MemorySecrets();
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "key_gone" });
    expect(service.kept.size).toBe(0);
  });

  it("is not asked of a damaged entry", async () => {
    const service = new MemorySecrets();
    service.kept.set("Counterfoil/journal key", "half a ke");
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "key_gone" });
    expect(service.kept.get("Counterfoil/journal key")).toBe("half a ke");
  });

  it("lives for the session where there is no keychain and no file", async () => {
    const service = Object.assign(new MemorySecrets(), { trouble: "rejects" as const });
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({
      kind: "session",
      where: { file: ":memory:", key: null },
    });
  });

  it("says that the file is locked where it is there and the keychain does not answer", async () => {
    writeFileSync(file, "a database");
    const service = Object.assign(new MemorySecrets(), { trouble: "hangs" as const });
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "no_answer" });
  });
});
