// npm run bench [-- --quick]: how long a start takes until Amount has the focus, and what it holds at rest, beside a
// blank window of the same runtime. Both sides take turns on the same machine; ratios are told, as JSON and as a table.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { ensureElectron, runtimeEnv } from "./electron-runtime.mjs";
import { headless } from "./headless.mjs";
import { cache, root, startedAs } from "./paths.mjs";
import { main, say, Stop } from "./say.mjs";

const PAIRS = { quick: 5, whole: 15 };
/** Ratios to the blank window that a start may have. */
const GOALS = { start: 1.25, memory: 1.15 };
const APPS = { blank: path.join(root, "tests/bench/blank"), program: root };
/** How long a start is left alone before its memory is read, ms. */
const STAY = 3_000;
/** For what hangs, ms. */
const LIMIT = 60_000;

async function outside(args) {
  await ensureBuild();
  const runtime = await ensureElectron();
  const env = { ...process.env, ...runtimeEnv(runtime) };
  const self = [process.execPath, path.join(root, "build/bench.mjs"), "--inside", ...args];
  return process.platform === "linux" ? headless(self, { env }) : inside(args);
}

async function inside(args) {
  const pairs = args.includes("--quick") ? PAIRS.quick : PAIRS.whole;
  const runs = [];
  // The program starts in a folder that it has been in before, as on every day but the first.
  const folders = { blank: folder(), program: folder() };
  for (const which of ["blank", "program"]) await once(which, folders[which]);
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = pair % 2 === 0 ? ["blank", "program"] : ["program", "blank"];
    const run = {};
    for (const which of order) run[which] = await once(which, folders[which]);
    runs.push(run);
    say(`pair ${pair + 1} of ${pairs}: ${line(run)}`);
  }
  for (const each of Object.values(folders)) fs.rmSync(each, { recursive: true, force: true });
  tell(runs);
  return 0;
}

function folder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-bench-"));
}

/** One start. Resolves to ms since it was asked for, main's CPU in ms, and memory in MB. */
async function once(which, userData) {
  const asked = Date.now();
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const hook = path.join(root, "tests/bench/start-hook.cjs");
  const card = process.platform === "linux" ? ["--disable-gpu"] : [];
  const args = [...sandbox, ...card, `--user-data-dir=${userData}`, "-r", hook, APPS[which]];
  const env = { ...process.env, COUNTERFOIL_BENCH_STAY: String(STAY) };
  const child = spawn(process.env.COUNTERFOIL_ELECTRON, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  const late = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  await new Promise((done) => child.once("close", done));
  clearTimeout(late);
  const found = /^BENCH (.*)$/m.exec(said);
  if (!found) throw new Stop(`The ${which} window told nothing within ${LIMIT / 1000} s; run it by hand.`);
  const { requiredAt, readyAt, pageAt, focusedAt, memory, cpu } = JSON.parse(found[1]);
  const since = (at) => Math.round(at - asked);
  return {
    required: since(requiredAt),
    ready: since(readyAt),
    page: since(pageAt),
    focused: since(focusedAt),
    cpu: Math.round(cpu),
    memory: Math.round(memory / 1024),
  };
}

function line({ blank, program }) {
  return `start ${blank.focused} and ${program.focused} ms, ratio ${(program.focused / blank.focused).toFixed(2)}`;
}

function tell(runs) {
  const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const of = (which, what) => middle(runs.map((run) => run[which][what]));
  const ratio = (what) => middle(runs.map(({ blank, program }) => program[what] / blank[what]));
  const figures = Object.keys(runs[0].blank).map((what) => ({
    what,
    blank: of("blank", what),
    program: of("program", what),
    ratio: Number(ratio(what).toFixed(2)),
  }));
  const { cpus, release, platform } = os;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${platform()} ${release()}`;
  const file = path.join(cache, "bench.json");
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), machine, figures, runs }, null, 2));
  say(`\n${machine}; medians of ${runs.length} pairs`);
  say("| | blank window | Counterfoil | ratio |\n|---|---|---|---|");
  for (const { what, blank, program, ratio: times } of figures)
    say(`| ${TITLES[what]} | ${blank} | ${program} | ${times.toFixed(2)} |`);
  for (const [name, goal] of Object.entries(GOALS)) {
    const at = ratio(name === "start" ? "focused" : name);
    say(`${at <= goal ? "met" : "MISSED"}: ${name} at most ${goal} times the blank window, here ${at.toFixed(2)}`);
  }
  say(`written to ${path.relative(root, file)}`);
}

const TITLES = {
  required: "main has read its code, ms",
  ready: "the runtime is ready, ms",
  page: "the page's markup is there, ms",
  focused: "Amount has the focus and is painted, ms",
  cpu: "CPU of main until then, ms",
  memory: "memory of all processes at rest, MB",
};

if (startedAs(import.meta.url)) {
  await main(() => {
    const args = process.argv.slice(2);
    const known = args.filter((each) => !["--quick", "--inside"].includes(each));
    if (known.length > 0) throw new Stop("npm run bench [-- --quick]");
    return args.includes("--inside") ? inside(args) : outside(args);
  });
}
