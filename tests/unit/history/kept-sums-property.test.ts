import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Counts } from "../../../src/main/history/counts";
import type { Kept } from "../../../src/main/history/kept";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import type { Cents } from "../../../src/shared/money";
import type { Payment, PaymentStatus } from "../../../src/shared/payment";
import { NOON, payment, refund } from "../../fixtures/days";

/**
 * The sums that are kept beside the payments, after any story of writes, changes and deletions, beside a count made here
 * over every payment that the copy then has.
 */
const QUARTER = 900_000;
const TAKEN: readonly string[] = ["captured", "settled", "disputed", "partly_disputed", "partly_refunded", "refunded"];
const STATUSES: readonly PaymentStatus[] = [
  "authorized",
  "captured",
  "settled",
  "disputed",
  "partly_disputed",
  "voided",
  "refunded",
  "partly_refunded",
  "failed",
  "expired",
  "unknown",
];

/** A full count, payment by payment. */
function fullCount(all: readonly Kept[], from: number, to: number): Map<string, [count: number, amount: number]> {
  const sums = new Map<string, [number, number]>();
  const put = (at: number | null, drawer: string, one: Kept, amount: number): void => {
    if (at === null || at < from || at >= to) return;
    const why = drawer === "failed" ? [one.failureCode, one.failureMessage] : [];
    const key = JSON.stringify([drawer, one.currency, one.channel, one.brand, one.brandRaw, one.operator, ...why]);
    const [count, sum] = sums.get(key) ?? [0, 0];
    sums.set(key, [count + 1, sum + amount]);
  };
  for (const one of all) {
    const took = TAKEN.includes(one.status);
    const approved = one.amountApproved || one.amount;
    const money = took ? one.amountCaptured || approved : one.status === "authorized" ? approved : one.amount;
    const drawer = took
      ? "taken"
      : { authorized: "held", voided: "voided", failed: "failed", expired: "lapsed" }[one.status as string];
    put(one.createdAt, drawer ?? "unknown", one, money);
    if (one.status.includes("disputed")) put(one.createdAt, "disputed", one, one.amountDisputed ?? money);
    if (took)
      for (const { status, createdAt, amount } of one.refunds)
        if (status !== "failed") put(createdAt, "refunded", one, amount ?? 0);
  }
  return sums;
}

function told(counts: Counts, from: number, to: number): Map<string, [count: number, amount: number]> {
  return new Map(
    counts.groups({ from, to }).map(({ group, count, amount }) => {
      const { kind, currency, channel, brand, brandRaw, operator, why } = group;
      const key = [kind, currency, channel, brand, brandRaw, operator, ...(why ? [why.code, why.message] : [])];
      return [JSON.stringify(key), [count, amount]] as const;
    }),
  );
}

function everything(store: HistoryStore, account: string): Kept[] {
  const question = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
  return store.list(account, question, null, 10_000).kept.slice();
}

const time = fc.integer({ min: NOON - 4 * QUARTER, max: NOON + 4 * QUARTER });
const part = fc.option(fc.integer({ min: 0, max: 9_000 }));
const drawn = fc.record({
  id: fc.integer({ min: 1, max: 12 }).map((number) => `p${number}`),
  status: fc.constantFrom(...STATUSES),
  createdAt: fc.oneof(time, fc.constant(null)),
  currency: fc.constantFrom("USD", "USD", "CAD"),
  amount: fc.integer({ min: 1, max: 9_000 }),
  captured: part,
  approved: part,
  disputed: part,
  refunds: fc.array(
    fc.record({ amount: part, at: fc.oneof(time, fc.constant(null)), status: fc.constantFrom("done", "failed") }),
    { maxLength: 3 },
  ),
  customerId: fc.constantFrom("c1", "c2", null),
  channel: fc.constantFrom("phone", "mail", undefined),
  operator: fc.constantFrom("ana", "ben", undefined),
  failureCode: fc.constantFrom("D2012", null),
});

