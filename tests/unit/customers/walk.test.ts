import { afterEach, beforeEach, expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { createWalker, type Walker } from "../../../src/main/customers/walk";
import { silentLog } from "../../../src/main/base/log";
import type { DirectoryStatus } from "../../../src/shared/contract";
import { Failure } from "../../../src/shared/failure";
import { handClock, until, type HandClock } from "../../fixtures/hand-clock";
import { memoryProcessor } from "../../fixtures/memory-processor";
import { person } from "../../fixtures/people";

const people = (from: number, count: number) => Array.from({ length: count }, (_, at) => person(from + at));
let directory: Directory;
let clock: HandClock;
let walker: Walker;
let statuses: DirectoryStatus[];

beforeEach(() => {
  directory = openDirectory({ file: ":memory:", key: null }, 0).directory;
  clock = handClock();
  statuses = [];
  walker = createWalker({ directory, clock, log: silentLog, onStatus: (status) => statuses.push(status) });
});
afterEach(() => {
  walker.stop();
  directory.close();
});

const ready = (): boolean => walker.status("training").state === "ready" && !directory.walkState("training").walking;

it("goes on where it stopped after a restart", async () => {
  const first = memoryProcessor(people(0, 950));
  let pages = 0;
  first.gate = () => (++pages > 4 ? new Promise<void>(() => {}) : Promise.resolve());
  walker.start("training", first.customers);
  await until(() => directory.walkState("training").cursor === "5" && pages === 5);
  walker.stop();
  expect(directory.count("training")).toBe(400);

  const second = memoryProcessor(people(0, 950));
  const again = createWalker({ directory, clock, log: silentLog, onStatus: () => {} });
  again.start("training", second.customers);
  await until(() => directory.count("training") === 950 && !directory.walkState("training").walking);
  expect(second.asked.slice(0, 3), "a look at the first page, then on from the fifth").toEqual([
    "list",
    "list 5",
    "list 6",
  ]);
  expect(second.asked).toHaveLength(7);
  again.stop();
});

it("shows the good rows beside a bad one, and tells of that one for as long as it is listed", async () => {
  const processor = memoryProcessor(people(0, 650));
  let unread = 1;
  const book = {
    ...processor.customers,
    list: async (cursor: string | null, limit: number) => {
      const page = await processor.customers.list(cursor, limit);
      return cursor === "3" ? { ...page, unread } : page;
    },
  };
  walker.start("training", book);
  await until(ready);
  expect(directory.count("training")).toBe(650);
  expect(walker.notices("training")).toMatchObject([{ sentence: expect.stringContaining("Not every customer") }]);
  walker.stop();
  // Told after a restart as well.
  const again = createWalker({ directory, clock, log: silentLog, onStatus: () => {} });
  expect(again.notices("training")).toHaveLength(1);
  unread = 0;
  again.start("training", book);
  again.refresh();
  await until(() => again.notices("training").length === 0 && !directory.walkState("training").walking);
  expect(directory.count("training")).toBe(650);
  again.stop();
});

it("forgets at once who is gone for certain", async () => {
  const processor = memoryProcessor(people(0, 250));
  walker.start("training", processor.customers);
  await until(ready);
  const [gone] = processor.book.splice(120, 1);
  walker.refresh();
  await until(() => directory.count("training") === 249);
  expect(directory.line("training", gone?.id ?? "")).toBeNull();
});

it("keeps who slipped between pages while they shifted, and forgets only after the second walk", async () => {
  const processor = memoryProcessor(people(0, 600));
  walker.start("training", processor.customers);
  await until(ready);
  // While the second walk is at page 3, somebody of page 1 is deleted: the first of page 4 moves onto page 3, unseen.
  const slipped = processor.book[300]?.id ?? "";
  const removed = processor.book[10]?.id ?? "";
  let pages = 0;
  processor.gate = () => {
    pages += 1;
    if (pages === 3) processor.book.splice(10, 1);
    return Promise.resolve();
  };
  walker.refresh();
  await until(() => pages >= 6 && ready());
  expect(directory.line("training", slipped)).not.toBeNull();
  expect(directory.line("training", removed)).not.toBeNull();
  walker.refresh();
  await until(() => pages >= 12 && ready());
  expect(directory.line("training", slipped)).not.toBeNull();
  expect(directory.line("training", removed)).toBeNull();
});

it("begins anew when the token is of another account: their customers never mix", async () => {
  walker.start("training", memoryProcessor(people(0, 250)).customers);
  await until(ready);
  directory.put("payarc_live", people(0, 30));
  const other = memoryProcessor(people(5000, 130));
  let pages = 0;
  other.gate = () => (++pages > 2 ? new Promise<void>(() => {}) : Promise.resolve());
  walker.start("training", other.customers);
  await until(() => pages === 3);
  expect(directory.count("training")).toBe(100);
  expect(directory.search("training", person(0).id, 5)).toEqual([]);
  expect(directory.search("training", person(5000).id, 5)).toHaveLength(1);
  expect(directory.search("payarc_live", person(0).id, 5)).toHaveLength(1);
  expect(directory.search("payarc_live", person(0).email ?? "", 5)).not.toHaveLength(0);
});

it("does not undo what a person did while a page was on its way", async () => {
  const processor = memoryProcessor(people(0, 50));
  let open: () => void = () => {};
  processor.gate = () =>
    new Promise((resolve) => {
      open = resolve;
    });
  walker.start("training", processor.customers);
  await until(() => processor.asked.length === 1);
  await Promise.resolve();
  const [edited, deleted] = [person(3), person(4)];
  walker.changedByHand(edited.id);
  directory.put("training", [{ ...edited, name: "Newly Wed" }]);
  walker.changedByHand(deleted.id);
  await until(() => {
    open();
    return ready();
  });
  expect(directory.line("training", edited.id)?.name).toBe("Newly Wed");
  expect(directory.line("training", deleted.id)).toBeNull();
});

it("says why it cannot read, waits longer each time, and begins again when its place is no longer accepted", async () => {
  const processor = memoryProcessor(people(0, 950));
  let pages = 0;
  processor.gate = () => {
    pages += 1;
    if (pages === 3)
      for (let times = 0; times < 2; times++)
        processor.next("list", { failure: new Failure("not_found", "There is no such page.") });
    return Promise.resolve();
  };
  walker.start("training", processor.customers);
  await until(() => walker.status("training").state === "failed");
  expect(walker.status("training").sentence).toBe("There is no such page.");
  expect(processor.asked).toHaveLength(4);
  clock.move(1999);
  expect(processor.asked).toHaveLength(4);
  clock.move(1);
  await until(() => processor.asked.length === 5);
  await until(() => directory.walkState("training").cursor === null);
  clock.move(3999);
  expect(processor.asked).toHaveLength(5);
  clock.move(1);
  await until(ready);
  expect(processor.asked[5]).toBe("list");
  expect(directory.count("training")).toBe(950);
});

it("tells how far it is, but not more than four times a second", async () => {
  walker.start("training", memoryProcessor(people(0, 1500)).customers);
  await until(ready);
  expect(statuses.length).toBeLessThanOrEqual(2);
  clock.move(250);
  expect(statuses.at(-1)).toMatchObject({ state: "ready", count: 1500, total: 1500 });
});

it("stops at a list that has no end, says so on every screen, and looks again no sooner than hours later", async () => {
  const book = memoryProcessor(people(0, 150)).customers;
  let asked = 0;
  const endless = {
    ...book,
    list: async () => {
      asked += 1;
      await Promise.resolve();
      return { items: people(0, 100), next: String(asked), total: 150 };
    },
  };
  walker.start("training", endless);
  await until(() => directory.walkState("training").finishedAt !== null);
  expect(asked).toBe(4);
  expect(walker.status("training")).toMatchObject({ state: "ready", count: 100, sentence: null });
  expect(walker.notices("training").map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^The processor’s list of customers has no end/),
  ]);
  expect(walker.notices("payarc_live")).toEqual([]);
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await until(() => clock.planned().some((ms) => ms > 60_000));
    clock.move(5 * 60_000);
    await until(() => asked >= 5 + minutes / 5);
  }
  expect(asked, "only the first page, now and then").toBe(4 + 12);
  walker.stop();

  const again = createWalker({ directory, clock, log: silentLog, onStatus: () => {} });
  again.start("training", book);
  again.refresh();
  await until(() => directory.count("training") === 150 && again.notices("training").length === 0);
  again.stop();
});
