// A start until Amount has the focus and is painted, and the memory a few seconds later, beside a blank window.
import { beside, inTurns } from "../windows.mjs";

/** How long a start is left alone before its memory is read, ms. */
const STAY = 3_000;

export const measure = {
  title: "A start, on a profile used before",
  async run({ quick, note }) {
    const runs = await inTurns(quick ? 5 : 15, STAY, note);
    return [
      beside(runs, "focused", { title: "until Amount has the focus", unit: "ms", goal: { most: 1.25, of: "ratio" } }),
      beside(runs, "whole", { title: "until the whole page runs and knows its account", unit: "ms" }),
      beside(runs, "cpuWhole", { title: "CPU of all processes until then", unit: "ms" }),
      beside(runs, "required", { title: "until main has read its code", unit: "ms" }),
      beside(runs, "page", { title: "until the page's markup is there", unit: "ms" }),
      beside(runs, "private", {
        title: "private memory of all processes",
        unit: "MB",
        goal: { most: 1.15, of: "ratio" },
        why: "main's code and databases, React, and the runtime's own pages that only they read",
      }),
      // Counts what processes share once for each of them, and hides in it most of what the program itself takes.
      beside(runs, "memory", { title: "working sets of all processes, summed", unit: "MB" }),
    ];
  },
};
