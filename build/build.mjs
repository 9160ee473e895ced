// npm run build [-- --force]: builds main, preload and renderer into out/, when what they are made of has changed.
import fs from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { writeBillOfMaterials } from "./bill-of-materials.mjs";
import { writeCompileCache } from "./compile-cache.mjs";
import { tail } from "./last-lines.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { pageScripts } from "./page-size.mjs";
import { cache, programs, root, startedAs } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say, step, Stop } from "./say.mjs";
import { checkNode } from "./setup.mjs";

/**
 * Bytes of JavaScript after gzip: what is read now, so that more is noticed. The goals are 120,000 and 220,000
 * (docs/performance.md).
 */
const FIRST_SCREEN_MOST = 119_100;
const ALL_MOST = 219_850;
const stampFile = path.join(cache, "build.json");
const results = ["out/main/index.js", "out/main/program.js", "out/preload/index.js", "out/renderer/index.html"];
const sources = /^(electron\.vite\.config\.\w+|package(-lock)?\.json|tsconfig.*\.json)$/;

/** Resolves to true when it built, false when there was nothing to do. `show` names the step while it runs. */
export async function ensureBuild({ force = false, show = step } = {}) {
  return oneAtATime("the build", async () => {
    const stamp = hashOf(root);
    if (!force && readStamp() === stamp && results.every((file) => fs.existsSync(path.join(root, file)))) {
      return false;
    }
    fs.rmSync(stampFile, { force: true });
    await show("build", build);
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(stampFile, JSON.stringify(stamp));
    return true;
  });
}

async function build() {
  const result = await run(process.execPath, [programs.electronVite, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" },
    limit: 10 * 60_000, // For what hangs; on a busy machine a build is slow.
  });
  if (result.timedOut) {
    throw new Stop(
      "electron-vite build did not finish in 10 minutes; run it by hand to see where it hangs: npx electron-vite build",
    );
  }
  if (result.code !== 0) {
    throw new Stop(
      `electron-vite build failed; correct the source, then run the command again. Its last lines:\n${tail(result.output, 25)}`,
    );
  }
  const absent = results.filter((file) => !fs.existsSync(path.join(root, file)));
  if (absent.length > 0) {
    throw new Stop(`The build ended without ${absent.join(", ")}; look at electron.vite.config.ts.`);
  }
  const { first, all } = pageScripts();
  if (first > FIRST_SCREEN_MOST) {
    throw new Stop(
      `The first screen reads ${first} bytes of JavaScript (gzipped), more than ${FIRST_SCREEN_MOST}: what it does not need belongs behind an import().`,
    );
  }
  if (all > ALL_MOST) {
    throw new Stop(
      `All screens together read ${all} bytes of JavaScript (gzipped), more than ${ALL_MOST}: what main can answer it can be asked.`,
    );
  }
  writeBillOfMaterials(root);
  await writeCompileCache();
}

/** Everything a build is made of, in one hash. Contents, not times: a fresh checkout touches every file. */
function hashOf(folder) {
  const hash = createHash("sha256");
  const files = [
    ...fs.readdirSync(folder).filter((name) => sources.test(name)),
    "build/licences.ts",
    "build/named-react.ts",
    "build/first-markup.ts",
    "build/page-chunks.ts",
    "build/split-words.ts",
    "build/unused-packages.ts",
    "build/unused-schemas.ts",
    "build/bill-of-materials.mjs",
    "build/compile-cache-maker.cjs",
    ...fs
      .readdirSync(path.join(folder, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name))),
  ];
  for (const file of files.toSorted()) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(folder, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function readStamp() {
  try {
    return JSON.parse(fs.readFileSync(stampFile, "utf8"));
  } catch {
    return undefined;
  }
}

if (startedAs(import.meta.url)) {
  await main(async () => {
    const [unknown] = process.argv.slice(2).filter((argument) => argument !== "--force");
    if (unknown) {
      throw new Stop(`Unknown argument ${unknown}; the only one is --force (build although nothing changed).`);
    }
    checkNode(process.versions.node);
    await ensureNpmPackages();
    if (!(await ensureBuild({ force: process.argv.includes("--force") }))) {
      say("build: nothing has changed");
    }
  });
}
