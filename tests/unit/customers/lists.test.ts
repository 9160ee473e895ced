import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { keep } from "../../../src/main/customers/lines";
import { createLists, SIZES } from "../../../src/main/customers/lists";
import { createPlaces } from "../../../src/main/customers/places";
import { conditionOf, createShown } from "../../../src/main/customers/shown";
import { STEPS } from "../../../src/main/customers/tables";
import { createWriter } from "../../../src/main/customers/write-customer";
import { fits, foldFindable, readClue } from "../../../src/main/search/clues";
import { inTransaction, openDatabase, type Database } from "../../../src/main/storage/database";
import { upgrade } from "../../../src/main/storage/versions";
import type { Customer, CustomerShow } from "../../../src/shared/customer";
import { card, person } from "../../fixtures/people";

/** The lists by name beside a plain reckoning of the same: same customers, same order, at any offset. */
const NOW = Date.UTC(2026, 10, 20);
const SHOWS: readonly CustomerShow[] = ["all", "expired", "expiring", "no_default", "no_card"];

describe("places, over customers that come, go and change their names", () => {
  const NAMES = ["", "ann", "bea", "bea b", "zoë", "\u{10FFFF}x"] as const;
  const change = fc.oneof(
    { weight: 6, arbitrary: fc.record({ what: fc.constant("come"), many: fc.integer({ min: 1, max: 400 }) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant("go"), many: fc.integer({ min: 1, max: 300 }) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant("move"), many: fc.integer({ min: 1, max: 300 }) }) },
  );
  const sorts = (database: Database): [string, number][] =>
    database.prepare("SELECT sort, row FROM customers WHERE shelf = 1 ORDER BY sort, row").raw().all() as [
      string,
      number,
    ][];

  it("answer what counting through all of them answers", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (changes, chance) => {
        const database = openDatabase({ file: ":memory:", key: null });
        upgrade(database, STEPS);
        const roll = (below: number): number => (chance.next().value as number) % below;
        const name = (): string => `${NAMES[roll(NAMES.length)] ?? ""}${String(roll(3))}`;
        const insert = database.prepare(
          "INSERT INTO customers (shelf, id, sort, cards, card_count, no_default, walk) VALUES (?, ?, ?, '[]', 0, 0, 1)",
        );
        let number = 0;
        inTransaction(database, () => {
          for (const { what, many } of changes)
            for (let at = 0; at < many; at++) {
              const there = number === 0 ? null : roll(number) + 1;
              if (what === "come") insert.run(roll(8) === 0 ? 2 : 1, String((number += 1)), name());
              else if (there === null) break;
              else if (what === "go") database.prepare("DELETE FROM customers WHERE row = ?").run(there);
              else database.prepare("UPDATE customers SET sort = ? WHERE row = ?").run(name(), there);
            }
        });
        const all = sorts(database);
        const places = createPlaces(database);
        expect(places.count(1)).toBe(all.length);
        for (const offset of [0, 1, all.length - 1, all.length, all.length + 5, ...[1, 2, 3, 4].map(() => roll(2000))])
          if (offset >= 0)
            expect(places.rows(1, offset, 7)).toEqual(all.slice(offset, offset + 7).map(([, row]) => row));
        for (let at = 0; at < all.length; at += 1 + roll(40)) expect(places.before(1, all[at] ?? ["", 0])).toBe(at);
        const crowded = database.prepare("SELECT count(*) FROM places WHERE count > 512 OR count < 0").raw();
        expect(crowded.get()).toEqual([0]);
        database.close();
      }),
      { numRuns: 12 },
    );
  });

  it("are made of the customers that a file of before them has", () => {
    const database = openDatabase({ file: ":memory:", key: null });
    upgrade(database, STEPS.slice(0, 3));
    const insert = database.prepare(
      "INSERT INTO customers (shelf, id, sort, cards, card_count, no_default, walk) VALUES (?, ?, ?, '[]', 0, 0, 1)",
    );
    for (let at = 0; at < 1500; at++) insert.run(1 + (at % 3), String(at), `name ${String((at * 7) % 11)}`);
    upgrade(database, STEPS);
    const all = sorts(database);
    const places = createPlaces(database);
    expect([1, 2, 3, 4].map(places.count)).toEqual([500, 500, 500, 0]);
    for (let at = 0; at < all.length; at += 50) {
      expect(places.rows(1, at, 3)).toEqual(all.slice(at, at + 3).map(([, row]) => row));
      expect(places.before(1, all[at] ?? ["", 0])).toBe(at);
    }
    database.close();
  });
});

