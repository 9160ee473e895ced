import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../../src/shared/failure";
import { keyDatabase } from "../../../src/main/keychain/database-key";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import type { Log } from "../../../src/main/base/log";

/** A secret service in memory, with the troubles of real ones. */
class Service implements SecretService {
  readonly kept = new Map<string, string>();
  trouble: "none" | "rejects" | "hangs" = "none";
  asked = 0;

  getPassword(service: string, account: string): Promise<string | null> {
    return this.answer(() => this.kept.get(`${service}/${account}`) ?? null);
  }
  setPassword(service: string, account: string, value: string): Promise<void> {
    return this.answer(() => void this.kept.set(`${service}/${account}`, value), value);
  }
  deletePassword(service: string, account: string): Promise<boolean> {
    return this.answer(() => this.kept.delete(`${service}/${account}`));
  }
  private answer<T>(work: () => T, quoted = ""): Promise<T> {
    this.asked++;
    if (this.trouble === "hangs") return new Promise(() => {});
    if (this.trouble === "rejects") return Promise.reject(new Error(`the service is locked: Bearer ${quoted}`));
    return Promise.resolve(work());
  }
}

const lines: string[] = [];
const log: Log = {
  info: () => {},
  warn: (text, error) => void lines.push(`${text} ${String(error)}`),
  error: (text, error) => void lines.push(`${text} ${String(error)}`),
};
const TOKEN = "token-that-nobody-may-see-1234567890";

function open(service: SecretService | Error, profile: string | null = null): Keychain {
  const load = async (): Promise<SecretService> => {
    if (service instanceof Error) throw service;
    return service;
  };
  return openKeychain({ load, log, profile, timeLimitMs: 50 });
}

beforeEach(() => void lines.splice(0));

describe("the keychain", () => {
  it("keeps, gives back and removes under one service name", async () => {
    const service = new Service();
    const keychain = open(service);
    expect(await keychain.set("bearer token of payarc_test", TOKEN)).toBe("keychain");
    expect([...service.kept.keys()]).toEqual(["Counterfoil/bearer token of payarc_test"]);
    expect(await open(service).get("bearer token of payarc_test")).toBe(TOKEN);
    await keychain.remove("bearer token of payarc_test");
    expect(await keychain.get("bearer token of payarc_test")).toBeNull();
    expect(service.kept.size).toBe(0);
  });

  it("does not mix the secrets of two user-data folders", async () => {
    const service = new Service();
    await open(service, "a1").set("journal key", "one");
    expect(await open(service, "b2").get("journal key")).toBeNull();
    expect(await open(service).get("journal key")).toBeNull();
  });

  it.each([
    ["the library cannot be loaded", new Error("libsecret-1.so.0: cannot open shared object file")],
    ["there is no bus", Object.assign(new Service(), { trouble: "rejects" as const })],
    ["nobody answers", Object.assign(new Service(), { trouble: "hangs" as const })],
  ])("lives in memory when %s", async (_why, service) => {
    const keychain = open(service);
    expect(await keychain.available()).toBe(false);
    expect(await keychain.set("bearer token of payarc_test", TOKEN)).toBe("memory");
    expect(await keychain.get("bearer token of payarc_test")).toBe(TOKEN);
    await keychain.remove("bearer token of payarc_test");
    expect(await keychain.get("bearer token of payarc_test")).toBeNull();
  });

  it("asks a keychain that is not there only once", async () => {
    const service = Object.assign(new Service(), { trouble: "hangs" as const });
    const keychain = open(service);
    await Promise.all([keychain.available(), keychain.get("journal key"), keychain.set("journal key", "x")]);
    expect(service.asked).toBe(1);
  });

  it.each(["rejects", "hangs"] as const)(
    "keeps for the session what a keychain that later %s does not take, and says so",
    async (trouble) => {
      const service = new Service();
      const keychain = open(service);
      expect(await keychain.available()).toBe(true);
      service.trouble = trouble;
      expect(await keychain.set("bearer token of payarc_test", TOKEN)).toBe("memory");
      expect(await keychain.get("bearer token of payarc_test")).toBe(TOKEN);
      await expect(keychain.get("journal key")).rejects.toMatchObject({ name: "Failure", code: "no_keychain" });
      await expect(keychain.remove("bearer token of payarc_test")).rejects.toBeInstanceOf(Failure);
    },
  );

  it("puts no secret into a log line or an error", async () => {
    const service = new Service();
    const keychain = open(service);
    await keychain.available();
    service.trouble = "rejects";
    await keychain.set("bearer token of payarc_test", TOKEN);
    const error: unknown = await keychain.get("journal key").catch((thrown: unknown) => thrown);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("\n")).not.toContain(TOKEN);
    expect(JSON.stringify(error) + String(error)).not.toContain("locked");
  });
});

describe("the key of a database", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "counterfoil-key-"));
    file = join(folder, "journal.db");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is made once, 32 random bytes, and is the same at the next start", async () => {
    const service = new Service();
    const first = await keyDatabase(open(service), "journal key", file);
    expect(first).toMatchObject({
      kind: "kept",
      where: { file, key: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    writeFileSync(file, "a database");
    expect(await keyDatabase(open(service), "journal key", file)).toEqual(first);
    const other = await keyDatabase(open(new Service()), "journal key", join(folder, "other.db"));
    expect(other).not.toEqual(first);
  });

  it("is never made anew over a file that is there", async () => {
    writeFileSync(file, "a database of a key that is gone");
    const service = new Service();
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "key_gone" });
    expect(service.kept.size).toBe(0);
  });

  it("is not asked of a damaged entry", async () => {
    const service = new Service();
    service.kept.set("Counterfoil/journal key", "half a ke");
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "key_gone" });
    expect(service.kept.get("Counterfoil/journal key")).toBe("half a ke");
  });

  it("lives for the session where there is no keychain and no file", async () => {
    const service = Object.assign(new Service(), { trouble: "rejects" as const });
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({
      kind: "session",
      where: { file: ":memory:", key: null },
    });
  });

  it("says that the file is locked where it is there and the keychain does not answer", async () => {
    writeFileSync(file, "a database");
    const service = Object.assign(new Service(), { trouble: "hangs" as const });
    expect(await keyDatabase(open(service), "journal key", file)).toEqual({ kind: "locked", why: "no_answer" });
  });
});
