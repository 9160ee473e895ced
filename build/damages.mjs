// npm run damages [-- COUNT [SEED]]: 3,000 damages to every file of the program, each in a process of its own.
import { randomInt } from "node:crypto";
import { programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say } from "./say.mjs";

await main(async () => {
  const [count = "3000", seed = String(randomInt(1, 1_000_000_000))] = process.argv.slice(2);
  say(`damages: ${count} from seed ${seed}`);
  const env = { ...process.env, COUNTERFOIL_DAMAGES: count, COUNTERFOIL_DAMAGE_SEED: seed };
  const ended = await run(
    process.execPath,
    [programs.vitest, "run", "tests/faults/damage.test.ts", "--disable-console-intercept"],
    { cwd: root, env, show: true, limit: 6 * 60 * 60_000 },
  );
  return ended.code ?? 1;
});
