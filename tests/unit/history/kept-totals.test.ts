import fc from "fast-check";
import { expect, it } from "vitest";
import { unpack, type Kept } from "../../../src/main/history/kept";
import { createLookup, type Keyed } from "../../../src/main/history/look-up";
import type { Question } from "../../../src/main/history/question";
import { SIZES, sortedRows } from "../../../src/main/history/sorted";
import { createStore } from "../../../src/main/history/store";
import { sumOf } from "../../../src/main/history/sums";
import { createTotals } from "../../../src/main/history/totals";
import { openDatabase, type Database } from "../../../src/main/storage/database";
import { addUp } from "../../../src/shared/currency";
import { moneyOf, PaymentSort } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import type { Payment } from "../../../src/shared/payment";
import { totalsOf } from "../../../src/shared/totals";
import { paymentNumber } from "../../fixtures/payments";

/**
 * Kept sums and orders that are picked out of an index, beside looking at each payment: after payments came, changed,
 * went and came to another day.
 */
const NEWEST = Date.UTC(2026, 10, 21, 15);
const DAY_MS = 86_400_000;
/** Much smaller than in use, so that some hundred payments go every way. */
const SMALL = { part: 30, few: 12, order: 7, looked: 5 };

const STATUSES = ["settled", "captured", "authorized", "voided", "refunded"] as const;
interface Written {
  readonly number: number;
  readonly ms: number;
  readonly amount: number;
  readonly status: Payment["status"];
  readonly currency: string;
}
type Words = readonly string[] | "visa" | null;
const written: fc.Arbitrary<Written> = fc.record({
  number: fc.nat(60),
  ms: fc.oneof(fc.nat(4 * DAY_MS), fc.constantFrom(0, 15 * 3_600_000, 15 * 3_600_000 + 1, 15 * 3_600_000 - 999)),
  amount: fc.nat(60),
  status: fc.constantFrom(...STATUSES),
  currency: fc.constantFrom("USD", "USD", "CAD"),
});
const time = fc.oneof(fc.constant(null), fc.nat(4 * DAY_MS), fc.constantFrom(15 * 3_600_000, 39 * 3_600_000));
const asked = fc.record({
  words: fc.constantFrom<Words>(null, ["settled"], ["voided", "settled"], ["disputed"], "visa" as const),
  back: time,
  until: time,
  sort: fc.record({ by: fc.constantFrom(...PaymentSort.shape.by.options), down: fc.boolean() }),
  size: fc.integer({ min: 1, max: 40 }),
  sizes: fc.constantFrom(SMALL, SMALL, SIZES),
});

it("answers as looking at each payment does", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { maxLength: 200 }),
      fc.array(asked, { minLength: 4 }),
      fc.nat(120),
      async (some, questions, most) => {
        const database = openDatabase({ file: ":memory:", key: null });
        const store = createStore(database, { rows: 1 + most, bytes: 1e12 });
        // Of another account, and in no answer.
        store.put("live", [paymentNumber(1, NEWEST)]);
        for (let at = 0; at < some.length; at += 20) store.put("training", some.slice(at, at + 20).map(paymentOf));
        const lookup = createLookup(database, () => []);
        const rows = rowsIn(database);
        for (const { words, back, until, sort, size, sizes } of questions) {
          const question = questionOf(words, back, until);
          const answers = rows.filter(({ kept }) => answersTo(kept, words, question));

          const groups = answers.map(({ kept }) => {
            const { currency, status, amountRefunded: refunded } = kept;
            return { currency, status, refunded, count: 1, amount: moneyOf(kept) };
          });
          expect(await sumOf(lookup, createTotals(database), 2, question, 20)).toEqual({
            count: answers.length,
            sums: addUp(groups),
            totals: totalsOf(groups),
          });

          const found: number[] = [];
          for (let before: number | null = null; ; before = found.at(-1) ?? null) {
            const page = await sortedRows(lookup, 2, question, before, size, sort, sizes);
            found.push(...page);
            if (page.length < size) break;
          }
          const order = answers.map(({ row, kept, payer, card }): Keyed => {
            const keys = { when: row, amount: moneyOf(kept), status: kept.status, customer: payer, card };
            return [row, keys[sort.by]];
          });
          expect(found).toEqual(inOrder(order, sort.down));
        }
        store.close();
      },
    ),
    { numRuns: 60 },
  );
});

function paymentOf({ number, ms, amount, status, currency }: Written): Payment {
  const money = amount as Cents;
  return {
    ...paymentNumber(number, NEWEST),
    amount: money,
    amountApproved: money,
    amountCaptured: money,
    amountRefunded: (status === "refunded" ? amount : 0) as Cents,
    refunds: [],
    status,
    currency,
    createdAt: NEWEST - ms,
  };
}

function questionOf(words: Words, back: number | null, until: number | null): Question {
  const match = words === "visa" ? '"bvisa"' : words && `(${words.map((status) => `"s${status}"`).join(" OR ")})`;
  return {
    match,
    from: back === null ? null : NEWEST - back,
    to: until === null ? null : NEWEST - until,
    amountFrom: null,
    amountTo: null,
    ...(words !== null && words !== "visa" && { statuses: words as Payment["status"][] }),
  };
}

interface Row {
  readonly row: number;
  readonly kept: Kept;
  readonly payer: string;
  readonly card: string;
}

function rowsIn(database: Database): Row[] {
  const all = database
    .prepare("SELECT a.row, body, payer, card FROM payments JOIN amounts AS a ON a.row = payments.row WHERE shelf = 2")
    .raw()
    .all() as [number, string, string, string][];
  return all.map(([row, body, payer, card]) => ({ row, kept: unpack(body), payer, card }));
}

/** Times are compared by the second. */
function answersTo({ status, brand, createdAt }: Kept, words: Words, { from, to }: Question): boolean {
  const second = Math.floor((createdAt ?? 0) / 1000);
  return (
    (words === null || (words === "visa" ? brand === "visa" : words.includes(status))) &&
    (from === null || second >= Math.ceil(from / 1000)) &&
    (to === null || second < Math.ceil(to / 1000))
  );
}

/** As the database compares: texts by their bytes. */
function inOrder(order: readonly Keyed[], down: boolean): number[] {
  const sorted = order.toSorted(([row, key], [otherRow, otherKey]) => {
    const difference =
      typeof key === "number" && typeof otherKey === "number"
        ? key - otherKey
        : Buffer.compare(Buffer.from(String(key)), Buffer.from(String(otherKey)));
    return difference === 0 ? row - otherRow : difference;
  });
  return (down ? sorted.toReversed() : sorted).map(([row]) => row);
}
