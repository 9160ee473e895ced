import { defineConfig } from "@playwright/test";

/**
 * Measurements in the built app, run by hand: node build/headless.mjs npx playwright test --config
 * tests/bench/order-screen.config.ts
 */
export default defineConfig({
  testDir: ".",
  testMatch: "order-screen.spec.ts",
  workers: 1,
  timeout: 900_000,
  reporter: [["list"]],
  outputDir: "../../test-results",
});
