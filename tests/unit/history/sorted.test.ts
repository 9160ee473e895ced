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
  store.put("training", payments.toReversed(), nameOf);
  // Of another account, and in no list of this one.
  store.put("live", [paymentNumber(9_000, NEWEST)]);
});

/** The names of these customers are in the directory; all others pay under the name on their card. */
const nameOf = (id: string): string | null => (id < "M" ? `Ágnes ${id}` : null);
const plain = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ł/g, "l").replace(/ø/g, "o");
const nameIn = ({ customerId, card }: Payment): string =>
  plain((customerId && nameOf(customerId)) ?? card?.holder ?? "");
const keyOf = (payment: Payment, by: PaymentSort["by"]): number | string =>
  ({
    when: payment.createdAt ?? 0,
    amount: moneyOf(payment),
    status: payment.status,
    customer: nameIn(payment),
    card: `${payment.card?.brandRaw ?? ""} ${payment.card?.last4 ?? ""}`.toLowerCase(),
  })[by];
/** All ids in that order, read page by page. */
async function pagesOf(from: HistoryStore, question: Question, sort: PaymentSort, size = 64): Promise<string[]> {
  const found: string[] = [];
  let before: number | null = null;
  do {
    const page = await from.sorted("training", question, before, size, sort);
    found.push(...page.kept.map(({ id }) => id));
    before = page.next;
  } while (before !== null);
  return found;
}
function inOrder(asked: readonly Payment[], { by, down }: PaymentSort): string[] {
  const sorted = asked.toSorted((one, other) => {
    const [a, b] = [keyOf(one, by), keyOf(other, by)];
    const order = a === b ? (one.createdAt ?? 0) - (other.createdAt ?? 0) : a < b ? -1 : 1;
    return down ? -order : order;
  });
  return sorted.map(({ id }) => id);
}

for (const [name, question, answers] of QUESTIONS) {
  for (const by of PaymentSort.shape.by.options) {
    for (const down of [true, false]) {
      it(`${name} by ${by}, ${down ? "down" : "up"}`, async () => {
        const found = await pagesOf(store, question, { by, down });
        expect(found).toEqual(inOrder(payments.filter(answers), { by, down }));
      });
    }
  }
  it(`the sum of ${name} counts what was taken, refunded and held, each by itself`, async () => {
    const asked = payments.filter(answers);
    const sumOf = (statuses: readonly string[], worth: (payment: Payment) => number): number =>
      asked.filter(({ status }) => statuses.includes(status)).reduce((sum, payment) => sum + worth(payment), 0);
    const taken = ["captured", "settled", "disputed", "partly_disputed", "refunded", "partly_refunded"];
    const { totals } = await store.sum("training", question);
    expect(totals).toEqual([
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

it("a payment that changes is sorted and summed as what it is now", async () => {
  const { store: own } = openHistory({ file: ":memory:", key: null }, NEWEST);
  const first = { ...paymentNumber(1, NEWEST), status: "captured" as const, amountRefunded: 0 as never };
  own.put("training", [first]);
  own.put("training", [{ ...first, status: "refunded", amountRefunded: first.amountCaptured ?? first.amount }]);
  const [sum] = (await own.sum("training", ALL)).totals;
  expect(sum?.refunded).toBe(sum?.taken);
  own.close();
});

it("money of two currencies is never one sum", () => {
  const one = { count: 1, amount: 500, status: "settled", refunded: 0 } as const;
  expect(
    totalsOf([
      { ...one, currency: "USD" },
      { ...one, currency: "CAD" },
    ]).map(({ taken }) => taken),
  ).toEqual([500, 500]);
});

it("more than is looked through at once comes in one order, and keys get through meanwhile", async () => {
  const many = Array.from({ length: 20_100 }, (_, at) => paymentNumber(at, NEWEST));
  const { store: own } = openHistory({ file: ":memory:", key: null }, NEWEST);
  for (let at = 0; at < many.length; at += 500) own.put("training", many.slice(at, at + 500), nameOf);
  const settled: Question = { ...ALL, match: '"ssettled"' };
  const answering = many.filter(({ status }) => status === "settled");
  let between = 0;
  const counting = setInterval(() => between++, 0);
  for (const by of ["amount", "customer"] as const)
    expect(await pagesOf(own, settled, { by, down: false }, 9_000)).toEqual(inOrder(answering, { by, down: false }));
  clearInterval(counting);
  expect(between).toBeGreaterThan(0);
  own.close();
});

it("a payment that changes keeps its place for whoever pages through the list", async () => {
  const { store: own } = openHistory({ file: ":memory:", key: null }, NEWEST);
  own.put("training", payments.slice(0, 30), nameOf);
  const sort: PaymentSort = { by: "customer", down: false };
  const first = await own.sorted("training", ALL, null, 10, sort);
  const last = payments.find(({ id }) => id === first.kept.at(-1)?.id);
  if (!last) throw new Error("no last payment");
  own.put("training", [{ ...last, status: "disputed" }], nameOf);
  const rest = await own.sorted("training", ALL, first.next, 30, sort);
  expect([...first.kept, ...rest.kept].map(({ id }) => id)).toEqual(inOrder(payments.slice(0, 30), sort));
  own.close();
});
