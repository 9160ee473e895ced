import { resolve } from "node:path";
import type { Plugin } from "vite";

/**
 * Puts the page's scripts into as few files as they are read in: the first screen's, what is read right after it
 * (src/renderer/parts/later.tsx), and a file a screen. Each file is a request to main, and small ones gzip badly.
 */
export function pageChunks(entry: string, later: readonly string[]): { plugin: Plugin; nameOf: (id: string) => string | null } {
  const first = new Set<string>();
  const second = new Set<string>();
  return {
    plugin: {
      name: "counterfoil-page-chunks",
      apply: "build",
      buildEnd() {
        const take = (id: string, into: Set<string>): void => {
          if (first.has(id) || into.has(id)) return;
          into.add(id);
          for (const each of this.getModuleInfo(id)?.importedIds ?? []) take(each, into);
        };
        take(resolve(entry), first);
        for (const each of later) take(resolve(each), second);
      },
    },
    // The entry stays a file of its own, which index.html names.
    nameOf: (id) => {
      if (id === resolve(entry)) return null;
      return first.has(id) || id.includes("rolldown/runtime") ? "first" : second.has(id) ? "later" : null;
    },
  };
}
