import fs from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";
import { Stop } from "./say.mjs";

/**
 * SECURITY: "off" is for root on Linux alone, for whom Chromium has no sandbox. An ordinary user whose system forbids
 * it (Ubuntu 24.04 does, for programs it does not know) is told how to allow it; nothing is ever run without it
 * instead.
 */
export async function sandboxSetting(runtime) {
  if (process.platform !== "linux") {
    return "full";
  }
  if (process.getuid() === 0) {
    return "off";
  }
  if (setuidHelper(runtime) || (await userNamespaces())) {
    return "full";
  }
  const helper = path.join(runtime.folder, "chrome-sandbox");
  throw new Stop(
    "This system does not let ordinary programs build a sandbox, and Counterfoil is not run without one. Allow it for this Electron, then run the same command again:\n" +
      `  sudo chown root:root "${helper}" && sudo chmod 4755 "${helper}"`,
  );
}

function setuidHelper(runtime) {
  try {
    const helper = fs.statSync(path.join(runtime.folder, "chrome-sandbox"));
    return helper.uid === 0 && (helper.mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

/** Tried, not read from a setting: kernels, AppArmor and containers each have their own way to forbid it. */
async function userNamespaces() {
  const tried = await run("unshare", ["--user", "--map-root-user", "true"], { limit: 10_000 });
  return tried.code === 0 || Boolean(tried.missing);
}
