// What the windows do while nobody touches them, beside a blank window.
import { beside, inTurns } from "../windows.mjs";

export const measure = {
  title: "At rest, from the 3rd second after the start",
  whole: true,
  async run({ note }) {
    const runs = await inTurns(5, 32_000, note);
    return [
      beside(runs, "restWakes", {
        title: "wake-ups a second",
        unit: "",
        goal: { most: 1.1, of: "ratio" },
        why: "what the start has made is collected meanwhile",
      }),
      beside(runs, "restCpu", { title: "CPU a second", unit: "ms" }),
      beside(runs, "private", {
        title: "memory that no other process shares, half a minute later",
        unit: "MB",
        goal: { most: 1.15, of: "ratio" },
        why: "main's code and databases, React, and the runtime's own pages that only they read",
      }),
    ];
  },
};
