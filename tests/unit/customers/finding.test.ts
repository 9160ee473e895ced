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
const listed = async (shelf: string, clue: string): Promise<(string | null)[]> =>
  (await directory.list(shelf, { clue, offset: 0, limit: 50, show: "all", now: NOW })).lines.map(({ name }) => name);

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
  ])("%s", async (clue, name) => {
    expect(found("phones", clue)).toEqual([name]);
    expect(await listed("phones", clue)).toEqual([name]);
  });
});

/** Each clue finds each name, by the search box and by the list. */
const FIND_EACH_OTHER: readonly (readonly [clues: readonly string[], names: readonly string[]])[] = [
  [
    ["delacruz", "dela cruz", "de la cruz", "de lacruz", "DELACRUZ", "de-la-cruz", "dela cr", "de la cr"],
    ["Ana Dela Cruz", "Ana de la Cruz", "Ana Delacruz"],
  ],
  [
    ["obrien", "o'brien", "o brien", "O’Brien", "oʼbrien", "o`bri"],
    ["Kit O'Brien", "Kit O’Brien", "Kit O Brien", "Kit Obrien"],
  ],
  [
    ["macdonald", "mac donald", "Mac-Donald"],
    ["Flora Mac Donald", "Flora MacDonald", "Flora Mac-Donald"],
  ],
  [
    ["vanderberg", "van der berg", "van derberg", "vander berg", "van der b"],
    ["Lotte van der Berg", "Lotte Vanderberg", "Lotte van-der-Berg", "Lotte Vander Berg"],
  ],
  [
    ["alhassan", "al hassan", "al-hassan"],
    ["Noor Al-Hassan", "Noor Alhassan", "Noor Al Hassan"],
  ],
  [
    ["stjohn", "st john", "St. John"],
    ["Ivo St. John", "Ivo StJohn"],
  ],
  [
    ["dangelo", "d angelo", "D'Angelo"],
    ["Gia D'Angelo", "Gia Dangelo", "Gia D´Angelo"],
  ],
  [
    ["annmarie lund", "ann marie lund", "ann-marie lund"],
    ["Ann Marie Lund", "Annmarie Lund", "Ann-Marie Lund"],
  ],
  [
    [
      "hale & sons",
      "hale and sons",
      "hale sons",
      "sons & hale",
      "hale &",
      "hale an",
      "hale ＆ sons",
      "haleandsons",
      "halesons",
    ],
    ["Hale & Sons", "Hale and Sons", "Hale&Sons"],
  ],
  [
    ["dove & daughters", "dove daughters"],
    ["Dove & Daughters", "Dove Daughters"],
  ],
  [["at&t", "at & t", "at and t", "att"], ["AT&T"]],
  [
    ["3m", "3 m"],
    ["3M Supplies", "3 M Supplies"],
  ],
  [
    ["p quill", "pr quill", "p r quill", "P. R. Quill", "P.R. Quill", "quill pr"],
    ["P. R. Quill", "Paul Rex Quill", "PR Quill"],
  ],
  [
    ["王小明", "小明", "小", "明", "王", "小明 王"],
    ["王小明", "王 小明", "王小明 Wang"],
  ],
  [
    ["小明wang", "小明 wang", "wang 小明", "wang"],
    ["王小明 Wang", "王小明Wang"],
  ],
  [
    ["太郎", "山田太郎", "山田 太郎", "郎"],
    ["山田太郎", "山田 太郎"],
  ],
  [
    ["민수", "김민수", "김 민수", "김미"],
    ["김민수", "김 민수"],
  ],
  [["สมชาย", "ชาย"], ["สมชาย ใจดี"]],
  [
    ["マリア", "ﾏﾘｱ"],
    ["マリア・ロペス", "ﾏﾘｱ ﾛﾍﾟｽ"],
  ],
  [
    ["strasse", "straße", "STRASSE"],
    ["Jo Straße", "Jo Strasse"],
  ],
  [
    ["soren", "søren", "Sören"],
    ["Søren Dahl", "Soren Dahl", "Sören Dahl"],
  ],
  [
    ["lukasz", "łukasz", "Łukasz Zak", "lukasz żak"],
    ["Łukasz Żak", "Lukasz Zak"],
  ],
  [
    ["peña", "pena", "pen\u0303a", "ＰＥＮＡ"],
    ["Rey Peña", "Rey Pen\u0303a"],
  ],
  [["duong", "Đường"], ["Đường Lê"]],
  [
    ["li\u200bu wei", "liu wei"],
    ["Liu Wei", "Liu\u00a0Wei", "Li\u00adu Wei"],
  ],
];

describe("by a name, however it is written", () => {
  beforeAll(() => {
    const names = new Set(FIND_EACH_OTHER.flatMap(([, each]) => each));
    directory.put(
      "names",
      [...names, ...OTHERS].map((name) => customer(name)),
    );
  });
  const OTHERS = ["Della Crane", "Bea Rinne", "Donal Mack", "Bergit Vane", "Jonah Sonn", "李四", "田中花子", "Quill"];

  test.each(FIND_EACH_OTHER.flatMap(([clues, names]) => clues.map((clue) => [clue, names] as const)))(
    "%s",
    async (clue, names) => {
      const other = (name: string | null): boolean => OTHERS.includes(name ?? "");
      expect(found("names", clue)).toEqual(expect.arrayContaining([...names]));
      expect(await listed("names", clue)).toEqual(expect.arrayContaining([...names]));
      expect(found("names", clue).slice(0, names.length).filter(other)).toEqual([]);
    },
  );

  test("a whole name comes before initials, and initials need a name beside them of three", () => {
    directory.put(
      "initials",
      ["Joel Rex Quill", "Jr Ames", "Ray Quill"].map((name) => customer(name)),
    );
    expect(found("initials", "jr")[0]).toBe("Jr Ames");
    expect(found("initials", "jr quill")).toEqual(["Joel Rex Quill"]);
    expect(found("initials", "jq")).toEqual([]);
  });

  test("what is near is not the same", () => {
    directory.put(
      "near",
      ["De Lara Cruze", "Smith Anders", "Andy Sons"].map((name) => customer(name)),
    );
    expect(found("near", "delacruz")).toEqual([]);
    expect(found("near", "smith and")).toEqual(["Smith Anders"]);
  });
});
