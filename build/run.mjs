import { spawn } from "node:child_process";

const running = new Set();

/**
 * Runs a program to its end and reports: { code, signal, timedOut, output, stdout, stderr }. Never throws for a failing
 * program. Two limits (ms) end it and everything it started: `limit` counts from the start, `quiet` (none unless given)
 * from the last output. `timedOut` says which one it was; null: neither. An aborted `signal` ends it too.
 * `onOutput` lets the caller watch, `show` lets the program write to our terminal.
 */
export function run(
  command,
  args,
  { cwd, env, input, limit = 600_000, quiet, show = false, onOutput, grace = 5_000, signal: abort } = {},
) {
  return new Promise((resolve) => {
    const posix = process.platform !== "win32";
    // What is to be watched for silence has to pass through our hands.
    const out = show && quiet === undefined ? "inherit" : "pipe";
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      // A group of its own, so that a limit or Ctrl-C reaches the grandchildren too.
      detached: posix,
      stdio: [input === undefined ? "ignore" : "pipe", out, out],
      // npm on Windows is a .cmd file, which only a shell can start.
      shell: !posix && command.endsWith(".cmd"),
    });
    const entry = { end: (signal) => endGroup(child, signal) };
    began(entry);
    const texts = { stdout: "", stderr: "", output: "" };
    let timedOut = null;
    let hardKill;
    const stop = () => {
      entry.end("SIGTERM");
      hardKill ??= setTimeout(() => {
        entry.end("SIGKILL");
        // A grandchild in a group of its own may live on and hold the pipes open; it must not hold us.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, grace);
    };
    const expire = (which) => {
      timedOut ??= which;
      stop();
    };
    const late = setTimeout(expire, limit, "limit");
    let silent;
    const heard = () => {
      clearTimeout(silent);
      silent = quiet === undefined || timedOut ? undefined : setTimeout(expire, quiet, "quiet");
    };
    heard();
    abort?.addEventListener("abort", stop, { once: true });
    for (const name of ["stdout", "stderr"]) {
      child[name]?.setEncoding("utf8").on("data", (text) => {
        heard();
        texts[name] += text;
        texts.output += text;
        if (show) {
          process[name].write(text);
        }
        onOutput?.(text);
      });
    }
    if (input !== undefined) {
      child.stdin.on("error", () => {}); // A program that ends without reading is judged by its exit code.
      child.stdin.end(input);
    }
    const done = (result) => {
      for (const timer of [late, silent, hardKill]) {
        clearTimeout(timer);
      }
      ended(entry);
      resolve({ code: null, signal: null, timedOut, ...texts, ...result });
    };
    child.on("error", (error) =>
      done({ code: 127, output: `${texts.output}${error.message}\n`, missing: error.code === "ENOENT" }),
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
