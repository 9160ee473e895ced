import { defineConfig } from "vitest/config";

/** The packed and installed program (`npm test -- --only packaged`). Linux with dpkg, as root. */
export default defineConfig({
  test: {
    include: ["tests/packaged/*.test.ts"],
    setupFiles: ["tests/packaged/steps.ts"],
    globalSetup: ["tests/packaged/pack.ts"],
    // One desktop and one installed program at a time.
    fileParallelism: false,
    // A step stands on the one before: after a failure the rest proves nothing.
    bail: 1,
    // Limits (ms) are for what hangs.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
