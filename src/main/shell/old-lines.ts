import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DAY_MS = 24 * 60 * 60 * 1000;
const FILES = ["counterfoil.log", "counterfoil.old.log"] as const;

/**
 * Takes the lines of the log that are older than so many days out of its files in `folder`; `now` is epoch ms. A line
 * without a time goes with the one before it. Does not throw: what cannot be shortened stays.
 */
export function dropOldLines(folder: string, days: number, now: number): void {
  for (const file of FILES.map((name) => join(folder, name))) {
    try {
      if (!existsSync(file)) continue;
      const lines = readFileSync(file, "utf8").split("\n");
      const first = lines.findIndex((line) => timeOf(line) >= now - days * DAY_MS);
      if (first === 0 || lines.every((line) => line === "")) continue;
      const kept = first < 0 ? "" : lines.slice(first).join("\n");
      writeFileSync(`${file}.new`, kept, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch {
      // The next start tries again.
    }
  }
}

/** "2026-11-29T01:50:00.000Z info …"; NaN where there is no time. */
function timeOf(line: string): number {
  return Date.parse(line.slice(0, line.indexOf(" ")));
}
