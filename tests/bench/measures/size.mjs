// The JavaScript of the page, gzipped: what the first screen reads, and all of it.
import { pageScripts } from "../../../build/page-size.mjs";

export const measure = {
  title: "JavaScript of the page, gzipped",
  async run() {
    const { first, all } = pageScripts();
    const kilobytes = (bytes) => Math.round(bytes / 100) / 10;
    return [
      { what: "first screen", unit: "kB", ours: kilobytes(first), goal: { most: 120, of: "ours" }, why: "React is 58 of it" },
      { what: "all", unit: "kB", ours: kilobytes(all), goal: { most: 220, of: "ours" }, why: "React is 58 of it, the rest are the screens" },
    ];
  },
};
