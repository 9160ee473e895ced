import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BadAddress, readAddresses, type Addresses } from "../../../src/main/connections/addresses";
import { createConnections, type Connections } from "../../../src/main/connections/connections";
import { isSupported, whyNoLive, type Runtime } from "../../../src/main/connections/runtime";
import { cleanToken } from "../../../src/main/connections/clean-token";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import { silentLog } from "../../../src/main/base/log";
import { tokenExpiry } from "../../../src/main/processors/payarc/token-expiry";
import type { Processor } from "../../../src/main/processors/processor";
import { openSettings, type Settings, type SettingsStore } from "../../../src/main/settings/settings";
import { Failure, type FailureCode } from "../../../src/shared/failure";

const NOW = Date.UTC(2026, 10, 21);
const DAY = 24 * 60 * 60 * 1000;
const TEST = "https://testapi.payarc.net";
const LIVE = "https://api.payarc.net";
const JUSTIFI = "https://api.justifi.ai";
const jwt = (exp: number): string =>
  `h.${Buffer.from(JSON.stringify({ exp: exp / 1000 })).toString("base64url")}.sig-${"x".repeat(20)}`;

describe("the addresses", () => {
  it("are the processors' own", () => {
    expect(readAddresses({}, false)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
    });
    expect(readAddresses({ COUNTERFOIL_PAYARC_URL: "" }, false).overridden).toBe(false);
  });

  it.each(["http://127.0.0.1:4711", "http://localhost:80", "http://[::1]:65535", "http://127.0.0.1"])(
    "let %s stand for the test address, never for the live one",
    (url) => {
      expect(readAddresses({ COUNTERFOIL_PAYARC_URL: url }, false)).toEqual({
        payarc_test: url,
        payarc_live: LIVE,
        justifi_test: JUSTIFI,
        justifi_live: JUSTIFI,
        overridden: true,
      });
      expect(readAddresses({ COUNTERFOIL_PAYARC_URL: `${url}/` }, false).payarc_test).toBe(url);
      expect(readAddresses({ COUNTERFOIL_JUSTIFI_URL: url }, false)).toEqual({
        payarc_test: TEST,
        payarc_live: LIVE,
        justifi_test: url,
        justifi_live: JUSTIFI,
        overridden: false,
      });
    },
  );

  it.each([
    "https://127.0.0.1:4711",
    "http://127.0.0.1:4711/v1",
    "http://127.0.0.1:4711?x",
    "http://127.0.0.1:4711#x",
    "http://user:pass@127.0.0.1:4711",
    "http://127.0.0.1@evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example:1",
    "http://10.0.0.1:4711",
    "http://0.0.0.0:1",
    "http://127.0.0.1:0",
    "http://127.0.0.1:65536",
    "http://127.0.0.1:4711\n",
    " http://127.0.0.1:4711",
    "127.0.0.1:4711",
    "http://2130706433:1",
    "http://127.1:1",
    "http:\\\\127.0.0.1",
    "nonsense",
  ])("refuse %j", (url) => {
    expect(() => readAddresses({ COUNTERFOIL_PAYARC_URL: url }, false)).toThrow(BadAddress);
    expect(() => readAddresses({ COUNTERFOIL_JUSTIFI_URL: url }, false)).toThrow(BadAddress);
  });

  it("are fixed in a packaged app", () => {
    expect(readAddresses({ COUNTERFOIL_PAYARC_URL: "http://127.0.0.1:4711" }, true)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
    });
  });
});

describe("the runtime guard", () => {
  const good: Runtime = { electron: "45.4.1", chrome: "156", supportedMajor: 45, sandboxed: true, packaged: true };
  it("allows live payments on the supported Electron with its sandbox", () => {
    expect(isSupported(good)).toBe(true);
    expect(whyNoLive(good)).toBeNull();
    expect(whyNoLive({ ...good, electron: "46.0.0" })).toBeNull();
  });
  it.each([
    [{ electron: "25.1.1" }, "25.1.1"],
    [{ electron: "44.9.9" }, "44.9.9"],
    [{ electron: "none" }, "none"],
    [{ sandboxed: false }, "sandbox"],
  ])("refuses them with %o and says why", (change, word) => {
    expect(whyNoLive({ ...good, ...change })).toContain(word);
  });
});

