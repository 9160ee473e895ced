import { describe, expect, it } from "vitest";
import { closeDay, type DayInput } from "../../../src/main/history/day-close";
import { keep, type Kept } from "../../../src/main/history/kept";
import type { Cents } from "../../../src/shared/money";
import type { Attempt, Intent, Outcome } from "../../../src/shared/outcome";
import type { Payment } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

/**
 * What the close of a day finds when journal and list do not tell the same story. Pure: attempts and payments in,
 * sentences out.
 */
const FROM = Date.UTC(2026, 10, 21);
const NOON = FROM + 12 * 3_600_000;

function payment(id: string, about: Partial<Payment> = {}): Payment {
  return {
    ...paymentNumber(1, NOON),
    id,
    amount: 10_000 as Cents,
    amountApproved: 10_000 as Cents,
    amountCaptured: 10_000 as Cents,
    amountRefunded: 0 as Cents,
    refunds: [],
    status: "captured",
    statusRaw: "x",
    createdAt: NOON,
    reference: null,
    metadata: { operator: "ana", channel: "phone" },
    ...about,
  };
}

function attempt(about: {
  operation?: Intent["operation"];
  kind?: "approved" | "authorized";
  payment?: Payment;
  paymentId?: string;
  amount?: number;
  state?: "closed" | "unknown";
}): Attempt {
  const amount = (about.amount ?? 10_000) as Cents;
  const intent: Intent = {
    id: crypto.randomUUID(),
    operation: about.operation ?? "charge",
    connection: "training",
    amount,
    capture: about.kind !== "authorized",
    paymentId: about.paymentId ?? null,
    card: { brand: "visa", last4: "4242", fingerprint: null },
    customer: null,
    channel: "phone",
    operator: "ana",
    desk: "Front desk",
    overrides: [],
    anchor: null,
    before: null,
  };
  const common = { payment: about.payment ?? null, amount, code: null, message: null, httpStatus: null };
  const outcome = { kind: about.kind ?? "approved", ...common } as Extract<Outcome, { kind: "approved" }>;
  if (about.state === "unknown")
    return {
      state: "unknown",
      intent,
      openedAt: NOON,
      sends: 1,
      sentAt: NOON,
      outcome: { ...common, kind: "unknown", why: "timeout" },
      looks: [],
    };
  return { state: "closed", intent, openedAt: NOON, sends: 1, sentAt: NOON, closedAt: NOON, outcome };
}

function close(listed: readonly Payment[], attempts: readonly Attempt[], more: Partial<DayInput> = {}) {
  const kept: Kept[] = listed.map(keep);
  return closeDay({
    from: FROM,
    to: FROM + 86_400_000,
    now: NOON + 1000,
    listed: kept.filter(({ createdAt }) => createdAt !== null && createdAt >= FROM),
    find: (id) => kept.find((one) => one.id === id) ?? null,
    attempts,
    attemptsOn: (id) => attempts.filter((one) => one.intent.paymentId === id),
    refunded: kept.filter(({ refunds }) => refunds.length > 0),
    lapses: [],
    ...more,
  });
}
const kinds = (result: ReturnType<typeof closeDay>): string[] => result.exceptions.map(({ kind }) => kind);

