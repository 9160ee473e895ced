import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../base/log";
import type { WriteLine } from "./log-file";

/**
 * The log file of this desk, in `folder`. Nothing goes to the console. What writes the file is read with the first line,
 * which most starts do not have before their window; lines wait for it in their order.
 */
export function openLog(folder: string): Log {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // The program starts all the same: a file in its place, or a disk that refuses, costs the lines alone.
  }
  const waiting: Parameters<WriteLine>[] = [];
  let write: WriteLine = (...line) => {
    if (waiting.push(line) > 1) return;
    void import("./log-file").then(({ openLogFile }) => {
      write = openLogFile(folder);
      for (const each of waiting.splice(0)) write(...each);
    });
  };
  return {
    info: (text) => write("info", text),
    warn: (text, error) => write("warn", text, error),
    error: (text, error) => write("error", text, error),
  };
}

/** All of the log in that folder, the older file first; empty where there is none. */
export async function readLog(folder: string): Promise<string> {
  const texts = await Promise.all(
    ["counterfoil.old.log", "counterfoil.log"].map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
  );
  return texts.join("");
}
