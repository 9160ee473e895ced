/**
 * Where services write what a developer may need. Everything passes the redaction of the shell's log before it is kept.
 */
export interface Log {
  info(text: string): void;
  warn(text: string, error?: unknown): void;
  error(text: string, error?: unknown): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
