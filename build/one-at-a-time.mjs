import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createHash } from "node:crypto";
import { root } from "./paths.mjs";
import { say, Stop } from "./say.mjs";

/**
 * Two commands started at once in the same folder must not both unpack or both install. The second waits for the first.
 * The lock is outside node_modules, because npm empties that.
 */
export async function oneAtATime(subject, work) {
  const id = createHash("sha256").update([root, subject, os.userInfo().uid].join("\0")).digest("hex").slice(0, 16);
  const lock = path.join(os.tmpdir(), `counterfoil-${id}.lock`);
  await take(lock, subject);
  const release = () => fs.rmSync(lock, { force: true });
  process.on("exit", release); // Ctrl-C leaves without passing through `finally`.
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

async function take(lock, subject) {
  const deadline = Date.now() + 15 * 60_000;
  for (let told = false; ; ) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw new Stop(`Cannot write ${lock} (${error.code}); make the temporary folder writable.`);
      }
    }
    if (abandoned(lock)) {
      fs.rmSync(lock, { force: true });
      continue;
    }
    if (Date.now() > deadline) {
      throw new Stop(`Another command has been busy with ${subject} for 15 minutes; end it, or remove ${lock}.`);
    }
    if (!told) {
      say(`Another command is busy with ${subject}; waiting for it.`);
      told = true;
    }
    await sleep(200);
  }
}

function abandoned(lock) {
  let pid;
  try {
    pid = Number(fs.readFileSync(lock, "utf8"));
  } catch {
    return false; // Released in between.
  }
  if (!pid) {
    return false; // Just being written.
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
