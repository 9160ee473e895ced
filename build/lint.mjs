// npm run lint: the linter, the format, the walls between the rooms and their picture, names and sizes of tests, texts
// outside src/shared/words, the packages and their licences. Prints what is wrong and nothing else. With --types also
// the rules that need the types, which take as long as all the rest together.
import fs from "node:fs";
import path from "node:path";
import { findBreaches } from "./check-walls.mjs";
import { drawArchitecture, PICTURE } from "./draw-architecture.mjs";
import { ourLicenceProblems } from "./package-rules.mjs";
import { programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say } from "./say.mjs";
import { findBadTestFiles } from "./test-files.mjs";
import { findStrayWords } from "./words.mjs";

/** Each check answers what it found wrong, as lines for a person; none is well. */
const checks = [
  ...(process.argv.includes("--types") ? [withTypes] : []),
  () => program([programs.oxlint, "--deny-warnings", "--format=unix"]),
  () => program([programs.biome, "format", "--colors=off", "."], "Mend the format: npx biome format --write ."),
  () => findBreaches(root),
  () => findBadTestFiles(root),
  () => findStrayWords(root),
  () => ourLicenceProblems(),
  picture,
];

function withTypes() {
  return program([programs.oxlint, "--type-aware", "-c", ".oxlintrc.types.json", "--deny-warnings", "--format=unix"]);
}

async function program(command, remedy) {
  const { code, output } = await run(process.execPath, command, { cwd: root, limit: 10 * 60_000 });
  return code === 0 ? [] : [output.trim(), ...(remedy ? [remedy] : [])];
}

async function picture() {
  const file = path.join(root, PICTURE);
  const drawn = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  return drawn === (await drawArchitecture(root)) ? [] : [`${PICTURE} is not what src/ imports now: npm run draw`];
}

await main(async () => {
  const found = (await Promise.all(checks.map((check) => check()))).flat();
  found.forEach((line) => say(line));
  return found.length > 0 ? 1 : 0;
});
