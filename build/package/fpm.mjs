#!/usr/bin/env node
// Makes a .deb or .rpm of what electron-builder hands to fpm (https://fpm.readthedocs.io), with the system's own dpkg-deb
// and rpmbuild: fpm is a download that is not to be had everywhere. It is called by its path in CUSTOM_FPM_PATH
// (build/pack.mjs).
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const VALUES = new Set([
  "-s",
  "-t",
  "--architecture",
  "--after-install",
  "--after-remove",
  "--category",
  "--deb-compression",
  "--deb-priority",
  "--description",
  "--iteration",
  "--license",
  "--log",
  "--maintainer",
  "--name",
  "--package",
  "--rpm-compression",
  "--rpm-os",
  "--rpm-summary",
  "--url",
  "--vendor",
  "--version",
]);
const LISTS = new Set(["-d", "--deb-recommends"]);
const SWITCHES = new Set(["--force", "--debug"]);

/** What fpm was asked for: `{ values, lists, files }`, files as [from, to]. Throws for what it does not know. */
function readArguments(args) {
  const found = { values: {}, lists: { "-d": [], "--deb-recommends": [] }, files: [] };
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i];
    if (VALUES.has(argument)) found.values[argument] = args[(i += 1)];
    else if (LISTS.has(argument)) found.lists[argument].push(args[(i += 1)]);
    else if (argument.includes("=/")) found.files.push(splitAtLast(argument));
    else if (!SWITCHES.has(argument)) throw new Error(`fpm: ${argument} is not known here`);
  }
  return found;
}

function splitAtLast(pair) {
  const at = pair.lastIndexOf("=/");
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function layOut(tree, files) {
  for (const [from, to] of files) {
    const place = path.join(tree, to);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    if (fs.statSync(from).isDirectory()) {
      execFileSync("cp", ["-a", "--reflink=auto", from.replace(/\/$/, ""), place]);
    } else {
      fs.copyFileSync(from, place);
      fs.chmodSync(place, 0o644);
    }
  }
  // A package must not depend on the umask of who built it.
  execFileSync("chmod", ["-R", "u+rwX,go+rX,go-w", tree]);
}

function control({ values, lists }, kilobytes) {
  const [title, ...more] = values["--description"].trim().split("\n");
  return [
    ["Package", values["--name"]],
    ["Version", values["--version"]],
    ["Section", values["--category"] ?? "misc"],
    ["Priority", values["--deb-priority"] ?? "optional"],
    ["Architecture", values["--architecture"]],
    ["Maintainer", values["--maintainer"]],
    ["Installed-Size", kilobytes],
    ["Depends", lists["-d"].join(", ")],
    ["Recommends", lists["--deb-recommends"].join(", ")],
    ["Homepage", values["--url"]],
    ["Description", [title.trim(), ...more.map((line) => ` ${line.trim()}`)].join("\n")],
  ]
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("");
}

function makeDeb(asked, tree) {
  const kilobytes = execFileSync("du", ["-sk", tree]).toString().split("\t")[0];
  fs.mkdirSync(path.join(tree, "DEBIAN"));
  fs.writeFileSync(path.join(tree, "DEBIAN", "control"), control(asked, kilobytes));
  for (const [script, from] of [
    ["postinst", asked.values["--after-install"]],
    ["postrm", asked.values["--after-remove"]],
  ]) {
    fs.copyFileSync(from, path.join(tree, "DEBIAN", script));
    fs.chmodSync(path.join(tree, "DEBIAN", script), 0o755);
  }
  const pressed = asked.values["--deb-compression"] === "zst" ? ["-Zzstd", "-z3"] : ["-Zxz"];
  execFileSync("dpkg-deb", ["--root-owner-group", ...pressed, "--build", tree, asked.values["--package"]], {
    stdio: "inherit",
  });
}

/** https://rpm-software-management.github.io/rpm/manual/spec.html */
function spec({ values, lists, files }) {
  const script = (name) =>
    fs
      .readFileSync(values[name], "utf8")
      .replace(/^#!.*\n/, "")
      .replaceAll("%", "%%");
  return `Name: ${values["--name"]}
Version: ${values["--version"]}
Release: 1
Summary: ${values["--rpm-summary"]}
License: ${values["--license"]}
URL: ${values["--url"]}
Requires: ${lists["-d"].join(", ")}
AutoReqProv: no
%define __os_install_post %{nil}
%define _build_id_links none
%define _binary_payload w3.zstdio
%description
${values["--description"].replaceAll("%", "%%")}
%files
${files.map(([, to]) => `"${to}"`).join("\n")}
%post -p /bin/bash
${script("--after-install")}
%postun -p /bin/bash
[ "$1" = 0 ] || exit 0
${script("--after-remove")}
`;
}

function makeRpm(asked, tree, scratch) {
  const file = path.join(scratch, "counterfoil.spec");
  fs.writeFileSync(file, spec(asked));
  const architecture = asked.values["--architecture"];
  const target = `${{ amd64: "x86_64", arm64: "aarch64" }[architecture] ?? architecture}-linux`;
  const places = ["--buildroot", tree, "--define", `_topdir ${scratch}`, "--define", `_rpmdir ${scratch}`];
  execFileSync("rpmbuild", ["-bb", "--quiet", "--noclean", "--target", target, ...places, file], { stdio: "inherit" });
  const made = fs.readdirSync(scratch, { recursive: true }).find((name) => name.endsWith(".rpm"));
  fs.copyFileSync(path.join(scratch, made), asked.values["--package"]);
}

const asked = readArguments(process.argv.slice(2));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "counterfoil-package-"));
const tree = path.join(scratch, "tree");
try {
  fs.mkdirSync(tree, { mode: 0o755 });
  layOut(tree, asked.files);
  if (asked.values["-t"] === "deb") makeDeb(asked, tree);
  else if (asked.values["-t"] === "rpm") makeRpm(asked, tree, scratch);
  else throw new Error(`fpm: only .deb and .rpm are made here, not .${asked.values["-t"]}`);
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
