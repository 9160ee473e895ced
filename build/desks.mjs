// npm run desks [-- PAIRS [SEED]]: pairs of desks race the same card and sum on a real PostgreSQL, which is cut off,
// slow, restarted, full and restored from a backup meanwhile (tests/book/race.test.ts). 2,000 pairs where it is not said.
import { randomInt } from "node:crypto";
import { programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { main } from "./say.mjs";

await main(async () => {
  const [pairs = "2000", seed = String(randomInt(1, 1_000_000))] = process.argv.slice(2);
  const args = ["run", "--config", "tests/book/vitest.config.mts", "tests/book/race.test.ts"];
  const ended = await run(
    process.execPath,
    [programs.vitest, ...args, "--disable-console-intercept", "--testTimeout=86400000"],
    {
      cwd: root,
      env: { ...process.env, COUNTERFOIL_DESKS: pairs, COUNTERFOIL_DESKS_SEED: seed },
      show: true,
      quiet: 24 * 3_600_000,
      limit: 24 * 3_600_000,
    },
  );
  return ended.code ?? 1;
});
