// How the files of tests are named and how long they may be.
import fs from "node:fs";
import path from "node:path";
import { filesUnder } from "./imports.mjs";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|bench|config|screens))?\.(ts|tsx|mjs)$/;
const MOST_LINES = 400;

/** What is wrong with the names and sizes of the files under `top`/tests, as sentences for a person. */
export function findBadTestFiles(top) {
  const files = filesUnder(top, "tests").filter((file) => /\.(ts|tsx|mjs)$/.test(file));
  const lines = (file) => fs.readFileSync(path.join(top, file), "utf8").split("\n").length - 1;
  return [
    ...files
      .filter((file) => !KEBAB.test(path.posix.basename(file)))
      .map((file) => `${file}: the name is to be of small letters, digits and hyphens.`),
    ...files
      .filter((file) => file.startsWith("tests/unit/") && !mirrorsFolder(top, path.posix.dirname(file.slice(11))))
      .map((file) => `${file}: unit tests stand in the folder, below tests/unit, that what they test has below src.`),
    ...files
      .filter((file) => lines(file) > MOST_LINES)
      .map((file) => `${file}: ${lines(file)} lines, and ${MOST_LINES} is the most: split it by subject.`),
  ];
}

/** tests/unit/payments is for src/main/payments, renderer/card for src/renderer/card, build for build. */
function mirrorsFolder(top, folder) {
  return ["src/main", "src", "."].some((above) => fs.existsSync(path.join(top, above, folder)));
}
