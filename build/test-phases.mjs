import fs from "node:fs";
import path from "node:path";
import { unnoticed } from "./attack.mjs";
import { ensureBuild } from "./build.mjs";
import { findPostgres } from "./debian-packages.mjs";
import { tail } from "./last-lines.mjs";
import { cache, programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { weakened } from "./weakened.mjs";
import { say, Stop } from "./say.mjs";
import { oneCheck, plain, readPlaywright, readVitest, whyEnded } from "./test-counts.mjs";

const PACKAGED = path.join("tests", "packaged", "vitest.config.ts");
/** A phase may take as long as it needs while its tests finish, a line each. After so many ms without one it hangs. */
const QUIET_LIMIT = 10 * 60_000;

/** Tests that one Node is enough for. */
const THERE_ALONE = [
  ...["broken", "kill", "accounts", "rekey", "damage"].map((name) => `faults/${name}.test.ts`),
  ...["renderer", "docs", "build"].map((room) => `unit/${room}/**`),
  // Patterns are run by the same engine in both, and a seed draws the same million texts.
  "unit/patterns.test.ts",
  "unit/shared/card-number-alarms.test.ts",
];

/**
 * One function for each phase; each resolves to counts, whatever happens. It takes { env, filters, node24, note,
 * left }: `note` shows how far it is, `left` answers the ms that are left of the whole run.
 */
export const phases = {
  async lint(tools) {
    return check([path.join(root, "build", "lint.mjs"), "--types"], tools);
  },

  async types(tools) {
    return check([programs.tsc, "-b"], tools);
  },

  async units(tools) {
    return vitest("units", process.execPath, tools);
  },

  /** The shared book, on a PostgreSQL that the tests start for themselves. */
  async book(tools) {
    if (!findPostgres()) {
      say("There is no PostgreSQL here, so the shared book is not tried: sudo apt install postgresql.");
      return { passed: 0, failed: 0, skipped: 1, failures: [] };
    }
    return vitest("book", process.execPath, { ...tools, more: ["--config=tests/book/vitest.config.mts"] });
  },

  /**
   * The tests of main on the Node of the supported Electron. One check here: their number is counted once, above.
   */
  async node24({ node24, ...tools }) {
    if (node24 instanceof Stop) {
      return oneCheck(false, node24.message);
    }
    if (!node24) {
      say("There is no Node 24 package for this system, so the unit tests are run on one Node only.");
      return { passed: 0, failed: 0, skipped: 0, failures: [] };
    }
    const { env } = tools;
    // First on the PATH, so that a test which starts `node` gets the same one.
    const PATH = [path.dirname(node24), env.PATH].join(path.delimiter);
    // The fault stories are told in full on the other Node; here a part shows that they are as true. What kills whole
    // processes, and what that Node never runs (the page, the papers, the build), is tried there alone.
    const counts = await vitest("node24", node24, {
      ...tools,
      more: THERE_ALONE.map((each) => `--exclude=tests/${each}`),
      env: { ...env, PATH, COUNTERFOIL_FAULT_RUNS: env.COUNTERFOIL_FAULT_RUNS ?? "100" },
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

  async e2e({ env, filters, left }) {
    if (!hasSpecs(path.join(root, "tests", "e2e"))) {
      say("There are no end-to-end tests yet (tests/e2e/*.spec.ts).");
      return { passed: 0, failed: 0, skipped: 0, failures: [] };
    }
    const report = reportFile("e2e");
    const test = [process.execPath, programs.playwright, "test", "--reporter=list,json", ...filters];
    const headless = process.platform === "linux" ? [process.execPath, path.join(root, "build", "headless.mjs")] : [];
    const [command, ...args] = [...headless, ...test];
    const ended = await limited(command, args, {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      limit: left(),
      show: true,
    });
    return readPlaywright(readReport(report), {
      ...ended,
      output: ended.timedOut ? ended.output : "Playwright ended without a report; its last lines are above.",
    });
  },

  /** Builds with one protection taken out: each must be noticed by the test that is named for it. */
  async attack({ env, note }) {
    let done = 0;
    const missed = await unnoticed(env, () => note(`${++done} of ${weakened.length} tried`));
    const failures = missed.map((line) => ({ name: "a weakened build", message: line }));
    return { passed: weakened.length - missed.length, failed: missed.length, skipped: 0, failures };
  },

  /** The program as a merchant gets it: packed, installed, used by keyboard, upgraded, attacked, removed. */
  async packaged(tools) {
    const why = whyNotInstalled();
    if (why !== null) {
      say(`The packed program is not installed and tried: ${why}.`);
      return { passed: 0, failed: 0, skipped: 1, failures: [] };
    }
    return vitest("packaged", process.execPath, { ...tools, filters: [`--config=${PACKAGED}`] });
  },
};

/** What keeps the packed program from being installed here, null for nothing. */
export function whyNotInstalled() {
  if (process.platform !== "linux") return "that is done on Linux";
  if (process.getuid() !== 0) return "installing takes root";
  return fs.existsSync("/usr/bin/apt-get") ? null : "this is no Debian or Ubuntu";
}

async function check(args, { env, left }) {
  const ended = await limited(process.execPath, args, { env, limit: left() });
  return oneCheck(
    ended.code === 0 && !ended.timedOut,
    ended.timedOut ? whyEnded(ended) : tail(plain(ended.output), 60),
  );
}

async function vitest(name, node, { env, filters, note, left, more = [] }) {
  const report = reportFile(name);
  // "verbose" prints a line for each test that finishes.
  const args = [
    programs.vitest,
    "run",
    "--disable-console-intercept",
    "--reporter=verbose",
    "--reporter=json",
    `--outputFile=${report}`,
    ...more,
    ...filters,
  ];
  let finished = 0;
  const onOutput = (text) => {
    finished += plain(text).match(/^ [✓×] /gm)?.length ?? 0;
    note(`${finished} finished`);
  };
  const ended = await limited(node, args, { env, limit: left(), onOutput });
  // What the fault harness tells of itself, how many stories and from which seed, and each step of the packed program.
  for (const told of plain(ended.output)
    .split("\n")
    .filter((text) => /^(faults|kill -9|packaged|desks): /.test(text))) {
    say(told.slice(0, 200));
  }
  return readVitest(readReport(report), { ...ended, output: tail(plain(ended.output), 30) });
}

function limited(command, args, options) {
  return run(command, args, { cwd: root, quiet: QUIET_LIMIT, grace: 10_000, ...options });
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
