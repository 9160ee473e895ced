import fc from "fast-check";
import { expect, it } from "vitest";
import { createOfCustomer } from "../../../src/main/history/of-customer";
import { openHistory } from "../../../src/main/history/store";
import { moneyOf, type CustomerSum } from "../../../src/shared/history";
import type { Cents } from "../../../src/shared/money";
import { PaymentStatus, type Payment } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

/** What a customer's page shows of their payments, compared with a plain look through all of them. */

const NEWEST = Date.UTC(2026, 10, 21, 15);
/** The index takes the first two for one, and the last for nothing. */
const IDS = ["aB1", "Ab-1", "other", "——"] as const;

const drawn = fc.array(
  fc.record({
    customerId: fc.constantFrom(...IDS, null),
    status: fc.constantFrom(...PaymentStatus.options),
    currency: fc.constantFrom("USD", "USD", "CAD"),
    refunded: fc.integer({ min: 0, max: 300 }),
    surcharge: fc.constantFrom(null, 0, 30, 10_000_000),
  }),
  { maxLength: 60 },
);

it("lists them newest first and adds them up by currency, and nobody else's", async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (all) => {
      const { store } = openHistory({ file: ":memory:", key: null }, NEWEST);
      const payments = all.map(({ customerId, status, currency, refunded, surcharge }, at): Payment => {
        const made = paymentNumber(at, NEWEST);
        return {
          ...made,
          card: made.card ? { ...made.card, customerId: null } : null,
          customerId,
          status,
          currency,
          amountRefunded: refunded as Cents,
          surcharge: surcharge as Cents | null,
        };
      });
      store.put("training", payments);
      store.put("elsewhere", [{ ...paymentNumber(999, NEWEST), customerId: "other" }]);
      const { list, sums } = createOfCustomer(store, () => null);
      for (const id of IDS.slice(0, 3)) {
        const own = payments.filter(({ customerId }) => customerId === id);
        const read = [];
        let before: number | null = null;
        do {
          const page = list("training", { id, before, limit: 7 });
          read.push(...page.payments);
          before = page.next;
        } while (before !== null);
        expect(read.map((each) => each.id)).toEqual(own.map((each) => each.id));
        for (const [at, each] of read.entries()) {
          const money = moneyOf(own[at] as Payment);
          const without = money - (own[at]?.surcharge ?? 0);
          expect(each.again).toBe(without > 0 ? without : money);
        }
        const plain = new Map<string, CustomerSum>();
        for (const each of own) {
          const { currency } = each;
          const sum = plain.get(currency) ?? { currency, taken: 0, held: 0, refunded: 0 };
          if (/captured|settled|refunded|disputed/.test(each.status)) sum.taken += moneyOf(each);
          if (each.status === "authorized") sum.held += moneyOf(each);
          sum.refunded += each.amountRefunded;
          plain.set(currency, sum);
        }
        expect(await sums("training", id)).toEqual({ count: own.length, sums: [...plain.values()] });
      }
      expect(list("training", { id: "——", before: null, limit: 5 })).toEqual({ payments: [], next: null });
      store.close();
    }),
    { numRuns: 40 },
  );
});
