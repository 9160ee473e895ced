import { defineConfig } from "vitest/config";

/**
 * Measurements, run by hand: npx vitest run --config tests/bench/vitest.config.ts [name]. They print figures and judge
 * nothing.
 */
export default defineConfig({
  root: ".",
  test: { include: ["tests/bench/**/*.bench.ts"], fileParallelism: false, silent: false, reporters: ["verbose"] },
});
