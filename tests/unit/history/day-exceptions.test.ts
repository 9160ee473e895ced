import { describe, expect, it } from "vitest";
import type { DayInput } from "../../../src/main/history/day-pairs";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { attempt, close, DAY_MS, FROM, kinds, NOON, payment, refund } from "../../fixtures/days";

/** Journal and list beside each other, both ways: what only one side has, or the other denies. */

const here: Partial<DayInput> = { names: { desks: new Set(["Front desk"]), operators: new Set(["ana"]) } };
const ref = (): string => crypto.randomUUID();
const atDesk = (id: string, about: Partial<Payment> = {}): Payment =>
  payment(id, { metadata: { operator: "ana", desk: "Front desk" }, ...about });

describe("MONEY: what the list has and the journal lacks", () => {
  it("names every payment of this desk that the journal does not have, and compares the sums of both sides", () => {
    const pairs = Array.from({ length: 14 }, (_, at) => {
      const reference = ref();
      const listed = atDesk(`p${at}`, { reference });
      return { listed, entry: attempt({ id: reference, payment: listed }) };
    });
    const listed = pairs.map((pair) => pair.listed);
    const all = pairs.map(({ entry }) => entry);
    expect(kinds(close(listed, all, here))).toEqual([]);

    const three = close(listed, all.slice(0, 3), here);
    expect(kinds(three)).toEqual(Array.from({ length: 11 }, () => "not_in_journal"));
    expect(three.exceptions[0]?.sentence).toMatch(
      /^The processor shows \$100\.00 on .* as captured, taken at this desk by ana/,
    );
    expect(three.compared).toEqual({
      journalCount: 3,
      journalAmount: 30_000,
      listedCount: 14,
      listedAmount: 140_000,
      verdict: expect.not.stringMatching(/^same$/),
    });
    const none = close(listed, [], here);
    expect(kinds(none)).toHaveLength(14);
    expect(none.compared).toMatchObject({
      journalCount: 0,
      listedCount: 14,
      verdict: expect.not.stringMatching(/^same$/),
    });
  });

  it("goes by the desk's name where one is stated, and by the operator's where none is", () => {
    const told = (metadata: Payment["metadata"], createdBy: string | null = null): string[] =>
      kinds(close([payment("p1", { metadata, createdBy })], [], here));
    expect(told({ desk: "Front desk", operator: "ben" })).toEqual(["not_in_journal"]);
    expect(told({ desk: "Front desk" })).toEqual(["not_in_journal"]);
    expect(told({ operator: "ana" })).toEqual(["not_in_journal"]);
    expect(told({}, "ana")).toEqual(["not_in_journal"]);
    expect(told({ desk: "Back office", operator: "ana" })).toEqual([]);
    expect(told({ operator: "ben" })).toEqual([]);
    expect(told({})).toEqual([]);
  });

  it("names a payment whatever became of it, and says where no money is kept of it", () => {
    for (const status of ["failed", "voided", "expired"] as const) {
      const result = close([atDesk("p1", { status })], [], here);
      expect(kinds(result)).toEqual(["not_in_journal"]);
      expect(result.exceptions[0]?.sentence).toMatch(/No money was kept\.$/);
      expect(result.compared.listedCount).toBe(0);
    }
    expect(close([atDesk("p1", { status: "authorized" })], [], here).exceptions[0]?.sentence).toMatch(/who took it/);
  });

  it("names a charge that the journal calls declined, not charged, reversed or not sent, and that stands", () => {
    const reference = ref();
    for (const status of ["captured", "settled", "authorized", "partly_refunded"] as const) {
      const listed = [atDesk("p1", { reference, status })];
      for (const kind of ["declined", "refused", "reversed"] as const)
        expect(kinds(close(listed, [attempt({ id: reference, kind })], here)), `${status} ${kind}`).toEqual([
          "denied_here",
        ]);
      const result = close(listed, [attempt({ id: reference, state: "opened" })], here);
      expect(kinds(result)).toEqual(["denied_here"]);
      expect(result.compared).toMatchObject({
        journalCount: 0,
        listedCount: 1,
        verdict: expect.not.stringMatching(/^same$/),
      });
    }
    for (const status of ["voided", "failed", "expired"] as const) {
      const listed = [atDesk("p1", { reference, status })];
      const result = close(listed, [attempt({ id: reference, kind: "declined" })], here);
      expect([kinds(result), result.compared.verdict === "same"]).toEqual([[], true]);
      expect(kinds(close(listed, [attempt({ id: reference, kind: "reversed" })], here))).toEqual(["reversed"]);
    }
    const denied = close([atDesk("p1", { reference })], [attempt({ id: reference, kind: "declined" })], here);
    expect(denied.exceptions[0]?.sentence).toContain("was declined here");
  });

  it("leaves to their own sentence what is still looked up, what was closed by hand, and what cannot be read", () => {
    const reference = ref();
    const listed = [atDesk("p1", { reference })];
    expect(kinds(close(listed, [attempt({ id: reference, state: "unknown" })], here))).toEqual(["unknown"]);
    expect(kinds(close(listed, [attempt({ id: reference, state: "sent" })], here))).toEqual(["unknown"]);
    const byHand = close(listed, [attempt({ id: reference, state: "closed_by_hand" })], here);
    expect([kinds(byHand), byHand.compared.verdict === "same"]).toEqual([["closed_by_hand"], false]);
    const broken = close(listed, [], { ...here, unreadable: [{ id: reference, at: null }] });
    expect([kinds(broken), broken.compared.verdict === "same"]).toEqual([["unreadable"], false]);
    const other = { ...here, unreadable: [{ id: reference, at: FROM - 1 }] };
    expect(kinds(close([], [], other)), "of another day").toEqual([]);
    expect(kinds(close([], [], { ...here, unreadable: [{ id: reference, at: FROM }] }))).toEqual(["unreadable"]);
  });

  it("says nothing of what the journal lacks where there is no journal, and never that they agree", () => {
    const result = close([atDesk("p1")], [], { ...here, hasJournal: false });
    expect(kinds(result)).toEqual([]);
    expect(result.compared.verdict).not.toBe("same");
    expect(close([], [], here).compared.verdict).toBe("same");
  });

  it("names a second payment of a charge whose first one no longer stands", () => {
    const reference = ref();
    const first = atDesk("p1", { reference, status: "voided" });
    const second = atDesk("p2", { reference, createdAt: NOON + 1 });
    const entry = attempt({ id: reference, payment: first });
    const release = attempt({ operation: "void", paymentId: "p1" });
    const result = close([first, second], [entry, release], here);
    expect(kinds(result)).toEqual(["charged_twice"]);
    expect(result.exceptions[0]).toMatchObject({ paymentId: "p2", attemptId: reference, amount: 10_000 });
    expect(result.compared).toMatchObject({
      journalCount: 1,
      listedCount: 2,
      verdict: expect.not.stringMatching(/^same$/),
    });
    const failed = { ...second, status: "failed" as const };
    expect(kinds(close([first, failed], [entry, release], here))).toEqual([]);
  });

  it("does not take a payment of another charge for ours because an answer named it", () => {
    const other = ref();
    const listed = atDesk("p1", { reference: other });
    const mine = attempt({ id: ref(), payment: listed });
    expect(kinds(close([listed], [mine, attempt({ id: other, payment: listed })], here))).toEqual(["not_listed"]);
    const ours = atDesk("p2", { reference: mine.intent.id });
    expect(kinds(close([listed, ours], [mine, attempt({ id: other, payment: listed })], here))).toEqual([]);
  });
});

