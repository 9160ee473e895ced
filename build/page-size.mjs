// How much JavaScript the page has: what the first screen reads before it is there, and all of it.
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "./paths.mjs";

const renderer = path.join(root, "out", "renderer");

/** Bytes after gzip, each file by itself: `first` are the files that the page and those name in a static import. */
export function pageScripts(folder = renderer) {
  const html = fs.readFileSync(path.join(folder, "plain.html"), "utf8");
  const first = new Set();
  const take = (file) => {
    if (first.has(file)) return;
    first.add(file);
    for (const [, name] of fs
      .readFileSync(file, "utf8")
      .matchAll(/(?:^|[;}\n])import(?:[\w$\s{},*]*from)?\s*"(\.[^"]+)"/g))
      take(path.resolve(path.dirname(file), name));
  };
  for (const [, name] of html.matchAll(/<script[^>]* src="([^"]+)"/g)) take(path.resolve(folder, name));
  const assets = path.join(folder, "assets");
  const all = fs.readdirSync(assets).filter((name) => name.endsWith(".js"));
  const sum = (files) => files.reduce((bytes, file) => bytes + gzipSync(fs.readFileSync(file)).length, 0);
  return {
    first: sum([...first]),
    all: sum(all.map((name) => path.join(assets, name))),
    files: [...first].map((file) => path.basename(file)),
  };
}
