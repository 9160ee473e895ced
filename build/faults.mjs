// npm run faults [-- FIRST [RUNS]]: 20,000 stories of the fault harness from a seed of its own, or from the one given.
import { randomInt } from "node:crypto";
import { programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say } from "./say.mjs";

await main(async () => {
  const [first = String(randomInt(1, 1_000_000_000)), runs = "20000"] = process.argv.slice(2);
  say(`faults: ${runs} stories from seed ${first}`);
  const env = { ...process.env, COUNTERFOIL_FAULT_FIRST: first, COUNTERFOIL_FAULT_RUNS: runs };
  const ended = await run(
    process.execPath,
    [programs.vitest, "run", "tests/faults/faults.test.ts", "--disable-console-intercept"],
    { cwd: root, env, show: true, limit: 60 * 60_000 },
  );
  return ended.code ?? 1;
});
