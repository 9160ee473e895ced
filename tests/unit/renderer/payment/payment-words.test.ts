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

  it("in part has its own word, says how much, and the rest can be given back", () => {
    const part = of("partly_disputed", { amountDisputed: cents(2_000) });
    expect(statusWords(part)).toEqual({ word: "Partly disputed", tone: "warn" });
    expect(storyOf(part, []).at(-1)?.title).toBe("The card’s bank asks for $20.00 back");
    expect(whyNoTakeBack(part)).toBeNull();
    const plan = planFor(part, new Set(["void", "refund_unsettled"] as const), 0);
    expect(plan).toMatchObject({ way: "refund", most: 3_000, partial: true });
    expect(plan.sentence).toContain("The card’s bank asks for $20.00 back");
  });

  it.each<[string, Parameters<typeof of>[1]]>([
    ["it is not said how much is disputed", {}],
    ["all that is left is disputed", { amountDisputed: cents(4_000), amountRefunded: cents(1_000) }],
    ["the processor gives nothing back", { amountDisputed: cents(100), amountRefundable: cents(0) }],
  ])("in part is not taken back where %s", (_why, about) => {
    const part = of("partly_disputed", about);
    expect(whyNoTakeBack(part)).toContain("how much can still be refunded is not said");
    expect(planFor(part, new Set(["refund_unsettled"] as const), 0)).toMatchObject({ way: null, most: 0 });
  });

  it("says why it cannot be taken back, as main would", () => {
    const why = whyNoTakeBack(of("disputed", { amountRefundable: cents(5_000) }));
    expect(why).toContain("a dispute");
    expect(planFor(of("disputed"), new Set(["void", "refund_unsettled"] as const), 0).sentence).toBe(why);
  });
});

describe("Take it back", () => {
  it.each(PaymentStatus.options)("%s: can be pressed, or says why not", (status) => {
    const offered = ["authorized", "captured", "settled"].includes(status);
    expect(whyNoTakeBack(of(status)) === null).toBe(offered);
  });

  it("MONEY: a part that was given back has to be known", () => {
    const part = of("partly_refunded");
    expect(whyNoTakeBack(part)).toContain("does not say how much");
    expect(planFor(part, new Set(["void"] as const), 0).sentence).toBe(whyNoTakeBack(part));
    expect(whyNoTakeBack(of("partly_refunded", { amountRefunded: cents(2_000) }))).toBeNull();
    expect(whyNoTakeBack(of("partly_refunded", { amountRefundable: cents(2_000) }))).toBeNull();
  });

  it("says that nothing is left of a payment that was given back piece by piece", () => {
    expect(whyNoTakeBack(of("partly_refunded", { amountRefunded: cents(5_000) }))).toContain("Nothing is left");
    expect(whyNoTakeBack(of("settled", { amountRefundable: cents(0) }))).toContain("Nothing is left");
  });
});
