import { defineConfig } from "@playwright/test";

/** Takes the pictures of docs/screens in the built app: npm run screens. No test: what is right is for eyes to say. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.screens.ts",
  workers: 1,
  timeout: 180_000,
  reporter: [["list"]],
  outputDir: "../../test-results",
});
