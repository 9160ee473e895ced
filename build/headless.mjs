// node build/headless.mjs COMMAND [ARGUMENTS…]
// Runs a command with a display, a D-Bus session and an unlocked secret service of its own, all of them thrown away
// after it. This file plays both parts: outside it starts the display and the bus, inside them it unlocks the secret
// service and runs the command.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { tail } from "./last-lines.mjs";
import { startedAs } from "./paths.mjs";
import { main, Stop } from "./say.mjs";

const self = fileURLToPath(import.meta.url);
// Without -noreset the display begins anew when its last window closes, and a window that opens in that moment is
// refused.
const screen = "-screen 0 1600x1000x24 -nolisten tcp -noreset";
const hint = "run: npm run setup -- --for headless";

/** Outside: resolves to the command's exit code (128 + n when a signal ended it). */
export async function headless(command, { env = process.env, cwd } = {}) {
  if (process.platform !== "linux") {
    throw new Stop("A virtual display exists on Linux only; here, run the command without it.");
  }
  for (const program of ["xvfb-run", "dbus-run-session", "gnome-keyring-daemon"]) {
    if (!onPath(program, env)) {
      throw new Stop(`${program} is not installed, so there is no virtual desktop; ${hint}`);
    }
  }
  const room = fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-desktop-"));
  for (const folder of ["data", "config", "state", "run", "tmp"]) {
    fs.mkdirSync(path.join(room, folder), { mode: 0o700 }); // The runtime folder must be the user's alone.
  }
  const log = fs.openSync(path.join(room, "log"), "a");
  const child = spawn(
    "xvfb-run",
    [
      "-a",
      "-e",
      path.join(room, "log"),
      "-s",
      screen,
      "dbus-run-session",
      "--",
      process.execPath,
      self,
      "--inside",
      room,
      ...command,
    ],
    {
      cwd,
      detached: true, // One group, so that nothing of this desktop survives it.
      // What display and bus say goes to a log; the command gets our own stderr, as 3, past them.
      stdio: ["ignore", "inherit", log, 2],
      env: desktopEnv(env, room),
    },
  );
  fs.closeSync(log);
  const forward = forwardSignals(child);
  try {
    const ended = await new Promise((resolve) => {
      child.on("error", (error) => resolve({ error }));
      child.on("exit", (code, signal) => resolve({ code, signal }));
    });
    await endGroup(child);
    return verdict(room, ended, forward.received());
  } finally {
    forward.stop();
    fs.rmSync(room, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function desktopEnv(env, room) {
  return {
    ...without(env, ["WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"]),
    // A keyring, a profile and sockets of its own: nothing is read from or left in the user's, and several can run at
    // once.
    XDG_DATA_HOME: path.join(room, "data"),
    XDG_CONFIG_HOME: path.join(room, "config"),
    XDG_STATE_HOME: path.join(room, "state"),
    XDG_RUNTIME_DIR: path.join(room, "run"),
    XDG_SESSION_TYPE: "x11",
    NO_AT_BRIDGE: "1", // There is no accessibility bus here; looking for it costs seconds.
    TMPDIR: path.join(room, "tmp"), // For xvfb-run's own folder, which it leaves behind when it is killed.
    COUNTERFOIL_OUTER_TMPDIR: env.TMPDIR ?? "",
  };
}

function without(env, names) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

/** What the inner part wrote down tells how far we came, and so which part failed. */
function verdict(room, ended, received) {
  if (received) {
    return 128 + os.constants.signals[received];
  }
  const note = (name) => {
    try {
      return fs.readFileSync(path.join(room, name), "utf8");
    } catch {
      return undefined;
    }
  };
  const failure = note("failure");
  if (failure) {
    throw new Stop(failure);
  }
  const code = note("exit-code");
  if (code !== undefined) {
    return Number(code);
  }
  if (note("inside") !== undefined) {
    throw new Stop(
      "The virtual desktop ended before the command did (its display or bus crashed, or was killed); run the command again.",
    );
  }
  const why = ended.error?.message ?? tail(note("log") ?? "", 1) ?? `exit code ${ended.code}`;
  throw new Stop(`The virtual display or the D-Bus session did not start (${why}); ${hint}`);
}

function forwardSignals(child) {
  let received;
  const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    const handler = () => {
      const again = received !== undefined;
      received = signal;
      signalGroup(child, again ? "SIGKILL" : signal);
      setTimeout(() => signalGroup(child, "SIGKILL"), 4_000).unref();
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return {
    received: () => received,
    stop: () => handlers.forEach(([signal, handler]) => process.off(signal, handler)),
  };
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
    return true;
  } catch {
    return false; // Nobody left.
  }
}

async function endGroup(child) {
  signalGroup(child, "SIGTERM");
  for (let waited = 0; waited < 2_000; waited += 50) {
    if (!signalGroup(child, 0)) {
      return;
    }
    await sleep(50);
  }
  signalGroup(child, "SIGKILL");
}

/** Inside the display and the bus: the secret service, then the command. */
async function inside(room, [program, ...args]) {
  fs.writeFileSync(path.join(room, "inside"), "");
  const fail = (sentence) => {
    fs.writeFileSync(path.join(room, "failure"), sentence);
    return 1;
  };
  const keyring = startKeyring();
  try {
    const trouble = await keyring.ready;
    if (trouble) {
      return fail(`The secret service (gnome-keyring) did not start: ${trouble}; ${hint}`);
    }
    const outer = process.env.COUNTERFOIL_OUTER_TMPDIR;
    const env = { ...without(process.env, ["COUNTERFOIL_OUTER_TMPDIR", "TMPDIR"]), ...(outer && { TMPDIR: outer }) };
    const child = spawn(program, args, { stdio: ["ignore", "inherit", 3], env });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {}); // The whole group gets it; we stay to tidy up after the command.
    }
    const code = await new Promise((resolve) => {
      child.on("error", (error) => resolve(fail(`${program} could not be started: ${error.message}`)));
      child.on("exit", (status, signal) => resolve(status ?? 128 + os.constants.signals[signal]));
    });
    fs.writeFileSync(path.join(room, "exit-code"), String(code));
    return code;
  } finally {
    keyring.stop();
  }
}

function startKeyring() {
  const child = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let complaint = "";
  let over = false;
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaint += text;
  });
  child.on("error", (error) => {
    complaint += error.message;
    over = true;
  });
  child.on("exit", () => {
    over = true;
  });
  child.stdin.on("error", () => {});
  // SECURITY: an own password each time; it travels by a pipe and is never in arguments, environment or files.
  // It must not be empty: an empty one opens a prompt that waits for ever.
  child.stdin.end(randomBytes(24).toString("hex"));
  const ready = (async () => {
    // For a service that hangs; on a busy machine it is slow.
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(40)) {
      if (over) {
        return complaint.trim().split("\n").at(-1) || "it ended at once";
      }
      if (await unlocked()) {
        return undefined;
      }
    }
    return "no unlocked keyring within a minute";
  })();
  return { ready, stop: () => child.kill("SIGTERM") };
}

