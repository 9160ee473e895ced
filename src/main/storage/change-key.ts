import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { openDatabase, openToRead, rekey } from "./database";
import { DatabaseTrouble, isUnreadable } from "./trouble";
import { walOf } from "./wal";

/** A file that is to be written anew under another key; both are 64 hex digits. */
export interface KeyChange {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /**
   * Writes the whole database under the new key as `made`, with what belongs to it, proven and closed. Left out: as it is,
   * row for row. Throws where the file is not whole: then it keeps its key.
   */
  readonly build?: ((made: string) => void) | undefined;
  /** Hears the name of each step before it is done, so that a test can end the process there. */
  readonly at?: ((step: string) => void) | undefined;
}

/** What stands beside a file and is of its key (journal/note.ts, journal/key-check.ts). */
const OF_ITS_KEY = [".note", ".key-check"] as const;
const LOGS = ["-wal", "-shm", "-journal"] as const;

/**
 * Writes a database anew under another key and lets it take the old file's place. It may end at any point: what is at
 * `file` is always whole, under the one key or the other, and the next call goes on from there. Nothing may have the file
 * open. Throws DatabaseTrouble where neither key opens it, and what the disk and `build` throw; then `giveUp` has to come
 * before the file is used under the old key.
 */
export function changeKey({ file, from, to, build, at = () => undefined }: KeyChange): void {
  const ready = readyOf(file);
  const made = `${file}.rekeying`;
  if (!existsSync(ready)) {
    if (!existsSync(file) && existsSync(`${file}-wal`)) throw new Error("the file is gone, and its log is not");
    if (!existsSync(file) || opens(file, to)) return;
    if (!opens(file, from)) throw new DatabaseTrouble("wrong_key_or_corrupt", new Error("neither key opens it"));
    at("clear");
    for (const tail of ["", ...LOGS, ...OF_ITS_KEY]) rmSync(made + tail, { force: true });
    at("settle");
    settle(file, from);
    at("build");
    if (build) build(made);
    else copyUnder(file, made, from, to, at);
    at("prove");
    if (!opens(made, to)) throw new Error("the file under the new key cannot be read");
    for (const tail of LOGS) rmSync(made + tail, { force: true });
    at("sync");
    sync(made);
    for (const tail of OF_ITS_KEY) if (existsSync(made + tail)) renameSync(made + tail, ready + tail);
    at("ready");
    // From here on the new file counts.
    renameSync(made, ready);
    sync(dirname(file));
  }
  for (const tail of OF_ITS_KEY) {
    at(`replace ${tail}`);
    if (existsSync(ready + tail)) renameSync(ready + tail, file + tail);
  }
  for (const tail of LOGS) {
    at(`remove ${tail}`);
    rmSync(file + tail, { force: true });
  }
  sync(dirname(file));
  at("replace");
  renameSync(ready, file);
  sync(dirname(file));
  at("replaced");
}

/**
 * The file goes on under its old key. MONEY: a new one that waits to take its place would not have what is written from
 * now on. Throws what the disk throws; then the file must not be used.
 */
export function giveUpChange(file: string): void {
  rmSync(readyOf(file), { force: true });
  sync(dirname(file));
}

/** Whether that key opens the file. Throws what the disk throws, and DatabaseTrouble of another kind. */
export function opens(file: string, key: string): boolean {
  try {
    openToRead({ file, key }).close();
    return true;
  } catch (error) {
    if (isUnreadable(error)) return false;
    throw error;
  }
}

function readyOf(file: string): string {
  return `${file}.rekeyed`;
}

/**
 * Moves what is in the write-ahead log into the file. MONEY: the log goes before the file is replaced, and a change that is
 * given up in between must not have lost a row by that.
 */
function settle(file: string, key: string): void {
  const database = openDatabase({ file, key });
  try {
    const [state] = database.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    if (state?.busy !== 0) throw new Error("the write-ahead log is in use");
  } finally {
    database.close();
  }
  if (walOf(file) !== "nothing") throw new Error("the write-ahead log is not empty");
}

function copyUnder(file: string, made: string, from: string, to: string, at: (step: string) => void): void {
  copyFileSync(file, made);
  at("rekey");
  rekey({ file: made, key: from }, to);
}

/** Brings a file or a folder to the disk. */
function sync(path: string): void {
  try {
    const handle = openSync(path, "r");
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Not every system can do that to a folder, or to a file that is only read.
  }
}
