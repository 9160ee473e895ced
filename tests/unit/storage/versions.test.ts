import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDirectory } from "../../../src/main/customers/directory";
import { openFilters } from "../../../src/main/history/filters";
import { ask } from "../../../src/main/history/question";
import { openHistory } from "../../../src/main/history/store";
import { Book as JustiFiBook } from "../../../src/main/practice/justifi/book";
import { Book as PayarcBook } from "../../../src/main/practice/payarc/book";
import { seededRandom } from "../../../src/main/practice/payarc/random";
import { openDatabase, type Where } from "../../../src/main/storage/database";
import { DatabaseTrouble } from "../../../src/main/storage/trouble";
import { upgrade, versionOf, type Step } from "../../../src/main/storage/versions";
import { moneyOf, NO_FILTER, type SavedFilter } from "../../../src/shared/history";
import { totalsOf } from "../../../src/shared/totals";
import { openJournal } from "../../../src/main/journal/open-journal";
import { rememberKey } from "../../../src/main/journal/key-check";
import { newIntent, type Open } from "../journal/book";
import { olderDatabase } from "../../fixtures/databases";
import { paymentNumber } from "../../fixtures/payments";
import { person } from "../../fixtures/people";

const NOW = Date.UTC(2026, 10, 21, 15);
let where: Where = { file: ":memory:", key: null };
const older = (name: string): Where => (where = olderDatabase(name));
afterEach(() => rmSync(dirname(where.file), { recursive: true, force: true }));

function openBook(place: Where): Open {
  const opened = openJournal(place, NOW);
  if (!opened.journal) throw new Error(opened.trouble);
  return opened;
}

function versionIn(place: Where): number {
  const database = openDatabase(place);
  const version = versionOf(database);
  database.close();
  return version;
}

