import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { askForNewKey, keyDatabase } from "../../../src/main/boot/database-key";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import { openDatabase, openToRead } from "../../../src/main/storage/database";
import { createNewKeys } from "../../../src/main/boot/new-keys";
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

  it("is not asked of a damaged entry, which stays as long as there is a file", async () => {
    writeFileSync(file, "a database");
    const service = new MemorySecrets();
    service.kept.set("Counterfoil/journal key", "half a ke");
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "key_gone" });
    expect(service.kept.get("Counterfoil/journal key")).toBe("half a ke");
    rmSync(file);
    expect(await keyDatabase(open(service), "journal key", file)).toMatchObject({ kind: "kept" });
  });

  it("changes at the next start: both keys are kept until the file is under the new one, then the old one is gone", async () => {
    const service = new MemorySecrets();
    const entry = (): string => service.kept.get("Counterfoil/journal key") ?? "";
    const keychain = open(service);
    expect(await askForNewKey(keychain, "journal key")).toBe(false);
    await keyDatabase(keychain, "journal key", file);
    const first = entry();
    openDatabase({ file, key: first }).close();
    expect(await askForNewKey(keychain, "journal key")).toBe(true);
    expect(entry()).toMatch(new RegExp(`^${first}>[0-9a-f]{64}$`));
    const asked = entry();
    const heard: unknown[] = [];
    const changing = { log: silentLog, heard: (...told: unknown[]) => heard.push(told) };
    // The session that asked goes on as before, and asking twice makes no third key.
    const same = { kind: "kept", where: { file, key: first } };
    expect(await keyDatabase(keychain, "journal key", file, { ...changing, now: false })).toEqual(same);
    expect([await askForNewKey(keychain, "journal key"), entry()]).toEqual([true, asked]);
    const [, next = ""] = asked.split(">");
    expect(await keyDatabase(open(service), "journal key", file, { ...changing, now: true })).toEqual({
      kind: "kept",
      where: { file, key: next },
    });
    expect([entry(), heard]).toEqual([next, [["journal key", true]]]);
    expect(() => openToRead({ file, key: first })).toThrow();
  });

  it("stays, and is tried again, where the file cannot be written anew", async () => {
    const service = new MemorySecrets();
    await keyDatabase(open(service), "journal key", file);
    const first = service.kept.get("Counterfoil/journal key") ?? "";
    openDatabase({ file, key: first }).close();
    await askForNewKey(open(service), "journal key");
    const heard: unknown[] = [];
    const build = () => () => {
      throw new Error("no room");
    };
    const changing = { log: silentLog, now: true, build, heard: (...told: unknown[]) => heard.push(told) };
    const same = { kind: "kept", where: { file, key: first } };
    expect(await keyDatabase(open(service), "journal key", file, changing)).toEqual(same);
    expect(heard).toEqual([["journal key", false]]);
    expect(service.kept.get("Counterfoil/journal key")).toContain(">");
    openToRead({ file, key: first }).close();
  });

  it("lives for the session where there is no keychain and no file", async () => {
    const service = Object.assign(new MemorySecrets(), { trouble: "rejects" as const });
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({
      kind: "session",
      where: { file: ":memory:", key: null },
    });
  });

  it.each(["hangs", "locked"] as const)(
    "MONEY: says that the file is locked where it is there and the keychain %s, and not that its key is gone",
    async (trouble) => {
      writeFileSync(file, "a database");
      const service = Object.assign(new MemorySecrets(), { trouble });
      expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "no_answer" });
    },
  );

  it("is in no file while a key is in memory alone, whenever it is asked for", async () => {
    const service = new MemorySecrets();
    service.trouble = "locked";
    const keychain = open(service);
    for (let asked = 0; asked < 2; asked++)
      expect(await keyDatabase(keychain, "people key", file)).toMatchObject({ kind: "session" });
    service.trouble = "none";
    expect(await keyDatabase(keychain, "people key", file)).toMatchObject({ kind: "kept" });
    expect(service.kept.has("Counterfoil/people key")).toBe(true);
  });

  it("is not said to change at the next start where the keychain did not take the new key", async () => {
    const service = new MemorySecrets();
    const keychain = open(service);
    await keyDatabase(keychain, "journal key", file);
    const newKeys = createNewKeys({ keychain, log: silentLog, changed: () => undefined });
    service.trouble = "rejects";
    await expect(newKeys.ask([])).rejects.toMatchObject({ code: "no_keychain" });
    expect(newKeys.notices()).toEqual([]);
    service.trouble = "none";
    await newKeys.ask([]);
    expect(newKeys.notices()).toHaveLength(1);
  });
});
