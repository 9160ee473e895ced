import { readFileSync } from "node:fs";
import type { App } from "../e2e/app";

/**
 * Memory in MB of the app's processes, by what they are: pages that they have written and share with nobody. Those of the
 * runtime's own files are left out: they are private only while no other program of the same runtime is running. Zeros
 * where there is no /proc.
 */
export async function privateMemory({ electron }: App): Promise<ReadonlyMap<string, number>> {
  const told = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type }) => ({ pid, type })));
  const sums = new Map<string, number>();
  for (const { pid, type } of told) sums.set(type, (sums.get(type) ?? 0) + privateOf(pid));
  return sums;
}

/** Of one process, MB. */
function privateOf(pid: number): number {
  let rollup: string;
  try {
    rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  } catch {
    return 0;
  }
  return [...rollup.matchAll(/^Private_Dirty:\s+(\d+)/gm)].reduce(
    (sum, [, kilobytes]) => sum + Number(kilobytes) / 1024,
    0,
  );
}

/** All of them together, MB. */
export function sumOf(memory: ReadonlyMap<string, number>): number {
  return [...memory.values()].reduce((sum, each) => sum + each, 0);
}

/** On one line, for a person who reads along. */
export function inWords(memory: ReadonlyMap<string, number>): string {
  const each = [...memory].map(([type, megabytes]) => `${type} ${megabytes.toFixed(1)}`);
  return `${sumOf(memory).toFixed(1)} MB (${each.join(", ")})`;
}
