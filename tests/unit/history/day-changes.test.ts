import { describe, expect, it } from "vitest";
import type { Cents } from "../../../src/shared/money";
import type { Attempt } from "../../../src/shared/attempt";
import type { Payment, Refund } from "../../../src/shared/payment";
import { attempt, close, FROM, kinds, NOON, payment, refund } from "../../fixtures/days";

/** Captures, voids, refunds and tips beside what the processor lists: closed is not the same as done. */

const REFERENCE = "00000000-0000-4000-8000-000000000001";
const listedAs = (about: Partial<Payment>): Payment => payment("p1", { reference: REFERENCE, ...about });
const sale = (about: Parameters<typeof attempt>[0] = {}): Attempt =>
  attempt({ id: REFERENCE, payment: payment("p1", { tip: null }), ...about });
const hold = (): Attempt => sale({ kind: "authorized" });
const change = (operation: "capture" | "void" | "refund" | "tip", about: Parameters<typeof attempt>[0] = {}): Attempt =>
  attempt({ operation, paymentId: "p1", ...about });
const told = (listed: Partial<Payment>, ...attempts: Attempt[]): string[] => kinds(close([listedAs(listed)], attempts));
const OPEN = ["sent", "unknown", "closed_by_hand"] as const;

describe("MONEY: captures and voids", () => {
  it("a void or capture of ours that was declined or refused does not explain what was done elsewhere", () => {
    for (const kind of ["declined", "refused"] as const) {
      expect(told({ status: "voided" }, sale(), change("void", { kind }))).toEqual(["changed_elsewhere"]);
      expect(told({ status: "voided" }, sale(), change("refund", { kind }))).toEqual(["changed_elsewhere"]);
      expect(told({ status: "captured" }, hold(), change("capture", { kind }))).toEqual(["changed_elsewhere"]);
    }
    expect(close([listedAs({ status: "voided" })], [sale()]).compared.verdict).not.toBe("same");
  });

  it("one that may have been done explains it: its own sentence asks", () => {
    for (const state of OPEN) {
      const [asks] = told({ status: "captured" }, sale(), change("tip", { state }));
      expect(told({ status: "voided" }, sale(), change("void", { state }))).toEqual([asks]);
      expect(told({ status: "voided" }, sale(), change("refund", { state }))).toEqual([asks]);
      expect(told({ status: "captured" }, hold(), change("capture", { state }))).toEqual([asks]);
    }
  });

  it("ours that was done and is listed is no exception", () => {
    expect(told({ status: "voided" }, sale(), change("void"))).toEqual([]);
    expect(told({ status: "voided" }, hold(), change("void"))).toEqual([]);
    expect(told({ status: "expired" }, hold(), change("void"))).toEqual([]);
    // Refunding what has not settled voids all of it.
    expect(told({ status: "voided" }, sale(), change("refund"))).toEqual([]);
    for (const status of ["captured", "settled"] as const)
      expect(told({ status }, hold(), change("capture"))).toEqual([]);
    expect(told({ status: "authorized" }, hold())).toEqual([]);
    expect(told({ status: "voided" }, hold(), change("capture"), change("void"))).toEqual([]);
  });

  it("ours that was done and is not listed is one exception, whatever else is wrong with the payment", () => {
    const lost = ["failed_after_approval"];
    expect(told({ status: "authorized" }, hold(), change("capture"))).toEqual(lost);
    expect(told({ status: "failed" }, hold(), change("capture"))).toEqual(lost);
    expect(told({ status: "expired" }, hold(), change("capture"))).toEqual(lost);
    expect(told({ status: "authorized" }, hold(), change("void"))).toEqual(lost);
    expect(told({ status: "settled" }, sale(), change("void"))).toEqual(lost);
    expect(told({ status: "authorized" }, sale())).toEqual(lost);
    expect(told({ status: "failed" }, sale())).toEqual(lost);
    const sentence = close([listedAs({ status: "authorized" })], [hold(), change("capture")]).exceptions[0]?.sentence;
    expect(sentence).toMatch(/^The capture of \$100\.00 .* was done here, but .* as authorized\.$/);
  });

  it("a hold that lapsed is told once, and journal and list agree", () => {
    const result = close([listedAs({ status: "expired" })], [hold()]);
    expect([kinds(result), result.compared.verdict === "same"]).toEqual([["hold_lapsed"], true]);
  });

  it("a sale that was seen as a hold on its way may be either", () => {
    const seen = sale({ kind: "authorized", capture: true });
    for (const status of ["authorized", "captured"] as const) expect(told({ status }, seen)).toEqual([]);
    expect(told({ status: "voided" }, seen)).toEqual(["changed_elsewhere"]);
    const part = sale({ kind: "partially_approved", amount: 10_000, capture: false });
    for (const status of ["authorized", "captured"] as const) expect(told({ status }, part)).toEqual([]);
  });

  it("of another desk's payment only our own changes are compared", () => {
    expect(told({ status: "authorized" }, change("capture"))).toEqual(["failed_after_approval"]);
    expect(told({ status: "captured" }, change("capture"))).toEqual([]);
    expect(told({ status: "voided" }, change("capture"))).toEqual([]);
    expect(told({ status: "captured" }, change("void"))).toEqual(["failed_after_approval"]);
    expect(told({ status: "captured", tip: 5 as Cents }, change("capture"))).toEqual([]);
    expect(told({ status: "voided" }, change("void", { kind: "declined" }))).toEqual([]);
  });

  it("names a captured sum that is not the one that was asked for, a tip and a surcharge apart", () => {
    const captured = (amountCaptured: number, more: Partial<Payment> = {}): Partial<Payment> => ({
      amountCaptured: amountCaptured as Cents,
      tip: null,
      ...more,
    });
    const part = change("capture", { amount: 4_000 });
    expect(told(captured(4_000), hold(), part)).toEqual([]);
    expect(told(captured(4_500, { tip: 500 as Cents }), hold(), part)).toEqual([]);
    expect(told(captured(4_300, { surcharge: 300 as Cents }), hold(), part)).toEqual([]);
    expect(told(captured(4_800, { tip: 500 as Cents, surcharge: 300 as Cents }), hold(), part)).toEqual([]);
    expect(told(captured(0), hold(), part), "not told").toEqual([]);
    expect(told({ amountCaptured: null, tip: null }, hold(), part), "not told").toEqual([]);
    // A processor may say what was captured as the amount of the whole payment.
    const lowered = { amount: 4_000 as Cents, amountApproved: 4_000 as Cents };
    expect(told(captured(4_000, lowered), hold(), part)).toEqual([]);
    expect(told(captured(4_000, { amount: 4_000 as Cents }), hold(), part)).toEqual([]);
    expect(told(captured(4_000, lowered), hold(), change("capture", { amount: 5_000 }))).not.toEqual([]);
    expect(told(captured(4_000, lowered), hold(), change("capture", { amount: 4_000, kind: "declined" }))).not.toEqual(
      [],
    );
    expect(told(captured(5_000), hold(), part)).toEqual(["amount_differs"]);
    expect(told(captured(5_000), sale())).toEqual(["amount_differs"]);
    expect(told(captured(5_000), hold(), change("capture", { state: "unknown", amount: 5_000 }))).toEqual(["unknown"]);
    expect(told(captured(5_000, { status: "voided" }), hold(), change("void"))).toEqual([]);
  });
});

