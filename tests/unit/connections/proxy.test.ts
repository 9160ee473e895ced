import { beforeEach, describe, expect, it, test } from "vitest";
import { createProxy, type Proxy } from "../../../src/main/connections/proxy";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { openSettings } from "../../../src/main/settings/settings";
import { Failure } from "../../../src/shared/failure";
import { logInto } from "../../fixtures/log";
import { now, secrets, service } from "./with-connections";
import { storeIn } from "../../fixtures/settings-store";

const stored = new Map<string, unknown>();
const lines: string[] = [];

beforeEach(() => {
  secrets.clear();
  stored.clear();
  lines.splice(0);
  now.locked = false;
});

/** The proxy after a start of the program, over what is kept. */
async function started(): Promise<Proxy> {
  const log = logInto(lines);
  const makeStore = () => storeIn(stored);
  const proxy = createProxy({
    keychain: openKeychain({ load: async () => service, log, profile: null }),
    settings: openSettings({ folder: "/nowhere", now: 0, log, makeStore }),
    log,
    system: async () => "PROXY of.the.system:80",
  });
  await proxy.start();
  return proxy;
}

const ANN = { address: "proxy.example.com:8080", name: "ann", password: "s3cret" };
const way = (proxy: Proxy) => proxy.proxyFor("https://api.payarc.net/");

async function fieldsOf(promise: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error("no failure", { cause: error });
  return error.fields;
}

describe("a proxy of Settings", () => {
  it("is the system's until one is typed, and again when it is taken out", async () => {
    const proxy = await started();
    expect(await way(proxy)).toBe("PROXY of.the.system:80");
    await proxy.set({ ...ANN, name: "", password: "" });
    expect(await way(proxy)).toBe("http://proxy.example.com:8080");
    await proxy.set({ address: " ", name: "", password: "" });
    expect(await way(proxy)).toBe("PROXY of.the.system:80");
  });

  it("is there after a restart; its password is in the keychain and in no file, state or line", async () => {
    await (await started()).set(ANN);
    const proxy = await started();
    expect(proxy.state()).toEqual({ address: "http://proxy.example.com:8080", name: "ann", hasPassword: true });
    expect(await way(proxy)).toBe("http://ann:s3cret@proxy.example.com:8080");
    expect(JSON.stringify([proxy.state(), [...stored], lines])).not.toContain("s3cret");
    expect([...secrets.values()].join()).toContain("s3cret");
    // An empty password keeps it; without a name there is none.
    await proxy.set({ ...ANN, password: "" });
    expect(proxy.state().hasPassword).toBe(true);
    await proxy.set({ ...ANN, name: "", password: "" });
    expect([...secrets.values()]).toEqual([]);
  });

  it("shows its password to no address that came into the file by another way", async () => {
    await (await started()).set(ANN);
    stored.set("proxy", { address: "http://evil.example:8080", name: "ann" });
    const proxy = await started();
    expect(proxy.state().hasPassword).toBe(false);
    expect(await way(proxy)).toBe("http://evil.example:8080");
    stored.set("proxy", { address: 7, name: null });
    expect(await way(await started())).toBe("PROXY of.the.system:80");
  });

  it("with a keychain that does not answer works for this session", async () => {
    now.locked = true;
    const proxy = await started();
    await proxy.set(ANN);
    expect(await way(proxy)).toBe("http://ann:s3cret@proxy.example.com:8080");
    expect((await started()).state()).toMatchObject({ name: "ann", hasPassword: false });
    expect(lines.join()).not.toContain("s3cret");
  });

  test.each([
    ["proxy.example.com", "address", /port/],
    ["socks5://proxy:1080", "address", /SOCKS/],
    ["http://ann:s3cret@proxy:80", "address", /their own fields/],
    ["proxy:99999", "address", /1 to 65535/],
    ["proxy:8080/path", "address", /looks like/],
    ["ftp://proxy:21", "address", /looks like/],
    ["two words:80", "address", /looks like/],
  ])("refuses %s at its field", async (address, field, sentence) => {
    const proxy = await started();
    const fields = await fieldsOf(proxy.set({ address, name: "", password: "" }));
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toMatch(sentence);
    expect(fields[field]).not.toContain("s3cret");
    expect(proxy.state().address).toBe("");
  });

  it("takes the forms that people write", async () => {
    const proxy = await started();
    for (const [typed, read] of [
      [" Proxy.Example.com:8080 ", "http://proxy.example.com:8080"],
      ["http://10.0.0.1:3128/", "http://10.0.0.1:3128"],
      ["HTTPS://safe.example:443", "https://safe.example:443"],
      ["[fe80::1]:3128", "http://[fe80::1]:3128"],
      ["localhost:9", "http://localhost:9"],
    ] as const) {
      await proxy.set({ address: typed, name: "", password: "" });
      expect(proxy.state().address).toBe(read);
    }
  });

  it("says at the field what is missing or cannot be", async () => {
    const proxy = await started();
    const wrong = async (change: Partial<typeof ANN>) => Object.keys(await fieldsOf(proxy.set({ ...ANN, ...change })));
    expect(await wrong({ address: "" })).toEqual(["address"]);
    expect(await wrong({ name: "" })).toEqual(["name"]);
    expect(await wrong({ name: "a:b" })).toEqual(["name"]);
    expect(await wrong({ password: "" })).toEqual(["password"]);
    expect(await wrong({ password: "a\r\nHost: evil" })).toEqual(["password"]);
    expect(await wrong({ password: "\u{D800}" })).toEqual(["password"]);
  });
});
