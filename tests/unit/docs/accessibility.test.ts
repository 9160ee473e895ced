import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const document = readFileSync("docs/accessibility.md", "utf8");

/** WCAG 2.2 (https://www.w3.org/TR/WCAG22/), all criteria of that level. */
const LEVELS = {
  A: `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
    2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2`,
  AA: `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2
    3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`,
};

/** The first cell of each row below that heading. */
function criteriaOf(level: string): string[] {
  const [, part = ""] = new RegExp(`^## Level ${level}$([^]*?)(?=^## |^4\\.1\\.1)`, "m").exec(document) ?? [];
  const rows = part.split("\n").filter((line) => /^\| \d/.test(line));
  return rows.flatMap((line) => line.split("|")[1]?.match(/\d+\.\d+\.\d+/g) ?? []);
}

it.each(["A", "AA"] as const)("every criterion of level %s has its row, in order, and there is no other", (level) => {
  expect(criteriaOf(level)).toEqual(LEVELS[level].split(/\s+/));
});

it("every row says how it was tested", () => {
  const rows = document.split("\n").filter((line) => /^\| \d+\.\d+\.\d+/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) expect(row.split("|")[3]?.trim().length, row).toBeGreaterThan(5);
});

it("every test that is named is there, by its title where one stands beside it", () => {
  const named = [...document.matchAll(/`((?:tests\/[\w/-]+\/)?[\w-]+\.(?:spec|test)\.ts)`(?: \(([^)]*)\))?/g)];
  expect(named.length).toBeGreaterThan(15);
  for (const [said, name = "", beside = ""] of named) {
    const file = name.startsWith("tests/") ? name : `tests/e2e/${name}`;
    expect(`${said}: ${existsSync(file)}`).toBe(`${said}: true`);
    const text = readFileSync(file, "utf8");
    for (const [, title = ""] of beside.matchAll(/"([^"]+)"/g)) expect(text, said).toContain(title);
  }
});
