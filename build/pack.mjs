// npm run pack [-- --target deb] [--version X] [--out FOLDER]: the program as a folder that runs without Node and npm,
// and as a .deb or what else electron-builder makes on this system. Packed with the replacement runtime it is for tests
// alone, and its version says so. docs/release.md.
import fs from "node:fs";
import path from "node:path";
import { ensureBuild } from "./build.mjs";
import { describe, ensureElectron } from "./electron-runtime.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { packageConfig } from "./package/config.mjs";
import { root, startedAs } from "./paths.mjs";
import { main, say, step, Stop } from "./say.mjs";
import { checkNode } from "./setup.mjs";

/**
 * Packs what lies in out/ into the folder `out`; resolves to `{ folder, files }`: the unpacked program and what was made of
 * it, a file for each of `targets` (electron-builder's names). `compression` of a .deb is "zst" (quick) or "xz" (small);
 * `notes` says what is new, in the file that tells of a newer version.
 */
export async function pack({ runtime, version, out, targets = [], compression = "zst", notes = "" }) {
  const { build, Platform } = await import("electron-builder");
  const config = packageConfig({ runtime, version, out });
  process.env.CUSTOM_FPM_PATH ??= path.join(root, "build", "package", "fpm.mjs");
  const files = await build({
    projectDir: root,
    targets: Platform.current().createTarget(["dir", ...targets]),
    config: { ...config, deb: { ...config.deb, compression }, releaseInfo: { releaseNotes: notes } },
    publish: "never",
  });
  const folder = fs.readdirSync(out).find((name) => name.endsWith("-unpacked") || name.startsWith("mac"));
  return { folder: path.join(out, folder), files: files.filter((file) => !file.endsWith(".blockmap")) };
}

/** SECURITY: a package with the replacement runtime must never pass for a release. */
export function versionFor(runtime, wanted = ownVersion()) {
  return runtime.official ? wanted : `${wanted}-test`;
}

export function ownVersion() {
  return JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version;
}

function readArguments(args) {
  const chosen = { targets: [], version: undefined, out: path.join(root, "dist") };
  for (let i = 0; i < args.length; i += 2) {
    const value = args[i + 1];
    if (args[i] === "--target" && value) chosen.targets.push(value);
    else if (args[i] === "--version" && value) chosen.version = value;
    else if (args[i] === "--out" && value) chosen.out = path.resolve(value);
    else throw new Stop(`Unknown argument ${args[i]}; use --target deb (and others), --version X, --out FOLDER.`);
  }
  return chosen;
}

if (startedAs(import.meta.url)) {
  await main(async () => {
    const { targets, version, out } = readArguments(process.argv.slice(2));
    checkNode(process.versions.node);
    await ensureNpmPackages();
    const runtime = await ensureElectron();
    say(describe(runtime));
    if (runtime.version === "") {
      throw new Stop(
        "The Electron in ELECTRON_OVERRIDE_DIST_PATH has no version that is known here; unset it to pack.",
      );
    }
    await ensureBuild();
    const made = await step("package", () => pack({ runtime, version: versionFor(runtime, version), out, targets }));
    say(`Packed: ${[made.folder, ...made.files].join(", ")}`);
  });
}
