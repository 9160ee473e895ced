import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { OneTill } from "../../faults/services";
import type { Processor } from "../../../src/main/processors/processor";
import type { Payment } from "../../../src/shared/payment";
import { cents } from "../../../src/shared/money";
import { atTheCounter, loseCharge, order, retold, withDesk, world } from "./counter";

atTheCounter();

describe("two payments under one reference, of which one failed", () => {
  it.each<[string, Partial<Payment>, (payments: OneTill, id: string) => Promise<unknown>]>([
    [
      "by its look",
      { failureCode: "D2012", failureMessage: "Insufficient Funds" },
      (payments, id) => payments.lookAgain(id),
    ],
    [
      "by a list that somebody opened",
      { failureCode: "D2012", failureMessage: "Insufficient Funds" },
      (payments) => payments.list(null, 10),
    ],
    [
      "by its look, where the failed one was refused as a repeat of ours",
      { failureCode: "D0008", failureMessage: "Possible Duplicate Request" },
      (payments, id) => payments.lookAgain(id),
    ],
  ])("MONEY: is told as the one that took money, %s", async (_how, twin, find) => {
    const failedBeside = (payment: Payment): Payment[] => [
      { ...payment, id: `${payment.id}x`, status: "failed", captured: false, ...twin },
      payment,
    ];
    await withDesk(
      retold(world.processor(600), { list: (payments) => payments.flatMap(failedBeside) }),
      async (payments) => {
        const id = await loseCharge(payments, "after");
        await find(payments, id);
        expect(payments.attempt(id)).toMatchObject({ state: "closed", outcome: { kind: "approved", amount: 1_200 } });
      },
    );
  });

  it("MONEY: is told as the one that took money, where the failed one ends a page and where somebody opened it alone", async () => {
    const server = world.processor(600);
    const failed = (payment: Payment): Payment => ({
      ...payment,
      id: `${payment.id}x`,
      status: "failed",
      captured: false,
      failureCode: "D2012",
      failureMessage: "Insufficient Funds",
    });
    const pages: Processor["listPayments"] = async (cursor, ...how) => {
      const rest = await server.listPayments(null, ...how);
      const ours = rest.items.find(({ reference }) => reference !== null);
      return cursor === null && ours ? { ...rest, items: [failed(ours)], next: "rest" } : rest;
    };
    await withDesk(retold(server, { pages, get: failed }), async (payments) => {
      const id = await loseCharge(payments, "after");
      const [first] = (await server.listPayments(null, 1, "now")).items;
      await payments.list(null, 10);
      await payments.get(first?.id ?? "");
      expect(payments.attempt(id)).toMatchObject({ state: "unknown" });
      expect(await payments.lookAgain(id)).toMatchObject({
        state: "closed",
        outcome: { kind: "approved", amount: 1_200 },
      });
    });
  });

  it("one that failed and stands alone is told as declined once the list was read past it", async () => {
    const failed = (payment: Payment): Payment => ({
      ...payment,
      status: "failed",
      captured: false,
      failureCode: "D2012",
      failureMessage: "Insufficient Funds",
    });
    await withDesk(retold(world.processor(600), { list: (payments) => payments.map(failed) }), async (payments) => {
      const id = await loseCharge(payments, "after");
      expect(await payments.lookAgain(id)).toMatchObject({ state: "closed", outcome: { kind: "declined" } });
    });
  });

  it("MONEY: a repeat is not explained by a payment that was made after it", async () => {
    const repeat: Partial<Payment> = {
      status: "failed",
      failureCode: "D0008",
      failureMessage: "Possible Duplicate Request",
    };
    const laterBeside = (payment: Payment): Payment[] => [
      { ...payment, id: "later", reference: randomUUID(), createdAt: (payment.createdAt ?? 0) + 60_000 },
      { ...payment, ...repeat },
    ];
    await withDesk(
      retold(world.processor(600), { list: (payments) => payments.flatMap(laterBeside) }),
      async (payments) => {
        const id = await loseCharge(payments, "after");
        await payments.list(null, 10);
        expect(await payments.lookAgain(id)).toMatchObject({ state: "unknown" });
      },
    );
  });
});

