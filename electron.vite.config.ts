import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { z } from "zod";
import { firstMarkup } from "./build/first-markup";
import { pageChunks } from "./build/page-chunks";
import { licences } from "./build/licences";
import { namedReact } from "./build/named-react";
import { splitWords } from "./build/split-words";
import { unusedPackages } from "./build/unused-packages";
import { unusedSchemas } from "./build/unused-schemas";

/**
 * One build runs on the supported Electron and on the old one of the npm registry (README, decisions): CommonJS main
 * and preload for Node 18, renderer for Chrome 114. Everything is bundled but Electron itself and the two native
 * packages.
 */
const NATIVE = ["electron", "keytar", "libsql"];

/**
 * The supported Electron: the one in package.json. The runtime guard compares with it
 * (src/main/connections/runtime.ts).
 */
const { devDependencies } = z
  .object({ devDependencies: z.object({ electron: z.string().regex(/^\d+\.\d+\.\d+$/) }) })
  .parse(JSON.parse(readFileSync(resolve("package.json"), "utf8")));

/** The bundler asks for the shared chunk in the first file too, which needs nothing of it and reads it its own way. */
const loaderAlone: Plugin = {
  name: "counterfoil-loader-alone",
  generateBundle(_options, bundle) {
    const first = bundle["index.js"];
    if (first?.type === "chunk") first.code = first.code.replace(/^require\("\.\/chunks\/[^"]+"\);\n/, "");
  },
};

/**
 * V8 keeps the text of the code that it runs. One character that needs two bytes makes all of the file take twice as much,
 * so each is written as its number: once the comments are gone, such characters stand in texts and patterns only, which
 * may have them so.
 */
const oneByteText: Plugin = {
  name: "counterfoil-one-byte-text",
  generateBundle(_options, bundle) {
    const asNumber = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    for (const file of Object.values(bundle)) {
      if (file.type === "chunk") file.code = file.code.replace(/[^\0-\x7f]/g, asNumber);
    }
  },
};

const words = splitWords([resolve("src/renderer"), resolve("src/shared")]);
const chunks = pageChunks(
  "src/renderer/main.tsx",
  ["src/renderer/frame/sheets.ts", "src/renderer/screens/lock/sheets.ts", "src/renderer/screens/order/after-press.ts"],
  words.usersOf,
);

export default defineConfig({
  main: {
    plugins: [unusedPackages(), licences(resolve("."), NATIVE), loaderAlone, oneByteText],
    define: { ELECTRON_MAJOR: String(Number.parseInt(devDependencies.electron, 10)) },
    build: {
      target: "node18",
      externalizeDeps: {
        include: ["keytar", "libsql"],
        exclude: ["axios", "electron-store", "electron-log", "zod", "credit-card-type"],
      },
      rollupOptions: {
        external: NATIVE,
        input: {
          // The first reads the second, compiled already (src/main/load.ts).
          index: resolve("src/main/load.ts"),
          program: resolve("src/main/index.ts"),
          "training-worker": resolve("src/main/practice/worker.ts"),
          "journal-worker": resolve("src/main/journal/check-worker.ts"),
        },
        output: {
          format: "cjs",
          entryFileNames: "[name].js",
          chunkFileNames: "chunks/[name].js",
          // `import()` of a package inside app.asar fails on Electron 25: without keytar the secrets would be in memory.
          dynamicImportInCjs: false,
          comments: false,
        },
      },
    },
  },
  preload: {
    build: {
      target: "node18",
      // SECURITY: a sandboxed preload is one CommonJS file and may require nothing but electron (docs/security.md,
      // point 4).
      externalizeDeps: false,
      rollupOptions: {
        external: ["electron"],
        input: { index: resolve("src/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].js" },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    plugins: [
      namedReact(resolve("src")),
      react(),
      licences(resolve(".")),
      unusedSchemas(),
      words.plugin,
      chunks.plugin,
      oneByteText,
      firstMarkup(resolve("src/renderer/first-markup.tsx")),
    ],
    build: {
      target: "chrome114",
      minify: true,
      // SECURITY: nothing inlined as data: or as inline script, so the CSP can stay at 'self'.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve("src/renderer/index.html") },
        // A word that is a text stands where it is used.
        optimization: { inlineConst: { mode: "all" } },
        output: { codeSplitting: { groups: [{ name: (id: string) => chunks.nameOf(id) }] } },
      },
    },
  },
});
