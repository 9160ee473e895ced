import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, wherever the command was called from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** What set-up keeps between runs. It lies under node_modules, so that no clean-up rule has to know about it. */
export const cache = path.join(root, "node_modules", ".cache", "counterfoil");

/** A program of an npm package, as a script for Node (the files in .bin are shell scripts on Windows). */
export const programs = {
  biome: path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome"),
  electronVite: path.join(root, "node_modules", "electron-vite", "bin", "electron-vite.js"),
  oxlint: path.join(root, "node_modules", "oxlint", "bin", "oxlint"),
  playwright: path.join(root, "node_modules", "@playwright", "test", "cli.js"),
  tsc: path.join(root, "node_modules", "typescript", "bin", "tsc"),
  vitest: path.join(root, "node_modules", "vitest", "vitest.mjs"),
};

/** True in the file that was started as the command, false where it is only imported. */
export function startedAs(moduleUrl) {
  const started = process.argv[1];
  return (
    Boolean(started) && fs.existsSync(started) && fs.realpathSync(started) === fs.realpathSync(fileURLToPath(moduleUrl))
  );
}
