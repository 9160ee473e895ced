import { defineConfig } from "@playwright/test";
import { ACTION_LIMIT_MS } from "./tests/e2e/limits";

/**
 * End to end: the built app in a real Electron. Start it by `npm test` or inside `node build/headless.mjs`, after `npm
 * run build`.
 */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  // Two apps at a time keep two cores busy. No test waits by the clock; each has its own folder, keys and servers, and
  // each worker its own display.
  workers: 2,
  fullyParallel: false,
  // A race that a second try hides is a race that a merchant finds.
  retries: 0,
  forbidOnly: true,
  // Limits (ms) are for what hangs; on a machine with other work on it everything is slow.
  timeout: 300_000,
  expect: { timeout: ACTION_LIMIT_MS },
  reporter: [["list"]],
  use: { actionTimeout: ACTION_LIMIT_MS },
});
