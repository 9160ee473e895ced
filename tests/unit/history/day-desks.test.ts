import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayPage } from "../../../src/main/history/day-page";
import { dayRows } from "../../../src/main/history/day-export";
import { NO_OTHERS, type DayElsewhere, type DeskCharge } from "../../../src/shared/desks";
import type { DayClose, DeskSum } from "../../../src/shared/day-close";
import type { Cents } from "../../../src/shared/money";
import { attempt, close, FROM, NEVER_CLOSED, NOON, payment } from "../../fixtures/days";

const DAY = "2026-11-21";

function charge(about: Partial<DeskCharge> = {}): DeskCharge {
  const its = { attempt: crypto.randomUUID(), desk: "Till 2", at: NOON, currency: "USD", amount: 10_000 } as const;
  return { ...its, end: "took", paymentId: null, ...about };
}

const seen = (...charges: DeskCharge[]): DayElsewhere => ({ seen: "seen", until: NOON, desks: ["Till 2"], charges });

const names = { desks: new Set(["Front desk"]), operators: new Set<string>() };

/** The parts of a desk's sums that are not empty. */
function told(sums: readonly DeskSum[]) {
  return sums.map(({ desk, here, ...parts }) => ({
    desk,
    here,
    ...Object.fromEntries(Object.entries(parts).filter(([, { count }]) => count > 0)),
  }));
}

function wholeOf(result: ReturnType<typeof close>): DayClose {
  return { day: DAY, ...result, ...NEVER_CLOSED, trouble: null, attempts: [] };
}

const ABOUT = {
  account: "Main street",
  merchant: "Corner shop",
  environment: "practice",
  paper: "letter",
  operator: "ana",
  desk: "Front desk",
  hours: 12,
} as const;

const html = (result: ReturnType<typeof close>): string => dayPage(wholeOf(result), ABOUT, NOON).html;