describe("a file of an older version is read as it was meant", () => {
  it.each(["directory-0", "directory-0-before-seen-at", "directory-1"])("%s", (name) => {
    const { directory, setAside, onDisk } = openDirectory(older(name), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 6]);
    expect([directory.count("training"), directory.count("payarc_test")]).toEqual([3, 1]);
    expect(directory.kept("training", person(2).id)?.line.name).toBe(person(2).name);
    expect(directory.history("training", person(1).id)).toMatchObject([{ at: NOW, sentence: "Created" }]);
    directory.put("training", [person(5)]);
    expect(directory.count("training")).toBe(4);
    directory.close();
  });

  it("directory-1, whose customers get the words of today as they are walked through anew", () => {
    const before = openDatabase(older("directory-1"));
    before.exec("INSERT INTO clues (clues) VALUES ('delete-all')");
    before.close();
    const { directory } = openDirectory(where, NOW);
    const name = person(2).name ?? "";
    const found = (): (string | null)[] => directory.search("training", name, 5).map((line) => line.name);
    expect([found(), directory.walkState("training").startedAt ?? 0]).toEqual([[], 0]);
    directory.put("training", [person(2)]);
    expect(found()).toEqual([name]);
    directory.close();
  });

  it("history-1", () => {
    const { store, setAside, onDisk } = openHistory(older("history-1"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 12]);
    expect([store.count("training"), store.state("training").wholeAt]).toEqual([3, NOW]);
    store.close();
  });

  it("history-2, whose amounts had no currency: what may be another than US dollars is read again", async () => {
    const { store, setAside, onDisk } = openHistory(older("history-2"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 12]);
    const everything = { match: null, from: null, to: null, amountFrom: null, amountTo: null };
    const { sums, count, totals } = await store.sum("training", everything);
    const whole = [1, 2, 3].reduce((sum, number) => sum + paymentNumber(number, NOW).amount, 0);
    expect([count, sums]).toEqual([3, [{ currency: "USD", amount: whole }]]);
    const held = store.list("training", everything, null, 10).kept.map((kept) => ({
      ...kept,
      count: 1,
      amount: moneyOf(kept),
      refunded: kept.amountRefunded,
    }));
    expect(totals).toEqual(totalsOf(held));
    expect([store.get("training", "training1")?.currency, store.state("training").wholeAt]).toEqual(["USD", NOW]);
    expect([store.count("justifi_test"), store.list("justifi_test", everything, null, 10).kept]).toEqual([0, []]);
    expect(store.state("justifi_test")).toMatchObject({ wholeAt: null, newestAt: null, solidAt: null, total: null });
    store.put("justifi_test", [{ ...paymentNumber(1, NOW), id: "justifi_test1", currency: "CAD" }]);
    expect((await store.sum("justifi_test", everything)).sums).toMatchObject([{ currency: "CAD" }]);
    store.close();
  });

  it("history-3, whose invoice numbers nobody could look for", () => {
    const { store, setAside, onDisk } = openHistory(older("history-3"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 12]);
    const found = (clue: string): string[] => {
      const question = ask({ clue, filter: NO_FILTER, now: NOW, customerIds: [] });
      return question === null ? [] : store.list("training", question, null, 10).kept.map(({ id }) => id);
    };
    expect([found("1042"), found("inv-2026/1042"), found("1043")]).toEqual([["training2"], ["training2"], []]);
    expect(found("captured").length).toBeGreaterThan(0);
    store.close();
  });

  it("history-0, whose filters are taken over", () => {
    const { store, setAside, onDisk } = openHistory(older("history-0"), NOW);
    expect([setAside, onDisk, versionIn(where)]).toEqual([null, true, 12]);
    expect([store.count("training"), store.state("training").total]).toEqual([3, 3]);
    expect(store.get("training", paymentNumber(2, NOW).id)?.amount).toBe(paymentNumber(2, NOW).amount);
    const filters: SavedFilter[] = [];
    store.giveUpFilters((filter) => filters.push(filter));
    expect(filters).toMatchObject([{ name: "Mine", clue: "visa" }]);
    store.close();
  });

  it("journal-0, whose rows get their MACs", () => {
    const { journal, losses } = openBook(older("journal-0"));
    expect([losses, versionIn(where)]).toEqual([[], 2]);
    const states = journal.recent(20).map(({ intent, state }) => [Number(intent.id.slice(-2)), state]);
    expect(states).toEqual([
      [8, "closed"],
      [7, "sent"],
      [6, "closed"],
      [5, "closed_by_hand"],
      [4, "unknown"],
      [3, "closed"],
      [2, "sent"],
      [1, "opened"],
    ]);
    expect(journal.unfinished().map(({ intent }) => Number(intent.id.slice(-2)))).toEqual([1, 2, 4, 7]);
    expect(journal.chargeOf("training", "pay3")?.intent.amount).toBe(1003);
    expect(journal.onPayment("training", "pay3").map(({ intent }) => intent.operation)).toEqual([
      "refund",
      "refund",
      "charge",
    ]);
    journal.open(newIntent(), 9_000);
    journal.close();
    const again = openBook(where);
    expect([again.losses, again.journal.recent(20).length]).toEqual([[], 9]);
    again.journal.close();
  });

  it("journal-1, of which is kept from then on what was corrected and not read", () => {
    const { journal, losses } = openBook(older("journal-1"));
    expect([losses.map(({ what }) => what), versionIn(where)]).toEqual([["no_note"], 2]);
    expect(journal.closedAgain().map(({ intent }) => Number(intent.id.slice(-2)))).toEqual([4]);
    expect(journal.unfinished().map(({ intent }) => Number(intent.id.slice(-2)))).toEqual([2, 3]);
    journal.close();
  });

  it("journal-0 that is damaged is made anew, row by row", () => {
    const bytes = readFileSync(older("journal-0").file);
    bytes.fill(0, 0, 32);
    writeFileSync(where.file, bytes);
    rememberKey(where.file, where.key ?? "");
    const { journal, losses } = openBook(where);
    expect(losses).toMatchObject([{ what: "made_anew", taken: 22, unreadable: [] }]);
    expect(journal.recent(20).map(({ state }) => state)).toEqual([
      "closed",
      "sent",
      "closed",
      "closed_by_hand",
      "unknown",
      "closed",
      "sent",
      "opened",
    ]);
    journal.close();
  });

  it.each(["training-0", "training-1"])("%s", (name) => {
    const book = new PayarcBook(older(name), seededRandom("versions"));
    expect([book.count("customers"), versionIn(where)]).toEqual([3, 1]);
    expect(book.one("charges", "WHERE amount = ?", 1200)?.amount).toBe(1200);
    book.close();
  });

  it.each(["training-justifi-1", "training-justifi-2"])("%s", (name) => {
    const book = new JustiFiBook(older(name));
    const [paid] = book.payments(10, null, false);
    expect(paid?.doc).toMatchObject({ amount: 1000, method: { last4: "4242", invalidReason: null } });
    expect(book.method("pm_practice_visa")).toMatchObject({ last4: "4242", invalidReason: null });
    expect(versionIn(where)).toBe(2);
    book.close();
  });
});

