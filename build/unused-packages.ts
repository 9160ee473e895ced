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
    generateBundle() {
      const never = Object.keys(UNUSED).filter((name) => !asked.has(name));
      if (never.length > 0) throw new Error(`build/unused-packages.ts: nothing asks for ${never.join(", ")}`);
    },
  };
}