describe("a list that is oldest first", () => {
  const PER_PAGE = 2;

  /** What a desk comes to of a charge after three others, at a processor that lists in the order of making. */
  async function lost(when: "before" | "after", tellsReference: boolean): Promise<string> {
    const server = world.processor(600);
    const told = (payment: Payment): Payment => (tellsReference ? payment : { ...payment, reference: null });
    const pages: Processor["listPayments"] = async (cursor, _limit, urgency) => {
      const all = (await server.listPayments(null, 100, urgency)).items.toReversed().map(told);
      const from = Number(cursor ?? 0);
      const next = from + PER_PAGE < all.length ? String(from + PER_PAGE) : null;
      return { items: all.slice(from, from + PER_PAGE), next, total: all.length };
    };
    for (const amount of [900, 1_000, 1_100]) {
      await world.payments.charge(order(amount));
      world.serverPasses(1_000);
    }
    let state = "";
    await withDesk(retold(server, { pages, get: told }), async (payments) => {
      const id = await loseCharge(payments, when);
      for (let at = 0; at < 12; at++) {
        world.clock.step();
        await payments.lookAgain(id);
      }
      const attempt = payments.attempt(id);
      state = attempt?.outcome ? `${attempt.state} ${attempt.outcome.kind}` : "";
    });
    return state;
  }

  it("MONEY: the charge that it ends with is found", async () =>
    expect(await lost("after", true)).toBe("closed approved"));

  it("MONEY: a charge that may be ours, without a reference, stays a question", async () =>
    expect(await lost("after", false)).toBe("unknown unknown"));

  it("what is not there once it was read to its end was not charged", async () =>
    expect(await lost("before", true)).toBe("closed refused"));
});

it("MONEY: a charge whose answer was lost, and that was refunded before it is found, is told with that", async () => {
  const since = (payment: Payment): Payment => ({ ...payment, status: "refunded", amountRefunded: payment.amount });
  await withDesk(retold(world.processor(600), { list: (payments) => payments.map(since) }), async (payments) => {
    const id = await loseCharge(payments, "after");
    await payments.lookAgain(id);
    const attempt = payments.attempt(id);
    expect(attempt).toMatchObject({ state: "closed", outcome: { kind: "approved", amount: 1_200 } });
    expect(attempt?.advice).toMatchObject({
      happened: "$12.00 was charged, and given back since: at another desk or in the processor’s dashboard.",
      say: "$12.00 was charged to your card, and given back.",
    });
  });
});

it.each<[string, Partial<Payment>, string]>([
  ["by its code, and not how much", { hostCode: "A0002" }, "unknown"],
  ["by the host's code", { failureCode: "000002" }, "unknown"],
  ["by its word", { statusRaw: "partially_submitted_for_settlement" }, "unknown"],
  ["by what was captured", { amountApproved: null, amountCaptured: cents(500) }, "unknown"],
  ["by what was approved", { hostCode: "A0002", amountApproved: cents(500) }, "partially_approved"],
  ["not at all: a part was given back since", { amountCaptured: cents(500), amountRefunded: cents(700) }, "approved"],
  [
    "not at all: a tip and a surcharge are counted into its amount alone",
    { tip: cents(100), surcharge: cents(100), amountCaptured: cents(1_000) },
    "approved",
  ],
])("MONEY: a charge that is found, of which only a part was approved %s", async (_how, now, kind) => {
  const since = (payment: Payment): Payment => ({ ...payment, ...now });
  const found = retold(world.processor(600), { list: (payments) => payments.map(since), get: since });
  await withDesk(found, async (payments) => {
    const id = await loseCharge(payments, "after");
    await payments.lookAgain(id);
    expect(payments.attempt(id)?.outcome?.kind).toBe(kind);
  });
});

describe("a hold whose answer was lost, and that is no longer held when it is found", () => {
  it.each<[string, Partial<Payment>, string, string]>([
    [
      "of which a part was captured",
      { status: "captured", captured: true, amountCaptured: cents(500) },
      "The bank approved $12.00, and $5.00 was captured since, at another desk or in the processor’s dashboard.",
      "It went through. $5.00 was charged to your Visa ending 5439.",
    ],
    [
      "that was captured, nobody says with how much",
      { status: "captured", captured: true, amountCaptured: null },
      "The bank approved $12.00, and the hold was captured since, at another desk or in the processor’s dashboard.",
      "null",
    ],
    [
      "that lapsed",
      { status: "expired" },
      "The bank approved $12.00, and the hold has lapsed since. No money was taken, and nothing is held.",
      "Your bank approved it, and let it go again. No money was taken.",
    ],
  ])("MONEY: is told as what it is, %s", async (_how, now, happened, say) => {
    const since = (payment: Payment): Payment => ({ ...payment, ...now });
    const asked = { ...order(), capture: false };
    await withDesk(
      retold(world.processor(600), { list: (payments) => payments.map(since), get: since }),
      async (payments) => {
        const id = await loseCharge(payments, "after", asked);
        await payments.lookAgain(id);
        const attempt = payments.attempt(id);
        expect(attempt).toMatchObject({ state: "closed", outcome: { kind: "authorized", amount: 1_200 } });
        const { advice } = attempt ?? {};
        expect([advice?.happened, String(advice?.say)]).toEqual([happened, say]);
      },
    );
  });
});
