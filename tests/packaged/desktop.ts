import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./pack";

/** An ordinary user that every Debian has, by its fixed number. It owns no file. */
const NOBODY = 65_534;
const START_LIMIT_MS = 60_000;

/** What a program printed, and how it ended: its code, or the signal that ended it. */
export interface Ended {
  readonly code: number | NodeJS.Signals;
  readonly output: string;
}

/** A program that runs on the desktop. */
export interface Started {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  readonly ended: Promise<Ended>;
}

/** A virtual display with a bus and an unlocked keyring, of an ordinary user. */
export interface Desktop {
  /** A folder that is the user's own. */
  readonly home: string;
  /** The file that the screen reader writes the processes into that it has met. */
  readonly met: string;
  /** Where programs keep their settings. */
  readonly config: string;
  /** Runs a program to its end, as that user; `input` is what it reads. */
  run(command: string, args: readonly string[], input?: string): Ended;
  /** Starts a program as that user. */
  start(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Started;
  close(): Promise<void>;
}

/** Opens the desktop that `npm run demo` has too, but as an ordinary user. Root may; nobody else can change users. */
export async function openDesktop(): Promise<Desktop> {
  const home = mkdtempSync(join(tmpdir(), "counterfoil-packaged-"));
  // The user may not be able to look into the project's folder, nor to run a Node that lies in root's.
  cpSync(join(root, "build"), join(home, "build"), { recursive: true });
  copyFileSync(process.execPath, join(home, "node"));
  mkdirSync(join(home, "tmp"));
  for (const file of ["tree.py", "reader.py"]) copyFileSync(join(root, "tests/packaged", file), join(home, file));
  for (const place of [home, join(home, "tmp")]) chownSync(place, NOBODY, NOBODY);
  chmodSync(join(home, "node"), 0o755);

  const told = join(home, "environment.json");
  const tell = `require("fs").writeFileSync(${JSON.stringify(`${told}.new`)}, JSON.stringify(process.env));
    require("fs").renameSync(${JSON.stringify(`${told}.new`)}, ${JSON.stringify(told)}); setInterval(() => {}, 1e6);`;
  const plain = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home, LANG: "C.UTF-8", TMPDIR: join(home, "tmp") };
  const desktop = begin(join(home, "node"), [join(home, "build/headless.mjs"), join(home, "node"), "-e", tell], plain);
  const limit = Date.now() + START_LIMIT_MS;
  while (!existsSync(told)) {
    if (desktop.child.exitCode !== null || Date.now() > limit)
      throw new Error(`the desktop did not start: ${desktop.output()}`);
    await sleep(50);
  }
  // A screen reader's bus, which the desktop of the other tests does without.
  const { NO_AT_BRIDGE: _without, ...env } = JSON.parse(readFileSync(told, "utf8")) as Record<string, string>;
  const bus = begin("/usr/libexec/at-spi-bus-launcher", ["--launch-immediately", "--a11y=1"], env);
  const met = join(home, "met");
  const reader = begin("/usr/bin/python3", [join(home, "reader.py"), met], env);

  return {
    home,
    met,
    config: String(env["XDG_CONFIG_HOME"]),
    run: (command, args, input = "") => {
      const { status, signal, stdout, stderr } = spawnSync(command, args, {
        ...as(env),
        cwd: home,
        input,
        encoding: "utf8",
        timeout: START_LIMIT_MS,
      });
      return { code: status ?? signal ?? "SIGKILL", output: `${stdout}${stderr}` };
    },
    start: (command, args, more = {}) => begin(command, args, { ...env, ...more }),
    close: async () => {
      for (const { child } of [reader, bus, desktop]) child.kill();
      await Promise.all([reader.ended, bus.ended, desktop.ended]);
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function as(env: Readonly<Record<string, string>>): { uid: number; gid: number; env: Record<string, string> } {
  return { uid: NOBODY, gid: NOBODY, env: { ...env } };
}

function begin(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(command, args, { ...as(env), cwd: env["HOME"], stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code, signal) => resolve({ code: code ?? signal ?? "SIGKILL", output }));
  });
  return { child, output: () => output, ended };
}
