import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isClosed } from "../fixtures/is-closed";
import type { Desktop, Started } from "./desktop";
import { packed } from "./pack";

/** Somebody with a keyboard and a screen reader, and nothing else. */
export interface Person {
  /** Waits until that role with that name (all of it, as a regular expression) is there. Throws with what is there. */
  finds(role: string, name: string): readonly string[];
  /** As `finds`, and the keys go there. */
  isAt(role: string, name: string): void;
  types(text: string): void;
  /** Keys by xdotool's names: "Return", "ctrl+5". */
  presses(...keys: readonly string[]): void;
  /** The keys go to the window whose title is or contains this. */
  turnsTo(title: string): void;
}

const SECONDS = "30";

export function personAt(desktop: Desktop): Person {
  const look = (role: string, name: string, ...more: string[]): readonly string[] => {
    const { code, output } = desktop.run("/usr/bin/python3", [
      `${desktop.home}/tree.py`,
      SECONDS,
      desktop.met,
      role,
      name,
      ...more,
    ]);
    if (code !== 0)
      throw new Error(`there is no ${role} "${name}" ${more.join("")}; there is:\n${output.slice(0, 6_000)}`);
    return output.split("\n");
  };
  const hands = (...args: readonly string[]): void => {
    const { code, output } = desktop.run("xdotool", args);
    if (code !== 0) throw new Error(`xdotool ${args[0] ?? ""}: ${output}`);
  };
  return {
    finds: (role, name) => look(role, name),
    isAt: (role, name) => void look(role, name, "focused"),
    types: (text) => hands("type", "--delay", "15", text),
    presses: (...keys) => hands("key", "--delay", "15", ...keys),
    turnsTo: (title) => hands("search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync"),
  };
}

/** Starts the program, seen by a screen reader, and answers when its first field waits for keys. */
export function openProgram(
  desktop: Desktop,
  person: Person,
  command: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Started {
  const program = desktop.start(command, ["--force-renderer-accessibility", ...args], {
    ACCESSIBILITY_ENABLED: "1",
    ...env,
  });
  person.turnsTo("Counterfoil");
  person.isAt("entry", "Amount");
  return program;
}

/**
 * Closes it as a person does; resolves when it has ended by itself and its journal was closed. The
 * replacement runtime dies now and then of SIGSEGV while it takes itself down, after that; docs/release.md says so.
 */
export async function quits(person: Person, program: Started, data: string): Promise<void> {
  person.presses("ctrl+q");
  const { code, output } = await program.ended;
  const log = (): string => readFileSync(join(data, "logs", "counterfoil.log"), "utf8").slice(-2_000);
  if (!isClosed(data)) throw new Error(`ended with ${code}, and left its journal open; its log: ${log()}`);
  const isOldRuntime = packed("now").deb.includes("-test");
  if (code === "SIGSEGV" && isOldRuntime) process.stdout.write("packaged: SIGSEGV after all was closed\n");
  else if (code !== 0) throw new Error(`the program ended with ${code}: ${output.slice(-2_000)}`);
}
