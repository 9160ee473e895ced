import { expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { keep } from "../../../src/main/customers/lines";
import { tokensOf } from "../../../src/main/customers/tokens";
import type { Customer } from "../../../src/shared/customer";
import { person } from "../../fixtures/people";

/** The copy of the customers has a limit, in rows and in bytes, and so has each customer in it. */

const open = (limit: { rows?: number; bytes?: number }): Directory =>
  openDirectory({ file: ":memory:", key: null }, 0, { rows: 1_000, bytes: 2 ** 40, ...limit }).directory;
const people = (from: number, count: number): Customer[] => Array.from({ length: count }, (_, at) => person(from + at));

it("takes in no new ones from the list when it is full, and keeps those that it has up to date", () => {
  const directory = open({ rows: 30 });
  directory.put("training", people(0, 20), 1);
  expect(directory.isFull("training")).toBe(false);
  directory.put("training", people(15, 40), 1);
  expect([directory.count("training"), directory.isFull("training")]).toEqual([30, true]);
  expect(directory.line("training", person(29).id)).not.toBeNull();
  expect(directory.line("training", person(30).id)).toBeNull();
  directory.put("training", [{ ...person(3), name: "Newly Wed" }, person(31)], 2);
  expect(directory.line("training", person(3).id)?.name).toBe("Newly Wed");
  expect(directory.count("training")).toBe(30);
  directory.put("live", people(0, 5), 1);
  expect([directory.count("live"), directory.isFull("live")], "each connection has its own").toEqual([5, false]);
  directory.close();
});

it("always has room for a customer whom a person asked for", () => {
  const directory = open({ rows: 10 });
  directory.put("training", people(0, 10), 1);
  directory.put("training", [person(50)]);
  expect(directory.search("training", person(50).id, 5)).toHaveLength(1);
  expect(directory.count("training")).toBe(11);
  directory.put("training", [person(51)], 1);
  expect(directory.line("training", person(51).id)).toBeNull();
  directory.close();
});

it("grows no further in bytes either", () => {
  const directory = open({ bytes: 300_000 });
  for (let at = 0; at < 1_000; at += 20) directory.put("training", people(at, 20), 1);
  expect(directory.isFull("training")).toBe(true);
  expect(directory.count("training")).toBeGreaterThan(50);
  expect(directory.count("training")).toBeLessThan(1_000);
  directory.close();
});

it("keeps no endless text and no endless list of cards, and nothing under an id that nobody could ask for", () => {
  const long = `${"x y 1".repeat(20_000)}`;
  const [card] = person(1).cards;
  if (!card) throw new Error("a card");
  const endless: Customer = {
    ...person(1),
    name: long,
    email: long,
    phone: "6".repeat(100_000),
    cards: Array.from({ length: 5_000 }, () => card),
  };
  const kept = keep(endless);
  expect([kept.name?.length, kept.email?.length, kept.phone?.length, kept.cardCount]).toEqual([500, 500, 500, 100]);
  expect(tokensOf("a", kept).length).toBeLessThan(30_000);
  const directory = open({});
  directory.put("training", [endless, { ...person(2), id: "z".repeat(201) }]);
  expect(directory.count("training")).toBe(1);
  directory.close();
});
