import { cpSync, existsSync, mkdtempSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "./random";

/** A write-ahead log is lost by pages of this size, or by less. */
const MOST_LOST = 4 * 4_096;

/**
 * The files of a process that has died, as they lie on the disk, in a new folder beside the old one: the end of the
 * journal's write-ahead log may be gone. The old files are left to whoever still holds them open.
 */
export function torn(folder: string, random: Random, tell: (line: string) => void): string {
  const after = mkdtempSync(`${folder}-after-`);
  cpSync(folder, after, { recursive: true, filter: (from) => !from.endsWith("-shm") });
  const log = join(after, "journal.db-wal");
  if (!existsSync(log)) return after;
  const { size } = statSync(log);
  const lost = Math.min(size, random.whole(0, MOST_LOST));
  truncateSync(log, size - lost);
  tell(`${lost} of ${size} bytes of the write-ahead log are gone`);
  return after;
}
