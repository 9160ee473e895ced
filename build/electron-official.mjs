import fs from "node:fs";
import path from "node:path";
import { cache, root } from "./paths.mjs";
import { run } from "./run.mjs";

const folder = path.join(root, "node_modules", "electron");
const stall = 30_000;

export function officialVersion() {
  return JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")).version;
}

/** The executable of a complete official runtime, judged as the electron package judges it. */
export function officialExecutable() {
  try {
    const version = fs
      .readFileSync(path.join(folder, "dist", "version"), "utf8")
      .trim()
      .replace(/^v/, "");
    const executable = path.join(folder, "dist", fs.readFileSync(path.join(folder, "path.txt"), "utf8").trim());
    return version === officialVersion() && fs.existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs the electron package's own installer, which checks its download against the checksums in that package.
 * It has no time limit of its own, so we watch its temporary folder: nothing arriving for 30 seconds is a failure,
 * slow progress is not. Resolves to undefined, or to the reason why it failed.
 */
export async function downloadOfficial(note) {
  const scratch = path.join(cache, `electron-download-${process.pid}`);
  fs.mkdirSync(scratch, { recursive: true });
  const control = new AbortController();
  let arrived = 0;
  let lastGrowth = Date.now();
  let stalled = false;
  const watch = setInterval(() => {
    const size = sizeOf(scratch);
    if (size > arrived) {
      arrived = size;
      lastGrowth = Date.now();
      note(`${Math.round(size / 1e6)} MB so far`);
    } else if (Date.now() - lastGrowth > stall && !fs.existsSync(path.join(folder, "dist"))) {
      stalled = true;
      control.abort();
    }
  }, 500);
  try {
    const result = await run(process.execPath, [path.join(folder, "install.js")], {
      cwd: root,
      env: {
        ...process.env,
        TMPDIR: scratch,
        TEMP: scratch,
        TMP: scratch,
        ELECTRON_GET_NO_PROGRESS: "1",
        // It must fill its own folder, whatever runtime this shell was told to use.
        ELECTRON_OVERRIDE_DIST_PATH: "",
      },
      limit: 20 * 60_000,
      signal: control.signal,
    });
    if (stalled) {
      return "nothing arrived for 30 seconds";
    }
    if (result.timedOut) {
      return "not finished in 20 minutes";
    }
    return result.code === 0 && officialExecutable() ? undefined : reasonIn(result.stderr);
  } finally {
    clearInterval(watch);
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

export function reasonIn(stderr) {
  const line = stderr.split("\n").find((text) => /^\w*Error\b/.test(text));
  return line ? line.replace(/^\w*Error: /, "") : "the installer of the electron package failed";
}

function sizeOf(place) {
  let total = 0;
  try {
    for (const entry of fs.readdirSync(place, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) {
        total += fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size;
      }
    }
  } catch {
    // The installer is moving its files; the next look will see them.
  }
  return total;
}
