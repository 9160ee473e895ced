import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, readClue } from "../../../src/main/history/question";
import { firstRow, standsAt, stretch } from "../../../src/main/history/rows";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { NO_FILTER, rangeOf, startOfDay, type PaymentFilter } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

const NOW = new Date(2026, 10, 21, 15, 30).getTime();
const COUNT = 3000;
let store: HistoryStore;
const payments: Payment[] = Array.from({ length: COUNT }, (_, at) => paymentNumber(at, NOW));

beforeAll(() => {
  store = openHistory({ file: ":memory:", key: null }).store;
  // Another connection in the same file must never answer.
  store.put("payarc_live", payments.slice(0, 200));
  for (let at = 0; at < COUNT; at += 100) store.put("training", payments.slice(at, at + 100));
});
afterAll(() => store.close());

function found(clue: string, filter: Partial<PaymentFilter> = {}, customerIds: string[] = []): string[] {
  const question = ask({ clue, filter: { ...NO_FILTER, ...filter }, now: NOW, customerIds });
  const ids: string[] = [];
  if (question === null) return ids;
  for (let before: number | null = null; ; ) {
    const { kept, next } = store.list("training", question, before, 77);
    ids.push(...kept.map(({ id }) => id));
    if (next === null) return ids;
    before = next;
  }
}
const idsOf = (fits: (payment: Payment) => boolean): string[] => payments.filter(fits).map(({ id }) => id);

describe("finding by any clue", () => {
  it("finds every payment by each thing that is known of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: COUNT - 1 }), (at) => {
        const payment = payments[at] as Payment;
        const name = payment.card?.holder ?? "";
        const clues = [
          name,
          name.toUpperCase(),
          name.split(" ").reverse().join(" "),
          name.slice(0, 4),
          payment.email ?? "",
          payment.card?.last4 ?? "",
          `$${(payment.amount / 100).toFixed(2)}`,
          (payment.amount / 100).toFixed(2),
          String(payment.amount),
          payment.id,
          payment.id.slice(0, 8),
          payment.reference ?? "",
          payment.phone ?? "",
          `(${payment.phone?.slice(0, 3)}) ${payment.phone?.slice(3, 6)}-${payment.phone?.slice(6)}`,
          `Tel. ${payment.phone ?? ""} x12`,
          `+1 (${payment.phone?.slice(0, 3)}) ${payment.phone?.slice(3, 6)}\u2011${payment.phone?.slice(6)} ext. 3`,
          ...(payment.authCode ? [payment.authCode, payment.authCode.toLowerCase()] : []),
          `${name} ${payment.card?.last4 ?? ""} $${(payment.amount / 100).toFixed(2)} ${payment.card?.brand ?? ""}`,
        ];
        for (const clue of clues) expect(found(clue), clue).toContain(payment.id);
      }),
      { numRuns: 40 },
    );
  });

  it("finds a name together or apart, and without spaces", () => {
    const named = (name: string, at: number): Payment => {
      const payment = paymentNumber(at, NOW);
      const card = payment.card && { ...payment.card, holder: name };
      return { ...payment, id: `pay${at}`, reference: null, metadata: {}, description: null, email: null, card };
    };
    const names = ["ANA DE LA CRUZ", "ANA DELACRUZ", "Kit O'Brien", "KIT O BRIEN", "王小明", "Hale & Sons"];
    const all = names.map((name, at) => named(name, at));
    store.put("names", all);
    const holders = (clue: string): (string | null | undefined)[] => {
      const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
      return question === null
        ? []
        : store
            .list("names", question, null, 50)
            .kept.map(({ holder }) => holder)
            .sort();
    };
    for (const clue of ["de la cruz", "delacruz", "dela cruz", "de-la-cruz", "ana de la cr"])
      expect(holders(clue), clue).toEqual(["ANA DE LA CRUZ", "ANA DELACRUZ"]);
    for (const clue of ["obrien", "o brien", "kit o'brien"])
      expect(holders(clue), clue).toEqual(["KIT O BRIEN", "Kit O'Brien"]);
    for (const clue of ["小明", "明", "王小明"]) expect(holders(clue), clue).toEqual(["王小明"]);
    for (const clue of ["hale & sons", "hale and sons", "hale&sons"])
      expect(holders(clue), clue).toEqual(["Hale & Sons"]);
  });

  it("answers newest first, each payment once, whatever the page", () => {
    expect(found("")).toEqual(payments.map(({ id }) => id));
    const visa = found("visa");
    expect(visa).toEqual(idsOf(({ card }) => card?.brand === "visa"));
  });

  it("narrows with every word", () => {
    const both = found("visa declined");
    expect(both).toEqual(idsOf(({ card, status }) => card?.brand === "visa" && status === "failed"));
    expect(found("visa amex")).toEqual([]);
    expect(found("phone refunded").length).toBeGreaterThan(0);
  });

  it("knows days in words and figures", () => {
    const day = (text: string): string[] =>
      idsOf(
        ({ createdAt }) => (createdAt ?? 0) >= (startOfDay(text) ?? 0) && (createdAt ?? 0) < (startOfDay(text, 1) ?? 0),
      );
    for (const clue of [
      "2026-11-18",
      "11/18",
      "11/18/26",
      "11/18/2026",
      "nov 18",
      "18 nov",
      "November 18",
      "nov 18th, 2026",
    ])
      expect(found(clue), clue).toEqual(day("2026-11-18"));
    expect(found("yesterday")).toEqual(day("2026-11-20"));
    expect(found("today visa")).toEqual(
      day("2026-11-21").filter((id) => payments.find((one) => one.id === id)?.card?.brand === "visa"),
    );
    // A day that is still to come is last year's.
    expect(readClue("12/24", NOW).from).toBe(startOfDay("2025-12-24"));
    expect(readClue("2/30", NOW)).toMatchObject({ from: null, to: null });
  });

  it("takes a customer's payments from the directory's answer", () => {
    const id = payments[5]?.customerId ?? "";
    expect(found("somebody nobody", {}, [id])).toEqual(idsOf(({ customerId }) => customerId === id));
  });

  it("never breaks on what people type", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (clue) => {
        const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
        if (question) store.list("training", question, null, 20);
      }),
      { numRuns: 500 },
    );
    for (const clue of [
      '"',
      "AND",
      "OR NOT",
      "name:*",
      "a* b^",
      "NEAR(a b)",
      "'; DROP TABLE payments; --",
      "%",
      "\u0000",
      "-",
      "$",
      "$.",
      "1.234",
    ])
      found(clue);
  });
});

