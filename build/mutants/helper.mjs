import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { cache, root } from "../paths.mjs";
import { say, Stop } from "../say.mjs";

export const TOO_LONG = "the time limit";
const script = path.join(import.meta.dirname, "worker.mjs");

/** Asks changes of a process that holds one vitest; a change that makes it hang costs the process, not the run. */
export class Helper {
  #child = null;

  /** The test that notices the change, TOO_LONG, or null when all are content. */
  async noticed(change, rounds) {
    for (const { tests, ms } of rounds) {
      // Generous, since other work may be on the machine; what hangs costs this much.
      const answer = await this.#ask({ change, tests }, 30_000 + 8 * ms);
      if (answer !== null) return answer;
    }
    return null;
  }

  end() {
    if (this.#child) endGroup(this.#child);
    this.#child = null;
  }

  async #ask(message, limit) {
    this.#child ??= await started("changes");
    try {
      return await answered(this.#child, message, limit);
    } catch (error) {
      this.end();
      if (error === TOO_LONG) return TOO_LONG;
      throw error;
    }
  }
}

/**
 * What each test passes through: [{ id, file, ms, hits }]. Kept for each file of tests until it changes, or a source, or
 * what tests share.
 */
export async function surveyed() {
  const kept = path.join(cache, "mutants.json");
  const tests = filesIn("tests").filter((file) => /^tests\/(unit|wire)\/.*\.test\.tsx?$/.test(file));
  const shared = [...filesIn("src"), ...filesIn("tests").filter((file) => !/\.(test|spec)\.tsx?$/.test(file))];
  const common = markOf([...shared, ...filesIn("build/mutants")]);
  const marks = Object.fromEntries(tests.map((file) => [file, `${common}${markOf([file])}`]));
  const before = fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, "utf8")) : {};
  const known = Object.fromEntries(
    Object.entries(before).filter(([file, one]) => file in marks && one.mark === marks[file]),
  );
  const unknown = tests.filter((file) => !(file in known));
  if (unknown.length > 0) {
    for (const file of unknown) known[file] = { mark: marks[file], tests: [] };
    for (const test of await surveyOf(unknown)) known[test.file].tests.push(test);
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(kept, JSON.stringify(known));
  }
  return Object.values(known).flatMap((file) => file.tests);
}

async function surveyOf(files) {
  const child = await started("survey");
  try {
    const { tests, failed } = await answered(child, { files }, 30 * 60_000);
    if (failed.length > 3 + tests.length / 20)
      throw new Stop(`Too much fails without any change:\n${failed.join("\n")}`);
    // A test that a busy machine ends notices nothing in this run.
    for (const each of failed) say(`left out, since it fails without any change: ${each}`);
    return tests;
  } finally {
    endGroup(child);
  }
}

function filesIn(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

function markOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(fs.readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

/** A process group of its own, so that the test processes below it end with it. */
async function started(kind) {
  const child = fork(script, [kind], { cwd: root, detached: process.platform !== "win32", stdio: "ignore" });
  process.once("exit", () => endGroup(child));
  await reply(child, 120_000);
  return child;
}

async function answered(child, message, limit) {
  child.send(message);
  const told = await reply(child, limit);
  if ("broke" in told) throw new Error(told.broke);
  return told.answer;
}

function reply(child, limit) {
  return new Promise((resolve, reject) => {
    const done = (settle, value) => {
      clearTimeout(timer);
      child.off("message", heard).off("exit", gone);
      settle(value);
    };
    const heard = (message) => done(resolve, message);
    const gone = (code) => done(reject, new Error(`the vitest process ended with ${code}`));
    const timer = setTimeout(() => done(reject, TOO_LONG), limit);
    child.on("message", heard).on("exit", gone);
  });
}

function endGroup(child) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
