// npm run release [-- TARGET…]: what a shop may install, into dist/release: the .deb (or dmg, nsis), its notices and bill
// of materials, and the sums of all of them. Refuses whatever must not become one. docs/release.md has the whole road.
import fs from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { ensureBuild } from "./build.mjs";
import { describe, ensureElectron } from "./electron-runtime.mjs";
import { ensureNpmPackages } from "./npm-packages.mjs";
import { ownVersion, pack } from "./pack.mjs";
import { ourLicenceProblems } from "./package-rules.mjs";
import { root, startedAs } from "./paths.mjs";
import { publicHalf, readReleaseKey, signOffers, updatesPlace } from "./release-key.mjs";
import { run } from "./run.mjs";
import { main, say, step, Stop } from "./say.mjs";
import { checkNode } from "./setup.mjs";

/** What people install on each system. */
const USUAL = { darwin: ["dmg"], win32: ["nsis"] };

/**
 * Why nothing may be released, one line each; none: it may. `status` is what `git status --porcelain` says, `changelog`
 * the text of CHANGELOG.md, `licences` what build/package-rules.mjs found, `texts` what stands in PLACES, `place` and
 * `key` what build/release-key.mjs reads.
 */
export function releaseProblems({ runtime, status, changelog, version, licences, texts, place, key }) {
  const told = partOf(changelog, version);
  return [
    // SECURITY: the replacement is old and unsigned; it is for practice and tests.
    ...(runtime.official && runtime.version !== ""
      ? []
      : [
          "The Electron in use is not the official one of package.json: npm run setup -- --fresh, where it can be had.",
        ]),
    ...(status.trim() === "" ? [] : [`There are changes that are not committed:\n${status.trimEnd()}`]),
    ...(told === undefined || !/^\S+ - \d{4}-\d\d-\d\d$/m.test(told) || !/^- ./m.test(told)
      ? [
          `CHANGELOG.md does not say what is new in ${version}: it wants "## ${version} - YYYY-MM-DD" and lines below it.`,
        ]
      : []),
    ...licences,
    ...Object.entries(texts).flatMap(([file, text]) =>
      text.includes(NOBODYS)
        ? [`${file} names ${NOBODYS}, which belongs to nobody: put the owner's own address there.`]
        : [],
    ),
    ...keyProblems(place, key),
  ];
}

/** RFC 2606 keeps this name free; it stands where the owner's own belongs. */
const NOBODYS = "counterfoil.example";
/** Where the homepage, the maintainer's address and the place of newer versions stand. */
const PLACES = ["package.json", "build/package/config.mjs", "src/main/connections/addresses.ts"];

/** SECURITY: without its key a program would take no newer version, nor should anybody else's be in it. */
function keyProblems(place, key) {
  if (place.key === "") {
    return ["There is no key in UPDATES_KEY that signs newer versions: docs/release.md says how one is made."];
  }
  if (key === null) {
    return ["COUNTERFOIL_RELEASE_KEY does not name the file of the private key that signs newer versions."];
  }
  return publicHalf(key) === place.key ? [] : ["The key in COUNTERFOIL_RELEASE_KEY is not that of UPDATES_KEY."];
}

/** What CHANGELOG.md says of one version, its heading included; undefined: nothing. */
function partOf(changelog, version) {
  return changelog.split(/^## /m).find((part) => part.startsWith(`${version} `));
}

/** What is new in it, as it is told to people before they install it. */
export function whatIsNew(changelog, version) {
  return (partOf(changelog, version) ?? "").split("\n").slice(1).join("\n").trim();
}

/** The notices of everything that is in the program, from what the build really took in (build/licences.ts). */
export function notices(packages) {
  const unique = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const parts = [...unique.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { licence, text }]) => `${key}\n${licence}\n\n${text || "It brings no text of its licence."}\n`);
  return [
    "Counterfoil has these packages in it. Electron's own notices are in LICENSE.electron.txt and\nLICENSES.chromium.html beside the program.\n",
    ...parts,
  ].join(`\n${"-".repeat(80)}\n\n`);
}

async function release(targets) {
  checkNode(process.versions.node);
  await ensureNpmPackages();
  const runtime = await ensureElectron();
  say(describe(runtime));
  const version = ownVersion();
  const changelog = fs.readFileSync(path.join(root, "CHANGELOG.md"), "utf8");
  const key = readReleaseKey();
  const problems = releaseProblems({
    runtime,
    status: (await run("git", ["status", "--porcelain"], { cwd: root })).stdout,
    changelog,
    version,
    licences: ourLicenceProblems(),
    texts: Object.fromEntries(PLACES.map((file) => [file, fs.readFileSync(path.join(root, file), "utf8")])),
    place: updatesPlace(),
    key,
  });
  if (problems.length > 0) {
    throw new Stop(`This is not released:\n${problems.map((line) => `- ${line}`).join("\n")}`);
  }
  await ensureBuild({ force: true });
  const out = path.join(root, "dist", "release");
  fs.rmSync(out, { recursive: true, force: true });
  const { files: made } = await step(`Counterfoil ${version}`, () =>
    pack({ runtime, version, out, targets, compression: "xz", notes: whatIsNew(changelog, version) }),
  );
  const read = (side) => JSON.parse(fs.readFileSync(path.join(root, "out", side, "licences.json"), "utf8"));
  fs.writeFileSync(path.join(out, "THIRD-PARTY-NOTICES.txt"), notices([...read("main"), ...read("renderer")]));
  fs.copyFileSync(path.join(root, "out", "bill-of-materials.json"), path.join(out, "bill-of-materials.json"));
  const files = [
    ...made.map((file) => path.basename(file)),
    ...signOffers(out, key),
    "THIRD-PARTY-NOTICES.txt",
    "bill-of-materials.json",
  ];
  fs.writeFileSync(
    path.join(out, "SHA256SUMS"),
    files.map((name) => `${sumOf(path.join(out, name))}  ${name}\n`).join(""),
  );
  say(`Released into ${out}: ${[...files, "SHA256SUMS"].join(", ")}. Sign SHA256SUMS, then follow docs/release.md.`);
}

function sumOf(file) {
  return createHash("sha256").update(fs.readFileSync(file)).digest("hex");
}

if (startedAs(import.meta.url)) {
  const wanted = process.argv.slice(2);
  await main(() => release(wanted.length > 0 ? wanted : (USUAL[process.platform] ?? ["deb"])));
}
