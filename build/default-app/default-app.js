"use strict";
// What Electron runs when it is started as `electron [-r FILE] FOLDER`. The official runtime brings its own;
// this one serves the replacement runtime (build/electron-fallback.mjs) and does just what we and Playwright need.
const { app } = require("electron");
const path = require("node:path");

const { preloads, folder, version } = readArguments(process.argv.slice(1));

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (!folder) {
  fail("Say which app to open: electron FOLDER");
}

const home = path.resolve(folder);
const manifest = readManifest(home);
const name = manifest.productName || manifest.name;

process.defaultApp = true; // What the official default app sets, and what apps ask to know that they are not packaged.
if (name) {
  app.setName(name);
}
if (manifest.version) {
  app.setVersion(manifest.version);
}
app.setAppPath(home);
// Electron chose the folder by the name of this default app, before the real name was known.
if (!app.commandLine.hasSwitch("user-data-dir")) {
  app.setPath("userData", path.join(app.getPath("appData"), name || "Electron"));
}

for (const file of preloads) {
  require(path.resolve(file));
}
require(path.resolve(home, manifest.main || "index.js"));

function readArguments(argv) {
  const found = { preloads: [], folder: undefined, version: false };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i];
    if (argument === "-r" || argument === "--require") {
      i += 1;
      found.preloads.push(argv[i]);
    } else if (argument === "-v" || argument === "--version") {
      found.version = true;
    } else if (!argument.startsWith("-")) {
      found.folder = argument;
      return found; // All that follows belongs to the app.
    }
  }
  return found;
}

function readManifest(place) {
  try {
    return require(path.join(place, "package.json"));
  } catch (error) {
    return fail(`There is no app to open in ${place}: ${error.message.split("\n")[0]}`);
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return process.exit(1);
}