describe("a file of a newer program", () => {
  const newer = (name: string): Buffer => {
    const database = openDatabase(older(name));
    database.exec("PRAGMA user_version = 99");
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    return readFileSync(where.file);
  };
  const untouched = (before: Buffer): void => {
    expect(readFileSync(where.file).equals(before)).toBe(true);
    expect(existsSync(`${where.file}-wal`) && readFileSync(`${where.file}-wal`).length > 0).toBe(false);
  };

  it.each([
    ["directory-0", openDirectory],
    ["history-0", openHistory],
    ["history-0", openFilters],
  ])("%s is left alone, and memory serves (%#)", (name, open) => {
    const before = newer(name);
    const { setAside, onDisk, newer: isNewer } = open(where, NOW);
    expect([setAside, onDisk, isNewer]).toEqual([null, false, true]);
    untouched(before);
  });

  it("a newer journal is left alone, and there is none", () => {
    const before = newer("journal-0");
    expect(openJournal(where, NOW)).toMatchObject({ journal: null, trouble: "newer" });
    untouched(before);
  });

  it.each([
    ["training-1", (place: Where) => new PayarcBook(place, seededRandom("versions"))],
    ["training-justifi-2", (place: Where) => new JustiFiBook(place)],
  ])("%s is left alone, and the practice server says so", (name, open) => {
    const before = newer(name);
    expect(() => open(where)).toThrow("database: newer");
    untouched(before);
  });
});

describe("steps", () => {
  const memory = { file: ":memory:", key: null };
  const add =
    (name: string): Step =>
    (database) =>
      database.exec(`CREATE TABLE ${name} (a)`);

  it("run once each and in order, from where the file is", () => {
    const database = openDatabase(memory);
    upgrade(database, [add("one")]);
    upgrade(database, [add("one"), add("two"), (file) => file.exec("DROP TABLE two; CREATE TABLE three (a)")]);
    upgrade(database, [add("one"), add("two"), add("three")]);
    const tables = database.prepare("SELECT name FROM sqlite_schema ORDER BY name").raw().all();
    expect([tables, versionOf(database)]).toEqual([[["one"], ["three"]], 3]);
  });

  it("that fail leave the file at the version before, whole", () => {
    const database = openDatabase(memory);
    const half: Step = (file) => file.exec("CREATE TABLE two (a); CREATE TABLE one (a)");
    expect(() => upgrade(database, [add("one"), half])).toThrow(DatabaseTrouble);
    const tables = database.prepare("SELECT name FROM sqlite_schema").raw().all();
    expect([tables, versionOf(database)]).toEqual([[["one"]], 1]);
  });
});
