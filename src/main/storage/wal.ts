import { existsSync, readFileSync, statSync } from "node:fs";

const HEADER = 32;

/**
 * What SQLite will make of the write-ahead log beside a file: `nothing` when there are no rows in it, `rows` when it
 * reads them, `unreadable` when there are some and it would write over them in silence, because the log's header is
 * damaged or its database is gone or empty (https://www.sqlite.org/fileformat2.html#walformat).
 */
export function walOf(file: string): "nothing" | "rows" | "unreadable" {
  const wal = `${file}-wal`;
  if (!existsSync(wal)) return "nothing";
  // A folder in its place, say: SQLite would not get past it, and it is set aside with the file.
  if (!statSync(wal).isFile()) return "unreadable";
  if (statSync(wal).size <= HEADER) return "nothing";
  if (!existsSync(file) || statSync(file).size === 0) return "unreadable";
  return headerHolds(readFileSync(wal).subarray(0, HEADER)) ? "rows" : "unreadable";
}

/** Whether the sum in a log's header is right. */
function headerHolds(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return false;
  const word = (at: number): number => (magic & 1 ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [a, b] = [0, 0];
  for (let at = 0; at < 24; at += 8) {
    a = (a + word(at) + b) >>> 0;
    b = (b + word(at + 4) + a) >>> 0;
  }
  return header.readUInt32BE(24) === a && header.readUInt32BE(28) === b;
}
