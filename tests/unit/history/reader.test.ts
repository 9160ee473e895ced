import fc from "fast-check";
import { expect, it } from "vitest";
import { createReader, type Reader } from "../../../src/main/history/reader";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { silentLog } from "../../../src/main/base/log";
import type { Processor } from "../../../src/main/processors/processor";
import { Failure } from "../../../src/shared/failure";
import type { Payment } from "../../../src/shared/payment";
import { paymentNumber } from "../../fixtures/payments";

/**
 * The background reading against a list that grows at the top while it is read, whose pages fail, and a program that
 * stops and starts in between: in the end the copy has exactly what the list has. Time passes as fast as anybody waits
 * for it.
 */
interface World {
  readonly list: Payment[];
  failing: number;
  now: number;
  made: number;
}

const DAY = 86_400_000;

function pay(world: World, count: number, everyMs = 7_000): void {
  for (let at = 0; at < count; at++) {
    world.now += everyMs;
    world.made += 1;
    world.list.unshift({
      ...paymentNumber(world.made, world.now),
      createdAt: Math.floor(world.now / 1000) * 1000,
      status: "captured",
    });
  }
}

function processorOf(world: World): Processor {
  return {
    name: "List",
    capabilities: new Set(),
    close: () => undefined,
    listPayments: async (cursor: string | null, limit: number) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (world.failing > 0) {
        world.failing -= 1;
        throw new Failure("timeout", "The processor did not answer in time.");
      }
      // Pages are numbered, as PayArc's are: what is new at the top moves everything down.
      const page = Number(cursor ?? 1);
      const items = world.list.slice((page - 1) * limit, page * limit).map((payment) => ({ ...payment }));
      return { items, next: page * limit < world.list.length ? String(page + 1) : null, total: world.list.length };
    },
  } as unknown as Processor;
}

function readerOf(world: World, store: HistoryStore): Reader {
  return createReader({
    store,
    log: silentLog,
    onStatus: () => undefined,
    clock: {
      wall: () => world.now,
      after: (ms, run) => {
        const timer = setImmediate(() => {
          world.now += ms;
          run();
        });
        return () => clearImmediate(timer);
      },
    },
  });
}

function kept(store: HistoryStore): string[] {
  const found: string[] = [];
  for (let before: number | null = null; ; ) {
    const { kept: some, next } = store.list(
      "training",
      { match: null, from: null, to: null, amountFrom: null, amountTo: null },
      before,
      500,
    );
    found.push(...some.map(({ id, status }) => `${id} ${status}`));
    if (next === null) return found;
    before = next;
  }
}

type Happening =
  | { what: "pay"; count: number }
  | { what: "fail"; count: number }
  | { what: "void"; at: number }
  | { what: "restart" }
  | { what: "wait"; turns: number };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ what: fc.constant("pay" as const), count: fc.integer({ min: 1, max: 260 }) }),
  fc.record({ what: fc.constant("fail" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ what: fc.constant("void" as const), at: fc.nat(400) }),
  fc.record({ what: fc.constant("restart" as const) }),
  fc.record({ what: fc.constant("wait" as const), turns: fc.integer({ min: 1, max: 12 }) }),
);

it("has in the end exactly what is listed, whatever happened while it was read", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 350 }),
      fc.array(happening, { maxLength: 14 }),
      async (before, happenings) => {
        const world: World = { list: [], failing: 0, now: Date.UTC(2026, 10, 1), made: 0 };
        pay(world, before);
        const { store } = openHistory({ file: ":memory:", key: null });
        const processor = processorOf(world);
        let reader = readerOf(world, store);
        reader.start("training", processor);
        const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
        for (const one of happenings) {
          if (one.what === "pay") pay(world, one.count);
          if (one.what === "fail") world.failing += one.count;
          if (one.what === "void") {
            const payment = world.list[one.at];
            if (payment) world.list[one.at] = { ...payment, status: "voided" };
          }
          if (one.what === "restart") {
            reader.stop();
            reader = readerOf(world, store);
            reader.start("training", processor);
          }
          for (let at = 0; at < (one.what === "wait" ? one.turns : 3); at++) await turn();
        }
        const wanted = world.list.map(({ id, status }) => `${id} ${status}`);
        const deadline = world.now + 2 * DAY;
        while (world.now < deadline && kept(store).length !== wanted.length) await turn();
        // Statuses of the last ten days are looked at again every half an hour.
        while (world.now < deadline && kept(store).join() !== wanted.join())
          for (let at = 0; at < 20; at++) await turn();
        reader.stop();
        expect(kept(store)).toEqual(wanted);
        store.close();
      },
    ),
    { numRuns: 20 },
  );
});

