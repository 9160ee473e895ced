import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import type { Customer } from "../../../src/shared/customer";
import { person } from "../../fixtures/people";

/** Finding people however they, and the person at the desk, write a name or a number. */
const NOW = Date.UTC(2026, 10, 20);

let directory: Directory;
beforeAll(() => {
  ({ directory } = openDirectory({ file: ":memory:", key: null }, NOW));
});
afterAll(() => directory.close());

const customer = (name: string, phone: string | null = null): Customer => ({
  ...person(1),
  id: `id of ${name}`,
  name,
  phone,
  email: null,
  cards: [],
});

/** The names found by a clue, and those that the list of the clue has. */
const found = (shelf: string, clue: string): (string | null)[] =>
  directory.search(shelf, clue, 8).map(({ name }) => name);
const listed = (shelf: string, clue: string): (string | null)[] =>
  directory.list(shelf, { clue, offset: 0, limit: 50, show: "all", now: NOW }).lines.map(({ name }) => name);

describe("by a phone number", () => {
  beforeAll(() => {
    directory.put("phones", [
      customer("Plain", "6025550143"),
      customer("Extended", "+1 718 555 0188 ext. 4"),
      customer("Petal Post", "18003569377"),
      customer("London", "+44 (0)20 7946 0958"),
      customer("Paris", "33123456789"),
    ]);
  });

  test.each([
    ["602-555-0143 x1", "Plain"],
    ["Tel.: 602-555-0143", "Plain"],
    ["tel:+1-602-555-0143", "Plain"],
    ["６０２ ５５５ ０１４３", "Plain"],
    ["٦٠٢٥٥٥٠١٤٣", "Plain"],
    ["\u202a602\u200b5550143\u202c", "Plain"],
    ["718 555 0188", "Extended"],
    ["0188", "Extended"],
    ["1-800-FLOWERS", "Petal Post"],
    ["+44 (0)20 7946 0958", "London"],
    ["020 7946 0958", "London"],
    ["+44 20 79", "London"],
    ["011 44 20 7946", "London"],
    ["+33 1 23 45 67 89", "Paris"],
    ["01 23 45 67 89", "Paris"],
  ])("%s", (clue, name) => {
    expect(found("phones", clue)).toEqual([name]);
    expect(listed("phones", clue)).toEqual([name]);
  });
});
