// npm run setup [-- --fresh] [-- --for start|headless|test]: everything the other commands need, installed or named.
import { ensureDebianPackages, needs } from "./debian-packages.mjs";
import { describe, ensureElectron } from "./electron-runtime.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { startedAs } from "./paths.mjs";
import { main, say, Stop } from "./say.mjs";

/** The order is chosen so that an ordinary user hears what only root can install before anything is downloaded. */
export async function setUp(task, { fresh = false } = {}) {
  checkNode(process.versions.node);
  await ensureDebianPackages(task);
  await ensureNpmPackages();
  const runtime = await ensureElectron({ fresh });
  say(describe(runtime));
  return runtime;
}

export function checkNode(version) {
  const [major, minor] = version.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node ${version} is too old; install Node 20.19 or newer, then run the command again.`);
  }
}

export function readSetupArguments(args) {
  const chosen = { task: hasDisplay() ? "start" : "headless", fresh: false };
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === "--fresh") {
      chosen.fresh = true;
    } else if (args[i] === "--for" && Object.hasOwn(needs, args[i + 1] ?? "")) {
      i += 1;
      chosen.task = args[i];
    } else {
      throw new Stop(
        `Unknown argument ${args[i]}; use --fresh (try the official download again) or --for start|headless|test.`,
      );
    }
  }
  return chosen;
}

/** Only Linux can lack a display that a program could open a window on. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

if (startedAs(import.meta.url)) {
  await main(async () => {
    const { task, fresh } = readSetupArguments(process.argv.slice(2));
    await setUp(task, { fresh });
  });
}
