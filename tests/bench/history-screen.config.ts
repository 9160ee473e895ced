import { defineConfig } from "@playwright/test";

/**
 * Measurements in the built app, run by hand: node build/headless.mjs npx playwright test --config
 * tests/bench/history-screen.config.ts
 */
export default defineConfig({
  testDir: ".",
  testMatch: "history-screen.spec.ts",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
  outputDir: "../../test-results",
});
