import fs from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { tail } from "./last-lines.mjs";
import { npm } from "./npm.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";
import { cache, root } from "./paths.mjs";
import { say, step, Stop } from "./say.mjs";

const stampFile = path.join(cache, "npm-packages.json");

/** Installs exactly what the lock file names, when it is not what is installed. */
export async function ensureNpmPackages() {
  const wanted = currentStamp();
  if (stampMatches(wanted)) {
    return;
  }
  await oneAtATime("npm packages", async () => {
    if (stampMatches(wanted)) {
      return; // Another command did it while we waited.
    }
    if (!alreadyInstalled(wanted)) {
      fs.rmSync(stampFile, { force: true }); // From here until the end nothing is known.
      await keepingTheCache(() => step("npm packages (npm ci)", install));
    }
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(stampFile, JSON.stringify(wanted));
  });
}

async function install() {
  const result = await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, limit: 10 * 60_000 });
  if (result.timedOut) {
    throw new Stop("npm ci did not finish in 10 minutes; check the network and run the command again.");
  }
  if (result.code !== 0) {
    say(complaint(result.output));
    throw new Stop(
      "npm ci failed (npm's own words are above); check the network and the lock file, then run the command again.",
    );
  }
}

/** npm says what is wrong first and explains its options afterwards. */
function complaint(output) {
  const errors = output.split("\n").filter((line) => /^npm error \S/.test(line));
  return errors.length > 0 ? errors.slice(0, 5).join("\n") : tail(output);
}

function currentStamp() {
  let lock;
  try {
    lock = fs.readFileSync(path.join(root, "package-lock.json"));
  } catch {
    throw new Stop("package-lock.json is missing; restore it with: git checkout package-lock.json");
  }
  return {
    lock: createHash("sha256").update(lock).digest("hex"),
    node: process.version,
    machine: `${process.platform}-${process.arch}`,
  };
}

function readStamp() {
  try {
    return JSON.parse(fs.readFileSync(stampFile, "utf8"));
  } catch {
    return undefined;
  }
}

function stampMatches(wanted) {
  const stamp = readStamp();
  return stamp !== undefined && Object.keys(wanted).every((key) => stamp[key] === wanted[key]);
}

/** npm's own list of what it installed agrees with the lock file: somebody ran npm by hand, nothing is to be done. */
function alreadyInstalled(wanted) {
  const stamp = readStamp();
  if (stamp && (stamp.node !== wanted.node || stamp.machine !== wanted.machine)) {
    return false;
  }
  try {
    const read = (file) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8")).packages;
    return installedAsLocked(read("package-lock.json"), read("node_modules/.package-lock.json"));
  } catch {
    return false;
  }
}

export function installedAsLocked(locked, installed) {
  return Object.entries(locked).every(([place, entry]) => {
    if (place === "") {
      return true;
    }
    const found = installed[place];
    // Packages for other systems are in the lock file and rightly not installed.
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : Boolean(entry.optional || entry.devOptional);
  });
}

// Beside node_modules on the same disk, in a folder that git ignores.
const aside = path.join(root, "out", ".kept-cache");

/** npm ci empties node_modules and with it our cache, which holds a runtime of 250 MB that has not changed. */
async function keepingTheCache(work) {
  if (fs.existsSync(cache)) {
    fs.mkdirSync(path.dirname(aside), { recursive: true });
    fs.rmSync(aside, { recursive: true, force: true });
    fs.renameSync(cache, aside);
  }
  try {
    return await work();
  } finally {
    // Also what an interrupted run left there.
    if (fs.existsSync(aside)) {
      fs.mkdirSync(path.dirname(cache), { recursive: true });
      fs.rmSync(cache, { recursive: true, force: true });
      fs.renameSync(aside, cache);
    }
  }
}
