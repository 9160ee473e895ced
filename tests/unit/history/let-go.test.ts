import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ask } from "../../../src/main/history/question";
import { openHistory, type HistoryStore } from "../../../src/main/history/store";
import { openToRead } from "../../../src/main/storage/database";
import { NO_FILTER } from "../../../src/shared/history";
import { paymentNumber } from "../../fixtures/payments";

/** All payments of an account are forgotten at once, and taken off the disk step by step. */
const NOW = Date.UTC(2026, 10, 21, 15);
const payments = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => paymentNumber(from + at, NOW));
const always = (): boolean => true;
const EVERYTHING = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
const EMPTY = [0, [], { count: 0, sums: [], totals: [] }, []];

let folder: string;
let store: HistoryStore;
const where = () => ({ file: join(folder, "history.db"), key: "5c".repeat(32) });
const open = (): HistoryStore => openHistory(where(), NOW).store;
const found = (account: string, clue: string): string[] => {
  const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
  return question === null ? [] : store.list(account, question, null, 1_000).kept.map(({ id }) => id);
};
/** All that is told of an account's payments. */
const told = async (account: string) => [
  store.count(account),
  found(account, "visa"),
  await store.sum(account, EVERYTHING),
  (await store.counts(account)).groups({ from: 0, to: NOW * 2 }),
];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-"));
  store = open();
  store.put("payarc_live", payments(0, 120));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

it("nobody finds them from then on, and others get their turn while they go", async () => {
  const others = await told("payarc_live");
  store.put("training", payments(0, 240));
  await store.counts("training");
  store.saveState("training", { ...store.state("training"), walking: true, cursor: "c", wholeAt: NOW, cut: "full" });
  store.clear("training");
  expect(await told("training")).toEqual(EMPTY);
  expect([store.has("training", paymentNumber(0, NOW).id), store.payers("training", null, 5)]).toEqual([false, []]);
  expect(store.state("training")).toEqual(store.state("new"));

  store.put("training", payments(1_000, 5));
  const five = await told("training");
  let turns = 0;
  const counting = setInterval(() => turns++, 0);
  expect(await store.tidy(3, always), "more is left").toBe(true);
  expect(await store.tidy(1_000, always)).toBe(false);
  clearInterval(counting);
  expect(turns).toBeGreaterThan(5);
  expect(await told("training")).toEqual(five);
  expect(five[0]).toBe(5);
  expect(await told("payarc_live")).toEqual(others);
});

it("stops when it is told to, and goes on after the next start, until nothing is left", async () => {
  const others = await told("payarc_live");
  store.put("training", payments(0, 240));
  store.clear("training");
  expect(await store.tidy(1_000, () => false)).toBe(true);
  await store.tidy(2, always);
  store.close();
  store = open();
  expect(await told("training")).toEqual(EMPTY);
  expect(await store.tidy(1_000, always)).toBe(false);
  store.clear("payarc_live");
  expect(await store.tidy(1_000, always)).toBe(false);
  expect(others[0]).toBe(120);
  store.close();
  const file = openToRead(where());
  for (const table of ["payments", "amounts", "clues", "sums", "sum_groups", "totals", "given_back"])
    expect([table, file.prepare(`SELECT count(*) FROM ${table}`).raw().get()]).toEqual([table, [0]]);
  file.close();
  store = open();
});

it("an account can be begun anew any number of times, also where nothing has been taken off the disk", async () => {
  for (let time = 0; time < 40; time++) {
    store.put("training", payments(0, 3));
    store.clear("training");
    if (time < 20) await store.tidy(1_000, always);
  }
  store.put("training", payments(0, 3));
  expect([store.count("training"), (await store.sum("training", EVERYTHING)).count]).toEqual([3, 3]);
  expect(store.count("payarc_live")).toBe(120);
});

it("whoever asked to be forgotten stays forgotten when the payments are read again", async () => {
  const [one] = payments(0, 1);
  const customer = one?.customerId;
  if (!one || !customer) throw new Error("no customer");
  store.put("training", [one]);
  const kept = store.get("training", one.id);
  store.forgetPerson("training", customer, kept ? [kept] : []);
  store.clear("training");
  store.put("training", [one]);
  expect(store.get("training", one.id)).toMatchObject({ holder: null, email: null, phone: null });
  await store.tidy(1_000, always);
  store.close();
  store = open();
  store.put("training", [{ ...one, updatedAt: NOW }]);
  expect(store.get("training", one.id)).toMatchObject({ holder: null, email: null, phone: null });
  expect(store.get("payarc_live", one.id)?.email, "another account's").toBe(one.email);
});
