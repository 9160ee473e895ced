import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Processor } from "../../../src/main/processors/processor";
import { Failure } from "../../../src/shared/failure";
import { cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, outcomeIn, retold, sends, withDesk, world } from "./counter";

atTheCounter();

describe("the duplicate guard", () => {
  it("asks about a charge of the same card and amount, and goes on when it is named", async () => {
    const first = await world.payments.charge(order());
    const again = order();
    const asked = await world.payments.charge(again);
    expect(asked).toMatchObject({ kind: "duplicate", earlier: [{ amount: 1_200, last4: "5439", by: "ana" }] });
    expect(sends()).toBe(1);
    if (asked.kind !== "duplicate" || first.kind !== "outcome") throw new Error();
    expect(asked.earlier[0]?.id).toBe(first.attempt.outcome?.payment?.id);
    const answer = await world.payments.charge({
      ...again,
      overrides: { duplicateOf: asked.earlier.map(({ id }) => id), unknown: [] },
    });
    expect(outcomeIn(answer)?.kind).toBe("approved");
    expect(sends()).toBe(2);
  });

  it("sees what another desk has taken", async () => {
    await holdFirst(world.server, false);
    expect(await world.payments.charge(order(5_000))).toMatchObject({
      kind: "duplicate",
      earlier: [{ attemptId: expect.any(String), last4: "5439" }],
    });
    expect(sends()).toBe(1);
  });

  describe("of a list that is longer than one page", () => {
    /** One page holds 50: what another desk took some hours ago stands on the second. */
    async function longList(
      change: { theirs?: Partial<Payment>; breaks?: (cursor: string | null) => boolean } = {},
    ): Promise<Processor> {
      const inner = world.processor(10_000);
      const made = await inner.getPayment(await holdFirst(world.server, false));
      const theirs: Payment = { ...made, ...change.theirs };
      const rows = [
        ...Array.from(
          { length: 60 },
          (_, at): Payment => ({ ...made, id: `newer${at}`, reference: null, amount: cents(700) }),
        ),
        theirs,
      ];
      const pages: Processor["listPayments"] = (cursor, limit) => {
        if (change.breaks?.(cursor) === true) return Promise.reject(new Failure("processor_down", "Trouble."));
        const from = Number(cursor ?? 0);
        return Promise.resolve({
          items: rows.slice(from, from + limit),
          next: from + limit < rows.length ? String(from + limit) : null,
          total: null,
        });
      };
      return retold(inner, { pages });
    }

    it("MONEY: sees it although somebody opened the newest payments before", async () => {
      await withDesk(await longList(), async (payments) => {
        await payments.list(null, 10);
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" });
      });
    });

    it("MONEY: sees it although the first reading broke after the first page", async () => {
      let broken = 1;
      await withDesk(await longList({ breaks: (cursor) => cursor !== null && broken-- > 0 }), async (payments) => {
        await payments.charge(order(1_200));
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" });
      });
    });

    it("MONEY: sees it where the processor does not say when it was made", async () => {
      await withDesk(await longList({ theirs: { createdAt: null } }), async (payments) =>
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" }),
      );
    });
  });

  describe("of a list that is oldest first", () => {
    const HOUR = 3_600_000;
    /** So many that are `apart` ms from each other; once `isTaken`, what another desk has just taken stands last. */
    async function oldestFirst(before: number, apart: number, isTaken: () => boolean): Promise<Processor> {
      const inner = world.processor(10_000);
      const theirs = await inner.getPayment(await holdFirst(world.server, false));
      const older = Array.from(
        { length: before },
        (_, at): Payment => ({
          ...theirs,
          id: `older${at}`,
          reference: null,
          amount: cents(700),
          createdAt: (theirs.createdAt ?? 0) - (before - at) * apart,
        }),
      );
      const pages: Processor["listPayments"] = (cursor, limit) => {
        const rows = isTaken() ? [...older, theirs] : older;
        const from = Number(cursor ?? 0);
        const next = from + limit < rows.length ? String(from + limit) : null;
        return Promise.resolve({ items: rows.slice(from, from + limit), next, total: null });
      };
      return retold(inner, { pages });
    }

    it.each([
      ["of days", HOUR],
      ["of one hour", 1_000],
    ])("MONEY: reads to the newest, %s", async (_, apart) => {
      let isTaken = false;
      await withDesk(await oldestFirst(120, apart, () => isTaken), async (payments) => {
        // What was read before stands at its beginning and says nothing of what came since.
        expect(outcomeIn(await payments.charge(order(1_200)))?.kind).toBe("approved");
        isTaken = true;
        world.clock.after(2_001, () => {});
        world.clock.step();
        expect(await payments.charge(order(5_000))).toMatchObject({ kind: "duplicate" });
      });
    });

    it("MONEY: says that it does not know where there are too many to be read", async () => {
      await withDesk(await oldestFirst(400, HOUR, () => true), async (payments) => {
        expect(await payments.charge(order(5_000))).toEqual({
          kind: "not_looked",
          sentence: expect.stringContaining("oldest first"),
        });
        expect(sends()).toBe(1);
      });
    });
  });

  it.each(["diners", "unionpay", "jcb"] as const)(
    "MONEY: knows a %s card again where the processor says Discover, whose network carries it",
    async (brand) => {
      const numbers = { diners: "30569309025904", unionpay: "6200000000000005", jcb: "3530142019945859" };
      const number = numbers[brand];
      const theirs = await world.processor(600).getPayment(await holdFirst(world.server, false));
      const listed: Payment = {
        ...theirs,
        card: theirs.card && { ...theirs.card, brand: "discover", last4: number.slice(-4), fingerprint: null },
      };
      await withDesk(retold(world.processor(600), { list: () => [listed] }), async (payments) =>
        expect((await payments.charge(order(5_000, number))).kind).toBe("duplicate"),
      );
    },
  );

  it("does not ask about another amount, another card, a decline, or what was taken back", async () => {
    await world.payments.charge(order(1_200));
    expect(outcomeIn(await world.payments.charge(order(1_201)))?.kind).toBe("approved");
    expect(outcomeIn(await world.payments.charge(order(1_200, "5146315000000055")))?.kind).toBe("approved");
    expect(outcomeIn(await world.payments.charge(order(201_200)))?.kind).toBe("declined");
    expect(outcomeIn(await world.payments.charge(order(201_200)))?.kind).toBe("declined");
    const taken = outcomeIn(await world.payments.charge(order(1_300)));
    const paymentId = taken?.payment?.id ?? "";
    await world.payments.takeBack({
      attemptId: randomUUID(),
      paymentId,
      way: "void",
      amount: cents(1_300),
      currency: "USD",
      said: cents(1_300),
      reason: "other",
      description: null,
      sendReceipt: { email: false, sms: false },
    });
    await world.payments.list(null, 10);
    expect(outcomeIn(await world.payments.charge(order(1_300)))?.kind).toBe("approved");
  });

  it("still guards with the journal alone when the processor cannot be asked", async () => {
    await world.payments.charge(order());
    world.stop();
    world.start();
    for (let at = 0; at < 5; at++)
      world.server.control.failNext(
        { method: "GET", path: "/charges" },
        { kind: "status", when: "before", status: 500 },
      );
    expect((await world.payments.charge(order())).kind).toBe("duplicate");
    expect(sends()).toBe(1);
  });
});
