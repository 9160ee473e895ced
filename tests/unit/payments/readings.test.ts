import { beforeEach, describe, expect, test } from "vitest";
import type { Connected } from "../../../src/main/payments/attempts";
import { createReadings, type Readings } from "../../../src/main/payments/readings";
import { createRecent, type Recent } from "../../../src/main/payments/recent";
import type { Page, Processor } from "../../../src/main/processors/processor";
import { Failure } from "../../../src/shared/failure";
import type { Payment } from "../../../src/shared/payment";
import { FakeClock } from "../../faults/fake-clock";
import { paymentNumber } from "../../fixtures/payments";

const NOW = 1_800_000_000_000;
const PER_PAGE = 50;

let clock: FakeClock;
let book: Payment[];
let asked: (string | null)[];
let trouble: Failure | null;
let held: (() => void)[] | null;
let connected: Connected;
let seen: string[];
let readings: Readings;
let recent: Recent;

/** A processor of which only the list is used. */
function listing(): Processor {
  const list = async (cursor: string | null): Promise<Page<Payment>> => {
    asked.push(cursor);
    if (held !== null) await new Promise<void>((resolve) => held?.push(resolve));
    if (trouble !== null) throw trouble;
    const from = cursor === null ? 0 : Number(cursor);
    const items = book.slice(from, from + PER_PAGE);
    const next = from + PER_PAGE < book.length ? String(from + PER_PAGE) : null;
    return { items, next, total: book.length };
  };
  return { listPayments: list } as unknown as Processor;
}

beforeEach(() => {
  clock = new FakeClock(NOW);
  book = Array.from({ length: 120 }, (_, number) => paymentNumber(number, NOW));
  asked = [];
  trouble = null;
  held = null;
  seen = [];
  connected = { id: "payarc_test", processor: listing() };
  readings = createReadings({ clock, seen: (_id, payments) => seen.push(...payments.map(({ id }) => id)) });
  recent = createRecent({ clock, readings, processorTime: () => NOW, log: () => {} });
});

function pass(ms: number): void {
  clock.after(ms, () => {});
  clock.step();
}

describe("readings", () => {
  test("those who ask at about the same time share the requests, page by page", async () => {
    const one = readings.of(connected, { notBefore: clock.steady(), urgency: "now" });
    const other = readings.of(connected, { notBefore: clock.steady() - 1_000, urgency: "now" });
    const pages = await Promise.all([one.page(0), other.page(0), other.page(1), one.page(1), one.page(2), one.page(3)]);
    expect(asked).toEqual([null, "50", "100"]);
    expect(pages.map((page) => page?.items.length ?? null)).toEqual([50, 50, 50, 50, 20, null]);
    expect(seen).toHaveLength(120);
  });

  test("an older reading serves nobody who needs a newer one", async () => {
    await readings.of(connected, { notBefore: clock.steady(), urgency: "now" }).page(0);
    pass(2_001);
    await readings.of(connected, { notBefore: clock.steady() - 2_000, urgency: "now" }).page(0);
    expect(asked).toHaveLength(2);
  });

  test("MONEY: one that was begun before something happened does not serve to look for it", async () => {
    await readings.of(connected, { notBefore: 0, urgency: "now" }).page(0);
    const mark = readings.mark();
    await readings.of(connected, { notBefore: 0, after: mark, urgency: "now" }).page(0);
    expect(asked).toHaveLength(2);
    await readings.of(connected, { notBefore: 0, after: mark, urgency: "now" }).page(0);
    expect(asked).toHaveLength(2);
  });

  test("one that waits in the background serves nobody in a hurry before it is answered", async () => {
    held = [];
    const slow = readings.of(connected, { notBefore: clock.steady(), urgency: "later" }).page(0);
    const quick = readings.of(connected, { notBefore: clock.steady(), urgency: "now" }).page(0);
    expect(asked).toHaveLength(2);
    for (const go of held) go();
    await Promise.all([slow, quick]);
    await readings.of(connected, { notBefore: clock.steady(), urgency: "later" }).page(0);
    expect(asked).toHaveLength(2);
  });

  test("a reading that broke serves nobody after it", async () => {
    trouble = new Failure("timeout", "Too slow.");
    await expect(readings.of(connected, { notBefore: clock.steady(), urgency: "now" }).page(0)).rejects.toMatchObject({
      code: "timeout",
    });
    trouble = null;
    expect((await readings.of(connected, { notBefore: clock.steady(), urgency: "now" }).page(0))?.items).toHaveLength(
      50,
    );
  });

  test("other credentials are another account, whose list was not read", async () => {
    await readings.of(connected, { notBefore: clock.steady(), urgency: "now" }).page(0);
    await readings.of({ ...connected, processor: listing() }, { notBefore: clock.steady(), urgency: "now" }).page(0);
    expect(asked).toHaveLength(2);
  });
});

describe("the guard's look", () => {
  test("is not older than it may be, and says when it could not be made", async () => {
    expect(await recent.refresh(connected, 2_000, 5_000)).toEqual({ kind: "looked" });
    pass(2_000);
    expect(await recent.refresh(connected, 2_000, 5_000)).toEqual({ kind: "looked" });
    expect(asked).toHaveLength(3);
    pass(1);
    trouble = new Failure("rate_limited", "Slow down.");
    expect(await recent.refresh(connected, 2_000, 5_000)).toEqual({ kind: "failed", failure: trouble });
  });

  test("sees what another desk charged since the look before", async () => {
    await recent.refresh(connected, 2_000, 5_000);
    const theirs = { ...paymentNumber(0, NOW), id: "theirs", createdAt: NOW };
    book.unshift(theirs);
    pass(2_001);
    await recent.refresh(connected, 2_000, 5_000);
    expect(recent.similar("payarc_test", theirs, NOW - 60_000)).toContainEqual(theirs);
  });

  test("does not keep a charge waiting for longer than it may", async () => {
    held = [];
    const looked = recent.refresh(connected, 2_000, 5_000);
    expect(clock.step()).toBe(true);
    expect(await looked).toEqual({ kind: "late" });
  });
});
