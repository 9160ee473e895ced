import { describe, expect, it } from "vitest";
import { planFor } from "../../../../src/main/payments/take-back";
import { storyOf } from "../../../../src/renderer/payment/payment-story";
import { statusWords, whyNoTakeBack } from "../../../../src/renderer/payment/payment-words";
import { cents } from "../../../../src/shared/money";
import { PaymentStatus, type Payment } from "../../../../src/shared/payment";
import { paymentNumber } from "../../../fixtures/payments";

const of = (status: PaymentStatus, over: Partial<Payment> = {}): Payment => ({
  ...paymentNumber(0, Date.UTC(2026, 10, 21, 12)),
  amount: cents(5_000),
  amountCaptured: cents(5_000),
  amountRefunded: cents(0),
  refunds: [],
  status,
  statusRaw: status,
  ...over,
});

describe("a disputed payment", () => {
  it("is amber and has its own word, never that of a settled one", () => {
    expect(statusWords(of("disputed"))).toEqual({ word: "Disputed", tone: "warn" });
    expect(storyOf(of("disputed"), []).at(-1)).toMatchObject({
      title: expect.stringContaining("asks for the money back") as string,
      tone: "warn",
    });
  });

  it("says why it cannot be taken back, as main would", () => {
    const why = whyNoTakeBack(of("disputed", { amountRefundable: cents(5_000) }));
    expect(why).toContain("a dispute");
    expect(planFor(of("disputed"), new Set(["void", "refund_unsettled"] as const), 0).sentence).toBe(why);
  });
});

describe("Take it back", () => {
  it.each(PaymentStatus.options)("%s: can be pressed, or says why not", (status) => {
    const offered = ["authorized", "captured", "settled", "partly_refunded"].includes(status);
    expect(whyNoTakeBack(of(status)) === null).toBe(offered);
  });

  it("says that nothing is left of a payment that was given back piece by piece", () => {
    expect(whyNoTakeBack(of("partly_refunded", { amountRefunded: cents(5_000) }))).toContain("Nothing is left");
    expect(whyNoTakeBack(of("settled", { amountRefundable: cents(0) }))).toContain("Nothing is left");
  });
});
