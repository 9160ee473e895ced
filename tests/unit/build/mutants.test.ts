import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

interface Change {
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly to: string;
  readonly line: number;
  readonly place: number;
}
interface Changes {
  changesIn(text: string): Change[];
  functionsOf(text: string): unknown[];
}
interface Plan {
  allChanges(only: string): Change[];
  drawn(changes: Change[], count: number, seed: number): Change[];
  rounds(change: object, survey: object[], budgets: number[]): { readonly tests: unknown }[];
}

// The commands are plain JavaScript without types.
const load = async (file: string): Promise<unknown> => import(pathToFileURL(resolve("build/mutants", file)).href);
const { changesIn, functionsOf } = (await load("changes.mjs")) as Changes;
const { allChanges, drawn, rounds } = (await load("plan.mjs")) as Plan;

const changed = (text: string) =>
  changesIn(text).map(({ start, end, to }) => text.slice(0, start) + to + text.slice(end));

describe("small wrong changes", () => {
  it.each<[string, string[]]>([
    ["a = b < c;", ["a = b <= c;", "a = b > c;"]],
    ["a = b && !c;", ["a = b || !c;", "a = b && (c);"]],
    ["a = b === 7;", ["a = b !== 7;", "a = b === 8;"]],
    ["a = [1000];", ["a = [];", "a = [2000];"]],
    ["a = b ?? c;", ["a = (b);", "a = (c);"]],
    ["a = b?.c(d?.[e]);", ["a = b.c(d?.[e]);", "a = b?.c(d[e]);"]],
    ["if (a) return;", ["if (!(a)) return;", ";"].toReversed()],
    ["a = true ? b : c;", ["a = !(true) ? b : c;", "a = false ? b : c;"]],
    ["a = all.some(b);", ["a = all.every(b);"]],
    ['a = { "b-c": "d", e: "two words" };', ['a = { "b-c": "", e: "two words" };']],
    ["a = (b /* < */) /* > */ > c;", ["a = (b /* < */) /* > */ >= c;", "a = (b /* < */) /* > */ < c;"]],
  ])("of %s", (text, expected) => {
    expect(changed(`function f() { ${text} }`).sort()).toEqual(
      expected.map((each) => `function f() { ${each} }`).sort(),
    );
  });

  it("are never of types, comments, imports and the names of things", () => {
    const text = `import type { A } from "a";
      import { b } from "b";
      // a < b && !c
      type T = "x" | 1 | true;
      const c = (d as Map<"y", 2>).get(b satisfies T);
      export type { A };
      export function e(f: "z" | null): f is "z" { return c(f!); }`;
    expect(changesIn(text)).toEqual([]);
  });

  it("know their line and their function", () => {
    const text = "const a = 1;\nconst b = () => 2;\nfunction c() {\n  return [3].map((d) => d < 4);\n}";
    expect(functionsOf(text)).toHaveLength(3);
    expect(changesIn(text).map(({ was, line, place }) => [was, line, place])).toEqual([
      ["1", 1, 0],
      ["2", 2, 1],
      ["[3]", 4, 2],
      ["3", 4, 2],
      ["<", 4, 3],
      ["<", 4, 3],
      ["4", 4, 3],
    ]);
  });

  it("are drawn the same for the same seed, each only once", () => {
    const all = allChanges("src/shared/money.ts");
    expect(drawn(all, 30, 5)).toEqual(drawn(all, 30, 5));
    expect(drawn(all, 30, 5)).not.toEqual(drawn(all, 30, 6));
    expect(new Set(drawn(all, 100_000, 5)).size).toBe(all.length);
  });

  it("are shown to the tests that pass there, the cheap ones first", () => {
    const change = { file: "src/shared/money.ts", place: 3 };
    const test = (id: string, ms: number, place = 3) => ({ id, file: "t", ms, hits: [`src/shared/money.ts#${place}`] });
    const asked = rounds(change, [test("slow", 5000), test("elsewhere", 1, 4), test("quick", 10)], [1000, Infinity]);
    expect(asked.map(({ tests }) => tests)).toEqual([[{ file: "t", ids: ["quick"] }], [{ file: "t", ids: ["slow"] }]]);
  });
});
