import { cut } from "../../shared/redact";

/**
 * Where services write what a developer may need. Everything passes the redaction of the shell's log before it is kept.
 */
export interface Log {
  info(text: string): void;
  warn(text: string, error?: unknown): void;
  error(text: string, error?: unknown): void;
}

/** Keeps nothing: for tests. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** The longest that one error says of itself in a line, in characters. */
const MOST = 8_000;
/** An error, what caused it, and what caused that. */
const CAUSES = 3;

/**
 * What a line says of anything that was thrown: the stack or the message of an error and of its causes, an object as
 * JSON. Never throws. SECURITY: it is as it came; the log redacts every line, once.
 */
export function errorText(error: unknown, causes: number = CAUSES): string {
  try {
    if (error instanceof Error) {
      const own = cut(error.stack ?? `${error.name}: ${error.message}`, MOST);
      return error.cause === undefined || causes === 0 ? own : `${own} <- ${errorText(error.cause, causes - 1)}`;
    }
    return cut(typeof error === "string" ? error : (JSON.stringify(error) ?? String(error)), MOST);
  } catch {
    return "[unreadable error]";
  }
}