describe("a token as people paste it", () => {
  it.each([
    ["  abcdefgh12 \n", "abcdefgh12"],
    ["Bearer abcdefgh12", "abcdefgh12"],
    ["Authorization: Bearer abcdefgh12", "abcdefgh12"],
    ['"abcdefgh12"', "abcdefgh12"],
    ["abcdefgh\n12abcdefgh", "abcdefgh12abcdefgh"],
  ])("%j is %j", (pasted, token) => expect(cleanToken(pasted)).toBe(token));
  it.each(["", "short", "ünïcödé-token-long", "a".repeat(8193), "abcdefgh\u0000ijk"])("%j is none", (pasted) =>
    expect(cleanToken(pasted)).toBeNull(),
  );
});

/** Answers of a processor's `check`, by address and token; what is not here is accepted. */
const answers = new Map<string, FailureCode>();
const asked: string[] = [];
let closed = 0;

function makePayarc(address: string, token: string): Processor {
  const check = async (): Promise<void> => {
    asked.push(`${address} ${token}`);
    const code = answers.get(`${address} ${token}`) ?? answers.get(address);
    if (code) throw new Failure(code, `PayArc says ${code}`);
  };
  // Only what connections.ts asks of the port; the money calls are tested where they are made.
  return { name: "PayArc", capabilities: new Set(), check, close: () => void closed++ } as unknown as Processor;
}

const secrets = new Map<string, string>();
let keychainTrouble = false;
const service: SecretService = {
  getPassword: async (_service, account) => need(() => secrets.get(account) ?? null),
  setPassword: async (_service, account, value) => need(() => void secrets.set(account, value)),
  deletePassword: async (_service, account) => need(() => secrets.delete(account)),
};
function need<T>(work: () => T): T {
  if (keychainTrouble) throw new Error("locked");
  return work();
}

let stored: Map<string, unknown>;
const training = makePayarc("training", "");
const second = makePayarc("training_justifi", "");
const opened: Connections[] = [];

async function open(
  change: { noLive?: string; addresses?: Addresses; keychain?: Keychain } = {},
): Promise<{ connections: Connections; settings: Settings; changes: () => number }> {
  const store: SettingsStore = { get: (key) => stored.get(key), set: (key, value) => void stored.set(key, value) };
  const settings = openSettings({ folder: "/nowhere", now: NOW, log: silentLog, makeStore: () => store });
  const connections = createConnections({
    keychain: change.keychain ?? openKeychain({ load: async () => service, log: silentLog, profile: null }),
    settings,
    log: silentLog,
    addresses: change.addresses ?? readAddresses({}, false),
    noLive: change.noLive ?? null,
    makePayarc: (_id, address, token) => makePayarc(address, token),
    makeJustifi: (_id, address, { clientId, clientSecret, subAccount }) =>
      makePayarc(address, `${clientId} ${clientSecret} ${subAccount}`),
    tokenEndsAt: tokenExpiry,
    startPractice: async (id) => (id === "training" ? training : second),
    now: () => NOW,
  });
  await connections.start();
  opened.push(connections);
  let count = 0;
  connections.onChange(() => void count++);
  return { connections, settings, changes: () => count };
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw new Error(`no Failure but ${String(error)}`);
  return error;
};

beforeEach(() => {
  answers.clear();
  asked.splice(0);
  secrets.clear();
  stored = new Map();
  keychainTrouble = false;
  closed = 0;
});
afterEach(() => {
  for (const connections of opened.splice(0)) connections.close();
});

