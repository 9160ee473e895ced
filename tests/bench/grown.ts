import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDirectory, type Directory } from "../../src/main/customers/directory";
import { openHistory, type HistoryStore } from "../../src/main/history/store";
import { person } from "../fixtures/people";
import { paymentNumber } from "../fixtures/payments";

/**
 * Local copies of a size, encrypted on the disk as the program keeps them, written through the front doors of their
 * rooms and kept for the next run in the cache folder of the build.
 */
const FOLDER = join(import.meta.dirname, "../../node_modules/.cache/counterfoil/grown");
const KEY = "5c".repeat(32);
/** Rows in one transaction: here nobody waits meanwhile. */
const AT_ONCE = 10_000;
/** The newest payment is of this time, epoch ms. */
export const NEWEST = Date.parse("2026-11-20T12:00:00Z");
export const ACCOUNT = "training_payarc";
const ROOMY = { rows: 10_000_000, bytes: 64 * 1024 ** 3 };

export function grownDirectory(count: number): Directory {
  const open = (file: string): Directory => openDirectory({ file, key: KEY }, 0, ROOMY).directory;
  return open(
    grown(`customers-${String(count)}`, (file) => {
      const directory = open(file);
      directory.saveWalk(ACCOUNT, { ...directory.walkState(ACCOUNT), walk: 1, startedAt: 0, finishedAt: 0 });
      for (let from = 0; from < count; from += AT_ONCE) directory.put(ACCOUNT, some(count, from, person), 1);
      directory.close();
    }),
  );
}

export function grownHistory(count: number): HistoryStore {
  const open = (file: string): HistoryStore => openHistory({ file, key: KEY }, 0, ROOMY).store;
  return open(
    grown(`payments-${String(count)}`, (file) => {
      const store = open(file);
      // The oldest first: rows stand by time.
      for (let from = 0; from < count; from += AT_ONCE)
        store.put(
          ACCOUNT,
          some(count, from, (at) => paymentNumber(count - 1 - at, NEWEST)),
        );
      store.close();
    }),
  );
}

function some<T>(count: number, from: number, make: (number: number) => T): T[] {
  return Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => make(from + at));
}

/**
 * The path of that database. It has a folder of its own, because what was written last stands in the log beside it;
 * `make` fills it when it is not there yet, under another name until it is whole.
 */
function grown(name: string, make: (file: string) => void): string {
  const folder = join(FOLDER, name);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    make(join(unfinished, "copy.db"));
    renameSync(unfinished, folder);
  }
  return join(folder, "copy.db");
}
