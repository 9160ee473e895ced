// npm run bench [-- --quick] [-- --only NAME…]: what the program takes beside a baseline of its own, both taken in turns
// in the same run on the same machine. Each file of tests/bench/measures is one measure. Prints one table, writes JSON.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { judged, tableOf } from "./bench-table.mjs";
import { ensureBuild } from "./build.mjs";
import { ensureElectron, runtimeEnv } from "./electron-runtime.mjs";
import { headless } from "./headless.mjs";
import { tail } from "./last-lines.mjs";
import { cache, programs, root, startedAs } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say, Stop } from "./say.mjs";

const folder = path.join(root, "tests", "bench", "measures");
/** For what hangs, ms. */
const LIMIT = 45 * 60_000;
const USAGE = "npm run bench [-- --quick] [-- --only NAME…]";

async function outside(args) {
  await ensureBuild();
  const runtime = await ensureElectron();
  const env = { ...process.env, ...runtimeEnv(runtime) };
  const self = [process.execPath, path.join(root, "build/bench.mjs"), "--inside", ...args];
  return process.platform === "linux" ? headless(self, { env }) : inside(args);
}

async function inside(args) {
  const quick = args.includes("--quick");
  const told = [];
  for (const name of namesIn(args)) {
    const { measure } = await import(path.join(folder, `${name}.mjs`));
    if (quick && measure.whole) continue;
    const started = Date.now();
    say(`${name} …`);
    told.push({ name, title: measure.title, ...(await take(measure, { quick, note: (text) => say(`  ${text}`) })) });
    say(`${name}: ${Math.round((Date.now() - started) / 1000)} s`);
  }
  tell(told, quick);
  return told.some(({ broke }) => broke) ? 1 : 0;
}

/** The measures that were asked for, all where none was. */
function namesIn(args) {
  const there = fs.readdirSync(folder).map((file) => path.basename(file, ".mjs"));
  const asked = args.filter((each) => !each.startsWith("--"));
  const unknown = asked.filter((name) => !there.includes(name));
  if (unknown.length > 0) throw new Stop(`There is no measure ${unknown.join(", ")}; there are: ${there.join(", ")}.`);
  return asked.length > 0 ? asked : there.toSorted();
}

/** One measure that breaks does not take the others with it. */
async function take(measure, tools) {
  try {
    const figures = await measure.run({ ...tools, ...runners(tools) });
    return { figures: figures.map(judged) };
  } catch (error) {
    say(String(error.stack ?? error));
    return { figures: [], broke: error.message.split("\n")[0] };
  }
}

/** What a measure that is written in TypeScript is run by; it tells its figures with tests/bench/figures.ts. */
function runners({ quick }) {
  const told = async (program, args, env) => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-figures-")), "figures.json");
    const all = { ...process.env, ...env, COUNTERFOIL_BENCH_FIGURES: file, COUNTERFOIL_BENCH_QUICK: quick ? "1" : "" };
    const ended = await run(process.execPath, [program, ...args], { cwd: root, env: all, limit: LIMIT });
    const figures = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : null;
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
    if (ended.code === 0 && figures) return figures;
    say(tail(ended.output, 25));
    throw new Error(`${args.at(-1)} told no figures`);
  };
  return {
    /** A file of tests/bench in plain Node. Resolves to its figures. */
    inNode: (file, env = {}) =>
      told(programs.vitest, ["run", "--config", "tests/bench/vitest.config.ts", `tests/bench/${file}`], env),
    /** A spec of tests/bench in the built program. Resolves to its figures. */
    inProgram: (file, env = {}) =>
      told(programs.playwright, ["test", "--config", "tests/bench/screens.config.ts", file], {
        COUNTERFOIL_FIRST_DAY: "1",
        ...env,
      }),
  };
}

function tell(measures, quick) {
  const { cpus, release, platform, totalmem } = os;
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, ${platform()} ${release()}`;
  const at = new Date().toISOString();
  const file = path.join(cache, "bench.json");
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ at, machine, quick, measures }, null, 2));
  say(`\n${machine}; ${at.slice(0, 10)}${quick ? "; quick: fewer rounds, no large measures" : ""}`);
  for (const row of tableOf(measures)) say(row);
  say(`written to ${path.relative(root, file)}`);
}

if (startedAs(import.meta.url)) {
  await main(() => {
    const args = process.argv.slice(2);
    const unknown = args.filter((each) => each.startsWith("--") && !["--quick", "--only", "--inside"].includes(each));
    if (unknown.length > 0 || (args.some((each) => !each.startsWith("--")) && !args.includes("--only")))
      throw new Stop(USAGE);
    return args.includes("--inside") ? inside(args) : outside(args);
  });
}