describe("the day over all desks", () => {
  it("MONEY: counts a payment once that the processor lists and a desk tells of, at the desk that tells of it", () => {
    const theirs = charge();
    const listed = payment("p1", { reference: theirs.attempt, metadata: { desk: "Front desk" } });
    const result = close([listed], [], { names, elsewhere: seen(theirs) });
    expect(told(result.byDesk)).toEqual([{ desk: "Till 2", here: false, taken: { count: 1, amount: 10_000 } }]);
    expect(result.taken).toMatchObject({ count: 1, amount: 10_000 });
  });

  it("MONEY: takes a charge whose payment bears another reference for the same", () => {
    const theirs = charge({ paymentId: "p1" });
    const result = close([payment("p1", { metadata: { desk: "Till 2" } })], [], { names, elsewhere: seen(theirs) });
    expect(told(result.byDesk)).toEqual([{ desk: "Till 2", here: false, taken: { count: 1, amount: 10_000 } }]);
  });

  it("MONEY: what is not listed, and what nobody knows, stands by itself, here and elsewhere, and is in no sum", () => {
    const own = attempt({ amount: 700 });
    const open = attempt({ amount: 800, state: "unknown" });
    const result = close([payment("p1", { metadata: { desk: "Till 3" } })], [own, open], {
      names,
      elsewhere: seen(
        charge({ amount: 250 }),
        charge({ amount: 90, end: "unknown" }),
        charge({ amount: 11, end: "not" }),
        charge({ amount: 5_000, currency: "JPY" }),
      ),
    });
    expect(told(result.byDesk)).toEqual([
      { desk: "Front desk", here: true, notListed: { count: 1, amount: 700 }, notKnown: { count: 1, amount: 800 } },
      { desk: "Till 2", here: false, notListed: { count: 1, amount: 250 }, notKnown: { count: 1, amount: 90 } },
      { desk: "Till 3", here: false, taken: { count: 1, amount: 10_000 } },
    ]);
    expect(result.others.map(({ currency, byDesk }) => [currency, told(byDesk)])).toEqual([
      ["JPY", [{ desk: "Till 2", here: false, notListed: { count: 1, amount: 5_000 } }]],
    ]);
    const page = html(result);
    expect(page).toMatch(/Front desk \(this desk\).*\$8\.00 being checked \(1\)/s);
    expect(page).toMatch(/Till 2.*\$2\.50 not listed by the processor yet \(1\)/s);
    expect(page).toMatch(/All desks<\/th><td>1<\/td><td>\$100\.00/);
    const rows = dayRows(wholeOf(result), "Main street").rows.filter(([part]) => part === "By desk");
    expect(rows.map((row) => row[1])).toContain("Till 3");
  });

  it("says what is missing while the book is not seen, and until when it was", () => {
    const until = FROM + 16 * 3_600_000 + 10 * 60_000;
    const elsewhere: DayElsewhere = { seen: "not_seen", until, desks: ["Till 2", "Till 3"], charges: [] };
    const result = close([payment("p1", { metadata: { desk: "Till 2" } })], [], { names, elsewhere, hours: 24 });
    expect(told(result.byDesk)).toEqual([{ desk: "Till 2", here: false, taken: { count: 1, amount: 10_000 } }]);
    expect(result.deskNotes).toHaveLength(3);
    for (const said of ["Other desks are not seen since", "Till 2’s payments after", "Till 3’s payments after"])
      expect(html(result)).toContain(said);
    expect(result.deskNotes.every((note) => note.includes("16:10") || note.includes(":10"))).toBe(true);
    const never = close([], [], { names, elsewhere: { ...elsewhere, until: null } });
    expect(never.deskNotes[0]).toBe("Other desks are not seen.");
  });

  it("says nothing where nothing tells of another desk", () => {
    const listed = [payment("p1", { metadata: { desk: "Front desk" } }), payment("p2", { metadata: {} })];
    const result = close(listed, [], { names });
    expect([result.byDesk, result.deskNotes]).toEqual([[], []]);
    expect(html(result)).not.toContain("By desk");
  });

  it("MONEY: comes to what was taken, and counts each charge once, whoever tells of it", () => {
    const one = fc.record({
      amount: fc.integer({ min: 1, max: 90_000 }),
      currency: fc.constantFrom("USD", "CAD"),
      desk: fc.constantFrom("Front desk", "Till 2", "Till 3"),
      status: fc.constantFrom("captured", "authorized", "failed", "voided"),
      listed: fc.boolean(),
      stated: fc.boolean(),
      inBook: fc.boolean(),
      end: fc.constantFrom("took", "unknown", "not"),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 25 }), (all) => {
        const made = all.map((each) => ({ ...each, id: crypto.randomUUID() }));
        const listed = made
          .filter((each) => each.listed)
          .map(({ id, amount, currency, desk, status, stated }) =>
            payment(`p ${id}`, {
              reference: id,
              status: status as "captured",
              currency: currency as "USD",
              amount: amount as Cents,
              amountCaptured: amount as Cents,
              amountApproved: amount as Cents,
              metadata: stated ? { desk } : {},
            }),
          );
        const charges = made
          .filter(({ inBook, desk }) => inBook && desk !== "Front desk")
          .map(({ id, amount, currency, desk, end }) =>
            charge({ attempt: id, amount, desk, currency: currency as "USD", end: end as "took" }),
          );
        const result = close(listed, [], { names, elsewhere: { ...NO_OTHERS, seen: "seen", charges } });
        for (const currency of ["USD", "CAD"]) {
          const sums = [result, ...result.others].find((each) => each.currency === currency);
          const of = made.filter((each) => each.currency === currency);
          const add = (its: typeof of) => ({
            count: its.length,
            amount: its.reduce((sum, { amount }) => sum + amount, 0),
          });
          const over = (part: "taken" | "held" | "notListed" | "notKnown") =>
            (sums?.byDesk ?? []).reduce(
              ({ count, amount }, desk) => ({ count: count + desk[part].count, amount: amount + desk[part].amount }),
              { count: 0, amount: 0 },
            );
          const unlisted = of.filter((each) => !each.listed && each.inBook && each.desk !== "Front desk");
          expect(over("taken")).toEqual(add(of.filter((each) => each.listed && each.status === "captured")));
          expect(over("held")).toEqual(add(of.filter((each) => each.listed && each.status === "authorized")));
          expect(over("notListed")).toEqual(add(unlisted.filter(({ end }) => end === "took")));
          expect(over("notKnown")).toEqual(add(unlisted.filter(({ end }) => end === "unknown")));
          expect(over("taken").amount).toBe(sums?.taken.amount ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
