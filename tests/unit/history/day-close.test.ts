import { expect, describe, it } from "vitest";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { attempt, close, FROM, kinds, NOON, payment, refund } from "../../fixtures/days";

/**
 * What the close of a day finds when journal and list do not tell the same story. Pure: attempts and payments in,
 * sentences out.
 */
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
      verdict: "same",
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
      expect(close(listed as Payment[], [attempt({ payment: payment("p1") })]).compared.verdict).not.toBe("same");
    }
  });

  it("MONEY: names a refund that was made twice under one reference, on the day of the second", () => {
    const reference = crypto.randomUUID();
    const ours = (id: string, about: Partial<Payment["refunds"][number]> = {}): Payment["refunds"][number] =>
      refund(2_000, { id, status: "succeeded", reference, ...about });
    const refunded = (...refunds: Payment["refunds"]): Payment[] => [
      payment("p1", { status: "partly_refunded", amountRefunded: 4_000 as Cents, refunds }),
    ];
    const result = close(refunded(ours("r1"), ours("r2")), []);
    expect(kinds(result)).toEqual(["refunded_twice"]);
    expect(result.exceptions[0]).toMatchObject({
      paymentId: "p1",
      amount: 2_000,
      sentence: expect.stringMatching(/payment p1 was made twice.*\$20\.00 \(r1\) and \$20\.00 \(r2\)/),
    });
    expect(result.compared.verdict).not.toBe("same");
    expect(kinds(close(refunded(ours("r1"), ours("r2", { status: "failed" })), []))).toEqual([]);
    expect(kinds(close(refunded(ours("r1"), ours("r2", { reference: crypto.randomUUID() })), []))).toEqual([]);
    expect(kinds(close(refunded(ours("r1", { reference: "x" }), ours("r2", { reference: "x" })), []))).toEqual([]);
    expect(
      kinds(close(refunded(ours("r1", { createdAt: FROM - 5 }), ours("r2", { createdAt: FROM - 4 })), [])),
    ).toEqual([]);
  });

  it("MONEY: names a charge that stands twice under one reference, first of all, until one is given back", () => {
    const reference = crypto.randomUUID();
    const one = payment("p1", { reference });
    const other = payment("p2", { reference, createdAt: NOON + 500 });
    const result = close([other, one], [attempt({ id: reference, payment: one }), attempt({ state: "unknown" })]);
    expect(kinds(result)).toEqual(["charged_twice", "unknown"]);
    expect(result.exceptions[0]).toMatchObject({
      paymentId: "p2",
      sentence: expect.stringMatching(/\$100\.00 was made twice.*p1 and p2 \(captured\)/),
    });
    expect(result.compared.verdict).not.toBe("same");
    for (const status of ["voided", "refunded", "failed", "expired"] as const)
      expect(kinds(close([{ ...other, status }, one], [attempt({ id: reference, payment: one })]))).toEqual([]);
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
      { lapses: [{ id: "p4", currency: "USD", amount: 500, at: NOON + 3_600_000 }] },
    );
    expect(kinds(result)).toEqual(["unknown", "not_listed", "unrecognised", "hold_lapsing"]);
    expect(result.taken).toMatchObject({ count: 1, amount: 10_000 });
  });

  it("MONEY: a refund that failed gave nothing back", () => {
    const part = payment("p1", {
      status: "partly_refunded",
      amountRefunded: 1_500 as Cents,
      refunds: [refund(1_000), refund(2_000, { status: "failed" }), refund(500, { status: "pending" })],
    });
    expect(close([part], []).refundedToday).toEqual({ count: 2, amount: 1_500 });
  });

  it("adds up what was captured, not what was asked for, and what was given back on that day", () => {
    const part = payment("p1", { amountCaptured: 4_000 as Cents });
    const old = payment("p0", {
      status: "partly_refunded",
      createdAt: FROM - 5 * 86_400_000,
      amountRefunded: 1_500 as Cents,
      refunds: [refund(1_000, { createdAt: FROM + 5 }), refund(500, { createdAt: FROM - 5 })],
    });
    const result = close(
      [part, old, payment("p2", { metadata: {}, createdBy: null, status: "authorized", card: null })],
      [],
    );
    expect(result.taken).toEqual({ label: "Taken", currency: "USD", count: 1, amount: 4_000, refunded: 0 });
    expect(result.held).toMatchObject({ count: 1, amount: 10_000 });
    expect(result.refundedToday).toEqual({ count: 1, amount: 1_000 });
    expect(result.byPerson).toEqual([{ label: "ana", currency: "USD", count: 1, amount: 4_000, refunded: 0 }]);
    expect(result.byChannel.map(({ label }) => label)).toEqual(["Phone"]);
  });

  it("adds up what is held, was voided, was declined and lapsed, each by itself", () => {
    const sums = [1_000, 2_000, 4_000, 8_000, 16_000].map((amount) => amount as Cents);
    const statuses = ["authorized", "voided", "failed", "expired", "unknown"] as const;
    const result = close(
      statuses.map((status, at) => payment(`p${at}`, { status, amount: sums[at] as Cents, amountApproved: null })),
      [],
    );
    expect(
      [result.held, result.voided, result.declined, result.lapsed, result.taken].map(({ count, amount }) => [
        count,
        amount,
      ]),
    ).toEqual([
      [1, 1_000],
      [1, 2_000],
      [1, 4_000],
      [1, 8_000],
      [0, 0],
    ]);
  });

  it("tells of one kind in the order of time, what has no time first, and names a status that is not told", () => {
    const strange = (id: string, createdAt: number, statusRaw: string | null) =>
      payment(id, { status: "unknown", statusRaw, createdAt });
    const result = close([strange("p1", NOON + 2, null), strange("p2", NOON + 1, "odd")], [], {
      unreadable: [
        { id: "b", at: NOON },
        { id: "a", at: null },
      ],
    });
    expect(result.exceptions.map(({ attemptId, paymentId }) => paymentId ?? attemptId)).toEqual(["a", "b", "p2", "p1"]);
    expect(result.exceptions[2]?.sentence).toContain("“odd”");
    expect(result.exceptions[3]?.sentence).toContain("“nothing”");
  });

  it("lists groups by their money, the most first, and names the payment that an answer named", () => {
    const of = (id: string, operator: string, amount: number) =>
      payment(id, { amountCaptured: amount as Cents, metadata: { operator } });
    const result = close([of("p1", "ana", 1_000), of("p2", "ben", 9_000), of("p3", "eve", 5_000)], []);
    expect(result.byPerson.map(({ label }) => label)).toEqual(["ben", "eve", "ana"]);
    const [gone, voided] = [
      attempt({ payment: payment("gone") }),
      attempt({ kind: "reversed", payment: payment("v") }),
    ];
    expect(close([], [gone, voided]).exceptions.map(({ paymentId }) => paymentId)).toEqual(["gone", "v"]);
  });
});
