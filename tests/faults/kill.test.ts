import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEEDS, killedOnce, type Deed } from "./killed";
import type { KitName } from "./kit";
import { Random } from "./random";
import { scratch } from "./scratch";

/**
 * kill -9 for real: a process of its own is killed before and after every call to the journal and to the network, and
 * up to 4,096 bytes of the journal's write-ahead log are lost with it; then another one starts on what is left. The
 * points are found by counting them in a run that lives.
 */
let folder = "";
let script = "";
beforeAll(async () => {
  folder = scratch("kill");
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "child.ts"),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: "cjs", entryFileNames: "child.cjs" }, external: ["libsql"] },
    },
    ssr: { noExternal: true, external: ["libsql"] },
  });
  script = join(folder, "child.cjs");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Every point, with and without a cut, when COUNTERFOIL_KILLS=all (`npm run faults -- kills`); else a part of them, and
 * on the second Node (build/test-phases.mjs) a smaller one.
 */
const ALL = process.env["COUNTERFOIL_KILLS"] === "all";
const STRIDE = ALL ? 1 : Number(process.env["COUNTERFOIL_FAULT_RUNS"] ?? 2_000) < 1_000 ? 12 : 4;
const SEED = Number(process.env["COUNTERFOIL_FAULT_FIRST"] ?? 1);
const MOST_CUT = 4_096;

describe("kill -9 at every point", () => {
  const every = (Object.keys(DEEDS) as Deed[]).flatMap((deed, nth) =>
    DEEDS[deed].map((kit): [KitName, Deed, number] => [kit, deed, nth]),
  );
  it.each(every)("%s: %s", { timeout: 30 * 60_000 }, async (kit, deed, nth) => {
    const where = { script, folder };
    const whole = await killedOnce(where, kit, deed, null);
    expect(whole.problems).toEqual([]);
    expect(whole.points.filter((point) => point.startsWith("network."))).not.toEqual([]);
    const random = new Random(SEED + nth);
    const kills = whole.points
      .map((_point, at) => ({
        at: at + 1,
        cuts: ALL ? [0, random.whole(1, MOST_CUT)] : [random.pick([0, 1, 2]) * 2_048],
      }))
      .filter((_kill, at) => at % STRIDE === nth % STRIDE)
      .flatMap(({ at, cuts }) => cuts.map((cut) => ({ at, cut })));
    const failed: string[] = [];
    const waiting = [...kills];
    const work = async (): Promise<void> => {
      for (let kill = waiting.shift(); kill !== undefined; kill = waiting.shift()) {
        const { problems } = await killedOnce(where, kit, deed, kill.at, kill.cut);
        const point = `killed at ${kill.at} (${whole.points[kill.at - 1]}), ${kill.cut} bytes lost`;
        failed.push(...problems.map((problem) => `${point}: ${problem}`));
        if (waiting.length % 10 === 0) console.log(`deaths: ${waiting.length} to come, ${kit}: ${deed}`);
      }
    };
    await Promise.all([work(), work()]);
    console.log(`kill -9: ${kit}: ${deed}: ${kills.length} deaths at ${whole.points.length} points, seed ${SEED}`);
    expect(failed).toEqual([]);
  });
});