describe("the connections", () => {
  it("begin in Training, with nothing kept", async () => {
    const { connections } = await open();
    expect(connections.current()).toBe("training");
    expect(connections.processor()).toBe(training);
    expect(connections.trouble()).toBeNull();
    expect(connections.state("payarc_test")).toEqual({
      id: "payarc_test",
      label: "PayArc test",
      kind: "test",
      credentials: "bearer",
      blocked: null,
      hasSecret: false,
      secretEndsAt: null,
    });
  });

  it("take a good token: checked once, kept in the keychain, in use, and there again after a restart", async () => {
    const { connections, changes } = await open();
    const token = jwt(NOW + 400 * DAY);
    await connections.connect("payarc_test", { token: ` Bearer ${token}\n` });
    expect(asked).toEqual([`${TEST} ${token}`]);
    expect([...secrets.values()]).toContain(token);
    expect(connections.current()).toBe("payarc_test");
    expect(connections.state("payarc_test")).toMatchObject({ hasSecret: true, secretEndsAt: NOW + 400 * DAY });
    expect(connections.notices()).toEqual([]);
    expect(changes()).toBeGreaterThan(0);
    const again = (await open()).connections;
    expect(again.current()).toBe("payarc_test");
    await again.processor().check();
    expect(asked).toHaveLength(2);
    expect(JSON.stringify([...stored])).not.toContain(token);
  });

  it("tell nobody the token: no state, notice or failure has it", async () => {
    const { connections } = await open();
    const token = jwt(NOW + DAY);
    await connections.connect("payarc_test", { token: token });
    answers.set(TEST, "unauthorized");
    await connections.checkNow();
    const failure = await failureOf(connections.connect("payarc_test", { token: `${token}2` }));
    const told = JSON.stringify([
      connections.state("payarc_test"),
      connections.notices(),
      connections.trouble(),
      failure,
      failure.fields,
      failure.message,
    ]);
    expect(told).not.toContain(token.slice(0, 12));
  });

  it.each<[FailureCode, RegExp]>([
    ["unauthorized", /does not accept this token.*test and live have different tokens/],
    ["no_network", /cannot be reached. Check the network/],
    ["timeout", /did not answer in time/],
    ["tls", /certificate could not be verified/],
    ["rate_limited", /asks to slow down/],
    ["processor_down", /trouble of its own/],
    ["unreadable", /trouble of its own/],
  ])("say on %s what is wrong, and change nothing", async (code, sentence) => {
    const { connections } = await open({ noLive: "no live here" });
    answers.set(TEST, code);
    const failure = await failureOf(connections.connect("payarc_test", { token: "some-token-123" }));
    expect(failure.code).toBe(code);
    expect(failure.sentence).toMatch(sentence);
    expect(connections.current()).toBe("training");
    expect(connections.state("payarc_test").hasSecret).toBe(false);
    expect(secrets.size).toBe(0);
  });

  it("recognise a token of the other environment", async () => {
    const { connections } = await open();
    answers.set(`${TEST} live-token-1`, "unauthorized");
    expect((await failureOf(connections.connect("payarc_test", { token: "live-token-1" }))).sentence).toBe(
      "This is a token of PayArc live, not of PayArc test. Choose PayArc live to use it.",
    );
    answers.set(`${LIVE} test-token-1`, "unauthorized");
    expect((await failureOf(connections.connect("payarc_live", { token: "test-token-1" }))).sentence).toContain(
      "This is a token of PayArc test",
    );
    expect(secrets.size).toBe(0);
  });

  it("never show a token to the other environment when an address is replaced or live is refused", async () => {
    answers.set("http://127.0.0.1:4711", "unauthorized");
    answers.set(TEST, "unauthorized");
    const replaced = await open({
      addresses: readAddresses({ COUNTERFOIL_PAYARC_URL: "http://127.0.0.1:4711" }, false),
    });
    await failureOf(replaced.connections.connect("payarc_test", { token: "some-token-123" }));
    const refused = await open({ noLive: "no live here" });
    await failureOf(refused.connections.connect("payarc_test", { token: "some-token-123" }));
    expect(asked).toEqual(["http://127.0.0.1:4711 some-token-123", `${TEST} some-token-123`]);
  });

  it("say that a token ended, when it says so itself", async () => {
    const { connections } = await open();
    answers.set(TEST, "unauthorized");
    answers.set(LIVE, "unauthorized");
    expect((await failureOf(connections.connect("payarc_test", { token: jwt(NOW - DAY) }))).sentence).toMatch(
      /^This token ended on November \d+, 2026\./,
    );
  });

  it("keep the token that works when a new one does not", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "good-token-1" });
    const before = connections.processor();
    answers.set(`${TEST} bad-token-1`, "unauthorized");
    answers.set(`${LIVE} bad-token-1`, "unauthorized");
    await failureOf(connections.connect("payarc_test", { token: "bad-token-1" }));
    expect(connections.processor()).toBe(before);
    expect([...secrets.values()]).toEqual(["good-token-1"]);
  });

  it("warn of a token that ends soon", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: jwt(NOW + 3 * DAY) });
    expect(connections.notices()).toEqual([
      expect.objectContaining({
        tone: "warning",
        sentence: expect.stringMatching(/ends on November 2[34], 2026/) as string,
      }),
    ]);
  });

  it("MONEY: never go back to an older token because the keychain did not take the newer one, or did not let go of it", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "first-account-1" });
    keychainTrouble = true;
    await connections.connect("payarc_test", { token: "second-account-2" });
    keychainTrouble = false;
    expect([...secrets.values()]).toEqual(["first-account-1"]);
    const again = (await open()).connections;
    expect(again.state("payarc_test").hasSecret).toBe(false);
    expect(again.trouble()).toMatch(/older secret of PayArc test, which is not used\. Type the one in force/);
    await again.connect("payarc_test", { token: "second-account-2" });
    expect((await open()).connections.state("payarc_test").hasSecret).toBe(true);
    keychainTrouble = true;
    await failureOf(again.forget("payarc_test"));
    keychainTrouble = false;
    const after = (await open()).connections;
    expect(after.state("payarc_test").hasSecret).toBe(false);
    await after.forget("payarc_test");
    expect([...secrets.values()]).toEqual([]);
  });

  it("without a keychain keep the token for the session, and say so", async () => {
    keychainTrouble = true;
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "some-token-123" });
    expect(connections.current()).toBe("payarc_test");
    expect(
      connections
        .notices()
        .map(({ sentence }) => sentence)
        .join(" "),
    ).toContain("in memory only");
    const again = (await open()).connections;
    expect(again.current()).toBe("payarc_test");
    expect(again.trouble()).toContain("has no bearer token on this computer");
    expect(() => again.processor()).toThrow(Failure);
  });

  it("stay where they were when the keychain locks its token away: never a silent change to Training", async () => {
    const first = await open();
    await first.connections.connect("payarc_test", { token: "some-token-123" });
    const keychain = openKeychain({ load: async () => service, log: silentLog, profile: null });
    await keychain.available();
    keychainTrouble = true;
    const { connections } = await open({ keychain });
    expect(connections.current()).toBe("payarc_test");
    expect(connections.trouble()).toContain("Unlock the keychain");
    expect(() => connections.processor()).toThrow(/Unlock the keychain/);
  });

  it("forget a token: out of use, out of the keychain, Training in use", async () => {
    const { connections, settings } = await open();
    await connections.connect("payarc_test", { token: "some-token-123" });
    await connections.forget("payarc_test");
    expect(secrets.size).toBe(0);
    expect(closed).toBe(1);
    expect(connections.current()).toBe("training");
    expect(settings.connection()).toBe("training");
    expect(connections.state("payarc_test").hasSecret).toBe(false);
    expect((await failureOf(connections.use("payarc_test"))).code).toBe("not_connected");
  });

  it("do not claim that a token is gone when the keychain refuses, but do not use it either", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "some-token-123" });
    keychainTrouble = true;
    const failure = await failureOf(connections.forget("payarc_test"));
    expect(failure).toMatchObject({
      code: "no_keychain",
      sentence: expect.stringContaining("could not be taken out") as string,
    });
    expect(connections.current()).toBe("training");
    expect(() => connections.processor("payarc_test")).toThrow(Failure);
  });

  it("refuse live on a runtime that may not have it, by every road", async () => {
    await (await open()).connections.connect("payarc_live", { token: "live-token-1" });
    const { connections } = await open({ noLive: "Live payments are off: a reason." });
    expect(connections.current()).toBe("payarc_live");
    expect(connections.trouble()).toBe("Live payments are off: a reason.");
    expect(connections.state("payarc_live").blocked).toBe("Live payments are off: a reason.");
    expect(() => connections.processor()).toThrow("Live payments are off");
    expect((await failureOf(connections.use("payarc_live"))).code).toBe("unsupported");
    expect((await failureOf(connections.connect("payarc_live", { token: "live-token-2" }))).code).toBe("unsupported");
    await connections.use("training");
    await connections.connect("payarc_test", { token: "test-token-1" });
    expect(connections.current()).toBe("payarc_test");
  });

  it("tell of trouble while the processor does not answer, and of its end without being asked", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const { connections, changes } = await open();
      await connections.connect("payarc_test", { token: "some-token-123" });
      answers.set(TEST, "no_network");
      await connections.checkNow();
      expect(connections.trouble()).toContain("cannot be reached");
      const before = changes();
      answers.clear();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(connections.trouble()).toBeNull();
      expect(changes()).toBe(before + 1);
    } finally {
      vi.useRealTimers();
    }
  });

  it("do one change at a time", async () => {
    const { connections } = await open();
    await Promise.allSettled([
      connections.connect("payarc_test", { token: "some-token-123" }),
      connections.forget("payarc_test"),
      connections.connect("payarc_test", { token: "some-token-456" }),
    ]);
    expect([...secrets.values()]).toEqual(["some-token-456"]);
    expect(connections.current()).toBe("payarc_test");
  });

  it("give no processor for a name that nobody knows", async () => {
    const { connections } = await open();
    expect(() => connections.processor("justifi")).toThrow(Failure);
  });
});

