import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Processor } from "../../../src/main/processors/processor";
import { commands } from "../../../src/shared/contract";
import { cents } from "../../../src/shared/money";
import { unknown } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, retold, withDesk, world } from "./counter";

/** Payments in another currency than what this desk charges. */
atTheCounter("justifi");

const words = { reason: "other" as const, description: null, sendReceipt: { email: false, sms: false } };
let paymentId: string;

/** The processor, by whose word that one payment is in another currency. */
function inCurrency(currency: string): Processor {
  const change = (payment: Payment): Payment => (payment.id === paymentId ? { ...payment, currency } : payment);
  const processor = world.server.processor({ money: 10_000, read: 10_000 });
  return retold(processor, { get: change, list: (all) => all.map(change) });
}

const refund = (amount: number, { currency, said }: { currency: string; said?: number }) => ({
  attemptId: randomUUID(),
  paymentId,
  way: "refund" as const,
  amount: cents(amount),
  ...words,
  currency,
  said: cents(said ?? amount),
});

describe("a captured payment in Canadian dollars", () => {
  beforeEach(async () => {
    paymentId = await holdFirst(world.server, false);
  });

  it("is given back in Canadian dollars, and the journal says so", async () => {
    await withDesk(inCurrency("CAD"), async (payments) => {
      const plan = await payments.takeBackPlan(paymentId);
      expect([plan.payment.currency, plan.sentence]).toEqual(["CAD", expect.stringContaining("CA$50.00")]);
      const { attempt } = await payments.takeBack(refund(2_000, { currency: "CAD", said: 2_000 }));
      expect(attempt).toMatchObject({ currency: "CAD", amount: 2_000, outcome: { kind: "approved" } });
    });
  });

  it("is not touched when the form was in US dollars", async () => {
    await withDesk(inCurrency("CAD"), async (payments) => {
      const slip = payments.takeBack(refund(2_000, { currency: "USD" }));
      await expect(slip).rejects.toMatchObject({ code: "refused", sentence: expect.stringMatching(/in CAD.*in USD/) });
      const other = payments.takeBack(refund(2_000, { currency: "CAD", said: 500 }));
      await expect(other).rejects.toMatchObject({ sentence: expect.stringMatching(/CA\$5\.00.*CA\$20\.00/) });
      const much = payments.takeBack(refund(9_000, { currency: "CAD" }));
      await expect(much).rejects.toMatchObject({ sentence: "At most CA$50.00 can be given back." });
      expect((await payments.get(paymentId)).amountRefunded).toBe(0);
    });
  });

  it.each(["JPY", "KWD", "XQZ", "XXX"])("in %s it is left to the processor’s dashboard", async (currency) => {
    await withDesk(inCurrency(currency), async (payments) => {
      expect(await payments.takeBackPlan(paymentId)).toMatchObject({
        way: null,
        sentence: expect.stringContaining(`in ${currency}`),
      });
      await expect(payments.takeBack(refund(2_000, { currency }))).rejects.toMatchObject({ code: "unsupported" });
    });
  });
});

it("a hold in Canadian dollars is captured in them, and only whole", async () => {
  paymentId = await holdFirst(world.server, true);
  await withDesk(inCurrency("CAD"), async (payments) => {
    const asked = { attemptId: randomUUID(), paymentId, amount: cents(4_000), said: cents(4_000), currency: "CAD" };
    await expect(payments.capture(asked)).rejects.toMatchObject({
      sentence: "Only the whole CA$50.00 can be captured here.",
    });
  });
});

it.each([
  ["CAD", "outcome"],
  // Nobody can tell that it is another sum, so the person is asked.
  ["XXX", "duplicate"],
  ["USD", "duplicate"],
])("beside a payment of the same digits in %s the guard answers %s", async (currency, kind) => {
  paymentId = await holdFirst(world.server, false);
  await withDesk(inCurrency(currency), async (payments) => {
    expect((await payments.charge(order(5_000))).kind).toBe(kind);
  });
});

it("an answer in another currency is not the answer to our charge", async () => {
  const processor = world.server.processor({ money: 10_000, read: 10_000 });
  const other = retold(processor, { list: (all) => all.map((payment) => ({ ...payment, currency: "CAD" })) });
  const lost: Processor = new Proxy(other, {
    get: (target, name) =>
      name === "charge"
        ? async (...asked: Parameters<Processor["charge"]>) => {
            await processor.charge(...asked);
            return unknown("timeout");
          }
        : (Reflect.get(target, name) as unknown),
  });
  await withDesk(lost, async (payments) => {
    const answer = await payments.charge(order(5_100));
    if (answer.kind !== "outcome") throw new Error(answer.kind);
    await payments.list(null, 10);
    expect((await payments.lookAgain(answer.attempt.id)).state).toBe("unknown");
  });
});

it("MONEY: no change leaves out the currency in which its amount is meant", () => {
  const its = { attemptId: randomUUID(), paymentId: "ch_1", said: 500 };
  for (const [name, amount] of [
    ["payments.capture", { amount: 500 }],
    ["payments.takeBack", { amount: 500, way: "refund", ...words }],
    ["payments.tip", { tip: 500 }],
  ] as const) {
    expect(commands[name].input.safeParse({ ...its, ...amount }).success, name).toBe(false);
    expect(commands[name].input.safeParse({ ...its, ...amount, currency: "CAD" }).error, name).toBeUndefined();
  }
  const never = (processor: Processor): unknown[] => [
    // @ts-expect-error 500 of which currency?
    processor.capture("ch_1", cents(500), randomUUID()),
    // @ts-expect-error 500 of which currency?
    processor.void("ch_1", cents(500), { ...words, receipts: words.sendReceipt }, randomUUID()),
    // @ts-expect-error 500 of which currency?
    processor.refund("ch_1", cents(500), { ...words, receipts: words.sendReceipt }, randomUUID()),
    // @ts-expect-error 500 of which currency?
    processor.adjustTip?.("ch_1", cents(500), randomUUID()),
  ];
  expect(never).toBeTypeOf("function");
});
