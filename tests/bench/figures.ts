import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** One figure of a measure, as build/bench-table.mjs explains it. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline?: number;
  readonly against?: string;
  readonly sizes?: Readonly<Record<number, number>>;
  readonly goal?: { readonly most: number; readonly of: "ours" | "ratio" | "beyond" | "exponent" };
  readonly why?: string;
}

/** Whether `npm run bench` was asked to be quick. */
export const isQuick = process.env["COUNTERFOIL_BENCH_QUICK"] === "1";

/** Tells figures to `npm run bench`, after those told before; prints them where a file is run by hand. */
export function tellFigures(figures: readonly Figure[]): void {
  const file = process.env["COUNTERFOIL_BENCH_FIGURES"];
  if (!file) {
    console.log(JSON.stringify(figures, null, 2));
    return;
  }
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Figure[]) : [];
  writeFileSync(file, JSON.stringify([...before, ...figures]));
}

/** Of sorted or unsorted times the one below which that share lies: 0.5 the median, 0.95 the p95. */
export function part(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