describe("connections by a client's id and secret", () => {
  const given = { clientId: " test_abc123\n", clientSecret: " secret_456 ", subAccount: " acc_1 " };
  const typed = "test_abc123 secret_456 acc_1";

  it("take what was typed without its blanks: checked, kept as one secret, in use, and there again after a restart", async () => {
    const { connections } = await open();
    expect(connections.state("justifi_test")).toMatchObject({
      label: "JustiFi test",
      kind: "test",
      credentials: "client",
      hasSecret: false,
    });
    await connections.connect("justifi_test", given);
    expect(asked).toEqual([`${JUSTIFI} ${typed}`]);
    expect([...secrets]).toEqual([
      [
        "client credentials of justifi_test",
        JSON.stringify({ clientId: "test_abc123", clientSecret: "secret_456", subAccount: "acc_1" }),
      ],
    ]);
    expect(connections.current()).toBe("justifi_test");
    const again = (await open()).connections;
    await again.processor("justifi_test").check();
    expect(asked.at(-1)).toBe(`${JUSTIFI} ${typed}`);
    await connections.forget("justifi_test");
    expect(secrets.size).toBe(0);
    expect(connections.current()).toBe("training");
  });

  it("need no sub account", async () => {
    const { connections } = await open();
    await connections.connect("justifi_live", {
      clientId: "live_abc123",
      clientSecret: "secret_456",
      subAccount: null,
    });
    expect(asked).toEqual([`${JUSTIFI} live_abc123 secret_456 null`]);
  });

  it.each([
    ["justifi_test", { clientId: "live_abc123" }, "clientId", "live environment"],
    ["justifi_live", { clientId: "test_abc123" }, "clientId", "test environment"],
    ["justifi_test", { clientId: "abc123456" }, "clientId", "begins with test_"],
    ["justifi_test", { clientId: "tést_abc123" }, "clientId", "letters and digits"],
    ["justifi_test", { clientSecret: "sé cret" }, "clientSecret", "letters and digits"],
    ["justifi_test", { subAccount: "12345" }, "subAccount", "begins with acc_"],
  ] as const)("MONEY: %s with %j is not even asked for", async (id, change, field, words) => {
    const { connections } = await open();
    const failure = await failureOf(connections.connect(id, { ...given, ...change }));
    expect(failure).toMatchObject({ code: "bad_input", fields: { [field]: expect.stringContaining(words) } });
    expect(asked).toEqual([]);
    expect(secrets.size).toBe(0);
  });

  it("take no token, and a token's connection takes no client", async () => {
    const { connections } = await open();
    expect((await failureOf(connections.connect("justifi_test", { token: "some-token-123" }))).code).toBe("bad_input");
    expect((await failureOf(connections.connect("payarc_test", given))).code).toBe("bad_input");
    expect(asked).toEqual([]);
  });

  it("SECURITY: what was refused is kept nowhere, shown to no other address and told in no sentence", async () => {
    answers.set(JUSTIFI, "unauthorized");
    const { connections } = await open();
    const failure = await failureOf(connections.connect("justifi_test", given));
    expect(failure).toMatchObject({ code: "unauthorized", fields: { clientSecret: failure.sentence } });
    expect(asked).toHaveLength(1);
    expect(secrets.size).toBe(0);
    expect(JSON.stringify([failure, failure.message, connections.state("justifi_test")])).not.toContain("secret_456");
  });

  it("a practice server is started when it is first needed, and once", async () => {
    const { connections } = await open();
    expect(() => connections.processor("training_justifi")).toThrow(Failure);
    await Promise.all([connections.use("training_justifi"), connections.prepare("training_justifi")]);
    expect(connections.current()).toBe("training_justifi");
    expect(connections.processor()).toBe(second);
    expect((await open()).connections.processor()).toBe(second);
  });
});
