import { beforeAll, expect, it } from "vitest";
import type { Question } from "../../../src/main/history/question";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { moneyOf, PaymentSort } from "../../../src/shared/history";
import type { Payment } from "../../../src/shared/payment";
import { totalsOf } from "../../../src/shared/totals";
import { paymentNumber } from "../../fixtures/payments";

/** A list that is sorted by a column, page by page, and what it comes to: compared with plain sorting and counting. */

const NEWEST = Date.UTC(2026, 10, 21, 15);
const ALL: Question = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
const QUESTIONS: readonly (readonly [string, Question, (payment: Payment) => boolean])[] = [
  ["all", ALL, () => true],
  ["a status", { ...ALL, match: '"ssettled"' }, ({ status }) => status === "settled"],
  [
    "some days",
    { ...ALL, from: NEWEST - 2 * 86_400_000 },
    ({ createdAt }) => (createdAt ?? 0) >= NEWEST - 2 * 86_400_000,
  ],
  [
    "an amount",
    { ...ALL, amountFrom: 10_000, amountTo: 50_000 },
    (payment) => moneyOf(payment) >= 10_000 && moneyOf(payment) <= 50_000,
  ],
];
const payments = Array.from({ length: 700 }, (_, at) => paymentNumber(at, NEWEST));
let store: HistoryStore;

beforeAll(() => {
  ({ store } = openHistory({ file: ":memory:", key: null }, NEWEST));
  store.put("training", payments.toReversed());
  // Of another account, and in no list of this one.
  store.put("live", [paymentNumber(9_000, NEWEST)]);
});

const keyOf = (payment: Payment, by: PaymentSort["by"]): number | string =>
  by === "when" ? (payment.createdAt ?? 0) : by === "amount" ? moneyOf(payment) : payment.status;

for (const [name, question, answers] of QUESTIONS) {
  for (const by of PaymentSort.shape.by.options) {
    for (const down of [true, false]) {
      it(`${name} by ${by}, ${down ? "down" : "up"}`, () => {
        const found: string[] = [];
        let before: number | null = null;
        do {
          const page = store.list("training", question, before, 64, { by, down });
          found.push(...page.kept.map(({ id }) => id));
          before = page.next;
        } while (before !== null);
        const wanted = payments.filter(answers).toSorted((one, other) => {
          const [a, b] = [keyOf(one, by), keyOf(other, by)];
          const order = a === b ? (one.createdAt ?? 0) - (other.createdAt ?? 0) : a < b ? -1 : 1;
          return down ? -order : order;
        });
        expect(found).toEqual(wanted.map(({ id }) => id));
      });
    }
  }
  it(`the sum of ${name} counts what was taken, refunded and held, each by itself`, () => {
    const asked = payments.filter(answers);
    const sumOf = (statuses: readonly string[], worth: (payment: Payment) => number): number =>
      asked.filter(({ status }) => statuses.includes(status)).reduce((sum, payment) => sum + worth(payment), 0);
    const taken = ["captured", "settled", "disputed", "partly_disputed", "refunded", "partly_refunded"];
    expect(store.add("training", question, null, 1_000).totals).toEqual([
      {
        currency: "USD",
        taken: sumOf(taken, moneyOf),
        refunded: sumOf(taken, ({ amountRefunded }) => amountRefunded),
        held: sumOf(["authorized"], moneyOf),
        notTaken: sumOf(["voided", "failed", "expired"], () => 1),
        notKnown: 0,
      },
    ]);
  });
}

it("a payment that changes is sorted and summed as what it is now", () => {
  const { store: own } = openHistory({ file: ":memory:", key: null }, NEWEST);
  const first = { ...paymentNumber(1, NEWEST), status: "captured" as const, amountRefunded: 0 as never };
  own.put("training", [first]);
  own.put("training", [{ ...first, status: "refunded", amountRefunded: first.amountCaptured ?? first.amount }]);
  const [sum] = own.add("training", ALL, null, 10).totals;
  expect(sum?.refunded).toBe(sum?.taken);
  own.close();
});

it("money of two currencies is never one sum", () => {
  const one = { amount: 500, status: "settled", refunded: 0 } as const;
  expect(
    totalsOf([
      { ...one, currency: "USD" },
      { ...one, currency: "CAD" },
    ]).map(({ taken }) => taken),
  ).toEqual([500, 500]);
});
