// npm run attack: each protection of docs/security.md is attacked in the built app; then come builds with one protection
// taken out, each of which a test must notice. Prints what was tried and what came of it. `-- weakened` is the second
// part alone; it is a phase of `npm test`, whose end-to-end tests are the first.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { tail } from "./last-lines.mjs";
import { programs, root, startedAs } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say, Stop } from "./say.mjs";
import { plain } from "./test-counts.mjs";
import { weakened } from "./weakened.mjs";

/** The specs that attack from inside of the page and from beside the program. */
const ATTACKS = ["security", "security-bridge", "taken-over", "floods", "traces"];
/** What a copy of the project needs beside the packages. */
const NEEDED = ["src", "tests", "build", "docs", "package.json", "package-lock.json", "electron.vite.config.ts"];
const LIMIT = 10 * 60_000;
/** So many weakened builds are made and tried at once, each in a copy of its own. */
const AT_ONCE = 2;

/** Resolves to how many attacks got through. Playwright prints each with its result. */
async function attackTheBuild() {
  await ensureBuild();
  const specs = ATTACKS.map((name) => `tests/e2e/${name}.spec.ts`);
  const { code } = await inDesktop(root, [...specs, "--reporter=list"], true);
  return code === 0 ? 0 : 1;
}

/**
 * Resolves to the names of the weakened builds that no test noticed, each with why. `env` as of the tests; `heard` hears
 * of each that is done.
 */
export async function unnoticed(env = process.env, heard = () => undefined) {
  // Those that need a window take longest, so they come first.
  const waiting = weakened.toSorted((one, other) => Number(one.e2e === undefined) - Number(other.e2e === undefined));
  const found = [];
  const work = async () => {
    const folder = copyOfTheProject();
    try {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        const why = await whyNotNoticed(folder, one, env);
        if (why !== null) found.push(`${one.name}: ${why}`);
        heard(one, why);
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** Answers the folder of the copy. */
function copyOfTheProject() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-weakened-"));
  const settings = fs
    .readdirSync(root)
    .filter((each) => /^(tsconfig.*|playwright.*|vitest.*)\.(json|m?ts)$/.test(each));
  for (const name of [...NEEDED, ...settings])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** null: the test that must notice it failed, and no other reason was found for it. */
async function whyNotNoticed(folder, { file, from, to, unit, e2e, title }, env) {
  const place = path.join(folder, file);
  const source = fs.readFileSync(place, "utf8");
  if (source.split(from).length !== 2) return `${file} does not have this line once: ${from}`;
  fs.writeFileSync(
    place,
    source.replace(from, () => to),
  );
  try {
    if (e2e !== undefined) {
      const built = await run(process.execPath, [programs.electronVite, "build"], { cwd: folder, env, limit: LIMIT });
      if (built.code !== 0) return `it could not be built: ${tail(built.output, 3)}`;
    }
    const { code, output } =
      unit === undefined
        ? await inDesktop(
            folder,
            [`tests/e2e/${e2e}.spec.ts`, "-g", title, "--workers=1", "--reporter=list"],
            false,
            // For one test, a start that others could begin from is not worth its time.
            { ...env, COUNTERFOIL_FIRST_DAY: "1" },
          )
        : await run(process.execPath, [programs.vitest, "run", unit, "-t", title], { cwd: folder, env, limit: LIMIT });
    const failed = /\b1 failed|\b[1-9]\d* failed/.test(plain(output));
    if (code !== 0 && failed) return null;
    return code === 0 ? "the test did not notice" : `the test did not run: ${tail(plain(output), 3)}`;
  } finally {
    fs.writeFileSync(place, source);
  }
}

function inDesktop(cwd, args, show, env = process.env) {
  const test = [process.execPath, programs.playwright, "test", ...args];
  const headless = process.platform === "linux" ? [process.execPath, path.join(root, "build", "headless.mjs")] : [];
  const [command, ...rest] = [...headless, ...test];
  return run(command, rest, { cwd, env, show, limit: LIMIT });
}

if (startedAs(import.meta.url)) {
  await main(async () => {
    const asked = process.argv.slice(2);
    if (asked.some((each) => each !== "weakened")) throw new Stop("npm run attack [-- weakened]");
    const through = asked.length > 0 ? 0 : await attackTheBuild();
    say("\nBuilds with one protection taken out:");
    const found = await unnoticed(process.env, ({ name, unit, e2e, title }, why) =>
      say(`${why === null ? "caught " : "MISSED "} ${name} (${unit ?? `tests/e2e/${e2e}.spec.ts`}, "${title}")`),
    );
    for (const line of found) say(line);
    say(`attack: ${weakened.length - found.length} of ${weakened.length} weakened builds were caught`);
    return through + found.length === 0 ? 0 : 1;
  });
}
