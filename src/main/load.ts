import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

/**
 * What Electron runs first (built as out/main/index.js): reads the program with what V8 made of it when it was built
 * (build/compile-cache.mjs), which takes half of the time that compiling it at each start does.
 * SECURITY: that lies beside the code and is packed with it, never in a folder that something else writes to.
 */
type Runs = (exports: object, require: (id: string) => unknown, module: object, file: string, folder: string) => void;

/** The code of a file as a function, as Node makes it. The build wraps it in the same words. */
const wrapped = (code: string): string => `(function (exports, require, module, __filename, __dirname) { ${code}\n});`;

const loaded = new Map<string, { exports: object }>();

/** Answers what that file of the program exports; its own chunks are read the same way. */
function load(file: string): object {
  const there = loaded.get(file);
  if (there) return there.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const code = readFileSync(file);
  const cachedData = cacheOf(file, code);
  const script = new Script(wrapped(code.toString("utf8")), { filename: file, ...(cachedData && { cachedData }) });
  const outer = createRequire(file);
  const folder = dirname(file);
  (script.runInThisContext() as Runs)(
    module.exports,
    (id) => (id.startsWith("./") || id.startsWith("../") ? load(join(folder, id)) : (outer(id) as unknown)),
    module,
    file,
    folder,
  );
  return module.exports;
}

/** null: there is none, or it was made of other code. V8 itself looks only at the length of the code. */
function cacheOf(file: string, code: Buffer): Buffer | null {
  try {
    const kept = readFileSync(`${file}.cache`);
    const of = createHash("sha256").update(code).digest();
    return kept.subarray(0, of.length).equals(of) ? kept.subarray(of.length) : null;
  } catch {
    return null;
  }
}

load(join(__dirname, "program.js"));
