import { expect, test } from "vitest";
import { createDoubled } from "../../../src/main/history/doubled";
import type { Cents } from "../../../src/shared/money";
import type { Payment, Refund } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;

function refundedPayment(refunds: readonly Partial<Refund>[], about: Partial<Payment> = {}): Payment {
  const each = refunds.map(
    (refund, at): Refund => ({
      id: `r${at + 1}`,
      amount: 2_000 as Cents,
      status: "succeeded",
      reason: null,
      createdAt: NOW - 1_000,
      ...refund,
    }),
  );
  return { ...paymentNumber(1, NOW - 60 * DAY), id: "p1", status: "partly_refunded", refunds: each, ...about };
}

test("MONEY: a refund made twice under one reference is told for some days, also of an old payment", () => {
  let now = NOW;
  const doubled = createDoubled(() => now);
  const reference = crypto.randomUUID();
  doubled.saw("training", [refundedPayment([{ reference }])]);
  expect(doubled.notices("training")).toEqual([]);
  doubled.saw("training", [refundedPayment([{ reference }, { reference }])]);
  expect(doubled.notices("training")).toMatchObject([
    {
      id: `doubled-${reference}`,
      tone: "warning",
      sentence: expect.stringMatching(
        /payment p1 was made twice by the processor: \$20\.00 \(r1\) and \$20\.00 \(r2\)/,
      ),
    },
  ]);
  expect(doubled.notices("payarc_live")).toEqual([]);
  // One of them did not go through after all.
  doubled.saw("training", [refundedPayment([{ reference }, { reference, status: "failed" }])]);
  expect(doubled.notices("training")).toEqual([]);
  doubled.saw("training", [refundedPayment([{ reference }, { reference }])]);
  now += 4 * DAY;
  doubled.saw("training", [refundedPayment([{ reference }, { reference }])]);
  expect(doubled.notices("training")).toEqual([]);
});

test("MONEY: a refund made twice under one mark of ours is told, too", () => {
  const doubled = createDoubled(() => NOW);
  doubled.saw("training", [refundedPayment([{ reference: "7c1e9a52" }, { reference: "7c1e9a52" }])]);
  expect(doubled.notices("training")).toHaveLength(1);
});

test("two refunds of one payment by two attempts, or by another program, are what they are", () => {
  const doubled = createDoubled(() => NOW);
  doubled.saw("training", [
    refundedPayment([
      { reference: crypto.randomUUID() },
      { reference: crypto.randomUUID() },
      { reference: "INV-7" },
      { reference: "INV-7" },
      {},
      {},
    ]),
  ]);
  expect(doubled.notices("training")).toEqual([]);
});
