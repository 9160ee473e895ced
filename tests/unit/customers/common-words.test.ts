import { afterAll, describe, expect, it } from "vitest";
import { openDirectory } from "../../../src/main/customers/directory";
import { fits, foldFindable, readClue } from "../../../src/main/search/clues";
import type { Customer } from "../../../src/shared/customer";
import { person } from "../../fixtures/people";

/** Words that many have, several of them in one clue: nobody else is found, and others get their turn meanwhile. */
const FIRST = ["Maria", "Mariana", "Patricia", "Thomas", "Ana Maria", "Marianne"];
const LAST = [
  "Smith",
  "Smithson",
  "de Smith",
  "Thomas",
  "Berg",
  "Hale",
  "Tal",
  "Vich",
  "Worth",
  "Lund",
  "Ins",
  "Quist",
];
const MORE = ["Dale", "Field", "Gren", "Kin", "Ley", "Mann", "Ser"];
const people: Customer[] = FIRST.flatMap((first, one) =>
  [...LAST, ...MORE].map((last, two) => {
    const owner = `${first}${["_", "."][two % 2] ?? ""}${last}`.toLowerCase().replaceAll(" ", "");
    return {
      ...person(one * 100 + two),
      name: `${first} ${last}`,
      email: `${owner}@${two % 3 === 0 ? "yahoo.com" : "gmail.com"}`,
    };
  }),
);
const { directory } = openDirectory({ file: ":memory:", key: null }, 0);
directory.put("training", people);
afterAll(() => directory.close());

const list = (clue: string) =>
  directory.list("training", { clue, offset: 0, limit: 200, show: "all", now: Date.UTC(2026, 10, 21) });
/** How often others had a turn. */
async function turnsOf(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let goesOn = true;
  const turn = (): void => {
    turns++;
    if (goesOn) setImmediate(turn);
  };
  setImmediate(turn);
  await run();
  goesOn = false;
  return turns;
}

describe.each([
  "maria smith",
  "smith maria",
  "maria de smith",
  "maria gmail",
  "maria smith gmail com",
  "mari smit yahoo",
  "patricia_thomas@gmail.com",
  "ana maria tho",
  "thomas mariana berg",
  `maria smith ${person(0).id.slice(0, 4)}`,
])("%s", (clue) => {
  it("is answered with all who have each word, and with nobody else", async () => {
    const answering = people.filter((one) =>
      readClue(clue).some((way) => fits(foldFindable({ ...one, last4s: [] }), way, false) !== null),
    );
    const { lines, count } = await list(clue);
    expect(lines.map(({ id }) => id).toSorted()).toEqual(answering.map(({ id }) => id).toSorted());
    expect(count).toBe(answering.length);
  });
});

it("a list of several common words lets others through between one word and the next", async () => {
  expect(await turnsOf(() => list("patricia thomas gmail com"))).toBeGreaterThan(20);
});

it("a search that looks for slips of the hand lets others through, and answers the same", async () => {
  for (const clue of ["mria smith", "patrcia tho", "thomas brg"]) {
    const turns = await turnsOf(async () =>
      expect(await directory.searchInTurns("training", clue, 8)).toEqual(directory.search("training", clue, 8)),
    );
    expect(directory.search("training", clue, 8), clue).not.toEqual([]);
    expect(turns, clue).toBeGreaterThan(2);
  }
});
