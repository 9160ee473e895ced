import { resolve } from "node:path";
import type { Plugin } from "vite";
import { WORD } from "./split-words";

/**
 * Puts the page's scripts into as few files as they are read in: the first screen's, what is read right after it
 * (src/renderer/parts/later.tsx), and what is read when the first other screen is opened. Each file is a request to main,
 * small ones gzip badly, and what one takes from another needs a name in both. A word goes where it is used (`usersOf`).
 */
export function pageChunks(
  entry: string,
  later: readonly string[],
  usersOf: (id: string) => readonly string[],
): { plugin: Plugin; nameOf: (id: string) => string | null } {
  const files = { first: new Set<string>(), later: new Set<string>(), screens: new Set<string>() };
  const names = ["first", "later", "screens"] as const;
  return {
    plugin: {
      name: "counterfoil-page-chunks",
      apply: "build",
      buildEnd() {
        const take = (id: string, name: (typeof names)[number]): void => {
          if (id.startsWith(WORD) || names.some((each) => files[each].has(id))) return;
          files[name].add(id);
          const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {};
          for (const each of importedIds) take(each, name);
          if (name === "screens") for (const each of dynamicallyImportedIds) take(each, name);
        };
        take(resolve(entry), "first");
        for (const each of later) take(resolve(each), "later");
        for (const id of [...files.first, ...files.later]) {
          for (const each of this.getModuleInfo(id)?.dynamicallyImportedIds ?? []) take(each, "screens");
        }
      },
    },
    // The entry stays a file of its own, which index.html names.
    nameOf: (id) => {
      if (id === resolve(entry)) return null;
      if (id.includes("rolldown/runtime")) return "first";
      const needed = id.startsWith(WORD) ? usersOf(id) : [id];
      return names.find((name) => needed.some((each) => files[name].has(each))) ?? null;
    },
  };
}
