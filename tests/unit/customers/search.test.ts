import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { fits, foldFindable, readClue } from "../../../src/main/search/clues";
import type { Customer } from "../../../src/shared/customer";
import { person } from "../../fixtures/people";

/** The search box beside a plain look at each customer: nobody who answers better is left out for the sake of speed. */
const LIMIT = 8;
/** Of more than this the search looks at some alone. */
const MOST = 110;
const people: Customer[] = Array.from({ length: 2_500 }, (_, at) => person(at % 40 === 0 ? 7 : at)).map((one, at) => ({
  ...one,
  id: `${one.id}${String(at)}`,
  name:
    at % 40 === 0
      ? `${one.name ?? ""} ${["Smith", "Delacruz", "de la Cruz", "O'Brien"][(at / 40) % 4] ?? ""}`
      : one.name,
}));
const folded = people.map((one) => ({
  id: one.id,
  folded: foldFindable({ ...one, last4s: one.cards.map(({ last4 }) => last4 ?? "") }),
}));
let directory: Directory;
beforeAll(() => {
  ({ directory } = openDirectory({ file: ":memory:", key: null }, 0));
  for (let from = 0; from < people.length; from += 500) directory.put("training", people.slice(from, from + 500));
});
afterAll(() => directory.close());

const one = fc.constantFrom(...people);
const cut = (text: string, to: number): string => text.slice(0, 1 + (to % Math.max(1, text.length)));
const clues = fc.oneof(
  fc.tuple(one, fc.nat()).map(([{ name }, to]) => cut(name ?? "", to)),
  fc.tuple(one, fc.nat()).map(([{ name }, to]) => cut((name ?? "").split(" ").toReversed().join(" "), to)),
  fc.tuple(one, fc.nat()).map(([{ name }, to]) => cut((name ?? "").normalize("NFKD").replace(/[^\w ]/g, ""), to)),
  fc.tuple(one, fc.nat(), fc.nat()).map(([{ name }, at, to]) => {
    const typed = name ?? "";
    const slip = at % Math.max(1, typed.length);
    return cut(typed.slice(0, slip) + typed.slice(slip + 1), to);
  }),
  fc
    .tuple(one, fc.nat(8), fc.integer({ min: 2, max: 10 }))
    .map(([{ phone }, at, many]) => (phone ?? "").slice(at, at + many)),
  fc.tuple(one, fc.nat()).map(([{ name, cards }]) => `${(name ?? "").split(" ")[0] ?? ""} ${cards[0]?.last4 ?? ""}`),
  fc.tuple(one, fc.nat()).map(([{ email }, to]) => cut((email ?? "").split("@")[0] ?? "", to)),
);

it("the best answers to any clue are as good as the best of all customers", () => {
  fc.assert(
    fc.property(clues, (clue) => {
      const reading = readClue(clue).find((each) => folded.some((other) => fits(other.folded, each, false) !== null));
      if (!reading) return;
      const ranks = folded.flatMap((other) => fits(other.folded, reading, false) ?? []).sort((a, b) => a - b);
      if (ranks.length > MOST) return;
      const found = directory.search("training", clue, LIMIT).map(({ id }) => {
        const other = folded.find((each) => each.id === id);
        return other ? fits(other.folded, reading, false) : null;
      });
      expect(found.slice(0, ranks.length)).toEqual(ranks.slice(0, LIMIT));
    }),
    { numRuns: 600 },
  );
});

it("what is searched for as it was typed has all who answer but those of a slip", () => {
  fc.assert(
    fc.property(clues, (clue) => {
      const readings = readClue(clue);
      const asTyped = (id: string): boolean =>
        folded.some((other) => other.id === id && readings.some((each) => fits(other.folded, each, false) !== null));
      const found = directory.searchAsTyped("training", clue, LIMIT).map(({ id }) => id);
      expect(found.filter((id) => !asTyped(id))).toEqual([]);
      const guessed = directory.search("training", clue, LIMIT).map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining(guessed.filter(asTyped)));
    }),
    { numRuns: 400 },
  );
});

it("a slip in one of the words finds whoever is meant, as well as a look at each customer does", () => {
  const slipped = fc.tuple(one, fc.nat(), fc.nat(), fc.boolean()).map(([{ name }, at, to, turned]) => {
    const words = (name ?? "").split(" ");
    const typed = (turned ? words.toReversed() : words).join(" ");
    const slip = at % Math.max(1, typed.length);
    return (typed.slice(0, slip) + typed.slice(slip + 1)).slice(0, Math.max(5, to % Math.max(1, typed.length)));
  });
  let compared = 0;
  fc.assert(
    fc.property(slipped, (clue) => {
      const [reading, ...others] = readClue(clue);
      if (!reading || others.length > 0 || folded.some((other) => fits(other.folded, reading, false) !== null)) return;
      const ranks = folded.flatMap((other) => fits(other.folded, reading, true) ?? []).sort((a, b) => a - b);
      if (ranks.length > MOST) return;
      compared += 1;
      const found = directory.search("training", clue, LIMIT).map(({ id }) => {
        const other = folded.find((each) => each.id === id);
        return other ? fits(other.folded, reading, true) : null;
      });
      expect(found).toEqual(ranks.slice(0, LIMIT));
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(20);
});

it("whoever has a name that is one slip away comes before all whose names only begin so", () => {
  const many = Array.from({ length: 300 }, (_, at) => ({
    ...person(at),
    id: `many${String(at)}`,
    name: "Stephanie Hale",
  }));
  const meant = { ...person(1), id: "meant", name: "Stephen Hale" };
  const { directory: other } = openDirectory({ file: ":memory:", key: null }, 0);
  other.put("training", [
    ...many,
    ...Array.from({ length: LIMIT }, (_, at) => ({ ...meant, id: `meant${String(at)}` })),
  ]);
  for (const clue of ["stephn", "stephn hale", "stephn h"])
    expect(
      other.search("training", clue, LIMIT).map(({ name }) => name),
      clue,
    ).toEqual(Array.from({ length: LIMIT }, () => "Stephen Hale"));
  other.close();
});

it("an e-mail that is typed as far as behind its @ finds its owner", () => {
  fc.assert(
    fc.property(one, fc.nat(6), ({ email }, behind) => {
      if (email === null) return;
      const clue = email.slice(0, email.indexOf("@") + 1 + behind);
      const found = directory.search("training", clue, LIMIT);
      expect(found.some((other) => other.email?.startsWith(clue))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
