// What V8 makes of main's code, kept beside it: a start then reads it instead of compiling (src/main/load.ts).
import fs from "node:fs";
import path from "node:path";
import { electronThere } from "./electron-runtime.mjs";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";

const folder = path.join(root, "out", "main");

/**
 * Made by the runtime that is to read it; another one leaves it aside. Where there is no runtime yet there is none, and
 * the program starts all the same.
 */
export async function writeCompileCache() {
  const runtime = electronThere();
  if (!runtime) {
    return;
  }
  const chunks = path.join(folder, "chunks");
  const files = [
    path.join(folder, "program.js"),
    ...(fs.existsSync(chunks) ? fs.readdirSync(chunks).filter((name) => name.endsWith(".js")) : []).map((name) =>
      path.join(chunks, name),
    ),
  ];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const script = path.join(root, "build", "compile-cache-maker.cjs");
  const made = await run(runtime.executable, [script, ...files], { cwd: root, env, limit: 60_000 });
  if (made.code !== 0) {
    for (const file of files) {
      fs.rmSync(`${file}.cache`, { force: true });
    }
  }
}
