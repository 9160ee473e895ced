import fs from "node:fs";
import path from "node:path";
import { parseSync, Visitor } from "vite";

/** What can import: everything else under src/ (a page, settings of the compiler) does not. */
const CODE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs|css)$/;

/** Every file below a folder, with forward slashes and relative to `top`, in the order of the alphabet. */
export function filesUnder(top, folder) {
  return fs
    .readdirSync(path.join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(top, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}

/**
 * Every import of every file: `{ from, line, name, file }`. `name` is what the import says, null where it is worked out
 * at run time; `file` is the file meant by a path, null for a package and for a path to nothing. A type is an import too:
 * who knows a room's types knows the room.
 */
export function readImports(top, files) {
  const known = new Set(files);
  return files
    .filter((file) => CODE.test(file))
    .flatMap((from) => {
      const text = fs.readFileSync(path.join(top, from), "utf8");
      return namesIn(from, text).map(({ name, start }) => ({
        from,
        line: text.slice(0, start).split("\n").length,
        name,
        file: name?.startsWith(".") ? fileOf(known, path.posix.join(path.posix.dirname(from), name)) : null,
      }));
    });
}

function fileOf(known, target) {
  return ["", ".ts", ".tsx", ".d.ts", "/index.ts", "/index.tsx"].map((end) => target + end).find((at) => known.has(at));
}

function namesIn(file, text) {
  if (file.endsWith(".css")) {
    return [...text.matchAll(/@import\s+(?:url\()?["']([^"']+)/g)].map(({ 1: name, index }) => ({
      name,
      start: index,
    }));
  }
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) {
    throw new Error(`${file} cannot be read: ${errors[0].message}`);
  }
  const found = [];
  const add = (node, source) =>
    found.push({ name: typeof source?.value === "string" ? source.value : null, start: node.start });
  const visitor = new Visitor({
    ImportDeclaration: (node) => add(node, node.source),
    ExportAllDeclaration: (node) => add(node, node.source),
    ExportNamedDeclaration: (node) => node.source && add(node, node.source),
    ImportExpression: (node) => add(node, node.source),
    TSImportType: (node) => add(node, node.source ?? node.argument?.literal),
    TSExternalModuleReference: (node) => add(node, node.expression),
    CallExpression: (node) => node.callee.name === "require" && add(node, node.arguments[0]),
    // Vite takes import.meta for an import in several ways (a worker, a picture, a pattern): none of them can be checked.
    MetaProperty: (node) => node.meta.name === "import" && add(node, null),
  });
  visitor.visit(program);
  return found;
}
