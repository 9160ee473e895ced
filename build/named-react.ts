import * as react from "react";
import * as runtime from "react/jsx-runtime";
import type { Plugin } from "vite";

/**
 * Gives each function of React a name in the page. To a bundler React is one object, out of which it takes a function
 * anew at each of 2,400 calls: `(0,react.useState)(` is longer than a name, and is looked up each time. A function that
 * has two names, as that for one child and for several, gets one.
 */
export function namedReact(source: string): Plugin {
  return {
    name: "counterfoil-named-react",
    apply: "build",
    enforce: "pre",
    resolveId: (id, importer) => (importer?.startsWith(source) && id in PACKAGES ? NAMED + id : null),
    load(id) {
      const from = id.slice(NAMED.length);
      const all = id.startsWith(NAMED) ? PACKAGES[from] : undefined;
      if (all === undefined) return null;
      const named = Object.entries(all).map(([name, what]) => {
        const [same = name] = Object.entries(all).find(([, other]) => other === what) ?? [];
        if (name === "default") return "";
        return same === name
          ? `export const ${name} = /* @__PURE__ */ (() => all.${name})();\n`
          : `export { ${same} as ${name} };\n`;
      });
      return `import all from "${from}";\n${named.join("")}`;
    },
  };
}

const NAMED = "\0named:";
const PACKAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  react,
  "react/jsx-runtime": runtime,
};
