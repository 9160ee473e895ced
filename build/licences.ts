import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { z } from "zod";

const names = z.record(z.string(), z.string()).optional();
const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  dependencies: names,
  optionalDependencies: names,
});

/**
 * Writes licences.json beside what a side of the build made: name, version, licence and its text of every package that
 * is really in it, and of those that are `shipped` beside it whole, with what they need. About shows them.
 */
export function licences(root: string, shipped: readonly string[] = []): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const bundled = Object.values(bundle).flatMap((part) =>
        part.type === "chunk"
          ? Object.entries(part.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []))
          : [],
      );
      // Styles and fonts leave no code in a chunk.
      const styles = [...this.getModuleIds()].filter((id) => /\.(css|woff2?)(\?|$)/.test(id));
      const folders = [
        ...[...bundled, ...styles].flatMap((id) => folderOf(id) ?? []),
        ...shipped.flatMap((name) => withDependencies(root, name, new Set())),
      ];
      const found = [...new Set(folders)].map(read).toSorted((a, b) => a.name.localeCompare(b.name));
      this.emitFile({ type: "asset", fileName: "licences.json", source: JSON.stringify(found) });
    },
  };
}

/** The folder of the package that a module belongs to; null for one of ours. */
function folderOf(id: string): string | null {
  const file = id.replaceAll("\0", "").replace(/\?.*$/, "");
  const [, folder] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file) ?? [];
  return folder !== undefined && fs.existsSync(path.join(folder, "package.json")) ? path.normalize(folder) : null;
}

/** That package's folder and those of what it needs to run, where they are installed here. */
function withDependencies(root: string, name: string, seen: Set<string>): string[] {
  const folder = path.join(root, "node_modules", name);
  if (seen.has(name) || !fs.existsSync(path.join(folder, "package.json"))) return [];
  seen.add(name);
  const { dependencies, optionalDependencies } = manifest(folder);
  // What Electron's package needs is for its download; none of it is in the program.
  const needed = name === "electron" ? [] : Object.keys({ ...dependencies, ...optionalDependencies });
  return [folder, ...needed.flatMap((other) => withDependencies(root, other, seen))];
}

function read(folder: string) {
  const { name, version, license } = manifest(folder);
  const file = fs.readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file === undefined ? "" : fs.readFileSync(path.join(folder, file), "utf8").trim();
  return { name, version, licence: typeof license === "string" ? license : (license?.type ?? "not named"), text };
}

function manifest(folder: string): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")));
}
