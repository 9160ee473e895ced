import electronLog from "electron-log/node";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cut, redact } from "../../shared/redact";
import { errorText, type Log } from "../base/log";

const MOST_BYTES = 1_000_000;
/** An error with its causes has up to 32,000 characters. */
const LONGEST_LINE = 40_000;

/**
 * The log file of this desk, in `folder`. SECURITY: every line passes `redact`, whoever wrote it. Nothing goes to the
 * console.
 */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logger = electronLog.create({ logId: "counterfoil" });
  logger.transports.console.level = false;
  const { file } = logger.transports;
  file.level = "info";
  // At this size the file becomes counterfoil.old.log and a new one is begun.
  file.maxSize = MOST_BYTES;
  file.resolvePathFn = () => join(folder, "counterfoil.log");
  file.writeOptions = { flag: "a", mode: 0o600, encoding: "utf8" };
  file.format = "{iso} {level} {text}";
  logger.hooks.push((message) => ({
    ...message,
    data: message.data.map((part: unknown) => redact(typeof part === "string" ? part : errorText(part))),
  }));
  // SECURITY: whoever makes a line long, it fills no disk.
  const line = (text: string, error?: unknown): string =>
    cut(error === undefined ? text : `${text}: ${errorText(error)}`, LONGEST_LINE);
  return {
    info: (text) => logger.info(line(text)),
    warn: (text, error) => logger.warn(line(text, error)),
    error: (text, error) => logger.error(line(text, error)),
  };
}

/** All of the log in that folder, the older file first; empty where there is none. */
export async function readLog(folder: string): Promise<string> {
  const texts = await Promise.all(
    ["counterfoil.old.log", "counterfoil.log"].map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
  );
  return texts.join("");
}
