import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import { Failure } from "../../../src/shared/failure";
import { cents } from "../../../src/shared/money";
import type { Opened } from "../../../src/shared/attempt";
import type { Payment } from "../../../src/shared/payment";
import { Random } from "../../faults/random";
import { holdFirst } from "../../faults/story";
import { services } from "../../faults/services";
import { World } from "../../faults/world";
import { atTheCounter, loseCharge, order, outcomeIn, retold, sends, withDesk, world } from "./counter";

atTheCounter();

describe("an answer that did not arrive", () => {
  it("keeps the same card and amount from being charged until it is named", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const lost = await world.payments.charge(order());
    expect(outcomeIn(lost)?.kind).toBe("unknown");
    const again = order();
    const asked = await world.payments.charge(again);
    expect(asked.kind).toBe("standing_unknown");
    if (asked.kind !== "standing_unknown") throw new Error();
    expect(sends()).toBe(1);
    const answer = await world.payments.charge({
      ...again,
      overrides: { duplicateOf: [], unknown: asked.unknown.map(({ id }) => id) },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
  });

  it("MONEY: is asked about once more when it turns out, while the person decides, that it took the money", async () => {
    await withDesk(world.processor(600), async (payments) => {
      const id = await loseCharge(payments, "after");
      const again = order();
      expect((await payments.charge(again)).kind).toBe("standing_unknown");
      expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "approved" } });
      const named = { ...again, overrides: { duplicateOf: [], unknown: [id] } };
      const asked = await payments.charge(named);
      expect(asked).toMatchObject({ kind: "duplicate", earlier: [{ attemptId: id }] });
      expect(sends()).toBe(1);
      if (asked.kind !== "duplicate") throw new Error();
      const answer = await payments.charge({
        ...named,
        overrides: { ...named.overrides, duplicateOf: asked.earlier.map((each) => each.id) },
      });
      expect(outcomeIn(answer)?.kind).toBe("approved");
    });
  });

  it("MONEY: stands in the way however many charges of the same amount came after it", async () => {
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const { journal } = opened;
    await withDesk(
      world.processor(600),
      async (payments) => {
        const lost = journal.get(await loseCharge(payments, "before"));
        if (!lost) throw new Error();
        for (let at = 0; at < 200; at++) {
          const next = journal.open({ ...lost.intent, id: randomUUID() }, lost.openedAt + 1);
          journal.add(next as Opened, {
            step: "closed",
            at: lost.openedAt + 1,
            outcome: {
              kind: "refused",
              payment: null,
              amount: null,
              code: null,
              message: null,
              httpStatus: null,
              why: "not_sent",
              fields: {},
            },
          });
        }
        expect(await payments.charge(order())).toMatchObject({
          kind: "standing_unknown",
          unknown: [{ id: lost.intent.id }],
        });
      },
      { journal },
    );
  });

  it("MONEY: of a card that was not told stands in the way of a typed one", async () => {
    await withDesk(world.processor(600), async (payments) => {
      world.server.control.failNext({ method: "POST", path: "/charges/google/sale" }, { kind: "reset", when: "after" });
      const sold = await payments.charge({
        ...order(),
        source: {
          kind: "google_pay",
          text: JSON.stringify({ signature: "x", protocolVersion: "ECv2", signedMessage: "y" }),
        },
      });
      expect(sold).toMatchObject({ attempt: { state: "unknown", card: { last4: null } } });
      expect((await payments.charge(order())).kind).toBe("standing_unknown");
    });
  });

  it("is told as it is, even when the truth comes after it was called absent", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const answer = await world.payments.charge(order());
    if (answer.kind !== "outcome") throw new Error();
    const { id } = answer.attempt;
    await world.untilAnswered();
    expect(world.payments.attempt(id).outcome).toMatchObject({ kind: "refused", why: "absent" });
    // Long after, the request that was thought lost reaches the processor.
    await holdFirst(world.server, false, { reference: id, amount: 1_200 });
    await world.payments.list(null, 10);
    expect(world.payments.attempt(id).outcome?.kind).toBe("approved");
  });

  it("MONEY: is not called absent by the list of another account, after other credentials were typed", async () => {
    const elsewhere = await World.make(new Random(8));
    const [mine, theirs] = [world.processor(350), elsewhere.processor(350)];
    let inUse = mine;
    const processor = new Proxy(mine, {
      get: (_target, name) => {
        const value: unknown = Reflect.get(inUse, name);
        return typeof value === "function" ? (value.bind(inUse) as unknown) : value;
      },
    });
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const payments = services({
      journal: opened.journal,
      processor,
      clock: world.clock,
      times: { looks: [1_000_000], offline: 1_000_000, absent: 0 },
    });
    try {
      await holdFirst(world.server, false);
      await holdFirst(elsewhere.server, false);
      world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "silence", when: "after" });
      const answer = await payments.charge(order());
      if (answer.kind !== "outcome") throw new Error(answer.kind);
      inUse = theirs;
      expect(await payments.lookAgain(answer.attempt.id)).toMatchObject({ state: "unknown" });
      inUse = mine;
      expect(await payments.lookAgain(answer.attempt.id)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved" },
      });
      // What the one account listed is no mark of the other's list: a charge that never arrived there is found absent.
      inUse = theirs;
      payments.startOver("training");
      elsewhere.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
      const lost = await payments.charge(order(1_300));
      if (lost.kind !== "outcome") throw new Error(lost.kind);
      expect(await payments.lookAgain(lost.attempt.id)).toMatchObject({
        state: "closed",
        outcome: { kind: "refused", why: "absent" },
      });
    } finally {
      payments.stop();
      mine.close();
      theirs.close();
      await elsewhere.end();
    }
  });

  it("is no approval in part where only the tip is not in what was approved", async () => {
    const counted = (payment: Payment): Payment => ({
      ...payment,
      amount: cents(1_400),
      amountApproved: cents(1_200),
      tip: cents(200),
    });
    await withDesk(retold(world.processor(600), { list: (payments) => payments.map(counted) }), async (payments) => {
      const id = await loseCharge(payments, "after", { ...order(), tip: cents(200) });
      expect(await payments.lookAgain(id)).toMatchObject({ outcome: { kind: "approved", amount: 1_400 } });
    });
  });

  it("can be closed by hand, with a reason and a name, and stays a reason to ask", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    const answer = await world.payments.charge(order());
    if (answer.kind !== "outcome") throw new Error();
    const closed = world.payments.closeByHand(answer.attempt.id, "The bank says no");
    expect(closed).toMatchObject({ state: "closed_by_hand", byHand: { reason: "The bank says no", by: "ana" } });
    expect(world.payments.unknown()).toEqual([]);
    expect((await world.payments.charge(order())).kind).toBe("duplicate");
    expect(() => world.payments.closeByHand(answer.attempt.id, "again")).toThrow(Failure);
  });

  it("comes first in the list", async () => {
    world.server.control.failNext({ method: "POST", path: "/charges" }, { kind: "reset", when: "before" });
    await world.payments.charge(order());
    await world.payments.charge(order(900));
    expect(world.payments.attempts(10).map(({ state }) => state)).toEqual(["unknown", "closed"]);
  });
});
