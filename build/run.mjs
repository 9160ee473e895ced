import { spawn } from "node:child_process";

const running = new Set();

/**
 * Runs a program to its end and reports: { code, signal, timedOut, output, stdout, stderr }. Never throws for a failing
 * program.
 * `limit` (ms) is a hard one: on expiry the program and everything it started are ended.
 * An aborted `signal` does the same. `onOutput` lets the caller watch, `show` lets the program write straight to our
 * terminal.
 */
export function run(
  command,
  args,
  { cwd, env, input, limit = 600_000, show = false, onOutput, grace = 5_000, signal: abort } = {},
) {
  return new Promise((resolve) => {
    const posix = process.platform !== "win32";
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      // A group of its own, so that a limit or Ctrl-C reaches the grandchildren too.
      detached: posix,
      stdio: [input === undefined ? "ignore" : "pipe", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      // npm on Windows is a .cmd file, which only a shell can start.
      shell: !posix && command.endsWith(".cmd"),
    });
    const entry = { end: (signal) => endGroup(child, signal) };
    began(entry);
    let stdout = "";
    let stderr = "";
    let output = "";
    let timedOut = false;
    let hardKill;
    const stop = () => {
      entry.end("SIGTERM");
      hardKill = setTimeout(() => entry.end("SIGKILL"), grace);
    };
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, limit);
    abort?.addEventListener("abort", stop, { once: true });
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
      onOutput?.(text);
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      stderr += text;
      output += text;
      onOutput?.(text);
    });
    if (input !== undefined) {
      child.stdin.on("error", () => {}); // A program that ends without reading is judged by its exit code.
      child.stdin.end(input);
    }
    const done = (result) => {
      clearTimeout(timer);
      clearTimeout(hardKill);
      ended(entry);
      resolve({ code: null, signal: null, timedOut, output, stdout, stderr, ...result });
    };
    child.on("error", (error) =>
      done({ code: 127, output: `${output}${error.message}\n`, missing: error.code === "ENOENT" }),
    );
    child.on("close", (code, signal) => done({ code, signal }));
  });
}

function endGroup(child, signal) {
  try {
    if (process.platform === "win32") {
      child.kill(signal);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // Already gone.
  }
}

// Our children live in groups of their own, so Ctrl-C on the terminal does not reach them by itself.
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

function began(entry) {
  running.add(entry);
  if (running.size === 1) {
    Object.keys(codes).forEach((signal) => process.on(signal, passOn));
  }
}

function ended(entry) {
  running.delete(entry);
  if (running.size === 0) {
    Object.keys(codes).forEach((signal) => process.off(signal, passOn));
  }
}

function passOn(signal) {
  const leave = () => process.exit(codes[signal]);
  for (const entry of running) {
    entry.end(signal);
  }
  // Give them time to tidy up (a virtual display, a temporary folder), then leave in any case.
  setInterval(() => running.size === 0 && leave(), 50);
  setTimeout(() => {
    for (const entry of running) {
      entry.end("SIGKILL");
    }
    leave();
  }, 8_000);
}
