import fc from "fast-check";
import { expect, it } from "vitest";
import { rowsByAmount, SIZES } from "../../../src/main/history/by-amount";
import { createLookup } from "../../../src/main/history/look-up";
import type { Question } from "../../../src/main/history/question";
import { createStore } from "../../../src/main/history/store";
import { openDatabase } from "../../../src/main/storage/database";
import { moneyOf } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

/** Payments of an amount by way of indexes and part by part, beside looking at each payment: same ones, same order. */
const NEWEST = Date.UTC(2026, 10, 21, 15);
const ALL: Question = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
/** Much smaller than in use, so that some hundred payments go every way. */
const SMALL = { few: 20, many: 60, amounts: 12, atOnce: 5, part: 16 };

const made = fc.record({
  second: fc.nat(40),
  amount: fc.oneof(fc.constantFrom(0, 1, 500, 1250), fc.nat(60)),
  captured: fc.constantFrom("same", "half", "nothing"),
  status: fc.constantFrom("settled", "captured", "authorized", "voided", "failed"),
  currency: fc.constantFrom("USD", "USD", "USD", "CAD"),
});
const WORDS: readonly Pick<Question, "match" | "statuses">[] = [
  { match: null },
  { match: '"ssettled"' },
  { match: '"ssettled"', statuses: ["settled"] },
  { match: '("ssettled" OR "svoided")', statuses: ["settled", "voided"] },
  { match: '"sdisputed"', statuses: ["disputed"] },
  { match: '"bamex"' },
];
const asked = fc.record({
  words: fc.constantFrom(...WORDS),
  amountFrom: fc.constantFrom(null, 0, 1, 5, 20, 500, 2000),
  amountTo: fc.constantFrom(null, 0, 1, 10, 40, 500, 1250),
  from: fc.constantFrom(null, NEWEST - 30_000),
  to: fc.constantFrom(null, NEWEST - 10_000),
  down: fc.boolean(),
  size: fc.integer({ min: 1, max: 40 }),
  sizes: fc.constantFrom(SMALL, SMALL, SIZES),
});

it("finds what looking at each payment finds, page by page and over many in the same second", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { maxLength: 150 }), fc.array(asked, { minLength: 4 }), async (some, questions) => {
      const database = openDatabase({ file: ":memory:", key: null });
      const store = createStore(database);
      const payments = some.map(({ second, amount, captured, status, currency }, at): Payment => {
        const taken = captured === "nothing" ? 0 : captured === "half" ? Math.floor(amount / 2) : amount;
        const money = { amount: amount as Cents, amountApproved: amount as Cents, amountCaptured: taken as Cents };
        return { ...paymentNumber(at, NEWEST), ...money, status, currency, createdAt: NEWEST - second * 1000 };
      });
      store.put("training", payments);
      const lookup = createLookup(database, () => []);
      const order = database.prepare("SELECT row, id FROM payments ORDER BY row").raw().all() as [number, string][];
      for (const { down, size, sizes, words, ...limits } of questions) {
        const question = {
          ...ALL,
          ...words,
          ...limits,
          ...(limits.amountTo === null && { amountFrom: limits.amountFrom ?? 1 }),
        };
        const found: number[] = [];
        for (let before: number | null = null; ; before = found.at(-1) ?? null) {
          const page = await rowsByAmount(lookup, 1, question, before, size, down, sizes);
          found.push(...page);
          if (page.length < size) break;
        }
        const answers = order
          .filter(([, id]) =>
            answersTo(
              payments.find((one) => one.id === id),
              question,
            ),
          )
          .map(([row]) => row);
        expect(found).toEqual(down ? answers.toReversed() : answers);
      }
      database.close();
    }),
    { numRuns: 60 },
  );
});

function answersTo(payment: Payment | undefined, { match, from, to, amountFrom, amountTo }: Question): boolean {
  if (!payment) return false;
  const at = payment.createdAt ?? 0;
  const words = [`"s${payment.status}"`, `"b${payment.card?.brand ?? ""}"`];
  return (
    payment.currency === "USD" &&
    moneyOf(payment) >= (amountFrom ?? 0) &&
    moneyOf(payment) <= (amountTo ?? Number.MAX_SAFE_INTEGER) &&
    at >= (from ?? 0) &&
    at < (to ?? Number.MAX_SAFE_INTEGER) &&
    (match === null || words.some((word) => match.includes(word)))
  );
}
