import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MAY } from "../../../src/shared/may";
import { dollars } from "../../../src/shared/money";
import { FIRST_CEILINGS, Role } from "../../../src/shared/people";
import { peopleWords } from "../../../src/shared/words/people";

const document = readFileSync("docs/security.md", "utf8");

/** The row of a table that begins so, without its first cell. */
function cellsOf(first: string): string[] {
  const row = document.split("\n").find((line) => line.startsWith(`| ${first} |`)) ?? "";
  return row
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

const GROUPS = [
  ["anybody, also while locked", Role.options, true],
  ["anybody", Role.options, false],
  ["back office, supervisor, owner", ["back_office", "supervisor", "owner"], false],
  ["supervisor, owner", ["supervisor", "owner"], false],
  ["the owner alone", ["owner"], false],
] as const;

describe("the tables of docs/security.md are those of the code:", () => {
  it.each(GROUPS)("the commands of %s", (name, roles, whileLocked) => {
    const own = Object.entries(MAY)
      .filter(([, rule]) => rule.roles.join() === roles.join() && (rule.whileLocked ?? false) === whileLocked)
      .map(([command]) => `\`${command}\``);
    expect(cellsOf(name)).toEqual([own.join(", ")]);
  });

  it("no command is in none of them", () => {
    const known = GROUPS.map(([, roles]) => roles.join());
    for (const [command, { roles }] of Object.entries(MAY)) expect(known, command).toContain(roles.join());
  });

  it.each(Role.options)("the ceilings of a new %s", (role) => {
    const { sale, refund, refundsDay, noSurcharge, beyondDuplicate } = FIRST_CEILINGS[role];
    const sums = [sale, refund, refundsDay].map((most) => (most === null ? "none" : dollars(most)));
    const rights = [noSurcharge, beyondDuplicate].map((may) => (may ? "may" : "asks"));
    expect(cellsOf(peopleWords.roles[role].toLowerCase())).toEqual([...sums, ...rights]);
  });
});
