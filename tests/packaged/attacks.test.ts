import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesktop, type Desktop } from "./desktop";
import { packed } from "./pack";
import { openProgram, personAt, quits } from "./person";

const { ensureElectron } = (await import(pathToFileURL(resolve("build/electron-runtime.mjs")).href)) as {
  ensureElectron: () => Promise<{ executable: string; version: string }>;
};

/** As docs/security.md, point 19, has them, in the order of the wire; "?" where the Electron has none of its own yet. */
const WANTED = "0100110" as const;
const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
let desktop: Desktop;
let folder: string;
let program: string;

beforeAll(async () => {
  desktop = await openDesktop();
  // As the .tar.gz of docs/release.md, but pressed less.
  const archive = join(desktop.home, "counterfoil.tar.gz");
  const { folder: made } = packed("now");
  const pressed = ["-I", "gzip -1", "--transform", "s/^linux-unpacked/counterfoil/"];
  execFileSync("tar", ["-C", dirname(made), ...pressed, "-cf", archive, basename(made)]);
  execFileSync("tar", ["-C", desktop.home, "-xf", archive]);
  folder = join(desktop.home, "counterfoil");
  program = join(folder, "counterfoil");
});

afterAll(() => desktop.close());

test("SECURITY: the fuses in the binary are set", async () => {
  const { executable, version } = await ensureElectron();
  const wire = fusesIn(program);
  expect(wire.slice(0, WANTED.length)).toBe(WANTED);
  // The eighth came with Electron 29: pages of file:// get no rights.
  if (Number.parseInt(version, 10) >= 29) expect(wire[WANTED.length]).toBe("0");
  // As it comes, Electron lets itself be used as Node, be debugged, and run a folder: else this would prove nothing.
  expect(fusesIn(executable).slice(0, WANTED.length)).not.toBe(WANTED);
});

test("SECURITY: it is no Node, loads nothing, opens no debugger, and no signal ends it", async () => {
  const person = personAt(desktop);
  const [inspect, remote] = [9339, 9340];
  const loaded = join(desktop.home, "tmp", "loaded");
  const code = `require("fs").writeFileSync(${JSON.stringify(loaded)}, "")`;
  writeFileSync(join(desktop.home, "load.js"), code);
  // Each of these gets in by itself where it is not forbidden.
  const running = openProgram(
    desktop,
    person,
    program,
    ["-e", code, `--inspect=${inspect}`, `--remote-debugging-port=${remote}`],
    { ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: `--require ${join(desktop.home, "load.js")}` },
  );
  for (const signal of ["SIGUSR1", "SIGUSR2"] as const) running.child.kill(signal);
  // It has heard both when it has written both down.
  await expect
    .poll(() => readFileSync(join(desktop.config, "Counterfoil/logs/counterfoil.log"), "utf8"))
    .toMatch(/SIGUSR1 was sent[^]*SIGUSR2 was sent/);
  for (const port of [inspect, remote, 9229]) expect(`${port} ${await answers(port)}`).toBe(`${port} false`);
  expect(existsSync(loaded)).toBe(false);
  await quits(person, running, join(desktop.config, "Counterfoil"));
});

test("SECURITY: a folder beside the place of app.asar is not run in its stead", () => {
  const resources = join(folder, "resources");
  const ran = join(desktop.home, "tmp", "ran");
  renameSync(join(resources, "app.asar"), join(desktop.home, "kept.asar"));
  mkdirSync(join(resources, "app"));
  writeFileSync(join(resources, "app", "package.json"), JSON.stringify({ name: "other", main: "index.js" }));
  writeFileSync(
    join(resources, "app", "index.js"),
    `require("fs").writeFileSync(${JSON.stringify(ran)}, ""); process.exit(0);`,
  );
  const { code } = desktop.run(program, []);
  expect(`ran ${existsSync(ran)}, ended with 0: ${code === 0}`).toBe("ran false, ended with 0: false");
});

/** The fuse wire of an Electron binary: a sentinel, its version, its length, then a sign a fuse: 1 on, 0 off. */
function fusesIn(binary: string): string {
  const bytes = readFileSync(binary);
  const at = bytes.indexOf(SENTINEL) + SENTINEL.length;
  const length = bytes[at + 1] ?? 0;
  return bytes.subarray(at + 2, at + 2 + length).toString("latin1");
}

/** Whether somebody listens there. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolved) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.on("connect", () => (socket.destroy(), resolved(true)));
    socket.on("error", () => resolved(false));
  });
}
