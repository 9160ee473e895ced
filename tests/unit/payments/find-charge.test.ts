import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { OneTill } from "../../faults/services";
import type { Processor } from "../../../src/main/processors/processor";
import type { Payment } from "../../../src/shared/payment";
import { atTheCounter, loseCharge, retold, withDesk, world } from "./counter";

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
