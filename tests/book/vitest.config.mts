import { defineConfig } from "vitest/config";

/** Tests of the shared book: on a real PostgreSQL that each file starts for itself. Limits (ms) are for what hangs. */
export default defineConfig({
  test: {
    include: ["tests/book/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
  },
});
