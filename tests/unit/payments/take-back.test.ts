import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openJournal } from "../../../src/main/journal/open-journal";
import { planFor } from "../../../src/main/payments/take-back";
import { cents } from "../../../src/shared/money";
import { PaymentStatus, type Payment } from "../../../src/shared/payment";
import { holdFirst } from "../../faults/story";
import { services } from "../../faults/services";
import { atTheCounter, order, world } from "./counter";

atTheCounter();

describe("taking it back", () => {
  const payment = (status: PaymentStatus, over: Partial<Payment> = {}): Payment =>
    ({
      id: "p",
      currency: "USD",
      status,
      statusRaw: status,
      amount: cents(5_000),
      amountCaptured: cents(5_000),
      amountRefunded: cents(0),
      refunds: [],
      metadata: {},
      ...over,
    }) as Payment;

  it.each<[PaymentStatus, "void" | "refund" | null, boolean, number]>([
    ["authorized", "void", false, 5_000],
    ["captured", "void", false, 5_000],
    ["settled", "refund", true, 5_000],
    // MONEY: the status alone does not tell what is left.
    ["partly_refunded", null, false, 0],
    ["disputed", null, false, 0],
    ["partly_disputed", null, false, 0],
    ["voided", null, false, 0],
    ["refunded", null, false, 0],
    ["failed", null, false, 0],
    ["expired", null, false, 0],
    ["unknown", null, false, 0],
  ])("%s: %s", (status, way, partial, most) =>
    expect(planFor(payment(status), new Set(["void"] as const), 0)).toMatchObject({ way, partial, most }),
  );

  it.each<[string, Partial<Payment>, "void" | "refund" | null, boolean, number]>([
    ["new: the whole is voided, a part refunded", { status: "captured", voidableUntil: 2_000_000 }, "void", true, 1200],
    ["its window is closing: refunded", { status: "captured", voidableUntil: 1_020_000 }, "refund", true, 1200],
    ["its window is over: refunded", { status: "captured", voidableUntil: 900_000 }, "refund", true, 1200],
    [
      "refunded in part: the rest",
      { status: "partly_refunded", amountRefunded: cents(200), voidableUntil: 2_000_000 },
      "refund",
      true,
      1000,
    ],
    [
      "less is left than was taken: no void of the whole",
      { status: "captured", amountRefundable: cents(700), voidableUntil: 2_000_000 },
      "refund",
      true,
      700,
    ],
    ["nothing is left, by the processor's word", { status: "captured", amountRefundable: cents(0) }, null, false, 0],
    ["a new hold", { status: "authorized", voidableUntil: 2_000_000 }, "void", false, 1200],
    ["an older hold", { status: "authorized", voidableUntil: 900_000 }, null, false, 0],
  ])("where a refund needs no settling and a void its window, %s", (_what, changes, way, partial, most) =>
    expect(
      planFor(
        {
          ...payment("captured"),
          amount: cents(1200),
          amountCaptured: cents(1200),
          amountRefunded: cents(0),
          ...changes,
        },
        new Set(["void", "refund_unsettled"] as const),
        1_000_000,
      ),
    ).toMatchObject({ way, partial, most }),
  );

  it("voids what was taken of a hold that was captured in part", () => {
    expect(planFor(payment("captured", { amountCaptured: cents(2_000) }), new Set(["void"] as const), 0)).toMatchObject(
      { way: "void", most: 2_000, sentence: expect.stringContaining("all of $20.00") },
    );
  });

  it("has every status covered", () => expect(PaymentStatus.options).toHaveLength(11));

  it("refuses a part of an unsettled payment, and more than is left of a settled one", async () => {
    const paymentId = await holdFirst(world.server, false);
    const ask = (way: "void" | "refund", amount: number) =>
      world.payments.takeBack({
        attemptId: randomUUID(),
        paymentId,
        way,
        amount: cents(amount),
        currency: "USD",
        said: cents(amount),
        reason: "other",
        description: null,
        sendReceipt: { email: false, sms: false },
      });
    await expect(ask("refund", 2_000)).rejects.toMatchObject({ code: "refused" });
    await expect(ask("void", 2_000)).rejects.toMatchObject({ code: "bad_input" });
    world.serverPasses(3 * 24 * 3_600_000);
    expect((await ask("refund", 2_000)).attempt.outcome?.kind).toBe("approved");
    await expect(ask("refund", 3_001)).rejects.toMatchObject({
      code: "bad_input",
      fields: { amount: "At most $30.00." },
    });
    expect(world.server.control.ledger()[0]?.refunds).toEqual([2_000]);
    expect(await world.payments.takeBackPlan(paymentId)).toMatchObject({ way: "refund", most: 3_000 });
  });

  it("waits while an earlier change is a question", async () => {
    const paymentId = await holdFirst(world.server, true);
    world.server.control.failNext({ method: "POST", path: /capture$/ }, { kind: "reset", when: "before" });
    await world.payments.capture({
      attemptId: randomUUID(),
      paymentId,
      amount: cents(5_000),
      currency: "USD",
      said: cents(5_000),
    });
    expect(await world.payments.takeBackPlan(paymentId)).toMatchObject({
      way: null,
      sentence: expect.stringContaining("still being checked"),
    });
    await expect(
      world.payments.capture({
        attemptId: randomUUID(),
        paymentId,
        amount: cents(5_000),
        currency: "USD",
        said: cents(5_000),
      }),
    ).rejects.toMatchObject({ code: "refused" });
  });

  it("does not touch a payment that an answer named wrongly", async () => {
    const processor = world.processor(5_000);
    const other = await processor.getPayment(await holdFirst(world.server, false));
    const opened = openJournal({ file: ":memory:", key: null }, 0);
    if (!opened.journal) throw new Error();
    const liar = new Proxy(processor, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (name !== "charge") return typeof value === "function" ? value.bind(target) : value;
        // An answer without metadata, about another payment of the same card and amount: nothing in it tells.
        return async () => ({
          kind: "approved",
          payment: { ...other, reference: null },
          amount: other.amount,
          code: null,
          message: null,
          httpStatus: 201,
        });
      },
    });
    const payments = services({ journal: opened.journal, processor: liar, clock: world.clock });
    await payments.charge({ ...order(5_000), overrides: { duplicateOf: [other.id], unknown: [] } });
    await expect(payments.takeBackPlan(other.id)).rejects.toMatchObject({
      code: "refused",
      sentence: expect.stringContaining("another charge"),
    });
    payments.stop();
    processor.close();
  });
});