it("a reading of the newest that breaks off leaves no gap: the next one reads down to where all is known", async () => {
  const world: World = { list: [], failing: 0, now: Date.UTC(2026, 10, 1), made: 0 };
  pay(world, 250);
  const { store } = openHistory({ file: ":memory:", key: null });
  const processor = processorOf(world);
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  let reader = readerOf(world, store);
  reader.start("training", processor);
  while (store.state("training").wholeAt === null) await turn();
  reader.stop();
  await turn();

  // Three pages are new, within less time than brings the last ten days up again; the program ends after the first of
  // them was read.
  pay(world, 280, 4_000);
  const { newestAt } = store.state("training");
  reader = readerOf(world, store);
  reader.start("training", processor);
  while (store.state("training").newestAt === newestAt) await turn();
  reader.stop();
  expect(store.count("training")).toBeGreaterThanOrEqual(350);
  expect(store.count("training")).toBeLessThan(530);

  reader = readerOf(world, store);
  reader.start("training", processor);
  const deadline = world.now + 5 * 60_000;
  while (world.now < deadline && store.count("training") < 530) await turn();
  reader.stop();
  expect(kept(store)).toEqual(world.list.map(({ id, status }) => `${id} ${status}`));
  store.close();
});

it("sees what is new in a list that begins with the oldest, without a walk through everything", async () => {
  const world: World = { list: [], failing: 0, now: Date.UTC(2026, 10, 1), made: 0 };
  pay(world, 150);
  const { store } = openHistory({ file: ":memory:", key: null });
  const risen = (): World => ({ ...world, list: world.list.toReversed() });
  const oldestFirst = {
    ...processorOf(world),
    listPayments: (cursor: string | null, limit: number) => processorOf(risen()).listPayments(cursor, limit, "later"),
  };
  const reader = readerOf(world, store);
  reader.start("training", oldestFirst);
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  while (store.state("training").wholeAt === null) await turn();
  world.now += 60 * 60_000;
  pay(world, 5);
  const { wholeAt } = store.state("training");
  const solidAt = world.list[0]?.createdAt;
  reader.refresh("newest");
  const deadline = world.now + 10 * 60_000;
  while (world.now < deadline && store.state("training").solidAt !== solidAt) await turn();
  expect(store.state("training")).toMatchObject({ wholeAt, solidAt });
  expect(store.count("training")).toBe(155);
  reader.stop();
  store.close();
});

it("stops at a list that has no end, says so, and no longer calls the copy complete", async () => {
  const world: World = { list: [], failing: 0, now: Date.UTC(2026, 10, 1), made: 0 };
  pay(world, 120);
  const { store } = openHistory({ file: ":memory:", key: null });
  let pages = 0;
  const endless = {
    ...processorOf(world),
    listPayments: async () => {
      await new Promise((resolve) => void setImmediate(resolve));
      pages += 1;
      return { items: world.list.slice(0, 100), next: String(pages), total: null };
    },
  };
  const reader = readerOf(world, store);
  reader.start("training", endless);
  const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  while (store.state("training").wholeAt === null) await turn();
  expect(store.state("training")).toMatchObject({ walking: false, cursor: null, cut: "endless" });
  expect(reader.notices("training").map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^The processor’s list of payments has no end/),
  ]);
  expect(reader.status("training")).toMatchObject({ state: "ready", count: 100, sentence: null });
  expect(pages, "the newest once, then the walk").toBeLessThan(10);
  const { now } = world;
  const before = pages;
  while (world.now < now + 3_600_000) await turn();
  expect(pages - before, "four at each look at the newest").toBeLessThan(4 * 40);
  reader.stop();
  store.close();
});
