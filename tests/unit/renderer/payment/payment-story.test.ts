import { describe, expect, it } from "vitest";
import { storyOf } from "../../../../src/renderer/payment/payment-story";
import { timeLeft } from "../../../../src/renderer/payment/payment-words";
import type { Cents } from "../../../../src/shared/money";
import type { AttemptView } from "../../../../src/shared/attempt";
import type { Outcome } from "../../../../src/shared/outcome";
import type { Payment } from "../../../../src/shared/payment";
import { paymentNumber } from "../../../fixtures/payments";

const NOW = Date.UTC(2026, 10, 21, 12);
const base: Payment = {
  ...paymentNumber(0, NOW),
  amount: 10_000 as Cents,
  amountApproved: 10_000 as Cents,
  amountCaptured: 10_000 as Cents,
  amountRefunded: 0 as Cents,
  status: "captured",
  captured: true,
  refunds: [],
  metadata: { operator: "ana", desk: "Front desk" },
};

function attempt(about: Partial<AttemptView> & { kind?: Outcome["kind"] }): AttemptView {
  const { kind = "approved", ...rest } = about;
  const common = {
    payment: null,
    amount: rest.amount ?? (10_000 as Cents),
    code: null,
    message: null,
    httpStatus: null,
  };
  const outcome = (
    kind === "refused"
      ? { kind, ...common, why: "not_acceptable", fields: {} }
      : kind === "unknown"
        ? { kind, ...common, why: "timeout" }
        : { kind, ...common }
  ) as Outcome;
  return {
    id: crypto.randomUUID(),
    operation: "charge",
    connection: "training",
    currency: "USD",
    account: "Training",
    state: "closed",
    amount: 10_000 as Cents,
    capture: true,
    paymentId: base.id,
    card: { brand: "visa", last4: "4242" },
    customer: null,
    channel: "phone",
    operator: "ben",
    desk: "Back office",
    openedAt: NOW,
    sentAt: NOW,
    closedAt: NOW,
    sends: 1,
    outcome,
    looks: { count: 0, lastAt: null, nextAt: null },
    byHand: null,
    advice: { happened: "", next: null, say: null },
    ...rest,
  };
}
const titles = (payment: Payment, attempts: AttemptView[]): string[] =>
  storyOf(payment, attempts).map(({ title, by }) => `${title}${by ? ` | ${by}` : ""}`);
const ELSEWHERE = "At another desk or in the processor’s dashboard";

