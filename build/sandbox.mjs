import fs from "node:fs";
import path from "node:path";
import { run } from "./run.mjs";
import { Stop } from "./say.mjs";

/** True where Chromium refuses to start with its sandbox: it does so for root on Linux. */
export function isRoot() {
  return process.platform === "linux" && process.getuid() === 0;
}

/** Whether this user can run this Electron with the full sandbox. */
export async function sandboxWorks(runtime) {
  if (process.platform !== "linux") {
    return true;
  }
  if (isRoot()) {
    return false;
  }
  return setuidHelper(runtime) || (await userNamespaces());
}

/**
 * SECURITY: the switch that turns the sandbox off is for root alone, who has no other way. An ordinary user whose system
 * forbids the sandbox (Ubuntu 24.04 does, for programs it does not know) is told how to allow it, and not run without it.
 */
export async function sandboxArguments(runtime) {
  if (isRoot()) {
    return ["--no-sandbox"];
  }
  if (await sandboxWorks(runtime)) {
    return [];
  }
  const helper = path.join(runtime.folder, "chrome-sandbox");
  throw new Stop(
    "This system does not let ordinary programs build a sandbox, and Counterfoil is not run without one. Allow it for this Electron, then run the command again:\n" +
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
