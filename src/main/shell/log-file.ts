import electronLog from "electron-log/node";
import { join } from "node:path";
import { cut, redact } from "../../shared/redact";
import { errorText } from "../base/log";

const MOST_BYTES = 1_000_000;
/** An error with its causes has up to 32,000 characters. */
const LONGEST_LINE = 40_000;

/** Writes one line. */
export type WriteLine = (level: "info" | "warn" | "error", text: string, error?: unknown) => void;

/** The file in `folder`, which log.ts writes to. SECURITY: every line passes `redact`, whoever wrote it. */
export function openLogFile(folder: string): WriteLine {
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
  return (level, text, error) =>
    logger[level](cut(error === undefined ? text : `${text}: ${errorText(error)}`, LONGEST_LINE));
}
