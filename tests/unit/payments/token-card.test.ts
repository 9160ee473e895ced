import { describe, expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import type { Fault } from "../../../src/main/practice/faults";
import { holdFirst } from "../../faults/story";
import { services } from "../../faults/services";
import { atTheCounter, order, world } from "./counter";

atTheCounter("justifi");

describe("a charge of a token", () => {
  const VISA_TOKEN = "pm_practice_visa";
  const byToken = (amount = 1_200, tokenId = VISA_TOKEN) => ({
    ...order(amount),
    source: { kind: "token" as const, tokenId },
  });
  const paid = () =>
    world.server.control.requests().filter(({ method, path }) => method === "POST" && path === "/payments").length;
  const noLook = (fault: Fault) =>
    world.server.control.failNext({ method: "GET", path: /^\/payment_methods\// }, fault);

  it("knows the card before it is sent: the journal, the screen and the guard have it", async () => {
    const first = await world.payments.charge(byToken());
    expect(first).toMatchObject({
      kind: "outcome",
      attempt: { card: { brand: "visa", last4: "4242" }, outcome: { kind: "approved" } },
    });
    expect(await world.payments.charge(byToken())).toMatchObject({
      kind: "duplicate",
      earlier: [{ brand: "visa", last4: "4242" }],
    });
    expect(await world.payments.charge(byToken(1_200, "pm_practice_mastercard"))).toMatchObject({
      attempt: { card: { brand: "mastercard", last4: "4444" } },
    });
    // The same card, typed: its last four and brand agree with those of the token.
    expect((await world.payments.charge(order(1_200, "4242424242424242"))).kind).toBe("duplicate");
    expect(paid()).toBe(2);
  });

  it("SECURITY: the token is in no attempt, no payment and no line of the log", async () => {
    await world.payments.charge(byToken());
    noLook({ kind: "status", when: "before", status: 500 });
    await world.payments.charge(byToken(1_300));
    const kept = JSON.stringify([world.payments.attempts(10), await world.payments.list(null, 10), world.shown]);
    expect(kept).toContain("4242");
    expect(kept).not.toContain(VISA_TOKEN);
  });

  it.each<[string, Fault]>([
    ["an error", { kind: "status", when: "before", status: 500 }],
    ["silence", { kind: "silence", when: "before" }],
    ["garbage", { kind: "malformed" }],
  ])("goes on without the card when the processor answers with %s", async (_what, fault) => {
    world.stop();
    world.readPatience = 350;
    world.start();
    noLook(fault);
    expect(await world.payments.charge(byToken())).toMatchObject({
      attempt: { card: { brand: "unknown", last4: null }, outcome: { kind: "approved" } },
    });
    expect(paid()).toBe(1);
  });

  it("waits for the card as long as for the list, and no longer", async () => {
    const processor = world.processor(5_000);
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    let asked = 0;
    const slow = new Proxy(processor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name === "tokenCard") return () => (asked++, new Promise(() => undefined));
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const payments = services({
      journal: opened.journal,
      connection: "training_justifi",
      processor: slow,
      clock: world.clock,
    });
    const answer = payments.charge(byToken());
    await expect.poll(() => asked).toBe(1);
    const from = world.clock.steady();
    expect(paid()).toBe(0);
    expect(world.clock.step()).toBe(true);
    expect(await answer).toMatchObject({ attempt: { card: { last4: null }, outcome: { kind: "approved" } } });
    expect(world.clock.steady() - from).toBe(2_500);
    payments.stop();
    processor.close();
  });

  it("MONEY: asks about every charge of the amount where the card of one of the two is not known", async () => {
    world.server.control.failNext({ method: "POST", path: "/payments" }, { kind: "redirect", when: "after" });
    const lost = await world.payments.charge(byToken());
    expect(lost).toMatchObject({ attempt: { state: "unknown", card: { last4: "4242" } } });
    noLook({ kind: "status", when: "before", status: 500 });
    expect((await world.payments.charge(byToken())).kind).toBe("standing_unknown");
    expect(paid()).toBe(1);
  });

  it("MONEY: asks about what another desk has taken of the amount as well, where its card is not known", async () => {
    await holdFirst(world.server, false);
    noLook({ kind: "status", when: "before", status: 500 });
    expect(await world.payments.charge(byToken(5_000))).toMatchObject({
      kind: "duplicate",
      earlier: [{ amount: 5_000, last4: "5439" }],
    });
  });

  it("gives a repeated ask the first one's answer, whether the card can be told the second time or not", async () => {
    const asked = byToken();
    await world.payments.charge(asked);
    const looks = () =>
      world.server.control.requests().filter(({ path }) => path.startsWith("/payment_methods/")).length;
    expect(looks()).toBe(1);
    expect(await world.payments.charge(asked)).toMatchObject({
      attempt: { card: { last4: "4242" }, outcome: { kind: "approved" } },
    });
    expect([looks(), paid()]).toEqual([1, 1]);
    noLook({ kind: "status", when: "before", status: 500 });
    const blind = byToken(1_300);
    await world.payments.charge(blind);
    expect(await world.payments.charge(blind)).toMatchObject({
      attempt: { card: { last4: null }, outcome: { kind: "approved" } },
    });
    expect([looks(), paid()]).toEqual([2, 2]);
  });

  it("of a method that the processor calls invalid is not sent", async () => {
    await expect(world.payments.charge(byToken(1_200, "pm_practice_invalid"))).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("invalid: “card_expired”. Ask for another card"),
    });
    expect(paid()).toBe(0);
    expect(world.payments.attempts(10)).toEqual([]);
  });
});
