import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/shared/failure";
import { failureOf } from "../../fixtures/failure";
import { JUSTIFI, asked, secrets, second, answers, open, startAfresh } from "./with-connections";

startAfresh();

describe("connections by a client's id and secret", () => {
  const given = { clientId: " test_abc123\n", clientSecret: " secret_456 ", subAccount: " acc_1 " };
  const typed = "test_abc123 secret_456 acc_1";

  it("take what was typed without its blanks: checked, kept as one secret, and there again after a restart", async () => {
    const { connections } = await open();
    await connections.connect("justifi_test", given);
    expect(asked).toEqual([`${JUSTIFI} ${typed}`]);
    expect([...secrets]).toEqual([
      [
        "client credentials of justifi_test",
        JSON.stringify({ clientId: "test_abc123", clientSecret: "secret_456", subAccount: "acc_1" }),
      ],
    ]);
    expect(connections.state("justifi_test")).toMatchObject({
      name: "JustiFi test",
      environment: "test",
      credentials: "client",
      hasSecret: true,
    });
    const again = (await open()).connections;
    await again.processor("justifi_test").check();
    expect(asked.at(-1)).toBe(`${JUSTIFI} ${typed}`);
    await connections.forget("justifi_test");
    expect(secrets.size).toBe(0);
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
    await Promise.all([connections.prepare("training_justifi"), connections.prepare("training_justifi")]);
    expect(connections.processor("training_justifi")).toBe(second);
  });
});