describe("at the ends of the day", () => {
  const end = FROM + DAY_MS;

  it("a charge belongs to the day on which it was sent, the first moment included and the last not", () => {
    for (const at of [FROM, end - 1]) {
      expect(close([], [attempt({ at, payment: payment("gone") })]).compared.journalCount, String(at)).toBe(1);
      expect(kinds(close([], [attempt({ at, payment: payment("gone") })]))).toEqual(["not_listed"]);
    }
    for (const at of [FROM - 1, end])
      expect(kinds(close([], [attempt({ at, payment: payment("gone") })])), String(at)).toEqual([]);
  });

  it("is no exception when journal and list have a charge on two sides of midnight, in either close", () => {
    for (const [sent, listedAt] of [
      [FROM - 5, FROM + 300],
      [FROM + 5, FROM - 300],
      [end - 5, end + 300],
      [end + 5, end - 300],
    ] as const) {
      const reference = ref();
      const listed = atDesk("p1", { reference, createdAt: listedAt });
      const entry = attempt({ id: reference, at: sent, payment: listed });
      const result = close([listed], [entry], here);
      expect(kinds(result), `${sent} ${listedAt}`).toEqual([]);
      expect(result.compared.verdict).toBe("same");
      expect(result.compared.journalCount).toBe(sent >= FROM && sent < end ? 1 : 0);
      expect(result.compared.listedCount).toBe(result.compared.journalCount);
      const denied = attempt({ id: reference, at: sent, kind: "declined" });
      expect(kinds(close([listed], [denied], here))).toEqual(sent >= FROM && sent < end ? ["denied_here"] : []);
    }
  });

  it("tells of a refund that was made elsewhere on the day of the refund, and of a void on the day of the charge", () => {
    const reference = ref();
    const entry = attempt({ id: reference, at: FROM - 3 * DAY_MS });
    const refunded = (at: number | null): Payment =>
      atDesk("p1", {
        reference,
        status: "partly_refunded",
        createdAt: FROM - 3 * DAY_MS,
        amountRefunded: 700 as Cents,
        refunds: [refund(700, { createdAt: at })],
      });
    for (const [at, told] of [
      [FROM - 1, []],
      [FROM, ["changed_elsewhere"]],
      [end - 1, ["changed_elsewhere"]],
      [end, []],
      [null, []],
    ] as const)
      expect(kinds(close([refunded(at)], [entry], here)), String(at)).toEqual(told);
    const first = { ...here, from: FROM - 3 * DAY_MS, to: FROM - 2 * DAY_MS };
    expect(kinds(close([refunded(null)], [entry], first)), "without a time").toEqual(["changed_elsewhere"]);
    expect(kinds(close([{ ...refunded(null), status: "voided" }], [entry], here))).toEqual([]);
    expect(kinds(close([{ ...refunded(null), status: "voided" }], [entry], first))).toEqual(["changed_elsewhere"]);
  });

  it("a charge that stands twice is told on the day of the second", () => {
    const reference = ref();
    const [one, other] = [FROM - 400, FROM + 400].map((createdAt) => atDesk(`p${createdAt}`, { reference, createdAt }));
    if (!one || !other) throw new Error("two payments");
    const entry = attempt({ id: reference, at: FROM - 500, payment: one });
    expect(kinds(close([one, other], [entry], here))).toEqual(["charged_twice"]);
    expect(kinds(close([one, other], [entry], { ...here, from: FROM - DAY_MS, to: FROM }))).toEqual([]);
    const edge = { ...other, createdAt: end };
    expect(kinds(close([one, edge], [entry], here))).toEqual([]);
  });

  it("holds that lapse soon are told in the close of the day that it is", () => {
    const lapses = [{ id: "p4", currency: "USD", amount: 500, at: FROM + 30 * 3_600_000 }];
    for (const [now, told] of [
      [FROM - 1, []],
      [FROM, ["hold_lapsing"]],
      [end - 1, ["hold_lapsing"]],
      [end, []],
    ] as const)
      expect(kinds(close([], [], { lapses, now })), String(now)).toEqual(told);
    const soon = (at: number): string[] =>
      kinds(close([], [], { lapses: [{ id: "p", currency: "USD", amount: 1, at }], now: NOON }));
    expect(soon(NOON)).toEqual([]);
    expect(soon(NOON + 1)).toEqual(["hold_lapsing"]);
    expect(soon(NOON + 48 * 3_600_000)).toEqual(["hold_lapsing"]);
    expect(soon(NOON + 48 * 3_600_000 + 1)).toEqual([]);
  });
});