describe("how many are on the lists of cards", () => {
  const month = fc.constantFrom(null, 202501, 202610, 202611, 202612, 202701, 202912);
  const written = fc.record({
    id: fc.nat(30),
    shelf: fc.constantFrom(1, 1, 2),
    month,
    noDefault: fc.constantFrom(0, 1),
    cards: fc.nat(2),
  });
  const change = fc.record({ what: fc.constantFrom("put", "put", "put", "go"), one: written });
  const counts = (database: Database): number[] => {
    const shown = createShown(database);
    return [1, 2].flatMap((shelf) => SHOWS.map((show) => shown(shelf, conditionOf(show, NOW))));
  };
  const counted = (database: Database): number[] =>
    [1, 2].flatMap((shelf) =>
      SHOWS.map((show) => {
        const { where } = conditionOf(show, NOW);
        const all = database.prepare(`SELECT count(*) FROM customers WHERE shelf = ? AND ${where}`).raw();
        return (all.get(shelf) as [number])[0];
      }),
    );

  it("is what counting them answers, kept from the start or from a file of before", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120 }), fc.nat(120), (changes, before) => {
        const database = openDatabase({ file: ":memory:", key: null });
        upgrade(database, STEPS.slice(0, 4));
        const put = database.prepare(
          `INSERT INTO customers (shelf, id, sort, cards, usual_expires, no_default, card_count, walk)
           VALUES (?, ?, '', '[]', ?, ?, ?, 1) ON CONFLICT DO UPDATE SET usual_expires = excluded.usual_expires,
             no_default = excluded.no_default, card_count = excluded.card_count`,
        );
        const go = database.prepare("DELETE FROM customers WHERE shelf = ? AND id = ?");
        for (const [at, { what, one }] of changes.entries()) {
          if (at === before) upgrade(database, STEPS);
          if (what === "go") go.run(one.shelf, String(one.id));
          else put.run(one.shelf, String(one.id), one.month, one.noDefault, one.cards);
        }
        upgrade(database, STEPS);
        expect(counts(database)).toEqual(counted(database));
        database.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe("lists of a few thousand customers", () => {
  let directory: Directory;
  const people: Customer[] = Array.from({ length: 5_200 }, (_, at): Customer => {
    const one = person(at);
    if (at % 9 === 0) return { ...one, name: null };
    if (at % 4 === 0)
      return { ...one, name: "Ann Same", cards: one.cards.map((each) => ({ ...each, isDefault: false })) };
    if (at % 5 === 0) return { ...one, cards: [card(`card ${String(at)}`, "visa", "4242", "12", "2026", true)] };
    return one;
  });
  beforeAll(() => {
    ({ directory } = openDirectory({ file: ":memory:", key: null }, NOW));
    for (let from = 0; from < people.length; from += 400) directory.put("training", people.slice(from, from + 400));
    directory.put("payarc_test", people.slice(0, 50));
  });
  afterAll(() => directory.close());

  const ids = async (show: CustomerShow, clue: string, offset: number, limit: number): Promise<string[]> =>
    (await directory.list("training", { clue, offset, limit, show, now: NOW })).lines.map(({ id }) => id);

  it("hold the same in stretches as in one piece, and know the place of each", async () => {
    for (const show of SHOWS) {
      const whole = await ids(show, "", 0, people.length);
      const { count } = await directory.list("training", { clue: "", offset: 0, limit: 1, show, now: NOW });
      expect([whole.length, new Set(whole).size]).toEqual([count, count]);
      expect(count).toBeGreaterThan(show === "all" ? 5_000 : 100);
      if (show === "expiring") expect(directory.expiring("training", NOW)).toBe(count);
      for (let at = 0; at < count; at += 331) {
        expect(await ids(show, "", at, 50)).toEqual(whole.slice(at, at + 50));
        expect(await directory.place("training", whole[at] ?? "", { show, now: NOW })).toBe(at);
      }
      const list = await directory.stretches("training", { show, now: NOW, size: 300 });
      const taken: string[] = [];
      for (let next = list.next(); next !== null; next = list.next()) taken.push(...next.map(({ id }) => id));
      expect(taken).toEqual(whole);
    }
  });

  it.each([
    "a",
    "ann",
    "same",
    "e",
    "4242",
    "zzzz",
    "gmail",
    "602",
    "ann same",
    "samantha",
    "elizabe",
    "gmai",
    "zoe g",
    "mary gmail",
  ])("of who answers to %s are those whom a plain look at each one finds, in the order of all", async (clue) => {
    const [reading] = readClue(clue);
    if (!reading) throw new Error("no clue");
    const answers = (one: Customer): boolean =>
      fits(foldFindable({ ...one, last4s: one.cards.map(({ last4 }) => last4 ?? "") }), reading, false) !== null;
    const answering = new Set(people.filter(answers).map(({ id }) => id));
    for (const show of ["all", "no_default"] as const) {
      const all = await ids(show, "", 0, people.length);
      const expected = all.filter((id) => answering.has(id));
      if (answering.size > 0) expect(await ids(show, clue, 0, people.length)).toEqual(expected);
    }
  });

  it("that are asked for while they change have what has changed before they are walked through", async () => {
    const before = ids("no_card", "", 0, 5_000);
    directory.put("training", [{ ...person(1), id: "newcomer", name: "Aaa First", cards: [] }]);
    expect((await before)[0]).toBe("newcomer");
    const during = ids("no_card", "", 0, 5_000);
    directory.remove("training", "newcomer");
    expect(await during).not.toContain("newcomer");
    expect(await ids("no_card", "", 0, 5_000)).toEqual((await before).slice(1));
  });
});

describe("those who answer to a clue", () => {
  const shelf = { number: 1, letter: "a" };
  const word = fc.constantFrom(
    "Ann",
    "Anna",
    "Bea",
    "O'Ann",
    "Zoë",
    "Ånn",
    "ann",
    "Cruz",
    "de la Cruz",
    "\u{FF21}nn",
    "王",
  );
  const someone = fc.record({
    name: fc.oneof(
      { weight: 8, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    email: fc.constantFrom(null, "ann@gmail.com", "joanna@gmail.com", "bea@ann.example", "x@example.com"),
    cards: fc.constantFrom("none", "usual", "expired", "no default"),
  });
  const clue = fc.constantFrom(
    "a",
    "an",
    "ann",
    "anna",
    "ann b",
    "anna b",
    "bea ann",
    "zoe",
    "o'ann",
    "cruz",
    "delacruz",
    "gmail",
    "王",
  );

  it("are the same in the same order, found side by side, walked to, or looked up and sorted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(someone, { minLength: 20, maxLength: 60 }),
        fc.integer({ min: 1, max: 25 }),
        fc.array(clue, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(0, 3, 40, 300),
        async (people, times, clues, few) => {
          const database = openDatabase({ file: ":memory:", key: null });
          upgrade(database, STEPS);
          const writer = createWriter(database, () => 0);
          inTransaction(database, () => {
            for (const [at, { name, email, cards }] of Array.from({ length: times }, () => people)
              .flat()
              .entries()) {
              const expiry = cards === "expired" ? "2025" : "2029";
              const on =
                cards === "none" ? [] : [card(`c${String(at)}`, "visa", "4242", "12", expiry, cards !== "no default")];
              const one = { ...person(at), name, email, phone: null, cards: on };
              writer.put(at % 9 === 0 ? { number: 2, letter: "b" } : shelf, keep(one), 1);
            }
          });
          const quick = createLists(database, { ...SIZES, places: 1, gathered: 20, lookedUp: 7, few });
          const plain = createLists(database, { ...SIZES, few: Infinity });
          for (const asked of clues)
            for (const show of SHOWS)
              for (const [offset, limit] of [
                [0, 5],
                [3, 400],
                [0, 2_000],
              ] as const) {
                const what = { clue: asked, show, now: NOW, offset, limit };
                expect(await quick.list(shelf, what)).toEqual(await plain.list(shelf, what));
              }
          database.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});

it("a list whose reading fails in the middle is whole for whoever waits for it", async () => {
  const database = openDatabase({ file: ":memory:", key: null });
  upgrade(database, STEPS);
  const insert = database.prepare(
    "INSERT INTO customers (shelf, id, sort, cards, card_count, no_default, walk) VALUES (1, ?, ?, '[]', 0, 0, 1)",
  );
  inTransaction(database, () => {
    for (let at = 0; at < 4_000; at++) insert.run(String(at), `name ${String(at)}`);
  });
  let parts = 0;
  const failing: Database = {
    ...database,
    prepare(sql) {
      const statement = database.prepare(sql);
      if (!sql.includes("customers_no_card") || !sql.includes("(sort, row) < (?, ?)")) return statement;
      const get = statement.get.bind(statement);
      statement.get = (...values) => {
        if ((parts += 1) === 2) throw new Error("the disk is busy");
        return get(...values);
      };
      return statement;
    },
  };
  const lists = createLists(failing);
  const shelf = { number: 1, letter: "a" };
  const asked = { clue: "", show: "no_card", now: NOW, limit: 10 } as const;
  const first = lists.list(shelf, { ...asked, offset: 3_000 });
  const second = lists.list(shelf, { ...asked, offset: 3_000 });
  await expect(first).rejects.toThrow("busy");
  expect(await second).toMatchObject({ count: 4_000, lines: { length: 10 } });
  const { next } = await lists.stretches(shelf, { show: "no_card", now: NOW, size: 5_000 });
  expect(next()).toHaveLength(4_000);
  database.close();
});
