import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dayRows } from "../../../src/main/history/day-export";
import { createDoubled } from "../../../src/main/history/doubled";
import { PAYMENT_HEADER, paymentRow } from "../../../src/main/history/export";
import { keep, lineOf, pack, unpack } from "../../../src/main/history/kept";
import { ask } from "../../../src/main/history/question";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { csvLine } from "../../../src/shared/csv";
import { NO_FILTER, type PaymentFilter } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { attempt, close, kinds, NEVER_CLOSED, NOON, payment, refund } from "../../fixtures/days";

const cents = (amount: number): Cents => amount as Cents;
const of = (id: string, currency: string, amount: number, about: Partial<Payment> = {}): Payment =>
  payment(id, { currency, amount: cents(amount), amountApproved: null, amountCaptured: cents(amount), ...about });

describe("the copy of the payments", () => {
  let store: HistoryStore;
  beforeEach(() => {
    store = openHistory({ file: ":memory:", key: null }).store;
    store.put("justifi_test", [
      of("u1", "USD", 10_000),
      of("c1", "CAD", 12_345),
      of("c2", "CAD", 5),
      of("j1", "JPY", 7),
    ]);
  });
  afterEach(() => store.close());

  const question = (clue: string, filter: Partial<PaymentFilter> = {}) => {
    const asked = ask({ clue, filter: { ...NO_FILTER, ...filter }, now: NOON, customerIds: [] });
    if (!asked) throw new Error("no question");
    return asked;
  };
  const found = (clue: string, filter: Partial<PaymentFilter> = {}): string[] =>
    store
      .list("justifi_test", question(clue, filter), null, 10)
      .kept.map(({ id }) => id)
      .sort();

  it("keeps the currency of each, and adds up each by itself", async () => {
    expect(store.get("justifi_test", "c1")?.currency).toBe("CAD");
    expect(store.get("justifi_test", "u1")?.currency).toBe("USD");
    expect(await store.sum("justifi_test", question(""))).toMatchObject({
      count: 4,
      sums: [
        { currency: "USD", amount: 10_000 },
        { currency: "CAD", amount: 12_350 },
        { currency: "JPY", amount: 7 },
      ],
    });
  });

  it("follows a payment whose currency is told otherwise later", async () => {
    store.put("justifi_test", [of("u1", "CAD", 10_000)]);
    expect((await store.sum("justifi_test", question(""))).sums).toMatchObject([
      { currency: "CAD", amount: 22_350 },
      { currency: "JPY", amount: 7 },
    ]);
  });

  it("finds by the currency and by an amount with its sign", () => {
    expect([found("cad"), found("CA$123.45"), found("$123.45"), found("jpy")]).toEqual([
      ["c1", "c2"],
      ["c1"],
      ["c1"],
      ["j1"],
    ]);
  });

  it("narrows by amounts of what this desk charges alone", () => {
    expect(found("", { amountFrom: cents(1) })).toEqual(["u1"]);
    expect(found("", { amountTo: cents(20_000) })).toEqual(["u1"]);
  });

  it("packs what it unpacks, whatever the currency", () => {
    fc.assert(
      fc.property(fc.constantFrom("USD", "CAD", "JPY", "XXX", "XQZ"), (currency) => {
        const kept = keep(of("p", currency, 100));
        expect(unpack(pack(kept)).currency).toBe(currency);
        expect(lineOf(kept, null).currency).toBe(currency);
      }),
    );
    // What earlier versions wrote stays as it is.
    expect(pack(keep(of("p", "USD", 100)))).not.toContain("currency");
  });
});

