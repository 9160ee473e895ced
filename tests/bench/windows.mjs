// Starts the blank window or the program, with a hook in main that says when Amount has the focus (start-hook.cjs).
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const APPS = {
  blank: path.join(here, "blank"),
  // Or another build, to be compared with.
  program: process.env.COUNTERFOIL_BENCH_PROGRAM ?? path.resolve(here, "../.."),
};
/** How long the first start of a folder is left alone, ms: the program reads its lists in it, as on the first day alone. */
const FIRST_DAY = 6_000;
/** For what hangs, ms. */
const LIMIT = 60_000;

/** Where a window keeps its things; for removeFolders. */
export function newFolder() {
  return fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-bench-"));
}

export function removeFolders(folders) {
  for (const each of folders) fs.rmSync(each, { recursive: true, force: true });
}

/**
 * One start of "blank" or "program", which is left alone for `stay` ms after it. Resolves to ms since it was asked for,
 * CPU ms (`cpu`: of main until the focus; `cpuAll`: of all processes, on Linux), memory in MB, and of its last `rest` ms
 * the CPU ms and wake-ups a second. Throws where nothing was told.
 */
export async function startOnce(which, userData, stay, rest = 0) {
  const asked = Date.now();
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const card = process.platform === "linux" ? ["--disable-gpu"] : [];
  const hook = path.join(here, "start-hook.cjs");
  const args = [...sandbox, ...card, `--user-data-dir=${userData}`, "-r", hook, APPS[which]];
  const env = { ...process.env, COUNTERFOIL_BENCH_STAY: String(stay), COUNTERFOIL_BENCH_REST: String(rest) };
  const child = spawn(process.env.COUNTERFOIL_ELECTRON, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  const late = setTimeout(() => child.kill("SIGKILL"), LIMIT + stay);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  await new Promise((done) => child.once("close", done));
  clearTimeout(late);
  const found = /^BENCH (.*)$/m.exec(said);
  if (!found) throw new Error(`The ${which} window told nothing within ${LIMIT / 1000} s; run it by hand.`);
  const { requiredAt, readyAt, pageAt, focusedAt, wholeAt, ...others } = JSON.parse(found[1]);
  const since = (at) => Math.round(at - asked);
  return { required: since(requiredAt), ready: since(readyAt), page: since(pageAt), focused: since(focusedAt),
    whole: since(wholeAt), ...others };
}

/**
 * Both in turns, `pairs` times, after one start of each that does not count. The program starts in a folder that it has
 * been in before, as on every day but the first. Resolves to a list of `{ blank, program }`.
 */
export async function inTurns(pairs, stay, note, rest = 0) {
  const folders = { blank: newFolder(), program: newFolder() };
  for (const which of ["blank", "program"]) await startOnce(which, folders[which], which === "program" ? FIRST_DAY : 500);
  const runs = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = pair % 2 === 0 ? ["blank", "program"] : ["program", "blank"];
    const run = {};
    for (const which of order) run[which] = await startOnce(which, folders[which], stay, rest);
    runs.push(run);
    note(`pair ${pair + 1} of ${pairs}: start ${run.blank.focused} and ${run.program.focused} ms`);
  }
  removeFolders(Object.values(folders));
  return runs;
}

/** The middle of numbers. */
export function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/**
 * Medians of one figure of both sides. Their ratio is the median of the pairs' ratios, which a loaded machine disturbs
 * least; so the baseline is told such that ours by the baseline is that ratio.
 */
export function beside(runs, what, { title, unit, goal, why }) {
  const ours = middle(runs.map(({ program }) => program[what]));
  const ratio = middle(runs.map(({ blank, program }) => program[what] / blank[what]));
  return { what: title, unit, ours, baseline: ours / ratio, against: "blank window", ...(goal && { goal }), ...(why && { why }) };
}
