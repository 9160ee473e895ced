import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { commands } from "../../../src/shared/contract";
import { cents } from "../../../src/shared/money";
import { holdFirst } from "../../faults/story";
import { atTheCounter, order, outcomeIn, sends, world } from "./counter";

atTheCounter();

const REFUSED = {
  code: "refused",
  sentence: "Nothing was sent: the button said $25.00 and the form $5.00. Look at the amount and press again.",
};
const said = cents(2_500);
const moved = () => world.server.control.requests().filter(({ method }) => method === "POST").length;

describe("what the button said", () => {
  it("is part of every command that moves money", () => {
    const its = { attemptId: randomUUID(), paymentId: "a payment", currency: "USD" };
    const take = { way: "refund", reason: "other", description: null, sendReceipt: { email: false, sms: false } };
    const inputs = {
      "payments.charge": order(),
      "payments.capture": { ...its, amount: 100, said: 100 },
      "payments.takeBack": { ...its, ...take, amount: 100, said: 100 },
      "payments.tip": { ...its, tip: 100, said: 100 },
    } as const;
    for (const name of Object.keys(inputs) as (keyof typeof inputs)[]) {
      const { said: _, ...without } = inputs[name];
      expect([commands[name].input.safeParse(inputs[name]).success, name]).toEqual([true, name]);
      expect([commands[name].input.safeParse(without).success, name]).toEqual([false, name]);
    }
  });

  it("is what a charge sends, or nothing is sent", async () => {
    await expect(world.payments.charge({ ...order(500), said })).rejects.toMatchObject(REFUSED);
    expect(sends()).toBe(0);
    expect(world.payments.attempts(10)).toEqual([]);
    expect(outcomeIn(await world.payments.charge({ ...order(2_500), said }))?.amount).toBe(2_500);
  });

  it.each(["capture", "takeBack", "tip"] as const)("is what a %s sends, or nothing is sent", async (operation) => {
    const paymentId = await holdFirst(world.server, true);
    const before = moved();
    const amount = cents(500);
    const its = { attemptId: randomUUID(), paymentId, said };
    const asked = {
      capture: () => world.payments.capture({ currency: "USD", ...its, amount }),
      takeBack: () =>
        world.payments.takeBack({
          currency: "USD",
          ...its,
          amount,
          way: "void",
          reason: "requested_by_customer",
          description: null,
          sendReceipt: { email: false, sms: false },
        }),
      tip: () => world.payments.tip({ currency: "USD", ...its, tip: amount }),
    }[operation];
    await expect(asked()).rejects.toMatchObject(REFUSED);
    expect(moved()).toBe(before);
    expect(world.payments.attempts(10)).toEqual([]);
  });
});