describe("the close of a day", () => {
  const listed = [
    of("u1", "USD", 10_000),
    of("c1", "CAD", 12_345),
    of("c2", "CAD", 655, { amountRefunded: cents(55), refunds: [refund(55)], status: "partly_refunded" }),
    of("c3", "CAD", 999, { status: "authorized", amountCaptured: cents(0) }),
    of("j1", "JPY", 7, { status: "failed" }),
  ];

  it("has sums of each currency, and none of two", () => {
    const day = close(listed, []);
    expect(day).toMatchObject({ currency: "USD", taken: { count: 1, amount: 10_000 }, refundedToday: { count: 0 } });
    expect(day.others.map(({ currency }) => currency)).toEqual(["CAD", "JPY"]);
    expect(day.others[0]).toMatchObject({
      taken: { currency: "CAD", count: 2, amount: 13_000, refunded: 55 },
      held: { count: 1, amount: 999 },
      refundedToday: { count: 1, amount: 55 },
      byPerson: [{ label: "ana", currency: "CAD", count: 2, amount: 13_000 }],
    });
    expect(day.others[1]).toMatchObject({ taken: { count: 0 }, declined: { currency: "JPY", count: 1, amount: 7 } });
  });

  it("has one sum where there is one currency", () => {
    expect(close([of("u1", "USD", 10_000)], []).others).toEqual([]);
  });

  it("says so when our charge is listed in another currency", () => {
    const reference = "7c1e2b54-9d1c-4a6e-8f0b-3a3f5c1ab2f0";
    const ours = of("p1", "CAD", 10_000, { reference });
    const day = close([ours], [attempt({ id: reference, payment: payment("p1") })]);
    expect(kinds(day)).toEqual(["amount_differs"]);
    expect(day.exceptions[0]?.sentence).toMatch(/\$100\.00 .* lists it as CA\$100\.00/);
    expect(day.compared).toMatchObject({
      journalCount: 1,
      listedCount: 0,
      verdict: expect.not.stringMatching(/^same$/),
    });
  });

  it("speaks of each payment in its own currency", () => {
    const twice = ["p1", "p2"].map((id) => of(id, "CAD", 500, { reference: "7c1e2b54-9d1c-4a6e-8f0b-3a3f5c1ab2f0" }));
    const doubled = createDoubled(() => NOON);
    doubled.saw("justifi_test", twice);
    expect(doubled.notices("justifi_test")[0]?.sentence).toContain("One charge of CA$5.00 was made twice");
    const soon = [{ id: "h", currency: "CAD", amount: 500, at: NOON + 3_600_000 }];
    expect(close([], [], { lapses: soon }).exceptions[0]).toMatchObject({
      currency: "CAD",
      sentence: expect.stringContaining("A hold of CA$5.00"),
    });
  });

  it("names the currency in every row of its sheet that has an amount", () => {
    const day = { day: "2026-11-21", trouble: null, attempts: [], ...NEVER_CLOSED, ...close(listed, []) };
    const { header, rows } = dayRows(day, "Training");
    const [amount, currency] = [header.indexOf("Amount"), header.indexOf("Currency")];
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    expect(rows.filter((row) => row[amount] !== null).every((row) => typeof row[currency] === "string")).toBe(true);
    const taken = rows.filter(([part, what]) => part === "Total" && what === "Taken");
    expect(taken.map((row) => [row[amount], row[currency]])).toEqual([
      [{ number: "100.00" }, "USD"],
      [{ number: "130.00" }, "CAD"],
      [{ number: "0" }, "JPY"],
    ]);
  });
});

it("an exported payment names its currency beside its amount", () => {
  const cellsOf = (currency: string): string =>
    csvLine(paymentRow(keep(of("p", currency, 12_345)), null, "Training").slice(3, 5));
  expect(PAYMENT_HEADER.slice(3, 5)).toEqual(["Amount", "Currency"]);
  expect(["USD", "CAD", "JPY", "KWD", "XQZ"].map(cellsOf)).toEqual([
    "123.45,USD\r\n",
    "123.45,CAD\r\n",
    "12345,JPY\r\n",
    "12.345,KWD\r\n",
    "XQZ 12345 minor units,XQZ\r\n",
  ]);
});