describe("filters", () => {
  it("narrow by status, brand, channel, days and amounts, alone and together", () => {
    expect(found("", { statuses: ["refunded", "partly_refunded"] })).toEqual(
      idsOf(({ status }) => status === "refunded" || status === "partly_refunded"),
    );
    expect(found("", { brands: ["amex"] })).toEqual(idsOf(({ card }) => card?.brand === "amex"));
    expect(found("", { channels: ["mail"] })).toEqual(idsOf(({ metadata }) => metadata["channel"] === "mail"));
    expect(found("", { amountFrom: 5000 as Cents, amountTo: 9999 as Cents })).toEqual(
      idsOf(({ amount }) => amount >= 5000 && amount <= 9999),
    );
    const { from } = rangeOf({ kind: "last_7_days" }, NOW);
    expect(found("", { when: { kind: "last_7_days" } })).toEqual(
      idsOf(({ createdAt }) => (createdAt ?? 0) >= (from ?? 0)),
    );
    const all = found("", {
      statuses: ["settled"],
      brands: ["visa"],
      channels: ["phone"],
      when: { kind: "between", from: "2026-11-01", to: "2026-11-10" },
      amountFrom: 1000 as Cents,
      amountTo: null,
    });
    expect(all).toEqual(
      idsOf(
        ({ status, card, metadata, createdAt, amount }) =>
          status === "settled" &&
          card?.brand === "visa" &&
          metadata["channel"] === "phone" &&
          amount >= 1000 &&
          (createdAt ?? 0) >= (startOfDay("2026-11-01") ?? 0) &&
          (createdAt ?? 0) < (startOfDay("2026-11-11") ?? 0),
      ),
    );
    expect(found("", { when: { kind: "between", from: "2026-11-10", to: "2026-11-01" } })).toEqual([]);
  });

  it("count and add up what they show", async () => {
    const question = ask({
      clue: "visa",
      filter: { ...NO_FILTER, amountFrom: 2000 as Cents },
      now: NOW,
      customerIds: [],
    });
    if (!question) throw new Error("no question");
    const { count, sums } = await store.sum("training", question);
    const wanted = payments.filter((payment) => payment.card?.brand === "visa" && payment.amount >= 2000);
    expect({ count, amount: sums[0]?.amount }).toEqual({
      count: wanted.length,
      amount: wanted.reduce((sum, payment) => sum + payment.amount, 0),
    });
  });
});

