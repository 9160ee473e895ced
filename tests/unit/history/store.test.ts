import { expect, it } from "vitest";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import type { Payment, Refund } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";
import { refund } from "../../fixtures/days";

/** The copy of the payments has a limit, in rows and in bytes, and so has each payment in it. */

const NEWEST = Date.UTC(2026, 10, 21, 15);
const numbered = (number: number): Payment => paymentNumber(number, NEWEST);
const open = (limit: { rows?: number; bytes?: number }): HistoryStore =>
  openHistory({ file: ":memory:", key: null }, NEWEST, { rows: 1_000, bytes: 2 ** 40, ...limit }).store;
const idsOf = (store: HistoryStore, connection = "training"): string[] =>
  store
    .list(connection, { match: null, from: null, to: null, amountFrom: null, amountTo: null }, null, 500)
    .kept.map(({ id }) => id);
const newest = (count: number): string[] => Array.from({ length: count }, (_, at) => numbered(at).id);

it("keeps the newest when it is full, in whatever order they come", () => {
  const store = open({ rows: 50 });
  store.put("live", [numbered(900)]);
  for (let at = 99; at >= 0; at -= 10)
    store.put(
      "training",
      Array.from({ length: 10 }, (_, by) => numbered(at - by)),
    );
  expect(idsOf(store)).toEqual(newest(50));
  for (let at = 50; at < 100; at += 10)
    store.put(
      "training",
      Array.from({ length: 10 }, (_, by) => numbered(at + by)),
    );
  expect(idsOf(store)).toEqual(newest(50));
  expect([store.count("training"), store.isFull("training")]).toEqual([50, true]);
  expect([idsOf(store, "live"), store.isFull("live")]).toEqual([[numbered(900).id], false]);
  // What is gone is gone from searches too.
  const found = store.list(
    "training",
    { match: `"i${numbered(70).id}"`, from: null, to: null, amountFrom: null, amountTo: null },
    null,
    5,
  );
  expect(found.kept).toEqual([]);
  store.put("training", [{ ...numbered(3), status: "voided" }]);
  expect([store.count("training"), store.get("training", numbered(3).id)?.status]).toEqual([50, "voided"]);
  store.clear("training");
  expect([store.count("training"), store.isFull("training")]).toEqual([0, false]);
  store.close();
});

it("grows no further in bytes either: what is new takes the place of the oldest", () => {
  const store = open({ bytes: 1 });
  store.put("training", [numbered(5)]);
  expect([store.count("training"), store.isFull("training")]).toEqual([0, true]);
  store.close();
  const some = openHistory({ file: ":memory:", key: null }, NEWEST, { rows: 1_000, bytes: 400_000 }).store;
  for (let at = 400; at >= 0; at -= 1) some.put("training", [numbered(at)]);
  expect(some.isFull("training")).toBe(true);
  const kept = idsOf(some);
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(400);
  expect(kept).toEqual(newest(kept.length));
  some.close();
});

it("counts what it keeps, also when a payment moves in time", () => {
  const store = open({});
  store.put("training", [numbered(1), numbered(2)]);
  store.put("training", [{ ...numbered(2), createdAt: NEWEST + 5_000 }, numbered(3), numbered(1)]);
  expect([store.count("training"), idsOf(store)]).toEqual([3, [numbered(2).id, numbered(1).id, numbered(3).id]]);
  store.close();
});

it("keeps payments of whatever time they say, several of one too", () => {
  const store = open({});
  const times = [Date.UTC(2300, 0), Date.UTC(9999, 0), NEWEST, null, Date.UTC(1960, 0), Date.UTC(1901, 0)];
  store.put(
    "training",
    times.flatMap((createdAt, at) => [
      { ...numbered(2 * at), createdAt },
      { ...numbered(2 * at + 1), createdAt },
    ]),
  );
  expect(new Set(idsOf(store))).toEqual(new Set(newest(2 * times.length)));
  store.close();
});

it("keeps no endless text, no endless list of a payment, and nothing under an id that nobody could ask for", () => {
  const long = "x".repeat(100_000);
  const store = open({});
  const refunds: Refund[] = Array.from({ length: 5_000 }, () => refund(1, { id: long, status: long, reason: long }));
  const payment: Payment = {
    ...numbered(1),
    reference: long,
    statusRaw: long,
    authCode: long,
    failureMessage: long,
    email: long,
    description: long,
    refunds,
    metadata: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`${at}${long}`, long])),
  };
  store.put("training", [payment, { ...numbered(2), id: "y".repeat(201) }, { ...numbered(3), id: "y".repeat(200) }]);
  expect(idsOf(store)).toEqual([numbered(1).id, "y".repeat(200)]);
  expect(JSON.stringify(store.get("training", numbered(1).id)).length).toBeLessThan(500_000);
  expect(store.get("training", numbered(1).id)?.description).toBe("x".repeat(500));
  store.close();
});
