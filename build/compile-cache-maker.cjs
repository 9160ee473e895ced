// Runs in the runtime itself, as Node: FILE.cache of each FILE, for src/main/load.ts. The SHA-256 of the code comes first.
"use strict";
const { createHash } = require("node:crypto");
const { readFileSync, writeFileSync } = require("node:fs");
const v8 = require("node:v8");
const { Script } = require("node:vm");

for (const file of process.argv.slice(2)) {
  const code = readFileSync(file);
  // Every function is compiled, not only what runs while the file is read.
  v8.setFlagsFromString("--no-lazy");
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${code}\n});`, {
    filename: file,
  });
  // The flags are part of what is kept: they must be those of the program again.
  v8.setFlagsFromString("--lazy");
  writeFileSync(`${file}.cache`, Buffer.concat([createHash("sha256").update(code).digest(), script.createCachedData()]));
}
