import { describe, expect, it } from "vitest";
import { failureOf } from "../../fixtures/failure";
import { answers, asked, open, practised, secrets, startAfresh } from "./with-connections";

const TEST = "https://testapi.payarc.net";

startAfresh();

describe("the practice server", () => {
  it("is started for the account that was used last, and for another one when it is asked for", async () => {
    const { connections, settings } = await open();
    expect(practised).toEqual(["training"]);
    await connections.connect("payarc_test", { token: "first-token-1" });
    settings.useAccount("payarc_test");
    practised.splice(0);
    const again = (await open()).connections;
    expect(practised).toEqual([]);
    expect(() => again.processor("training")).toThrow("has not started");
    await Promise.all([again.prepare("training"), again.prepare("training")]);
    expect(again.processor("training").name).toBe("PayArc");
    expect(practised).toEqual(["training"]);
  });
});

describe("several accounts of a kind", () => {
  it("have each its own token, processor and trouble, also after a restart", async () => {
    const { connections, settings } = await open();
    await connections.connect("payarc_test", { token: "first-token-1" });
    const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
    expect(connections.trouble(web.id)).toBeNull();
    expect(() => connections.processor(web.id)).toThrow("Web shop has no bearer token on this computer");
    await connections.connect(web.id, { token: "second-token-2" });
    expect(connections.processor(web.id)).not.toBe(connections.processor("payarc_test"));
    answers.set(`${TEST} second-token-2`, "no_network");
    await connections.checkNow(web.id);
    await connections.checkNow("payarc_test");
    expect(connections.trouble(web.id)).toBe("Web shop cannot be reached: check the network of this computer.");
    expect(connections.trouble("payarc_test")).toBeNull();
    const again = (await open()).connections;
    asked.splice(0);
    await Promise.allSettled([again.processor("payarc_test").check(), again.processor(web.id).check()]);
    expect(asked).toEqual([`${TEST} first-token-1`, `${TEST} second-token-2`]);
  });

  it("MONEY: do not take the same credentials twice", async () => {
    const { connections, settings } = await open();
    await connections.connect("payarc_test", { token: "first-token-1" });
    const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
    const failure = await failureOf(connections.connect(web.id, { token: " first-token-1 " }));
    expect(failure.sentence).toContain("“PayArc test” is connected with these already");
    expect(failure.fields["token"]).toBe(failure.sentence);
    expect(connections.state(web.id)?.hasSecret).toBe(false);
    // The same token for the same account is a token typed again.
    await connections.connect("payarc_test", { token: "first-token-1" });
    const client = { clientId: "test_abc123", clientSecret: "secret-1", subAccount: null };
    await connections.connect("justifi_test", client);
    const other = settings.accounts.add({ kind: "justifi_test", name: "Other", colour: "teal" });
    // A secret can be renewed: the client and its sub account are what counts.
    expect(
      (await failureOf(connections.connect(other.id, { ...client, clientSecret: "secret-2" }))).fields,
    ).toHaveProperty("clientId");
    await connections.connect(other.id, { ...client, subAccount: "acc_other" });
    expect(connections.state(other.id)?.hasSecret).toBe(true);
  });

  it("begin with the first credentials of a kind; a refused token begins none", async () => {
    const { connections, settings } = await open();
    answers.set(`${TEST} wrong-token-1`, "unauthorized");
    await failureOf(connections.connect("payarc_test", { token: "wrong-token-1" }));
    expect(settings.accounts.find("payarc_test")).toBeNull();
    expect(await connections.connect("payarc_test", { token: "good-token-1" })).toBe("payarc_test");
    expect(settings.accounts.find("payarc_test")).toMatchObject({ name: "PayArc test", colour: "violet" });
  });

  it("MONEY: a removed account gives its id to no other: its entries are not another merchant's", async () => {
    const { connections, settings } = await open();
    await connections.connect("payarc_test", { token: "first-token-1" });
    await connections.forget("payarc_test");
    settings.accounts.remove("payarc_test");
    expect(connections.state("payarc_test")).toBeNull();
    expect(() => connections.processor("payarc_test")).toThrow("no longer on this computer");
    const id = await connections.connect("payarc_test", { token: "second-token-2" });
    expect(id).not.toBe("payarc_test");
    expect(connections.state(id)).toMatchObject({ kind: "payarc_test", name: "PayArc test", hasSecret: true });
    expect([...secrets.keys()].join()).toContain(id);
  });
});