function made(one: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Payment {
  const { id, status, createdAt, currency, customerId, failureCode, channel, operator } = one;
  return payment(id, {
    status,
    createdAt,
    currency,
    customerId,
    failureCode,
    amount: one.amount as Cents,
    amountCaptured: one.captured as Cents | null,
    amountApproved: one.approved as Cents | null,
    amountDisputed: one.disputed as Cents | null,
    refunds: one.refunds.map(({ amount, at, status: of }) => ({
      ...refund(0, { createdAt: at, status: of }),
      amount: amount as Cents | null,
    })),
    metadata: { note: "x", ...(channel && { channel }), ...(operator && { operator }) },
  });
}

const account = fc.constantFrom("one", "two");
const deed = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("put" as const), account, all: fc.array(drawn) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clear" as const), account }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("tidy" as const), steps: fc.constantFrom(1, 2, 100) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("forget" as const), account, who: fc.constantFrom("c1", "c2") }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("break" as const), account, all: fc.array(drawn) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("look" as const), account }) },
);

/** A list of payments that fails when it has been written in part. */
function broken(all: readonly Payment[]): readonly Payment[] {
  const bad = payment("bad");
  Object.defineProperty(bad, "metadata", {
    get: () => {
      throw new Error("it ended here");
    },
  });
  return [...all, bad];
}

async function expectEqual(store: HistoryStore): Promise<void> {
  for (const of of ["one", "two"]) {
    const [kept, counts] = [everything(store, of), await store.counts(of)];
    for (const [from, to] of [
      [0, 4e12],
      [NOON, NOON + 2 * QUARTER],
      [NOON - QUARTER, NOON],
    ] as const)
      expect(told(counts, from, to)).toEqual(fullCount(kept, from, to));
    const slots = [-2, -1, 0, 1].map((by) => ({ from: NOON + by * QUARTER, to: NOON + (by + 1) * QUARTER }));
    const bySlot = slots.map((_, at) =>
      [...counts.slots(slots).values()].reduce((sum, { taken }) => sum + (taken[at]?.amount ?? 0), 0),
    );
    const full = slots.map(({ from, to }) =>
      [...fullCount(kept, from, to)].reduce(
        (sum, [key, [, amount]]) => sum + (key.startsWith('["taken"') ? amount : 0),
        0,
      ),
    );
    expect(bySlot).toEqual(full);
  }
}

it("MONEY: kept sums are those of a full count, whatever happened to the payments", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 12 }), fc.constantFrom(5, 1_000), async (deeds, rows) => {
      const { store } = openHistory({ file: ":memory:", key: null }, NOON, { rows, bytes: 2 ** 40 });
      for (const one of deeds) {
        if (one.kind === "put") store.put(one.account, one.all.map(made));
        else if (one.kind === "clear") store.clear(one.account);
        else if (one.kind === "tidy") await store.tidy(one.steps, () => true);
        else if (one.kind === "look") await store.counts(one.account);
        else if (one.kind === "break") expect(() => store.put(one.account, broken(one.all.map(made)))).toThrow("ended");
        else
          store.forgetPerson(
            one.account,
            one.who,
            everything(store, one.account).filter(({ customerId }) => customerId === one.who),
          );
      }
      await expectEqual(store);
      store.close();
    }),
    { numRuns: 150 },
  );
});

it("are there after a restart, and are those of the file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-sums-"));
  const where = { file: join(folder, "history.db"), key: "5c".repeat(32) };
  const first = openHistory(where).store;
  first.put("one", [payment("p1"), payment("p2", { status: "refunded", refunds: [refund(500)] })]);
  await first.counts("one");
  first.close();
  const second = openHistory(where).store;
  second.put("one", [payment("p1", { status: "voided" })]);
  await expectEqual(second);
  second.close();
  rmSync(folder, { recursive: true });
});
