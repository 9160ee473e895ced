// What the set-up says while it works: one line a step, and a sign of life for anything that takes more than a second.

let stream = process.stdout;

/** `npm run -s electron:path` must print nothing but the path on stdout, so it moves all talk to stderr. */
export function talkOn(other) {
  stream = other;
}

export function say(line) {
  stream.write(`${line}\n`);
}

export function seconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}

/** Runs one step under its name and closes it with the time it took. */
export async function step(name, work) {
  const started = Date.now();
  try {
    const result = await ticking(name, work);
    say(`${name}: done, ${seconds(Date.now() - started)}`);
    return result;
  } catch (error) {
    say(`${name}: failed after ${seconds(Date.now() - started)}`);
    throw error;
  }
}

/**
 * Shows that work is going on: on a terminal the line ticks; elsewhere (a log) it is printed after a second and
 * repeated every 15 seconds. `work` gets a function that changes the note beside the name.
 */
export async function ticking(name, work) {
  const started = Date.now();
  const live = Boolean(stream.isTTY);
  let note = "";
  let printed = 0;
  const tick = () => {
    const elapsed = Date.now() - started;
    const line = `${name}${note && ` (${note})`} … ${Math.round(elapsed / 1000)} s`;
    if (live) {
      // A line that wraps could not be overwritten.
      stream.write(`\r\u001b[K${line.slice(0, (stream.columns || 80) - 1)}`);
    } else if (printed === 0 || elapsed - printed >= 15_000) {
      printed = elapsed;
      say(line);
    }
  };
  const timer = setInterval(tick, 1000);
  try {
    return await work((text) => {
      note = text;
    });
  } finally {
    clearInterval(timer);
    if (live) {
      stream.write("\r\u001b[K");
    }
  }
}

/** A failure people can do something about: one sentence saying what failed and what to do. Printed without a stack. */
export class Stop extends Error {
  name = "Stop";
}

/**
 * Runs a command's main function; a Stop ends it with its sentence, anything else is our own bug and keeps its stack.
 */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}
