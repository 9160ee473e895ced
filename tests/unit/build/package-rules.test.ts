import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const { licenceProblems, ourLicenceProblems } = (await import(
  pathToFileURL(resolve("build/package-rules.mjs")).href
)) as {
  licenceProblems: (lock: object, manifest: object, document: string) => string[];
  ourLicenceProblems: () => string[];
};

const LINE = "| good | what for | MIT |";
const lockOf = (more: object) => ({ packages: { "": {}, "node_modules/good": { license: "MIT" }, ...more } });
const manifest = { dependencies: { good: "1.2.3" } };

it("finds nothing wrong with ours", () => {
  expect(ourLicenceProblems()).toEqual([]);
});

it("finds a licence that is not in the list, a version that is not exact, a package that nobody told of", () => {
  const told = (lock: object, given: object = manifest, document = LINE): string =>
    licenceProblems(lock, given, document).join("\n");
  expect(told(lockOf({}))).toBe("");
  expect(told(lockOf({ "node_modules/a/node_modules/b": { license: "GPL-3.0-only", dev: true } }))).toContain("b has");
  expect(told(lockOf({ "node_modules/c": {} }))).toContain("c has the licence none");
  // What helps to test may have a licence that the program may not.
  expect(told(lockOf({ "node_modules/d": { license: "MPL-2.0", dev: true } }))).toBe("");
  expect(told(lockOf({ "node_modules/d": { license: "MPL-2.0" } }))).toContain("d has");
  expect(told(lockOf({}), { dependencies: { good: "^1.2.3" } })).toContain("no exact version");
  expect(told(lockOf({}), manifest, "| other | x | MIT |")).toContain("no line");
  expect(told(lockOf({}), manifest, "| good | what for | ISC |")).toContain("the licence of good is MIT");
});
