// Which licences a package may have. Read from the lock file, so it needs no network.
import fs from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";

/** What may be in the program: they ask for their notice to be kept, and no more. */
const IN_THE_PROGRAM = new Set(["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "OFL-1.1"]);
/** What may help to build and test it, and goes to nobody. */
const HELPS = new Set([
  ...IN_THE_PROGRAM,
  "BlueOak-1.0.0",
  "CC-BY-4.0",
  "MPL-2.0",
  "MIT OR Apache-2.0",
  "(MIT OR CC0-1.0)",
  // Three small helpers of electron-builder; they ask for nothing.
  "WTFPL",
  "WTFPL OR ISC",
  "(WTFPL OR MIT)",
  // argparse, the same.
  "Python-2.0",
]);
/** One by one, with the reason in docs/dependencies.md. */
const ALONE = { hyperformula: "GPL-3.0-only" };

/** What is wrong with the packages of a lock file and of package.json, one line each. */
export function licenceProblems(lock, manifest, document) {
  const problems = [];
  for (const [place, { license = "none", dev = false, name }] of Object.entries(lock.packages)) {
    if (place === "") continue;
    const called = name ?? place.replace(/^.*node_modules\//, "");
    const allowed = (dev ? HELPS : IN_THE_PROGRAM).has(license) || (dev && ALONE[called] === license);
    if (!allowed)
      problems.push(`${called} has the licence ${license}: see build/package-rules.mjs and docs/dependencies.md.`);
  }
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    if (!/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version)) problems.push(`${name} has no exact version: ${version}.`);
    const { license } = lock.packages[`node_modules/${name}`] ?? {};
    const line = document.split("\n").find((each) => each.startsWith(`| ${name} |`));
    if (!line) problems.push(`${name} has no line in docs/dependencies.md that says what it is for.`);
    else if (!line.endsWith(`| ${license} |`))
      problems.push(`docs/dependencies.md: the licence of ${name} is ${license}.`);
  }
  return problems;
}

/** The same of this repository. */
export function ourLicenceProblems() {
  const read = (file) => fs.readFileSync(path.join(root, file), "utf8");
  return licenceProblems(
    JSON.parse(read("package-lock.json")),
    JSON.parse(read("package.json")),
    read("docs/dependencies.md"),
  );
}
