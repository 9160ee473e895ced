// npm test: set-up, then lint, types, units (on this Node and on 24), the shared book, build, end to end, weakened
// builds, the packed program. One closing line: N passed, N failed.
import { ensureDebianPackages, ensurePostgres, findChromium } from "./debian-packages.mjs";
import { describe, ensureElectron, runtimeEnv } from "./electron-runtime.mjs";
import { ensureNode24 } from "./node24.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { startedAs } from "./paths.mjs";
import { main, say, seconds, Stop, ticking } from "./say.mjs";
import { sandboxSetting } from "./sandbox.mjs";
import { checkNode } from "./setup.mjs";
import { readTestArguments } from "./test-arguments.mjs";
import { oneCheck, sum } from "./test-counts.mjs";
import { phases, whyNotInstalled } from "./test-phases.mjs";

// What runs side by side on two cores without disturbing each other.
const groups = [["lint", "types", "book"], ["units"], ["node24", "build"], ["e2e"], ["attack"], ["packaged"]];
/** For what goes on for ever although something finishes now and then (ms). A CI machine has its own limit above it. */
const WHOLE_LIMIT = 80 * 60_000;
const titles = {
  lint: "lint",
  types: "types",
  units: "units",
  book: "shared book",
  node24: "units on Node 24",
  build: "build",
  e2e: "end to end",
  attack: "weakened builds",
  packaged: "packed and installed",
};

async function test(args) {
  const chosen = readTestArguments(args);
  const results = new Map();
  try {
    const began = performance.now();
    const left = () => Math.max(0, began + WHOLE_LIMIT - performance.now());
    const tools = { ...(await prepare(chosen.phases)), filters: chosen.filters, left };
    for (const group of groups) {
      await runGroup(
        group.filter((name) => chosen.phases.includes(name)),
        tools,
        results,
      );
    }
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
    results.set("set-up", oneCheck(false, error.message));
  }
  return close(results, chosen.phases);
}

/** Only what the chosen phases need: a developer who runs one unit test installs no display. */
async function prepare(chosen) {
  checkNode(process.versions.node);
  const wants = (name) => chosen.includes(name);
  if (wants("e2e") || wants("attack")) {
    await ensureDebianPackages("test");
  }
  if (wants("book")) {
    await ensurePostgres();
  }
  const canInstall = wants("packaged") && whyNotInstalled() === null;
  if (canInstall) {
    await ensureDebianPackages("packaged");
  }
  await ensureNpmPackages();
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
  // A single unit run never opens Electron; anything larger does, and must agree on which one.
  if (wants("e2e") || wants("attack") || canInstall) {
    const runtime = await ensureElectron();
    say(describe(runtime));
    Object.assign(env, runtimeEnv(runtime), { COUNTERFOIL_SANDBOX: await sandboxSetting(runtime) });
    const chromium = findChromium();
    if (chromium) {
      env.COUNTERFOIL_CHROMIUM = chromium;
    }
  }
  return { env, node24: wants("node24") ? await ensureNode24().catch(asResult) : undefined };
}

/** Without Node 24 the rest can still be tested; that phase then fails with the sentence. */
function asResult(error) {
  if (error instanceof Stop) {
    return error;
  }
  throw error;
}

async function runGroup(names, tools, results) {
  const finish = async (name, note) => {
    const started = Date.now();
    const counts =
      ["e2e", "packaged"].includes(name) && results.get("build")?.failed
        ? oneCheck(false, "not run, because the build failed")
        : await phases[name]({ ...tools, note });
    results.set(name, counts);
    return { name, counts, time: Date.now() - started };
  };
  const work = (note) => Promise.all(names.map((name) => finish(name, note)));
  // Playwright tells its own progress, a line a test.
  const title = names.map((name) => titles[name]).join(", ");
  const finished = names.includes("e2e") ? await work(() => {}) : names.length > 0 ? await ticking(title, work) : [];
  for (const { name, counts, time } of finished) {
    say(line(name, counts, time));
  }
}

function line(name, { passed, failed, skipped }, time) {
  const isCheck = ["lint", "types", "node24", "build"].includes(name);
  const words = isCheck ? [failed === 0 ? "ok" : "failed"] : [`${passed} passed`, `${failed} failed`];
  return `${titles[name]}: ${[...words, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(", ")}, ${seconds(time)}`;
}

function close(results, chosen) {
  for (const [name, { failures }] of results) {
    for (const failure of failures) {
      say(`\nFAILED ${titles[name] ?? name}${failure.name && `: ${failure.name}`}`);
      say(
        failure.message
          .split("\n")
          .slice(0, 60)
          .map((text) => `  ${text}`)
          .join("\n"),
      );
    }
  }
  const { passed, failed } = sum([...results.values()]);
  const wantsTests = chosen.includes("units") || chosen.includes("e2e");
  const tested = ["units", "e2e"].some((name) => (results.get(name)?.passed ?? 0) > 0);
  if (wantsTests && !tested && failed === 0) {
    say("No test was run, so nothing is proved.");
  }
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && (tested || !wantsTests) ? 0 : 1;
}

if (startedAs(import.meta.url)) {
  await main(() => test(process.argv.slice(2)));
}
