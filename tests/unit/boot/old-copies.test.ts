import { afterEach, expect, it } from "vitest";
import { dropOldCopies } from "../../../src/main/boot/old-copies";
import { openDirectory } from "../../../src/main/customers/directory";
import { openHistory } from "../../../src/main/history/store";
import { person } from "../../fixtures/people";
import { payment } from "../../fixtures/days";

const NOW = Date.UTC(2026, 10, 29, 9);
const DAY = 24 * 60 * 60_000;
const { store } = openHistory({ file: ":memory:", key: null });
const { directory } = openDirectory({ file: ":memory:", key: null }, NOW);
afterEach(() => {
  for (const account of ["a", "b", "c"]) {
    store.clear(account);
    directory.clear(account);
  }
});

/** A copy with one payment and one customer, read last so many days ago; null: never. */
function copyOf(account: string, daysAgo: number | null): void {
  store.put(account, [payment(`p-${account}`)]);
  directory.put(account, [person(1)]);
  store.saveState(account, { ...store.state(account), newestAt: daysAgo === null ? null : NOW - daysAgo * DAY });
}
const left = (account: string): readonly number[] => [store.count(account), directory.count(account)];
const drop = (days: number): readonly string[] =>
  dropOldCopies({ accounts: ["a", "b", "c"], store, directory, days, now: NOW });

it("lets go of the copies that nobody opened for so long, and of no other", () => {
  copyOf("a", 29.9);
  copyOf("b", 30);
  copyOf("c", null);
  expect(drop(30)).toEqual(["b"]);
  expect(["a", "b", "c"].map(left)).toEqual([
    [1, 1],
    [0, 0],
    [1, 1],
  ]);
  expect(drop(30)).toEqual([]);
});

it("keeps all of them where nothing is set", () => {
  copyOf("a", 4_000);
  expect(drop(0)).toEqual([]);
  expect(left("a")).toEqual([1, 1]);
});