/**
 * The service answers, and its default collection is there and open: only then do stored secrets work without a
 * question.
 */
async function unlocked() {
  const secrets = "org.freedesktop.secrets";
  // Asking a service that is not there yet would make the bus start a second, locked one.
  const there = await ask([
    "--dest=org.freedesktop.DBus",
    "/",
    "org.freedesktop.DBus.NameHasOwner",
    `string:${secrets}`,
  ]);
  if (!there.includes("boolean true")) {
    return false;
  }
  const locked = await ask([
    `--dest=${secrets}`,
    "/org/freedesktop/secrets/aliases/default",
    "org.freedesktop.DBus.Properties.Get",
    "string:org.freedesktop.Secret.Collection",
    "string:Locked",
  ]);
  return locked.includes("boolean false");
}

function ask(message) {
  const question = spawn("dbus-send", ["--session", "--print-reply=literal", "--reply-timeout=2000", ...message], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let answer = "";
  question.stdout.setEncoding("utf8").on("data", (text) => {
    answer += text;
  });
  return new Promise((resolve) => {
    question.on("error", () => resolve(""));
    question.on("close", () => resolve(answer));
  });
}

function onPath(program, env) {
  return (env.PATH ?? "").split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));
}

if (startedAs(import.meta.url)) {
  const args = process.argv.slice(2);
  if (args[0] === "--inside") {
    await main(() => inside(args[1], args.slice(2)));
  } else {
    await main(() => {
      const command = args[0] === "--" ? args.slice(1) : args;
      if (command.length === 0) {
        throw new Stop("Say which command to run: node build/headless.mjs COMMAND [ARGUMENTS…]");
      }
      return headless(command);
    });
  }
}
