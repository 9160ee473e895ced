import { randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import type { Processor, Urgency } from "../../../src/main/processors/processor";
import { Failure, NotReached } from "../../../src/shared/failure";
import { FakeClock } from "../../faults/fake-clock";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, outcomeIn, retold, sends, withDesk, world } from "./counter";

atTheCounter();

const DAY = 24 * 60 * 60 * 1000;

const patient = (): Processor => world.server.processor({ money: 30_000, read: 30_000 });

/** Lists that fail, or that never come. */
const unlisted = (list: () => Promise<never>): Processor => retold(patient(), { pages: list });

/** A processor whose clock differs from this desk's by so many ms. */
function offBy(processor: Processor, ms: number): Processor {
  return new Proxy(processor, {
    get: (target, name) => {
      if (name === "clockOffset") return () => ms;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

describe("the list of other desks' payments", () => {
  it("could not be read: nothing is sent until the person goes on all the same", async () => {
    const failing = unlisted(() => Promise.reject(new Failure("rate_limited", "Slow down.")));
    await withDesk(failing, async (payments) => {
      const asked = order();
      expect(await payments.charge(asked)).toEqual({ kind: "not_looked", sentence: "Slow down." });
      expect(sends()).toBe(0);
      const goingOn = { ...asked, overrides: { ...asked.overrides, unlooked: true } };
      expect(outcomeIn(await payments.charge(goingOn))?.kind).toBe("approved");
    });
  });

  it("does not come in time: the same question", async () => {
    await withDesk(
      unlisted(() => new Promise<never>(() => {})),
      async (payments) => {
        const asking = payments.charge(order());
        while (!world.clock.step()) await new Promise((resolve) => void setImmediate(resolve));
        expect(await asking).toMatchObject({ kind: "not_looked", sentence: expect.stringContaining("in time") });
        expect(sends()).toBe(0);
      },
    );
  });

  it("an earlier charge that is known of is asked about first, and going on answers that alone", async () => {
    let fails = false;
    const sometimes = retold(patient(), {
      pages: (cursor, limit) =>
        fails
          ? Promise.reject(new Failure("timeout", "Too slow."))
          : world.processor(10_000).listPayments(cursor, limit),
    });
    await withDesk(sometimes, async (payments) => {
      await payments.charge(order());
      fails = true;
      world.clock.after(2_001, () => {});
      world.clock.step();
      const again = order();
      const asked = await payments.charge(again);
      if (asked.kind !== "duplicate") throw new Error(asked.kind);
      const overrides = { duplicateOf: asked.earlier.map(({ id }) => id), unknown: [] };
      expect(await payments.charge({ ...again, overrides })).toMatchObject({ kind: "not_looked" });
      expect(sends()).toBe(1);
    });
  });

  it("MONEY: nobody could be reached for it: the order is not sent either, and is told as not charged", async () => {
    const away = unlisted(() => Promise.reject(new NotReached("no_network", "PayArc could not be reached.")));
    await withDesk(away, async (payments) => {
      const asked = order();
      expect(outcomeIn(await payments.charge(asked))).toMatchObject({ kind: "refused", why: "not_reached" });
      expect(sends()).toBe(0);
      // The same press again is the same attempt, which was told.
      expect(outcomeIn(await payments.charge(asked))).toMatchObject({ kind: "refused", why: "not_reached" });
      expect(sends()).toBe(0);
    });
  });

  it.each([0, 1, 5, 12])("shows another desk's charge of %i s before", async (seconds) => {
    await withDesk(patient(), async (payments) => {
      // This desk has just looked, for another order.
      expect(outcomeIn(await payments.charge(order(700)))?.kind).toBe("approved");
      await holdFirst(world.server, false, { amount: 1_200 });
      // At the very same moment no list can tell; two seconds are what a list may be old.
      world.clock.after(seconds * 1000 + 2_001, () => {});
      world.clock.step();
      expect((await payments.charge(order())).kind).toBe("duplicate");
    });
  });

  it("is read while the card is typed, and that reading serves the charge", async () => {
    let lists = 0;
    const counting = retold(patient(), {
      list: (payments) => {
        lists++;
        return payments;
      },
    });
    await withDesk(counting, async (payments) => {
      await payments.expectCharge(false);
      await payments.expectCharge(true);
      expect(outcomeIn(await payments.charge(order()))?.kind).toBe("approved");
      expect(lists).toBe(1);
    });
  });
});

describe("the list that was read while the order was typed", () => {
  it("serves while it is new enough, though a newer one is still on its way", async () => {
    let hangs = false;
    const slow = retold(patient(), {
      pages: (cursor, limit) =>
        hangs ? new Promise<never>(() => {}) : world.processor(10_000).listPayments(cursor, limit),
    });
    await withDesk(slow, async (payments) => {
      await payments.charge(order(700));
      hangs = true;
      world.clock.after(1_500, () => {});
      world.clock.step();
      await payments.expectCharge(true);
      expect(outcomeIn(await payments.charge(order()))?.kind).toBe("approved");
    });
  });

  it("had no turn: the order reads its own", async () => {
    const asked: (string | undefined)[] = [];
    const here = patient();
    const none = new Proxy(here, {
      get: (target, name): unknown => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name !== "listPayments") return value.bind(target);
        return (cursor: string | null, limit: number, urgency?: Urgency) => {
          asked.push(urgency);
          return urgency === "early"
            ? Promise.reject(new Failure("rate_limited", "Slow down."))
            : target.listPayments(cursor, limit, urgency);
        };
      },
    });
    await withDesk(none, async (payments) => {
      void payments.expectCharge(true);
      expect(outcomeIn(await payments.charge(order()))?.kind).toBe("approved");
      expect(asked).toEqual(["early", "guard"]);
    });
  });
});

describe("whose clock", () => {
  test.each([-3, -1.2, 1.2, 3])(
    "a desk that is %d days off sees what another desk charged, and what it charged itself",
    async (days) => {
      const clock = new FakeClock(world.serverNow() + days * DAY);
      await withDesk(
        offBy(patient(), -days * DAY),
        async (payments) => {
          await holdFirst(world.server, false, { amount: 1_200 });
          expect((await payments.charge(order())).kind).toBe("duplicate");
          const mine = order(900);
          expect(outcomeIn(await payments.charge(mine))?.kind).toBe("approved");
          expect((await payments.charge({ ...order(900), attemptId: randomUUID() })).kind).toBe("duplicate");
        },
        { clock },
      );
    },
  );

  test.each([-3, 3])("its own charge is seen after its clock was set by %d days", async (days) => {
    const clock = new FakeClock(world.serverNow());
    let offset = 0;
    const processor = retold(patient(), { list: () => [] });
    const moving = new Proxy(processor, {
      get: (target, name) => {
        if (name === "clockOffset") return () => offset;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
    await withDesk(
      moving,
      async (payments) => {
        expect(outcomeIn(await payments.charge(order()))?.kind).toBe("approved");
        clock.jump(days * DAY);
        offset = -days * DAY;
        expect((await payments.charge(order())).kind).toBe("duplicate");
      },
      { clock },
    );
  });
});
