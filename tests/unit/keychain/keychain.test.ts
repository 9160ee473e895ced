import { beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../../src/shared/failure";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import { logInto } from "../../fixtures/log";
import { MemorySecrets } from "../../fixtures/secrets";

const lines: string[] = [];
const log = logInto(lines);
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
    const service = new MemorySecrets();
    const keychain = open(service);
    expect(await keychain.set("bearer token of payarc_test", TOKEN)).toBe("keychain");
    expect([...service.kept.keys()]).toEqual(["Counterfoil/bearer token of payarc_test"]);
    expect(await open(service).get("bearer token of payarc_test")).toBe(TOKEN);
    await keychain.remove("bearer token of payarc_test");
    expect(await keychain.get("bearer token of payarc_test")).toBeNull();
    expect(service.kept.size).toBe(0);
  });

  it("does not mix the secrets of two user-data folders", async () => {
    const service = new MemorySecrets();
    await open(service, "a1").set("journal key", "one");
    expect(await open(service, "b2").get("journal key")).toBeNull();
    expect(await open(service).get("journal key")).toBeNull();
  });

  it.each([
    ["the library cannot be loaded", new Error("libsecret-1.so.0: cannot open shared object file")],
    ["there is no bus", Object.assign(new MemorySecrets(), { trouble: "rejects" as const })],
    ["nobody answers", Object.assign(new MemorySecrets(), { trouble: "hangs" as const })],
  ])("lives in memory when %s", async (_why, service) => {
    const keychain = open(service);
    expect(await keychain.available()).toBe(false);
    expect(await keychain.set("bearer token of payarc_test", TOKEN)).toBe("memory");
    expect(await keychain.get("bearer token of payarc_test")).toBe(TOKEN);
    await keychain.remove("bearer token of payarc_test");
    expect(await keychain.get("bearer token of payarc_test")).toBeNull();
  });

  it("asks a keychain that is not there only once", async () => {
    const service = Object.assign(new MemorySecrets(), { trouble: "hangs" as const });
    const keychain = open(service);
    await Promise.all([keychain.available(), keychain.get("journal key"), keychain.set("journal key", "x")]);
    expect(service.asked).toBe(1);
  });

  it.each(["rejects", "hangs"] as const)(
    "keeps for the session what a keychain that later %s does not take, and says so",
    async (trouble) => {
      const service = new MemorySecrets();
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
    const service = new MemorySecrets();
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
