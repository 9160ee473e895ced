import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export interface Display {
  /** What goes into DISPLAY. */
  readonly name: string;
  close(): void;
}

/** An X display of that size in pixels, and nothing else on it. Rejects when Xvfb cannot be started. */
export async function openDisplay(size: string): Promise<Display> {
  const words = ["-displayfd", "3", "-screen", "0", `${size}x24`, "-nolisten", "tcp", "-noreset"];
  const server = spawn("Xvfb", words, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  // It also rejects where there is no such program, since `once` listens for an "error".
  const ended = once(server, "exit").then(() => Promise.reject(new Error("the virtual display ended at once")));
  const [told] = (await Promise.race([once(server.stdio[3] as Readable, "data"), ended])) as [Buffer];
  return { name: `:${told.toString().trim()}`, close: () => void server.kill() };
}
