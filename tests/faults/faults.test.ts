import { describe, it } from "vitest";
import { kindsOfStories } from "./kinds";
import { KIT_NAMES, type KitName } from "./kit";
import { tell, type Force, type Told } from "./story";

/**
 * With PayArc 800 in `npm test` and with JustiFi half as many, a third of them of a kind (kinds.ts); 20,000 with each
 * by `npm run faults`. COUNTERFOIL_FAULT_SEED tells one seed alone, COUNTERFOIL_FAULT_KIT one processor,
 * COUNTERFOIL_FAULT_KIND one kind.
 */
const RUNS: Readonly<Record<KitName, number>> = { payarc: 800, justifi: 400 };
const SET = process.env["COUNTERFOIL_FAULT_RUNS"];
const SEED = process.env["COUNTERFOIL_FAULT_SEED"];
const FIRST = SEED === undefined ? Number(process.env["COUNTERFOIL_FAULT_FIRST"] ?? 1) : Number(SEED);
const ASKED = process.env["COUNTERFOIL_FAULT_KIT"];
const KITS = KIT_NAMES.filter((kit) => (ASKED ?? kit) === kit);
const AT_ONCE = 4;

/** For what hangs, in ms; told of with its seed. A story takes a moment. */
const STORY_LIMIT = 5 * 60_000;

async function tellInTime(seed: number, force: Force): Promise<Told> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<Told>((resolve) => {
    const problems = [`it has not ended after ${STORY_LIMIT / 60_000} minutes`];
    timer = setTimeout(
      () => resolve({ seed, problems, story: [], points: [], killed: false, kind: null }),
      STORY_LIMIT,
    );
  });
  return Promise.race([tell(seed, "none", force), hangs]).finally(() => clearTimeout(timer));
}

function report(told: Told, kit: KitName): string {
  const kind = process.env["COUNTERFOIL_FAULT_KIND"];
  return `seed ${told.seed} (again: ${kind === undefined ? "" : `COUNTERFOIL_FAULT_KIND=${kind} `}COUNTERFOIL_FAULT_KIT=${kit} COUNTERFOIL_FAULT_SEED=${told.seed} npx vitest run tests/faults/faults.test.ts)\n  ${told.problems.join("\n  ")}\n  story:\n    ${told.story.join("\n    ")}`;
}

describe("exactly once, whatever breaks", () => {
  // No limit for all of them together: each has its own, and how many there are is asked for.
  it.each(KITS)("holds with %s in seeded stories", { timeout: 0 }, async (kit) => {
    const failed: Told[] = [];
    let killed = 0;
    const kinds = kindsOfStories(kit);
    let ended = 0;
    let next = FIRST;
    const runs = SET === undefined ? RUNS[kit] : Number(SET);
    const last = FIRST + (SEED === undefined ? runs : 1);
    const work = async (): Promise<void> => {
      while (next < last && failed.length < 5) {
        const told = await tellInTime(next++, { kit, kinds });
        if (++ended % 100 === 0) console.log(`stories: ${ended} with ${kit}`);
        if (told.killed) killed++;
        if (told.problems.length > 0) failed.push(told);
        else if (SEED !== undefined) console.log(report(told, kit));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(`faults: ${next - FIRST} stories with ${kit} from seed ${FIRST}, ${killed} with a death in them`);
    // Thrown whole, so that every report of the run has the seed and the story.
    if (failed.length > 0) throw new Error(failed.map((told) => report(told, kit)).join("\n\n"));
  });
});