describe("the story of a payment", () => {
  it("tells who charged it, from the payment's own metadata", () => {
    expect(titles(base, [])).toEqual(["Charged $100.00 | ana · Front desk"]);
  });
  it("tells a hold, its part capture and by whom", () => {
    const story = titles({ ...base, amountCaptured: 4000 as Cents }, [
      attempt({ operation: "capture", amount: 4000 as Cents, openedAt: NOW + 5 }),
      attempt({ capture: false, kind: "authorized" }),
    ]);
    expect(story).toEqual(["Authorized $100.00 | ana · Front desk", "Captured $40.00 | ben · Back office"]);
  });
  it("a hold that was made elsewhere is told as one, whoever captured it", () => {
    const capture = attempt({ operation: "capture", openedAt: NOW + 5 });
    expect(titles(base, [capture])).toEqual([
      "Authorized $100.00 | ana · Front desk",
      "Captured $100.00 | ben · Back office",
    ]);
    const part = { ...base, amountCaptured: 4000 as Cents };
    const back = attempt({ operation: "refund", amount: 4000 as Cents, openedAt: NOW + 9 });
    expect(titles(part, [back])).toEqual([
      "Authorized $100.00 | ana · Front desk",
      `Captured $40.00 | ${ELSEWHERE}`,
      "Refunded $40.00 | ben · Back office",
    ]);
    expect(titles(part, [attempt({})])).toEqual(["Charged $100.00 | ana · Front desk"]);
  });
  it("tells who approved it on the spot, of a charge and of a change", () => {
    const story = titles({ ...base, amountCaptured: 4000 as Cents }, [
      attempt({ operation: "capture", amount: 4000 as Cents, openedAt: NOW + 5, supervisor: "sue" }),
      attempt({ capture: false, kind: "authorized", supervisor: "sue" }),
    ]);
    expect(story).toEqual([
      "Authorized $100.00 | ana, approved by sue · Front desk",
      "Captured $40.00 | ben, approved by sue · Back office",
    ]);
  });
  it("tells refunds once: those of this computer by name, others as made elsewhere", () => {
    const refund = (amount: number) => ({
      id: null,
      amount: amount as Cents,
      status: null,
      reason: null,
      createdAt: NOW + 9,
    });
    const payment: Payment = {
      ...base,
      status: "partly_refunded",
      amountRefunded: 3000 as Cents,
      refunds: [refund(1000), refund(1000), refund(1000)],
    };
    expect(
      titles(payment, [attempt({}), attempt({ operation: "refund", amount: 1000 as Cents, openedAt: NOW + 1 })]),
    ).toEqual([
      "Charged $100.00 | ana · Front desk",
      "Refunded $10.00 | ben · Back office",
      `Refunded $10.00 | ${ELSEWHERE}`,
      `Refunded $10.00 | ${ELSEWHERE}`,
    ]);
  });
  it("puts a refund down to whom its mark names, not to whom its sum fits", () => {
    const own = attempt({ operation: "refund", amount: 1000 as Cents, openedAt: NOW + 1 });
    const refund = (reference: string) => ({
      id: null,
      amount: 1000 as Cents,
      status: "refunded",
      reason: null,
      createdAt: NOW + 2,
      reference,
    });
    const told = (reference: string) => titles({ ...base, refunds: [refund(reference)] }, [own]).slice(1);
    expect(told(own.id.slice(0, 8))).toEqual(["Refunded $10.00 | ben · Back office"]);
    expect(told(crypto.randomUUID())).toEqual([
      "Refunded $10.00 | ben · Back office",
      `Refunded $10.00 | ${ELSEWHERE}`,
    ]);
  });

  it("tells a refund that failed as that", () => {
    const failed = { id: null, amount: 1000 as Cents, status: "failed", reason: null, createdAt: NOW + 9 };
    expect(titles({ ...base, refunds: [failed] }, [attempt({})])).toEqual([
      "Charged $100.00 | ana · Front desk",
      "A refund of $10.00 did not go through",
    ]);
  });
  it("tells a void that nobody here made", () => {
    expect(titles({ ...base, status: "voided" }, [attempt({})]).at(-1)).toBe(`Voided | ${ELSEWHERE}`);
    expect(
      titles({ ...base, status: "voided" }, [attempt({}), attempt({ operation: "void", openedAt: NOW + 1 })]),
    ).toHaveLength(2);
  });
  it("never calls a question done, nor a refusal", () => {
    const story = storyOf(base, [
      attempt({}),
      attempt({ operation: "refund", state: "unknown", kind: "unknown", openedAt: NOW + 1 }),
      attempt({ operation: "void", kind: "refused", openedAt: NOW + 2 }),
    ]);
    expect(story.map(({ title, tone }) => [title, tone]).slice(1)).toEqual([
      ["Refund of $100.00 is being checked", "warn"],
      ["Void was not done", "bad"],
    ]);
  });
  it("tells a decline and a lapse", () => {
    expect(titles({ ...base, status: "failed" }, [])[0]).toMatch(/^Declined/);
    expect(titles({ ...base, status: "expired" }, []).at(-1)).toMatch(/lapsed/);
  });
});

it("time left: in words, with a word for its urgency", () => {
  const hour = 3_600_000;
  expect([119, 100, 47, 11, 0, -5].map((hours) => timeLeft(NOW + hours * hour, NOW))).toEqual([
    { words: "4 days", urgency: "calm", word: null },
    { words: "4 days", urgency: "calm", word: null },
    { words: "47 h", urgency: "due", word: "Due" },
    { words: "11 h", urgency: "last", word: "Last hours" },
    { words: "None", urgency: "over", word: "Lapsed" },
    { words: "None", urgency: "over", word: "Lapsed" },
  ]);
});
