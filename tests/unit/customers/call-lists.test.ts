import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALL_HEADER, createCallLists, type CallLists } from "../../../src/main/customers/call-lists";
import { openDirectory, type Directory } from "../../../src/main/customers/directory";
import { twinOf, type CardOnFile, type Customer } from "../../../src/shared/customer";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { parseCsv } from "../../fixtures/csv";
import { card, person } from "../../fixtures/people";

const NOW = new Date(2026, 10, 21, 9).getTime();
let folder = "";
let directory: Directory;
let lists: CallLists;
let printed: { html: string; paper: string }[] = [];
let state: "ready" | "loading" = "ready";
let cancelled = false;

const customer = (id: string, parts: Partial<Customer>): Customer => ({
  ...person(1),
  name: null,
  email: null,
  phone: null,
  cards: [],
  ...parts,
  id,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "calls-"));
  ({ directory } = openDirectory({ file: ":memory:", key: null }, NOW));
  [printed, state, cancelled] = [[], "ready", false];
  lists = createCallLists({
    hours: () => 12,
    directory,
    connection: () => "training",
    label: () => "Training",
    status: () => ({ state, count: 0, total: null, sentence: null }),
    settings: () => DEFAULT_SETTINGS,
    operator: () => "ana",
    chooseFile: async (name) => (cancelled ? null : join(folder, name)),
    print: async (page) => void printed.push(page),
    now: () => NOW,
  });
  directory.put("training", [
    customer("S2", {
      name: '=HYPERLINK("http://bad")',
      phone: "6025550143",
      cards: [card("c", "visa", "0042", "12", "2026", true)],
    }),
    customer("S1", {
      name: 'Ärger, "Ann" <b>',
      email: "ann@example.com",
      cards: [card("c", "amex", "1005", "1", "27", true), card("d", "visa", "1111", "12", "2031", false)],
    }),
    customer("X1", { name: "Exa Past", cards: [card("c", "visa", "1111", "10", "2026", true)] }),
    customer("D1", {
      name: "No Default",
      cards: [card("c", "visa", "1111", "10", "2029", false), card("d", "visa", "2222", "10", "2029", false)],
    }),
    customer("N1", { name: null, email: "none@example.com" }),
  ]);
});
afterEach(() => {
  directory.close();
  rmSync(folder, { recursive: true, force: true });
});

const exported = async (show: Parameters<CallLists["exportCsv"]>[0]): Promise<string[][]> => {
  const { path } = await lists.exportCsv(show);
  const text = readFileSync(path ?? "", "utf8");
  expect(text.startsWith("\u{FEFF}"), "a byte order mark, so that Excel reads UTF-8").toBe(true);
  return parseCsv(text.slice(1));
};

describe("a call list as a file", () => {
  it("has who, how to reach them, which card and why; no cell runs as a formula", async () => {
    directory.put("training", [
      customer("S1", {
        name: 'Ärger, "Ann" <b>',
        email: "ann@example.com",
        cards: [card("c", "amex", "1005", "12", "26", true), card("d", "visa", "1111", "12", "2031", false)],
      }),
    ]);
    expect(await exported("expiring")).toEqual([
      [...CALL_HEADER],
      ['\'=HYPERLINK("http://bad")', "(602) 555-0143", "", "Visa", '="0042"', "2026-12", "Card expires 12/26", "S2"],
      ['Ärger, "Ann" <b>', "", "ann@example.com", "Amex", "1005", "2026-12", "Card expires 12/26", "S1"],
    ]);
  });

  it("each list has its own people and reason", async () => {
    expect((await exported("expired")).slice(1)).toEqual([
      ["Exa Past", "", "", "Visa", "1111", "2026-10", "Card expired 10/26", "X1"],
    ]);
    expect((await exported("no_default")).slice(1)).toEqual([
      ["No Default", "", "", "", "", "", "2 cards, none is the default", "D1"],
    ]);
    expect((await exported("no_card")).slice(1)).toEqual([
      ["", "", "none@example.com", "", "", "", "No card on file", "N1"],
    ]);
  });

  it("a long list is whole, in order, and each person once, although customers change meanwhile", async () => {
    directory.put(
      "training",
      Array.from({ length: 950 }, (_, at) => customer(`L${at}`, { name: `Long ${String(at).padStart(4, "0")}` })),
    );
    const writing = lists.exportCsv("no_card");
    directory.put("training", [customer("L500", { name: "Aaa First Now" })]);
    const { path, count } = await writing;
    const ids = parseCsv(readFileSync(path ?? "", "utf8").slice(1))
      .slice(1)
      .map((row) => row.at(-1));
    expect(count).toBe(951);
    expect(new Set(ids).size).toBe(951);
  });

  it("says when not all customers are known yet; a person who cancels writes nothing", async () => {
    state = "loading";
    expect(await lists.exportCsv("expired")).toMatchObject({ count: 1, complete: false });
    cancelled = true;
    expect(await lists.exportCsv("expired")).toMatchObject({ path: null });
    expect(readdirSync(folder)).toHaveLength(1);
    expect(existsSync(join(folder, "calls card expired 2026-11-21.csv"))).toBe(true);
  });
});

describe("a call list on paper", () => {
  it("is a sheet, says when and by whom, and what people are called does nothing in it", async () => {
    expect(await lists.print("expiring")).toEqual({ count: 1, complete: true });
    directory.put("training", [
      customer("S1", { name: "<img src=x onerror=alert(1)>", cards: [card("c", "amex", "1005", "12", "26", true)] }),
    ]);
    expect(await lists.print("expiring")).toEqual({ count: 2, complete: true });
    const [, { html = "", paper = "" } = {}] = printed;
    expect(paper).toBe("letter");
    expect(html).toMatch(/Card expires within 60 days.*Training · 2 people · .*ana, Front desk/s);
    expect(html).toContain("&lt;img src=x");
    expect(html).not.toMatch(/<(script|img|iframe|link|object|svg)\b/i);
    expect(html).toContain("(602) 555-0143");
  });

  it("is refused, with a way on, when it is too long", async () => {
    directory.put(
      "training",
      Array.from({ length: 1000 }, (_, at) => customer(`L${at}`, { name: `Long ${at}` })),
    );
    await expect(lists.print("no_card")).rejects.toThrow(/1,001 on this list.*Export/);
    expect(printed).toEqual([]);
  });
});

describe("the same card twice", () => {
  const one = (parts: Partial<CardOnFile>): CardOnFile => ({
    ...card("c", "visa", "1111", "12", "2030", false),
    ...parts,
  });
  const hint = (...cards: CardOnFile[]): string => {
    const twin = twinOf(cards, cards.length - 1);
    return twin === null ? "no" : twin.renewed ? "renewed" : "same";
  };
  it("is a hint from fingerprint, brand, last four and expiry", () => {
    expect(hint(one({}), one({}))).toBe("same");
    expect(hint(one({ fingerprint: "a" }), one({ fingerprint: "b" }))).toBe("same");
    expect(hint(one({ fingerprint: "a" }), one({ fingerprint: "a", expYear: "2034" }))).toBe("renewed");
    expect(hint(one({}), one({ expYear: "2034" }))).toBe("no");
    expect(hint(one({ fingerprint: "a" }), one({ fingerprint: "a", last4: "2222" }))).toBe("no");
    expect(hint(one({ last4: null }), one({ last4: null }))).toBe("no");
    expect(hint(one({}))).toBe("no");
  });
});
