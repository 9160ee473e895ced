// npm run faults [-- FIRST [RUNS [KIND]]]: 20,000 stories of the fault harness with each processor, from a seed of its
// own, or from the one given; of one kind (tests/faults/kinds.ts), or of `all` of them.
// npm run faults -- kills [SEED]: kill -9 at every point, with and without the end of the journal's write-ahead log.
import { randomInt } from "node:crypto";
import { programs, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { main, say } from "./say.mjs";

/** As long as stories are told, they may take their time; ms. */
const LIMITS = { quiet: 10 * 60_000, limit: 24 * 3_600_000 };

await main(async () => {
  const [asked = String(randomInt(1, 1_000_000_000)), ...more] = process.argv.slice(2);
  if (asked === "kills") {
    const [seed = String(randomInt(1, 1_000_000_000))] = more;
    say(`faults: kill -9 at every point, seed ${seed}`);
    return vitest("kill", { COUNTERFOIL_KILLS: "all", COUNTERFOIL_FAULT_FIRST: seed });
  }
  const [runs = "20000", kind] = more;
  say(`faults: ${runs} stories${kind === undefined ? "" : ` of ${kind}`} from seed ${asked}`);
  const ofKind = kind === undefined ? {} : { COUNTERFOIL_FAULT_KIND: kind };
  return vitest("faults", { COUNTERFOIL_FAULT_FIRST: asked, COUNTERFOIL_FAULT_RUNS: runs, ...ofKind });
});

async function vitest(file, asked) {
  const ended = await run(
    process.execPath,
    [programs.vitest, "run", `tests/faults/${file}.test.ts`, "--disable-console-intercept"],
    { cwd: root, env: { ...process.env, ...asked }, show: true, ...LIMITS },
  );
  return ended.code ?? 1;
}