describe("MONEY: tips", () => {
  const tipped = (tip: number | null, more: Partial<Payment> = {}): Partial<Payment> => ({
    tip: tip as Cents,
    ...more,
  });

  it("the last one that was set counts, or the one in the answer to the charge", () => {
    const answered = sale({ payment: payment("p1", { tip: 300 as Cents }) });
    expect(told(tipped(300), answered)).toEqual([]);
    expect(told(tipped(400), answered)).toEqual(["changed_elsewhere"]);
    expect(told(tipped(null), answered)).toEqual([]);
    const [one, two] = [change("tip", { amount: 400, at: NOON + 1 }), change("tip", { amount: 600, at: NOON + 2 })];
    expect(told(tipped(600), answered, two, one)).toEqual([]);
    expect(told(tipped(400), answered, two, one)).toEqual(["failed_after_approval"]);
    expect(told(tipped(300), answered, change("tip", { amount: 400, kind: "refused" }))).toEqual([]);
    expect(told(tipped(400), answered, change("tip", { amount: 400, kind: "refused" }))).toEqual(["changed_elsewhere"]);
    expect(told(tipped(400), answered, change("tip", { amount: 400, state: "unknown" }))).toEqual(["unknown"]);
    expect(told(tipped(700, { status: "voided" }), answered, change("void"))).toEqual([]);
  });
});