describe("changes", () => {
  it("are written once, found under the new and not under the old, and keep what an answer leaves out", () => {
    const { store: own } = openHistory({ file: ":memory:", key: null });
    const first = paymentNumber(1, NOW);
    expect([own.put("training", [first]), own.put("training", [first])]).toEqual([1, 0]);
    const changed: Payment = {
      ...first,
      status: "voided",
      amount: (first.amount + 1) as Cents,
      metadata: {},
      reference: null,
    };
    expect(own.put("training", [changed])).toBe(1);
    const list = (clue: string): number => {
      const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
      return question ? own.list("training", question, null, 10).kept.length : 0;
    };
    expect([list("voided"), list(String(first.status)), list(`$${((first.amount + 1) / 100).toFixed(2)}`)]).toEqual([
      1, 0, 1,
    ]);
    expect(own.get("training", first.id)).toMatchObject({
      reference: first.reference,
      operator: first.metadata["operator"],
    });
    expect(own.count("training")).toBe(1);
    own.clear("training");
    expect([own.count("training"), list("")]).toEqual([0, 0]);
    own.close();
  });

  it("finds by who took it and at which desk, whose name may end in a digit", () => {
    const { store: own } = openHistory({ file: ":memory:", key: null });
    const at = (number: number, operator: string, desk: string): Payment => ({
      ...paymentNumber(number, NOW),
      metadata: { operator, desk },
    });
    own.put("training", [at(1, "Ana", "Till 1"), at(2, "Ben", "Till 2"), at(3, "Ana", "Till 2")]);
    const list = (clue: string): number => {
      const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
      return question ? own.list("training", question, null, 10).kept.length : 0;
    };
    expect(["ana", "till", "till 1", "Till 2", "ana till 2", "ben till 1"].map(list)).toEqual([2, 3, 1, 2, 1, 0]);
    own.close();
  });

  it("keep payments without a time, after all others", () => {
    const { store: own } = openHistory({ file: ":memory:", key: null });
    own.put("training", [
      { ...paymentNumber(1, NOW), createdAt: null },
      paymentNumber(2, NOW),
      { ...paymentNumber(3, NOW), createdAt: null },
    ]);
    const question = ask({ clue: "", filter: NO_FILTER, now: NOW, customerIds: [] });
    expect(
      question && own.list("training", question, null, 10).kept.map(({ createdAt }) => createdAt === null),
    ).toEqual([false, true, true]);
    own.close();
  });
});

it("row numbers are in order of time within a connection, and hold in a number", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 14 }),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      (shelf, one, other) => {
        const [a, b] = [one * 1000, other * 1000];
        expect(Math.sign(firstRow(shelf, a) - firstRow(shelf, b))).toBe(Math.sign(a - b));
        const { from, to } = stretch(shelf, null, null);
        expect(firstRow(shelf, a)).toBeGreaterThanOrEqual(from);
        expect(firstRow(shelf, a)).toBeLessThan(to);
        expect(Number.isSafeInteger(to)).toBe(true);
        expect(standsAt(firstRow(shelf, a) + 5, shelf, a + 999)).toBe(true);
      },
    ),
  );
});
