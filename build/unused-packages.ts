import type { Plugin } from "vite";

/**
 * What packages of main ask for and this program never makes them use: a class instead of it, which refuses to be made.
 * All of it was read at each start, and stayed: a fourth of main's code, and tables of half a megabyte.
 */
const UNUSED: Readonly<Record<string, string>> = {
  // conf, for settings with a JSON schema; those of this program are parsed with zod (src/main/settings).
  "ajv/dist/2020.js": "export class Ajv2020 extends Unused {}",
  "ajv-formats": "export default class extends Unused {}",
  // axios, for bodies with files; requests of this program carry fields or JSON.
  "form-data": "export default class extends Unused {}",
};

/**
 * What axios looks for while it is read: fetch and its forms, which nothing is sent by here. To answer that they are there
 * Node reads all of its own fetch, 13 ms of a start.
 */
const LOOKED_FOR: Readonly<Record<string, (code: string) => string>> = {
  "/axios/lib/adapters/fetch.js": () => "export const getFetch = () => null;\nexport default null;\n",
  "/axios/lib/utils.js": (code) =>
    code.replace("typeof G.FormData !== 'undefined' ? G.FormData : undefined", "undefined"),
};

/** Keeps them out of main. Fails the build where nothing asks for one of them any longer. */
export function unusedPackages(): Plugin {
  const asked = new Set<string>();
  return {
    name: "counterfoil-unused-packages",
    apply: "build",
    enforce: "pre",
    resolveId(name) {
      if (UNUSED[name] === undefined) return null;
      asked.add(name);
      return `\0unused:${name}`;
    },
    load(id) {
      const name = id.replace(/^\0unused:/, "");
      if (name === id) return null;
      return `class Unused { constructor() { throw new Error(${JSON.stringify(`${name} is not in this build`)}); } }
${UNUSED[name] ?? ""}`;
    },
    transform(code, id) {
      const [file = "", less] = Object.entries(LOOKED_FOR).find(([name]) => id.endsWith(name)) ?? [];
      const left = less?.(code) ?? code;
      if (left === code) return null;
      asked.add(file);
      return left;
    },
    generateBundle() {
      const never = Object.keys({ ...UNUSED, ...LOOKED_FOR }).filter((name) => !asked.has(name));
      if (never.length > 0) throw new Error(`build/unused-packages.ts: nothing asks for ${never.join(", ")}`);
    },
  };
}
