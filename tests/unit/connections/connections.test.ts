import { describe, expect, it, vi } from "vitest";
import { readAddresses } from "../../../src/main/connections/addresses";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { silentLog } from "../../../src/main/base/log";
import { Failure, type FailureCode } from "../../../src/shared/failure";
import { failureOf } from "../../fixtures/failure";
import { NOW, asked, secrets, service, training, answers, stored, now, open, startAfresh } from "./with-connections";

const DAY = 24 * 60 * 60 * 1000;

const TEST = "https://testapi.payarc.net";
const LIVE = "https://api.payarc.net";

const jwt = (exp: number): string =>
  `h.${Buffer.from(JSON.stringify({ exp: exp / 1000 })).toString("base64url")}.sig-${"x".repeat(20)}`;

startAfresh();

describe("the connections", () => {
  it("begin with the two to practise with, and nothing kept", async () => {
    const { connections, settings } = await open();
    expect(settings.accounts.list().map(({ id }) => id)).toEqual(["training", "training_justifi"]);
    expect(connections.processor("training")).toBe(training);
    expect(connections.trouble("training")).toBeNull();
    expect(connections.state("payarc_test")).toBeNull();
    expect(connections.state("training")).toEqual({
      id: "training",
      kind: "training",
      name: "Training",
      colour: "amber",
      removed: false,
      environment: "practice",
      processor: "PayArc",
      credentials: "none",
      currency: "USD",
      blocked: null,
      hasSecret: false,
      secretEndsAt: null,
    });
  });

  it("take a good token: checked once, kept in the keychain, and there again after a restart", async () => {
    const { connections, changes } = await open();
    const token = jwt(NOW + 400 * DAY);
    await connections.connect("payarc_test", { token: ` Bearer ${token}\n` });
    expect(asked).toEqual([`${TEST} ${token}`]);
    expect([...secrets.values()]).toContain(token);
    expect(connections.state("payarc_test")).toMatchObject({
      name: "PayArc test",
      hasSecret: true,
      secretEndsAt: NOW + 400 * DAY,
    });
    expect(connections.notices("payarc_test")).toEqual([]);
    expect(changes()).toBeGreaterThan(0);
    const again = (await open()).connections;
    expect(again.state("payarc_test")?.hasSecret).toBe(true);
    await again.processor("payarc_test").check();
    expect(asked).toHaveLength(2);
    expect(JSON.stringify([...stored])).not.toContain(token);
  });

  it("tell nobody the token: no state, notice or failure has it", async () => {
    const { connections } = await open();
    const token = jwt(NOW + DAY);
    await connections.connect("payarc_test", { token: token });
    answers.set(TEST, "unauthorized");
    await connections.checkNow("payarc_test");
    const failure = await failureOf(connections.connect("payarc_test", { token: `${token}2` }));
    const told = JSON.stringify([
      connections.state("payarc_test"),
      connections.notices("payarc_test"),
      connections.trouble("payarc_test"),
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
    ["processor_down", /has a problem/],
    ["unreadable", /has a problem/],
  ])("say on %s what is wrong, and change nothing", async (code, sentence) => {
    const { connections } = await open({ noLive: "no live here" });
    answers.set(TEST, code);
    const failure = await failureOf(connections.connect("payarc_test", { token: "some-token-123" }));
    expect(failure.code).toBe(code);
    expect(failure.sentence).toMatch(sentence);
    expect(connections.state("payarc_test")).toBeNull();
    expect(secrets.size).toBe(0);
  });

  it("recognise a token of the other environment", async () => {
    const { connections } = await open();
    answers.set(`${TEST} live-token-1`, "unauthorized");
    expect((await failureOf(connections.connect("payarc_test", { token: "live-token-1" }))).sentence).toBe(
      "This token belongs to PayArc live, not to PayArc test. Choose PayArc live above to use it.",
    );
    answers.set(`${LIVE} test-token-1`, "unauthorized");
    expect((await failureOf(connections.connect("payarc_live", { token: "test-token-1" }))).sentence).toContain(
      "This token belongs to PayArc test",
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
    const before = connections.processor("payarc_test");
    answers.set(`${TEST} bad-token-1`, "unauthorized");
    answers.set(`${LIVE} bad-token-1`, "unauthorized");
    await failureOf(connections.connect("payarc_test", { token: "bad-token-1" }));
    expect(connections.processor("payarc_test")).toBe(before);
    expect([...secrets.values()]).toEqual(["good-token-1"]);
  });

  it("warn of a token that ends soon", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: jwt(NOW + 3 * DAY) });
    expect(connections.notices("training")).toEqual([
      expect.objectContaining({
        tone: "warning",
        sentence: expect.stringMatching(/ends on November 2[34], 2026/) as string,
      }),
    ]);
  });

  it("MONEY: never go back to an older token because the keychain did not take the newer one, or did not let go of it", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "first-account-1" });
    now.locked = true;
    await connections.connect("payarc_test", { token: "second-account-2" });
    now.locked = false;
    expect([...secrets.values()]).toEqual(["first-account-1"]);
    const again = (await open()).connections;
    expect(again.state("payarc_test")?.hasSecret).toBe(false);
    expect(again.trouble("payarc_test")).toMatch(
      /older secret of PayArc test, which is not used\. Type the one in force/,
    );
    await again.connect("payarc_test", { token: "second-account-2" });
    expect((await open()).connections.state("payarc_test")?.hasSecret).toBe(true);
    now.locked = true;
    await failureOf(again.forget("payarc_test"));
    now.locked = false;
    const after = (await open()).connections;
    expect(after.state("payarc_test")?.hasSecret).toBe(false);
    await after.forget("payarc_test");
    expect([...secrets.values()]).toEqual([]);
  });

  it("without a keychain keep the token for the session, and say so", async () => {
    now.locked = true;
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "some-token-123" });
    expect(
      connections
        .notices("payarc_test")
        .map(({ sentence }) => sentence)
        .join(" "),
    ).toContain("in memory only");
    const again = (await open()).connections;
    expect(again.trouble("payarc_test")).toContain("has no bearer token on this computer");
    expect(() => again.processor("payarc_test")).toThrow(Failure);
  });

  it("say when the keychain has locked a token away", async () => {
    const first = await open();
    await first.connections.connect("payarc_test", { token: "some-token-123" });
    const keychain = openKeychain({ load: async () => service, log: silentLog, profile: null });
    await keychain.available();
    now.locked = true;
    const { connections } = await open({ keychain });
    expect(connections.trouble("payarc_test")).toContain("Unlock the keychain");
    expect(() => connections.processor("payarc_test")).toThrow(/Unlock the keychain/);
  });

  it("forget a token: out of use, out of the keychain; the account stays", async () => {
    const { connections } = await open();
    const heard: string[] = [];
    await connections.connect("payarc_test", { token: "some-token-123" });
    connections.onTokenChange((id) => heard.push(id));
    await connections.forget("payarc_test");
    expect(heard).toEqual(["payarc_test"]);
    expect(secrets.size).toBe(0);
    expect(now.closed).toBe(1);
    expect(connections.state("payarc_test")).toMatchObject({ name: "PayArc test", hasSecret: false });
    expect(() => connections.processor("payarc_test")).toThrow(/has no bearer token/);
  });

  it("do not claim that a token is gone when the keychain refuses, but do not use it either", async () => {
    const { connections } = await open();
    await connections.connect("payarc_test", { token: "some-token-123" });
    now.locked = true;
    const failure = await failureOf(connections.forget("payarc_test"));
    expect(failure).toMatchObject({
      code: "no_keychain",
      sentence: expect.stringContaining("could not be taken out") as string,
    });
    expect(() => connections.processor("payarc_test")).toThrow(Failure);
  });

  it("refuse live on a runtime that may not have it, by every road", async () => {
    await (await open()).connections.connect("payarc_live", { token: "live-token-1" });
    const { connections } = await open({ noLive: "Live payments are off: a reason." });
    expect(connections.trouble("payarc_live")).toBe("Live payments are off: a reason.");
    expect(connections.state("payarc_live")?.blocked).toBe("Live payments are off: a reason.");
    expect(() => connections.processor("payarc_live")).toThrow("Live payments are off");
    expect((await failureOf(connections.connect("payarc_live", { token: "live-token-2" }))).code).toBe("unsupported");
    await connections.connect("payarc_test", { token: "test-token-1" });
    expect(connections.state("payarc_test")?.hasSecret).toBe(true);
  });

  it("tell of trouble while the processor does not answer, and of its end without being asked", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const { connections, changes } = await open();
      await connections.connect("payarc_test", { token: "some-token-123" });
      answers.set(TEST, "no_network");
      await connections.checkNow("payarc_test");
      expect(connections.trouble("payarc_test")).toContain("cannot be reached");
      const before = changes();
      answers.clear();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(connections.trouble("payarc_test")).toBeNull();
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
  });

  it("give no processor for a name that nobody knows", async () => {
    const { connections } = await open();
    expect(() => connections.processor("justifi")).toThrow(Failure);
  });
});
