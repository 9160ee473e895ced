import fc from "fast-check";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fits, foldFindable, readClue } from "../../../src/main/search/clues";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { oneSlipApart, oneSlipFromBeginning, slipsOf } from "../../../src/main/search/typos";
import { openDatabase } from "../../../src/main/storage/database";
import type { Customer } from "../../../src/shared/customer";
import { card, person } from "../../fixtures/people";

const KEY = "5c".repeat(32);
const NOW = new Date(2026, 10, 21, 9).getTime();
let folder = "";
let file = "";
let directory: Directory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "directory-"));
  file = join(folder, "directory.db");
  ({ directory } = openDirectory({ file, key: KEY }, NOW));
});
afterEach(() => {
  directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const customer = (id: string, parts: Partial<Customer>): Customer => ({
  ...person(1),
  name: null,
  email: null,
  phone: null,
  cards: [],
  ...parts,
  id,
});
const found = (clue: string, limit = 10): string[] => directory.search("training", clue, limit).map((line) => line.id);
const listed = async (
  clue: string,
  show: "all" | "expiring" | "expired" | "no_default" | "no_card" = "all",
): Promise<string[]> =>
  (await directory.list("training", { clue, offset: 0, limit: 500, show, now: NOW })).lines.map((line) => line.id);

describe("finding a customer by any clue", () => {
  beforeEach(() => {
    directory.put("training", [
      customer("AAAA1111bbbb2222", {
        name: "John Smith",
        email: "j.smith@example.com",
        phone: "6025550143",
        cards: [card("c1", "visa", "5439", "12", "2029", true)],
      }),
      customer("CCCC3333dddd4444", {
        name: "Johnson Smithers",
        email: "js@meridian.example",
        phone: "+1 (480) 555-7788",
      }),
      customer("EEEE5555ffff6666", { name: "Siobhán O'Brien", email: "sob@example.com", phone: "14155550199" }),
      customer("GGGG7777hhhh8888", {
        name: "Łukasz Kowalski",
        email: null,
        phone: null,
        cards: [card("c2", "amex", "0005", "01", "2028", false), card("c3", "visa", "1117", "02", "2028", false)],
      }),
      customer("JJJJ9999kkkk0000", {
        name: "Ann Marie de la Cruz",
        email: "Ann.Cruz1975@MAIL.example",
        phone: "2125550100",
      }),
      customer("MMMM1212nnnn3434", { name: null, email: "nobody@example.com" }),
    ]);
  });

  it.each([
    ["name", "john smith", "AAAA1111bbbb2222"],
    ["name in the other order", "smith john", "AAAA1111bbbb2222"],
    ["name while typing", "smi jo", "AAAA1111bbbb2222"],
    ["missing letter", "jhn smith", "AAAA1111bbbb2222"],
    ["extra letter", "johnn smith", "AAAA1111bbbb2222"],
    ["wrong letter", "john smoth", "AAAA1111bbbb2222"],
    ["swapped letters", "jonh smtih", "AAAA1111bbbb2222"],
    ["no apostrophe", "obrien", "EEEE5555ffff6666"],
    ["an apostrophe", "O’Brien", "EEEE5555ffff6666"],
    ["a space for the apostrophe", "o brien", "EEEE5555ffff6666"],
    ["no accents", "siobhan", "EEEE5555ffff6666"],
    ["no strokes", "lukasz", "GGGG7777hhhh8888"],
    ["accents", "ŁUKASZ", "GGGG7777hhhh8888"],
    ["no space", "annmarie", "JJJJ9999kkkk0000"],
    ["phone, plain", "6025550143", "AAAA1111bbbb2222"],
    ["phone, as written", "(602) 555-0143", "AAAA1111bbbb2222"],
    ["phone with country", "+1 602.555.0143", "AAAA1111bbbb2222"],
    ["phone stored with country", "415 555 0199", "EEEE5555ffff6666"],
    ["phone, its last seven", "555 0143", "AAAA1111bbbb2222"],
    ["phone, as it is typed", "1 (480) 55", "CCCC3333dddd4444"],
    ["e-mail", "j.smith@example.com", "AAAA1111bbbb2222"],
    ["e-mail, its start", "ann.cr", "JJJJ9999kkkk0000"],
    ["e-mail, its middle", "ruz197", "JJJJ9999kkkk0000"],
    ["e-mail, its domain", "meridian", "CCCC3333dddd4444"],
    ["last four", "5439", "AAAA1111bbbb2222"],
    ["last four of a second card", "1117", "GGGG7777hhhh8888"],
    ["name and last four", "kowalski 0005", "GGGG7777hhhh8888"],
    ["id", "aaaa1111BBBB2222", "AAAA1111bbbb2222"],
    ["id, its start", "GGGG77", "GGGG7777hhhh8888"],
  ])("%s", async (_what, clue, id) => {
    expect(found(clue)[0]).toBe(id);
    expect(await listed(clue)).toContain(id);
  });

  it("puts exact words before beginnings, and the recently used first among equals", () => {
    expect(found("smith").slice(0, 2)).toEqual(["AAAA1111bbbb2222", "CCCC3333dddd4444"]);
    directory.put("training", [customer("second00", { name: "Aaron Smith" })]);
    expect(found("smith")[0]).toBe("second00");
    directory.touch("training", "AAAA1111bbbb2222", NOW);
    expect(found("smith")[0]).toBe("AAAA1111bbbb2222");
    expect(found("")).toEqual(["AAAA1111bbbb2222"]);
  });

  it("finds nothing for what is not there, and is not confused by signs", () => {
    for (const clue of [
      "zzzzzz",
      "9999999",
      "smith qqqq",
      '"',
      "q* OR z",
      "NOT xylophon",
      "()",
      "-",
      "😀",
      "%",
      "'; DROP TABLE customers",
    ]) {
      expect(found(clue)).toEqual([]);
    }
    expect(found("john AND smith")).toEqual([]);
  });

  it("follows changes and removals", () => {
    directory.put("training", [
      customer("AAAA1111bbbb2222", { name: "Jane Miller", cards: [card("c9", "visa", "2222", "12", "2030", true)] }),
    ]);
    expect(found("john smith")).not.toContain("AAAA1111bbbb2222");
    expect(found("5439")).toEqual([]);
    expect(found("miller")).toEqual(["AAAA1111bbbb2222"]);
    expect(found("2222")).toEqual(["AAAA1111bbbb2222"]);
    directory.remove("training", "AAAA1111bbbb2222");
    expect(found("miller")).toEqual([]);
    expect(directory.count("training")).toBe(5);
  });

  it("keeps connections apart", () => {
    directory.put("payarc_live", [customer("AAAA1111bbbb2222", { name: "John Smith" })]);
    directory.clear("training");
    expect(found("john")).toEqual([]);
    expect(directory.search("payarc_live", "jhon smith", 5)).toHaveLength(1);
  });

  it("lists those whose cards need a call", async () => {
    directory.put("training", [
      customer("soon", { name: "B Soon", cards: [card("x", "visa", "1111", "12", "2026", true)] }),
      customer("over", { name: "C Over", cards: [card("x", "visa", "1111", "10", "2026", true)] }),
      customer("thismonth", { name: "A Month", cards: [card("x", "visa", "1111", "11", "26", true)] }),
      customer("later", { name: "D Later", cards: [card("x", "visa", "1111", "01", "2027", true)] }),
    ]);
    expect(await listed("", "expiring")).toEqual(["thismonth", "soon"]);
    expect(await listed("", "expired")).toEqual(["over"]);
    expect(await listed("soon", "expiring")).toEqual(["soon"]);
    expect(await listed("", "no_default")).toEqual(["GGGG7777hhhh8888"]);
    expect(await listed("", "no_card")).toHaveLength(4);
  });
});

describe("lists", () => {
  it("are in the order of names at any offset, the nameless last", async () => {
    const people = Array.from({ length: 300 }, (_, at) => person(at));
    directory.put("training", [...people, customer("nameless", { email: "aaa@example.com" })]);
    const all = await directory.list("training", { clue: "", offset: 0, limit: 500, show: "all", now: NOW });
    expect(all.count).toBe(301);
    expect(all.lines.at(-1)?.id).toBe("nameless");
    const stretch = await directory.list("training", { clue: "", offset: 120, limit: 20, show: "all", now: NOW });
    expect(stretch.lines).toEqual(all.lines.slice(120, 140));
  });

  it("tell where each customer stands in them", async () => {
    directory.put("training", [
      ...Array.from({ length: 200 }, (_, at) => person(at)),
      customer("twin b", { name: "Ann Same" }),
      customer("twin a", { name: "Ann Same" }),
      customer("nameless", {}),
    ]);
    directory.put("payarc_test", [customer("elsewhere", { name: "Ann Same" })]);
    for (const show of ["all", "expiring", "expired", "no_default", "no_card"] as const) {
      const place = (id: string) => directory.place("training", id, { show, now: NOW });
      const ids = await listed("", show);
      expect(await Promise.all(ids.map(place))).toEqual(ids.map((_id, at) => at));
      expect(await place("elsewhere")).toBeNull();
      expect(await place("nobody")).toBeNull();
    }
    expect(await directory.place("training", "nameless", { show: "expired", now: NOW })).toBeNull();
  });

  it("hold just those customers who answer to the clue (compared with a plain scan)", async () => {
    const people = Array.from({ length: 400 }, (_, at) => person(at));
    directory.put("training", people);
    const folded = people.map((one) => ({
      id: one.id,
      folded: foldFindable({ ...one, last4s: one.cards.map((each) => each.last4 ?? "") }),
    }));
    const clues = fc.oneof(
      fc
        .tuple(fc.constantFrom(...people), fc.nat(12), fc.nat(12))
        .map(([one, from, to]) => (one.email ?? "").slice(Math.min(from, to), Math.max(from, to))),
      fc
        .tuple(fc.constantFrom(...people), fc.integer({ min: 1, max: 12 }))
        .map(([one, to]) => (one.name ?? "").slice(0, to)),
      fc
        .tuple(fc.constantFrom(...people), fc.nat(6), fc.integer({ min: 1, max: 10 }))
        .map(([one, from, to]) => (one.phone ?? "").slice(from, from + to)),
      fc.constantFrom(...people).map((one) => one.cards[0]?.last4 ?? "0000"),
    );
    await fc.assert(
      fc.asyncProperty(clues, async (clue) => {
        const [reading] = readClue(clue);
        const expected = reading
          ? folded.filter((one) => fits(one.folded, reading, false) !== null).map((one) => one.id)
          : people.map((one) => one.id);
        if (expected.length > 0) expect([...(await listed(clue))].sort()).toEqual([...expected].sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe("one slip of the hand", () => {
  it("finds everybody by a name with one slip in it", () => {
    const people = Array.from({ length: 400 }, (_, at) => person(at));
    directory.put("training", people);
    fc.assert(
      fc.property(
        fc.constantFrom(...people),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
        (one, where, kind, letter) => {
          const [first = "", last = ""] = (one.name ?? "").normalize("NFKD").replace(/\p{M}/gu, "").split(" ");
          const at = where % last.length;
          const slips = [
            last.slice(0, at) + last.slice(at + 1),
            last.slice(0, at) + letter + last.slice(at),
            last.slice(0, at) + letter + last.slice(at + 1),
            at + 1 < last.length
              ? last.slice(0, at) + last.charAt(at + 1) + last.charAt(at) + last.slice(at + 2)
              : last,
          ];
          const slip = slips[kind] ?? last;
          if (slip.length < 3) return;
          expect(found(`${slip} ${first}`, 50)).toContain(one.id);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is the same seen from both ends", () => {
    const text = fc.string({ unit: fc.constantFrom(..."abc"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(oneSlipApart(one, other)).toBe(oneSlipApart(other, one));
        if (one !== other)
          expect(slipsOf(one, ["a", "b", "c"]).includes(other) || other === `${one}${other.at(-1) ?? ""}`).toBe(
            oneSlipApart(one, other),
          );
        if (oneSlipApart(one, other)) expect(oneSlipFromBeginning(one, `${other}xyz`)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the file", () => {
  it("holds no name, e-mail, phone or last four in plain text", () => {
    directory.put("training", [
      customer("AAAA1111bbbb2222", {
        name: "Zebulon Quagmire",
        email: "zebulon@quagmire.example",
        phone: "6025550143",
        cards: [card("c", "visa", "5439", "12", "2029", true)],
      }),
    ]);
    directory.note("training", "AAAA1111bbbb2222", {
      at: NOW,
      kind: "created",
      operator: "Ana",
      sentence: "Created Zebulon Quagmire",
      changes: [],
      consent: null,
    });
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name)).toString("latin1").toLowerCase();
      for (const secret of ["zebulon", "quagmire", "6025550143"])
        expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
    }
  });

  it("keeps customers and history over a restart, and refuses to change or delete what happened", () => {
    directory.put("training", [person(5)]);
    directory.note("training", person(5).id, {
      at: NOW,
      kind: "created",
      operator: "Ana",
      sentence: "Created",
      changes: [],
      consent: null,
    });
    directory.close();
    const database = openDatabase({ file, key: KEY });
    expect(() => database.exec("DELETE FROM customer_events")).toThrow(/only added/);
    expect(() => database.exec("UPDATE customer_events SET at = 1")).toThrow(/only added/);
    database.close();
    ({ directory } = openDirectory({ file, key: KEY }, NOW));
    expect(directory.count("training")).toBe(1);
    expect(directory.history("training", person(5).id)).toHaveLength(1);
  });

  it("of another key, or damaged, is set aside and kept, and a new one begun", () => {
    directory.put("training", [person(5)]);
    directory.close();
    const other = openDirectory({ file, key: "77".repeat(32) }, 1234);
    const aside = other.setAside ?? "";
    expect(aside).toBe(`${file}.set-aside-1970-01-01T00-00-01-234Z`);
    expect(other.directory.count("training")).toBe(0);
    other.directory.close();
    writeFileSync(file, "this is no database, and never was one".repeat(300));
    const third = openDirectory({ file, key: KEY }, 5678);
    expect(third.setAside).toBe(`${file}.set-aside-1970-01-01T00-00-05-678Z`);
    third.directory.close();
    const kept = openDirectory({ file: aside, key: KEY }, NOW);
    expect(kept.directory.count("training")).toBe(1);
    directory = kept.directory;
  });

  it("that cannot be written leaves a directory in memory", () => {
    directory.close();
    const opened = openDirectory({ file: join(file, "below-a-file", "directory.db"), key: KEY }, NOW);
    expect(opened.onDisk).toBe(false);
    opened.directory.put("training", [person(1)]);
    expect(opened.directory.count("training")).toBe(1);
    directory = opened.directory;
  });
});
