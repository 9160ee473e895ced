import fs from "node:fs";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { tail } from "./last-lines.mjs";
import { cache, programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { say, Stop } from "./say.mjs";
import { oneCheck, plain, readPlaywright, readVitest } from "./test-counts.mjs";

// Generous: they are there for what hangs, not for what is slow.
const minutes = { lint: 5, types: 3, units: 5, node24: 5, e2e: 15 };

/** One function for each phase; each takes { env, filters, node24 } and resolves to counts, whatever happens. */
export const phases = {
  async lint({ env }) {
    return check("lint", [path.join(root, "build", "lint.mjs"), "--types"], env);
  },

  async types({ env }) {
    return check("types", [programs.tsc, "-b"], env);
  },

  async units({ env, filters }) {
    return vitest("units", process.execPath, filters, env);
  },

  /**
   * The same tests on the Node of the supported Electron. They are one check here: their number is counted once, above.
   */
  async node24({ env, filters, node24 }) {
    if (node24 instanceof Stop) {
      return oneCheck(false, node24.message);
    }
    if (!node24) {
      say("There is no Node 24 package for this system, so the unit tests are run on one Node only.");
      return { passed: 0, failed: 0, skipped: 0, failures: [] };
    }
    // First on the PATH, so that a test which starts `node` gets the same one.
    const PATH = [path.dirname(node24), env.PATH].join(path.delimiter);
    // The fault stories are told in full on the other Node; here a part shows that they are as true.
    const counts = await vitest("node24", node24, filters, {
      ...env,
      PATH,
      COUNTERFOIL_FAULT_RUNS: env.COUNTERFOIL_FAULT_RUNS ?? "300",
    });
    return { ...counts, passed: counts.failed === 0 ? 1 : 0 };
  },

  async build() {
    try {
      await ensureBuild({ show: (_name, work) => work() });
      return { passed: 0, failed: 0, skipped: 0, failures: [] };
    } catch (error) {
      return oneCheck(false, error instanceof Stop ? error.message : String(error?.stack ?? error));
    }
  },

  async e2e({ env, filters }) {
    if (!hasSpecs(path.join(root, "tests", "e2e"))) {
      say("There are no end-to-end tests yet (tests/e2e/*.spec.ts).");
      return { passed: 0, failed: 0, skipped: 0, failures: [] };
    }
    const report = reportFile("e2e");
    const test = [process.execPath, programs.playwright, "test", "--reporter=list,json", ...filters];
    const headless = process.platform === "linux" ? [process.execPath, path.join(root, "build", "headless.mjs")] : [];
    const [command, ...args] = [...headless, ...test];
    const ended = await limited("e2e", command, args, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, { show: true });
    return readPlaywright(readReport(report), {
      ...ended,
      output: "Playwright ended without a report; its last lines are above.",
    });
  },
};

async function check(name, args, env) {
  const ended = await limited(name, process.execPath, args, env);
  if (ended.timedOut) {
    return oneCheck(false, `not finished in ${minutes[name]} minutes and ended`);
  }
  return oneCheck(ended.code === 0, tail(plain(ended.output), 60));
}

async function vitest(name, node, filters, env) {
  const report = reportFile(name);
  const args = [
    programs.vitest,
    "run",
    "--disable-console-intercept",
    "--reporter=json",
    `--outputFile=${report}`,
    ...filters,
  ];
  const ended = await limited(name, node, args, env);
  // What the fault harness tells of itself: how many stories, and from which seed.
  for (const told of plain(ended.output)
    .split("\n")
    .filter((text) => /^(faults|kill -9): /.test(text))) {
    say(told.slice(0, 200));
  }
  return readVitest(readReport(report), { ...ended, output: tail(plain(ended.output), 30) });
}

async function limited(name, command, args, env, options) {
  const limit = minutes[name] * 60_000;
  const ended = await run(command, args, { cwd: root, env, limit, grace: 10_000, ...options });
  return { ...ended, limit };
}

function reportFile(name) {
  const file = path.join(cache, `report-${name}-${process.pid}.json`);
  fs.mkdirSync(cache, { recursive: true });
  fs.rmSync(file, { force: true }); // An old report must never speak for a run that did not write one.
  process.once("exit", () => fs.rmSync(file, { force: true }));
  return file;
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function hasSpecs(folder) {
  return (
    fs.existsSync(folder) &&
    fs.readdirSync(folder, { recursive: true }).some((file) => /\.(spec|test)\.tsx?$/.test(file))
  );
}