describe("MONEY: refunds", () => {
  const given = (amountRefunded: number, ...refunds: Refund[]): Partial<Payment> => ({
    status: "partly_refunded",
    amountRefunded: amountRefunded as Cents,
    refunds,
  });
  const back = (amount: number, about: Parameters<typeof attempt>[0] = {}): Attempt =>
    change("refund", { amount, ...about });

  it("each of ours is one of those listed, by its sum", () => {
    expect(told(given(1_500, refund(500), refund(1_000)), sale(), back(1_000), back(500))).toEqual([]);
    expect(told(given(1_000, refund(500), refund(500)), sale(), back(500), back(500))).toEqual([]);
    // Without single refunds the sum tells.
    expect(told(given(1_500), sale(), back(1_000), back(500))).toEqual([]);
    expect(told(given(1_500, refund(500)), sale(), back(1_000), back(500))).toEqual([]);
    expect(told(given(0), sale(), back(500)), "no sum at all").toEqual([]);
    expect(told(given(500, refund(500), refund(300, { status: "failed" })), sale(), back(500))).toEqual([]);
    const unstated = { ...refund(0), amount: null };
    expect(told(given(500, unstated), sale(), back(500))).toEqual([]);
  });

  it("one that was made elsewhere is named, also where ours of that sum was not done", () => {
    expect(told(given(700, refund(700)), sale())).toEqual(["changed_elsewhere"]);
    expect(told(given(700), sale())).toEqual(["changed_elsewhere"]);
    expect(told(given(0), sale())).toEqual(["changed_elsewhere"]);
    expect(told({ ...given(0), status: "refunded" }, sale())).toEqual(["changed_elsewhere"]);
    expect(told(given(1_200, refund(700), refund(500)), sale(), back(500))).toEqual(["changed_elsewhere"]);
    const result = close([listedAs(given(700, refund(700)))], [sale(), back(700, { kind: "declined" })]);
    expect(kinds(result)).toEqual(["changed_elsewhere"]);
    expect(result.exceptions[0]?.sentence).toContain("A refund of that sum was asked for here");
    expect(result.exceptions[0]).toMatchObject({ amount: 700, paymentId: "p1", at: NOON });
    expect(result.compared.verdict).not.toBe("same");
    const asked = (...attempts: Attempt[]): boolean =>
      close([listedAs(given(700, refund(700)))], [sale(), ...attempts]).exceptions.some(({ sentence }) =>
        sentence.includes("A refund of that sum was asked for here"),
      );
    expect(asked()).toBe(false);
    expect(asked(back(600, { kind: "declined" }))).toBe(false);
    expect(asked(change("capture", { amount: 700, kind: "declined" }))).toBe(false);
    expect(asked(back(600, { kind: "declined" }), back(700, { kind: "refused" }))).toBe(true);
  });

  it("two where one was asked for are named", () => {
    expect(told(given(1_000, refund(500), refund(500)), sale(), back(500))).toEqual(["refunded_twice"]);
    expect(told(given(1_000, refund(500)), sale(), back(500))).toEqual(["refunded_twice"]);
  });

  it("ours that is not listed is named, once, and with its sum where another is listed instead", () => {
    expect(told({ status: "settled" }, sale(), back(500))).toEqual(["failed_after_approval"]);
    expect(told(given(500, refund(500)), sale(), back(500), back(500))).toEqual(["failed_after_approval"]);
    expect(told(given(700, refund(700)), sale(), back(500))).toEqual(["amount_differs"]);
    expect(told(given(300), sale(), back(500))).toEqual(["amount_differs"]);
  });

  it("goes by our reference where the processor keeps it", () => {
    const [one, two] = [back(500), back(500, { kind: "declined" })];
    const marked = (...references: string[]): Partial<Payment> =>
      given(500 * references.length, ...references.map((reference) => refund(500, { reference })));
    const foreign = crypto.randomUUID();
    expect(told(marked(one.intent.id), sale(), one)).toEqual([]);
    expect(told(marked(foreign), sale(), one)).toEqual(["failed_after_approval", "changed_elsewhere"]);
    expect(told(marked(one.intent.id, one.intent.id), sale(), one)).toEqual(["refunded_twice"]);
    expect(told(marked(one.intent.id, two.intent.id), sale(), one, two)).toEqual(["denied_here"]);
    expect(told(marked(two.intent.id), two), "on another desk's payment, too").toEqual(["denied_here"]);
    expect(told(marked(one.intent.id, foreign), one), "theirs").toEqual([]);
    // Where the processor keeps the mark in the words beside a refund.
    expect(told(marked(one.intent.id.slice(0, 8)), sale(), one)).toEqual([]);
    expect(told(marked(one.intent.id.slice(0, 8), one.intent.id.slice(0, 8)), sale(), one)).toEqual(["refunded_twice"]);
    expect(told(marked(two.intent.id.slice(0, 8)), sale(), two)).toEqual(["denied_here"]);
  });

  it("one that says that it is of somebody else is not ours, although its sum is", () => {
    const theirs = given(500, refund(500, { reference: null }));
    expect(told(theirs, sale(), back(500))).toEqual(["failed_after_approval", "changed_elsewhere"]);
    expect(told(theirs, sale(), back(500, { state: "unknown" }))).toEqual(["unknown", "changed_elsewhere"]);
    expect(told(given(1_000, refund(500, { reference: null }), refund(500)), sale(), back(500))).toEqual([
      "changed_elsewhere",
    ]);
  });

  it("one that may have been done explains one that is listed", () => {
    for (const state of OPEN) {
      const [asks] = told({ status: "captured" }, sale(), change("tip", { state }));
      expect(told(given(500, refund(500)), sale(), back(500, { state }))).toEqual([asks]);
      expect(told(given(0), sale(), back(500, { state }))).toEqual([asks]);
      expect(told(given(900, refund(400), refund(500)), sale(), back(500, { state }))).toContain("changed_elsewhere");
    }
  });

  it("of the same sums the one nearest in time is ours: the other is told on its own day", () => {
    const early = refund(500, { createdAt: FROM - 5 * 3_600_000 });
    const listed = { ...given(1_000, early, refund(500)), createdAt: FROM - 86_400_000 };
    const charge = sale({ at: FROM - 86_400_000 });
    expect(told(listed, charge, back(500))).toEqual([]);
    expect(kinds(close([listedAs(listed)], [charge, back(500)], { from: FROM - 86_400_000, to: FROM }))).toEqual([
      "refunded_twice",
    ]);
  });

  it("of another desk's payment only ours are compared", () => {
    expect(told(given(700, refund(700)), back(500))).toEqual(["failed_after_approval"]);
    expect(told(given(1_200, refund(700), refund(500)), back(500))).toEqual([]);
  });
});
