import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where this project is. */
export const root = resolve(__dirname, "../..");
const TRIED = join(root, "dist", "tried");
/** The version before: the program of today under a lower number. There is no release to take one from yet. */
const BEFORE = "0.0.9";

/** A packed program: its unpacked folder and its .deb. */
export interface Packed {
  readonly folder: string;
  readonly deb: string;
}

/** What was packed for these tests. */
export function packed(which: "before" | "now"): Packed {
  const out = join(TRIED, which);
  const deb = readdirSync(out).find((name) => name.endsWith(".deb"));
  if (deb === undefined) throw new Error(`there is no .deb in ${out}`);
  return { folder: join(out, "linux-unpacked"), deb: join(out, deb) };
}

/** COUNTERFOIL_PACKED=keep leaves what was packed there, and takes what an earlier run left: while a test is written. */
const KEEP = process.env["COUNTERFOIL_PACKED"] === "keep";

/** Before all tests: packs the version before and that of now, as `npm run pack` does. */
export function setup(): void {
  if (KEEP && existsSync(TRIED)) return;
  rmSync(TRIED, { recursive: true, force: true });
  for (const [which, version] of [
    ["before", ["--version", BEFORE]],
    ["now", []],
  ] as const) {
    const began = Date.now();
    const command = [join(root, "build", "pack.mjs"), "--target", "deb", "--out", join(TRIED, which), ...version];
    execFileSync(process.execPath, command, { cwd: root, encoding: "utf8", stdio: "pipe" });
    process.stdout.write(
      `packaged: packed ${which === "now" ? "the program" : "the version before"}, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
    );
  }
}

/** After all tests. */
export function teardown(): void {
  if (!KEEP) rmSync(TRIED, { recursive: true, force: true });
}
