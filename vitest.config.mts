import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/{unit,wire,faults}/**/*.test.{ts,tsx}"],
    // A test that touches the electron package would start its downloader (facts: outside Electron it is not there).
    restoreMocks: true,
    setupFiles: ["tests/setup.ts"],
    // Also on two cores: much of the time is spent waiting for sockets and for processes that die.
    maxWorkers: 2,
    // Limits (ms) are for what hangs; on a machine with other work on it everything is slow.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
