import fs from "node:fs";
import path from "node:path";
import { tail } from "./last-lines.mjs";
import { run } from "./run.mjs";
import { say, step, Stop } from "./say.mjs";

// Each entry is one need; its names are alternatives, newest first (Debian 13 and Ubuntu 24.04 renamed some to …t64).
const libraries = [
  ["libgtk-3-0t64", "libgtk-3-0"],
  ["libnss3"],
  ["libasound2t64", "libasound2"],
  ["libgbm1"],
  ["libxss1"],
  ["libxtst6"],
  ["libnotify4"],
  ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"],
  ["libdrm2"],
  ["libsecret-1-0"],
];
const virtualDesktop = [["xvfb"], ["xauth"], ["dbus"], ["dbus-x11"], ["gnome-keyring"]];

/** What presses keys and reads the screen of the installed program, as no test of the page can. */
const keyboardAndReader = [
  ["xdotool"],
  ["python3-pyatspi"],
  ["at-spi2-core"],
  ["xdg-utils"],
  ["desktop-file-utils"],
  ["libsecret-tools"],
  ["poppler-utils"],
];

/** What each command needs from the system. `start` is for a machine with a display. */
export const needs = {
  start: libraries,
  headless: [...libraries, ...virtualDesktop],
  test: [...libraries, ...virtualDesktop, ["chromium"], ["poppler-utils"]],
  // By its names in Debian 12 and 13, and in Ubuntu 24.04 and 22.04.
  book: [["postgresql-17", "postgresql-16", "postgresql-15", "postgresql-14", "postgresql"]],
  packaged: [...libraries, ...virtualDesktop, ...keyboardAndReader],
};

/** The needs that no installed package meets, neither by its name nor by what it provides. */
export function missingNeeds(wanted, present) {
  return wanted.filter((names) => !names.some((name) => present.has(name)));
}

/** One installable name for each need: the first that this release of the system has. */
export function packagesFor(missing, available) {
  const names = [];
  const unknown = [];
  for (const need of missing) {
    const name = need.find((candidate) => available.has(candidate));
    (name ? names : unknown).push(name ?? need);
  }
  return { names, unknown };
}

