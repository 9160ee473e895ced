// What the windows do while nobody touches them, beside a blank window.
import { beside, inTurns } from "../windows.mjs";

/** How long a start is left alone, ms; only the last part of it is counted, when it has given back what it needs no more. */
const STAY = 90_000;
const REST = 30_000;

export const measure = {
  title: "At rest, in the second minute",
  whole: true,
  async run({ note }) {
    const runs = await inTurns(3, STAY, note, REST);
    return [
      beside(runs, "restWakes", {
        title: "wake-ups a second",
        unit: "",
        goal: { most: 1.1, of: "ratio" },
      }),
      beside(runs, "restCpu", { title: "CPU a second", unit: "ms", goal: { most: 1.1, of: "ratio" } }),
      beside(runs, "private", {
        title: "memory that no other process shares",
        unit: "MB",
        goal: { most: 1.15, of: "ratio" },
        why: "main's code and databases, React, and the runtime's own pages that only they read",
      }),
    ];
  },
};