describe("the close of a day", () => {
  it("has nothing to say when journal and list agree", () => {
    const one = payment("p1");
    const result = close([one], [attempt({ payment: one })]);
    expect(kinds(result)).toEqual([]);
    expect(result.compared).toEqual({
      journalCount: 1,
      journalAmount: 10_000,
      listedCount: 1,
      listedAmount: 10_000,
      agrees: true,
    });
  });

  it("names a charge that was approved here and is not listed, is listed otherwise, or failed later", () => {
    expect(kinds(close([], [attempt({ payment: payment("gone") })]))).toEqual(["not_listed"]);
    expect(kinds(close([payment("p1", { amount: 9_000 as Cents })], [attempt({ payment: payment("p1") })]))).toEqual([
      "amount_differs",
    ]);
    expect(kinds(close([payment("p1", { status: "failed" })], [attempt({ payment: payment("p1") })]))).toEqual([
      "failed_after_approval",
    ]);
    expect(
      kinds(close([payment("p1", { status: "expired" })], [attempt({ kind: "authorized", payment: payment("p1") })])),
    ).toEqual(["hold_lapsed"]);
    for (const listed of [[], [payment("p1", { amount: 9_000 as Cents })], [payment("p1", { status: "failed" })]]) {
      expect(close(listed as Payment[], [attempt({ payment: payment("p1") })]).compared.agrees).toBe(false);
    }
  });

  it("MONEY: names a refund that was made twice under one reference, on the day of the second", () => {
    const reference = crypto.randomUUID();
    const refund = (id: string, about: Partial<Payment["refunds"][number]> = {}): Payment["refunds"][number] => ({
      id,
      amount: 2_000 as Cents,
      status: "succeeded",
      reason: null,
      createdAt: NOON,
      reference,
      ...about,
    });
    const refunded = (...refunds: Payment["refunds"]): Payment[] => [
      payment("p1", { status: "partly_refunded", amountRefunded: 4_000 as Cents, refunds }),
    ];
    const result = close(refunded(refund("r1"), refund("r2")), []);
    expect(kinds(result)).toEqual(["refunded_twice"]);
    expect(result.exceptions[0]).toMatchObject({
      paymentId: "p1",
      amount: 2_000,
      sentence: expect.stringMatching(/payment p1 was made twice.*\$20\.00 \(r1\) and \$20\.00 \(r2\)/),
    });
    expect(result.compared.agrees).toBe(false);
    expect(kinds(close(refunded(refund("r1"), refund("r2", { status: "failed" })), []))).toEqual([]);
    expect(kinds(close(refunded(refund("r1"), refund("r2", { reference: crypto.randomUUID() })), []))).toEqual([]);
    expect(kinds(close(refunded(refund("r1", { reference: "x" }), refund("r2", { reference: "x" })), []))).toEqual([]);
    expect(
      kinds(close(refunded(refund("r1", { createdAt: FROM - 5 }), refund("r2", { createdAt: FROM - 4 })), [])),
    ).toEqual([]);
  });

  it("MONEY: names a charge that stands twice under one reference, first of all, until one is given back", () => {
    const reference = crypto.randomUUID();
    const one = payment("p1", { reference });
    const other = payment("p2", { reference, createdAt: NOON + 500 });
    const result = close([other, one], [attempt({ payment: one }), attempt({ state: "unknown" })]);
    expect(kinds(result)).toEqual(["charged_twice", "unknown"]);
    expect(result.exceptions[0]).toMatchObject({
      paymentId: "p2",
      sentence: expect.stringMatching(/\$100\.00 stands twice.*p1 and p2 \(captured\)/),
    });
    expect(result.compared.agrees).toBe(false);
    for (const status of ["voided", "refunded", "failed", "expired"] as const)
      expect(kinds(close([{ ...other, status }, one], [attempt({ payment: one })]))).toEqual([]);
    // Another program's references may mean anything.
    expect(
      kinds(
        close(
          [
            { ...other, reference: "INV-7" },
            { ...one, reference: "INV-7" },
          ],
          [attempt({ payment: one })],
        ),
      ),
    ).toEqual([]);
  });

  it("tells a void of our own from one made elsewhere", () => {
    const voided = payment("p1", { status: "voided" });
    const charge = attempt({ payment: voided });
    expect(kinds(close([voided], [charge]))).toEqual(["changed_elsewhere"]);
    expect(kinds(close([voided], [charge, attempt({ operation: "void", paymentId: "p1" })]))).toEqual([]);
  });

  it("names a capture, a void, a refund that was done here and is not to be seen there", () => {
    expect(
      kinds(close([payment("p1", { status: "authorized" })], [attempt({ operation: "capture", paymentId: "p1" })])),
    ).toEqual(["failed_after_approval"]);
    expect(
      kinds(close([payment("p1", { status: "settled" })], [attempt({ operation: "void", paymentId: "p1" })])),
    ).toEqual(["failed_after_approval"]);
    expect(
      kinds(close([payment("p1", { status: "settled" })], [attempt({ operation: "refund", paymentId: "p1" })])),
    ).toEqual(["failed_after_approval"]);
    expect(
      kinds(close([payment("p1", { status: "partly_refunded" })], [attempt({ operation: "refund", paymentId: "p1" })])),
    ).toEqual([]);
  });

  it("does not miss a void on a hold that the list shows as lapsed: neither took money", () => {
    expect(
      kinds(close([payment("p1", { status: "expired" })], [attempt({ operation: "void", paymentId: "p1" })])),
    ).toEqual([]);
    expect(
      kinds(close([payment("p1", { status: "expired" })], [attempt({ operation: "capture", paymentId: "p1" })])),
    ).toEqual(["failed_after_approval"]);
  });

  it("stands questions first and adds nothing that it does not know", () => {
    const strange = payment("p1", { status: "unknown", statusRaw: "under_moon" });
    const result = close(
      [strange, payment("p2")],
      [attempt({ operation: "capture", paymentId: "p3" }), attempt({ state: "unknown" })],
      { lapses: [{ id: "p4", amount: 500, at: NOON + 3_600_000 }] },
    );
    expect(kinds(result)).toEqual(["unknown", "not_listed", "unrecognised", "hold_lapsing"]);
    expect(result.taken).toMatchObject({ count: 1, amount: 10_000 });
  });

  it("MONEY: a refund that failed gave nothing back", () => {
    const refund = (amount: number, status: string) => ({
      id: null,
      amount: amount as Cents,
      status,
      reason: null,
      createdAt: FROM + 5,
    });
    const part = payment("p1", {
      status: "partly_refunded",
      amountRefunded: 1_500 as Cents,
      refunds: [refund(1_000, "succeeded"), refund(2_000, "failed"), refund(500, "pending")],
    });
    expect(close([part], []).refundedToday).toEqual({ count: 2, amount: 1_500 });
  });

  it("adds up what was captured, not what was asked for, and what was given back on that day", () => {
    const refund = (amount: number, at: number) => ({
      id: null,
      amount: amount as Cents,
      status: null,
      reason: null,
      createdAt: at,
    });
    const part = payment("p1", { amountCaptured: 4_000 as Cents });
    const old = payment("p0", {
      status: "partly_refunded",
      createdAt: FROM - 5 * 86_400_000,
      amountRefunded: 1_500 as Cents,
      refunds: [refund(1_000, FROM + 5), refund(500, FROM - 5)],
    });
    const result = close(
      [part, old, payment("p2", { metadata: {}, createdBy: null, status: "authorized", card: null })],
      [],
    );
    expect(result.taken).toEqual({ label: "Taken", count: 1, amount: 4_000, refunded: 0 });
    expect(result.held).toMatchObject({ count: 1, amount: 10_000 });
    expect(result.refundedToday).toEqual({ count: 1, amount: 1_000 });
    expect(result.byPerson).toEqual([{ label: "ana", count: 1, amount: 4_000, refunded: 0 }]);
    expect(result.byChannel.map(({ label }) => label)).toEqual(["Phone"]);
  });
});
