import { defineConfig } from "@playwright/test";
import { ACTION_LIMIT_MS } from "../e2e/limits";

/** Takes the pictures of docs/screens in the built app: npm run screens. No test: what is right is for eyes to say. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.screens.ts",
  workers: 1,
  timeout: 600_000,
  expect: { timeout: ACTION_LIMIT_MS },
  reporter: [["list"]],
  outputDir: "../../test-results",
});
