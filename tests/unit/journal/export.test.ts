import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../../src/main/journal/journal";
import { done, openBook } from "./book";

/** An export of the journal is checked by build/check-journal.mjs, which shares no code with what wrote it. */

interface Checked {
  readonly wrong: readonly string[];
  readonly rows: number;
  readonly shortened: number;
}
const { checkJournal } = (await import(pathToFileURL(resolve("build/check-journal.mjs")).href)) as {
  checkJournal: (text: string, printed?: readonly string[]) => Checked;
};

let folder: string;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-export-"));
  ({ journal } = openBook(join(folder, "journal.db")));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const CUSTOMER = { id: "cus_1", name: "Ada Lovelace" };

/** The lines of an export of three payments, and the value as it stands on paper after the second. */
async function exported(): Promise<{ lines: string[]; printed: string }> {
  done(journal, undefined, { customer: CUSTOMER });
  done(journal);
  const { rows, value } = await journal.chain.head();
  done(journal);
  const lines: string[] = [];
  for await (const line of journal.chain.lines(await journal.chain.head(), 0)) lines.push(line);
  return { lines, printed: `${rows}: ${value.match(/.{8}/g)?.join(" ")}` };
}

const check = (lines: readonly string[], ...printed: string[]) => checkJournal(`${lines.join("\n")}\n`, printed);

describe("an export of the journal", () => {
  it("holds by itself, and with the value that was printed", async () => {
    const { lines, printed } = await exported();
    expect(check(lines, printed)).toMatchObject({ wrong: [], rows: 9, shortened: 0 });
  });

  it("tells a byte that was changed, in every row", async () => {
    const { lines } = await exported();
    for (let at = 1; at < lines.length; at++) {
      const changed = lines.with(at, (lines[at] ?? "").replace(/"at":\d/, '"at":7'));
      expect(check(changed).wrong).toEqual([`Row ${at} was changed.`]);
      const text = lines.with(at, (lines[at] ?? "").replace('\\"step', '\\"stop'));
      expect(check(text).wrong).toEqual([`Row ${at} was changed.`]);
    }
  });

  it("tells a row that was removed, wherever it was", async () => {
    const { lines } = await exported();
    for (let at = 1; at < lines.length; at++) expect(check(lines.toSpliced(at, 1)).wrong).toHaveLength(1);
  });

  it("tells two rows that were swapped", async () => {
    const { lines } = await exported();
    const [, first = "", second = ""] = lines;
    expect(check(lines.with(1, second).with(2, first)).wrong).toEqual([
      "After row 0 comes row 2: rows are missing, were added or stand in another order.",
    ]);
    // Also where they take each other's number.
    const renumbered = [second.replace('"seq":2', '"seq":1'), first.replace('"seq":1', '"seq":2')];
    expect(check(lines.toSpliced(1, 2, ...renumbered)).wrong).toEqual(["Row 1 was changed."]);
  });

  it("tells that its tail was cut, also where the first line was made to fit", async () => {
    const { lines, printed } = await exported();
    const cut = lines.slice(0, 5);
    expect(check(cut).wrong).toEqual([
      "The first line says 9 rows, and 4 are here: the end is missing, or rows were added.",
    ]);
    const { value } = JSON.parse(cut[4] ?? "") as { value: string };
    const fitted = cut.with(0, JSON.stringify({ ...(JSON.parse(cut[0] ?? "") as object), rows: 4, value }));
    expect(check(fitted).wrong).toEqual([]);
    expect(check(fitted, printed).wrong).toEqual(["The printed value of 6 rows cannot be checked: only 4 rows hold."]);
  });

  it("is not taken for the journal of that day when all of it was made anew", async () => {
    const { printed } = await exported();
    const other = openBook(join(folder, "other.db")).journal;
    for (let at = 0; at < 3; at++) done(other);
    const lines: string[] = [];
    for await (const line of other.chain.lines(await other.chain.head(), 0)) lines.push(line);
    other.close();
    expect(check(lines).wrong).toEqual([]);
    expect(check(lines, printed).wrong).toEqual([
      "The first 6 rows are not those of the day on which that value was printed.",
    ]);
    expect(check(lines, "6: none").wrong).toHaveLength(1);
    expect(check(lines.slice(1)).wrong).toHaveLength(1);
  });

  it("shows no name that was taken out, and what was printed before holds all the same", async () => {
    const { lines: before, printed } = await exported();
    expect(before.join()).toContain(CUSTOMER.name);
    for (const attempt of journal.ofCustomer("training", CUSTOMER.id))
      if (attempt.state === "closed") journal.add(attempt, { step: "person_removed", at: 9, operator: "ana" });
    expect(journal.ofCustomer("training", CUSTOMER.id)[0]?.intent.customer).toEqual({
      id: CUSTOMER.id,
      name: "Name removed",
    });
    const lines: string[] = [];
    for await (const line of journal.chain.lines(await journal.chain.head(), 0)) lines.push(line);
    expect(lines.join()).not.toContain(CUSTOMER.name);
    expect(check(lines, printed)).toMatchObject({ wrong: [], rows: 10, shortened: 4 });
  });
});