/** The lines of `dpkg-query -W -f '${db:Status-Abbrev}|${Package}|${Provides}\n'`. */
export function presentIn(listing) {
  const present = new Set();
  for (const line of listing.split("\n")) {
    const [status, name, provides = ""] = line.split("|");
    if (status?.startsWith("ii")) {
      present.add(name);
      for (const provided of provides.split(",")) {
        present.add(provided.trim().split(/[ :(]/)[0]);
      }
    }
  }
  return present;
}

/** The names with a candidate in the output of `apt-cache policy NAME…`. A snap in a package's clothes is none. */
export function availableIn(policy) {
  const available = new Set();
  let name;
  for (const line of policy.split("\n")) {
    name = /^(\S+):$/.exec(line)?.[1] ?? name;
    const candidate = /^ {2}Candidate: (.+)$/.exec(line)?.[1];
    if (candidate && candidate !== "(none)" && !candidate.includes("snap")) {
      available.add(name);
    }
  }
  return available;
}

/**
 * The newest alternative where the renamed libraries are the only real ones. Asked only when there are no package lists
 * to look in.
 */
export function guessName(names, osRelease) {
  const value = (key) => new RegExp(`^${key}="?([^"\\n]*)`, "m").exec(osRelease)?.[1] ?? "";
  const since = { debian: 13, ubuntu: 24.04 }[value("ID")] ?? Infinity;
  return Number(value("VERSION_ID")) >= since ? names[0] : names.at(-1);
}

/** The one line an ordinary user needs. */
export function askFor(names, listsEmpty) {
  return (
    "System packages are missing, and installing them takes root. Run this, then the same command again:\n" +
    `  ${listsEmpty ? "sudo apt-get update && " : ""}sudo apt-get install -y --no-install-recommends ${names.join(" ")}`
  );
}

/** Installs what `task` needs where we are root; names it, and stops, where we are not. */
export async function ensureDebianPackages(task) {
  if (process.platform !== "linux") {
    return; // macOS and Windows bring all of it.
  }
  const listing = await run("dpkg-query", ["-W", "-f", "${db:Status-Abbrev}|${Package}|${Provides}\\n"], {
    limit: 60_000,
  });
  if (listing.missing) {
    say("This is no Debian or Ubuntu: its libraries, Xvfb, D-Bus and GNOME Keyring are taken as they are.");
    return;
  }
  const missing = missingNeeds(needs[task], presentIn(listing.stdout)).filter(
    ([name]) => name !== "chromium" || !findChromium(),
  );
  if (missing.length === 0) {
    return;
  }
  if (process.getuid() === 0) {
    await install(missing);
  } else {
    await nameMissing(missing);
  }
}

async function nameMissing(missing) {
  const listsEmpty = noLists();
  const { names, unknown } = await choose(missing);
  const osRelease = fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : "";
  const guesses = listsEmpty
    ? unknown.map((need) => guessName(need, osRelease))
    : withoutChromium(unknown).map((need) => need.at(-1));
  if (names.length + guesses.length > 0) {
    throw new Stop(askFor([...names, ...guesses], listsEmpty));
  }
}

async function install(missing) {
  const update = () => step("package lists (apt-get update)", () => apt(["update"]));
  let { names, unknown } = await choose(missing);
  let updated = false;
  if (noLists() || unknown.length > 0) {
    await update();
    updated = true;
    ({ names, unknown } = await choose(missing));
  }
  const unmet = withoutChromium(unknown);
  if (unmet.length > 0) {
    throw new Stop(
      `The package lists of this system do not have ${unmet.map((need) => need.join(" or ")).join(", ")}; install it by hand, then run the command again.`,
    );
  }
  if (names.length === 0) {
    return;
  }
  say(`Installing system packages: ${names.join(" ")}`);
  const get = () =>
    step("system packages (apt-get install)", () => apt(["install", "-y", "--no-install-recommends", ...names]));
  try {
    await get();
  } catch (error) {
    if (updated || !(error instanceof Stop)) {
      throw error;
    }
    await update(); // Lists of last month name files the servers no longer have.
    await get();
  }
}

async function choose(missing) {
  const policy = await run("apt-cache", ["policy", ...missing.flat()], {
    env: { ...process.env, LC_ALL: "C" },
    limit: 60_000,
  });
  return packagesFor(missing, availableIn(policy.stdout));
}

/** Ubuntu has Chromium as a snap only. One test needs it and can be skipped, so its absence stops nothing. */
function withoutChromium(unknown) {
  const rest = unknown.filter(([name]) => name !== "chromium");
  if (rest.length < unknown.length) {
    say(
      "There is no chromium package here: tests that need a current browser are skipped, unless COUNTERFOIL_CHROMIUM names one.",
    );
  }
  return rest;
}

async function apt(args) {
  const result = await run("apt-get", ["-o", "DPkg::Lock::Timeout=120", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    limit: 10 * 60_000,
  });
  if (result.timedOut || result.code !== 0) {
    say(tail(result.output, 6));
    throw new Stop(
      `apt-get ${args[0]} failed (its last lines are above); check the network and the package sources, then run the command again.`,
    );
  }
}

function noLists() {
  try {
    return !fs.readdirSync("/var/lib/apt/lists").some((file) => file.includes("_Packages"));
  } catch {
    return true;
  }
}

/** Installs a PostgreSQL for the tests of the shared book where we are root. Without one they are skipped. */
export async function ensurePostgres() {
  if (process.platform === "linux" && process.getuid() === 0 && !findPostgres()) {
    await ensureDebianPackages("book").catch((error) => {
      if (!(error instanceof Stop)) throw error;
      say(error.message);
    });
  }
}

/** Whether PostgreSQL's programs are where Debian has them. */
export function findPostgres() {
  const versions = "/usr/lib/postgresql";
  return (
    fs.existsSync(versions) &&
    fs.readdirSync(versions).some((version) => fs.existsSync(path.join(versions, version, "bin", "initdb")))
  );
}

/** A current Chromium for the tests, or undefined. */
export function findChromium() {
  const given = process.env.COUNTERFOIL_CHROMIUM;
  if (given) {
    return fs.existsSync(given) ? given : undefined;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  // Ubuntu's chromium-browser is left out: it is a script that asks for the snap.
  for (const name of ["chromium", "google-chrome-stable", "google-chrome"]) {
    const folder = folders.find((candidate) => fs.existsSync(path.join(candidate, name)));
    if (folder) {
      return path.join(folder, name);
    }
  }
  return undefined;
}
