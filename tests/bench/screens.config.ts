import { defineConfig } from "@playwright/test";

/**
 * Measurements in the built program. By hand: node build/headless.mjs npx playwright test --config
 * tests/bench/screens.config.ts NAME
 */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  workers: 1,
  timeout: 1_800_000,
  reporter: [["list"]],
  outputDir: "../../test-results",
});
