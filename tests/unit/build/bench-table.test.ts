import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { Figure } from "../../bench/figures";

interface Judged extends Figure {
  readonly ratio: number | null;
  readonly met: boolean | null;
}

const { exponentOf, judged, tableOf } = (await import(pathToFileURL(resolve("build/bench-table.mjs")).href)) as {
  exponentOf(sizes: Readonly<Record<number, number>>): number | null;
  judged(figure: Figure): Judged;
  tableOf(measures: readonly { title: string; figures: readonly Judged[]; broke?: string }[]): string[];
};

describe("a figure of the bench", () => {
  test("is judged by its ratio to what it was taken beside", () => {
    const figure = { what: "start", unit: "ms", ours: 500, baseline: 400, against: "blank window" };
    expect(judged({ ...figure, goal: { most: 1.25, of: "ratio" } })).toMatchObject({ ratio: 1.25, met: true });
    expect(judged({ ...figure, goal: { most: 1.2, of: "ratio" } }).met).toBe(false);
    expect(judged({ ...figure, goal: { most: 100, of: "beyond" } })).toMatchObject({ beyond: 100, met: true });
    expect(judged(figure).met).toBeNull();
  });

  test("whose goal cannot be worked out has missed it", () => {
    expect(judged({ what: "start", unit: "ms", ours: 5, goal: { most: 1.25, of: "ratio" } }).met).toBe(false);
  });

  test("has an exponent: 0 where it is flat, 1 where it grows with the rows", () => {
    expect(exponentOf({ 10_000: 7, 100_000: 7, 1_000_000: 7 })).toBeCloseTo(0);
    expect(exponentOf({ 10_000: 7, 100_000: 70, 1_000_000: 700 })).toBeCloseTo(1);
    expect(exponentOf({ 10_000: 7 })).toBeNull();
  });

  test("is a row that says why its goal was missed; a measure that broke says so", () => {
    const missed = judged({
      what: "opening",
      unit: "ms",
      ours: 20,
      sizes: { 1000: 2, 10_000: 20 },
      goal: { most: 0.1, of: "exponent" },
      why: "it is read whole",
    });
    const table = tableOf([
      { title: "Journal", figures: [missed] },
      { title: "Lists", figures: [], broke: "no keychain" },
    ]);
    expect(table).toContain(
      "| opening | 1 k: 2 ms, 10 k: 20 ms |  | exponent 1.00 | exponent 0.1 | MISSED: it is read whole |",
    );
    expect(table.at(-1)).toContain("not measured: no keychain");
  });
});
