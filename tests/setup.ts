import fc from "fast-check";
import { afterAll, vi } from "vitest";

/**
 * Property tests draw the same cases on every run, so that a failure is always the change's own;
 * COUNTERFOIL_SEED=<number> draws others, COUNTERFOIL_SEED=any new ones each time (fast-check then tells the seed of a
 * failure).
 */
const asked = process.env["COUNTERFOIL_SEED"];
if (asked !== "any") fc.configureGlobal({ seed: Number(asked ?? 20_261_121) });

// The next file runs in the same process, and begins with modules of its own.
afterAll(() => {
  vi.useRealTimers();
  vi.resetModules();
});
