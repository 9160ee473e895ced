// Runs in the runtime itself, as Node: FILE.cache of each FILE, for src/main/load.ts. The SHA-256 of the code comes first.
// The first file is compiled whole: the first window waits for it. Of the others only what runs while they are read is:
// their functions all compiled took 8 MB for as long as the program runs, and no start was quicker for them.
"use strict";
const { createHash } = require("node:crypto");
const { readFileSync, writeFileSync } = require("node:fs");
const v8 = require("node:v8");
const { Script } = require("node:vm");

const [first, ...others] = process.argv.slice(2);
for (const file of [first, ...others]) {
  const code = readFileSync(file);
  v8.setFlagsFromString(file === first ? "--no-lazy" : "--lazy");
  const script = new Script(`(function (exports, require, module, __filename, __dirname) { ${code}\n});`, {
    filename: file,
  });
  // The flags are part of what is kept: they must be those of the program again.
  v8.setFlagsFromString("--lazy");
  writeFileSync(`${file}.cache`, Buffer.concat([createHash("sha256").update(code).digest(), script.createCachedData()]));
}
