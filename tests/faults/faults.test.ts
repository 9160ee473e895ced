import { describe, expect, it } from "vitest";
import { tell, type Told } from "./story";

/** 2,000 in `npm test`, 20,000 by `npm run faults`; COUNTERFOIL_FAULT_SEED tells one seed alone. */
const RUNS = Number(process.env["COUNTERFOIL_FAULT_RUNS"] ?? 2_000);
const SEED = process.env["COUNTERFOIL_FAULT_SEED"];
const FIRST = SEED === undefined ? Number(process.env["COUNTERFOIL_FAULT_FIRST"] ?? 1) : Number(SEED);
const AT_ONCE = 4;

export function report(told: Told): string {
  return `seed ${told.seed} (again: COUNTERFOIL_FAULT_SEED=${told.seed} npx vitest run tests/faults/faults.test.ts)\n  ${told.problems.join("\n  ")}\n  story:\n    ${told.story.join("\n    ")}`;
}

describe("exactly once, whatever breaks", () => {
  it(
    `holds in ${SEED === undefined ? RUNS : 1} seeded stories`,
    { timeout: 30 * 60_000 },
    async () => {
      const failed: Told[] = [];
      let killed = 0;
      let next = FIRST;
      const last = FIRST + (SEED === undefined ? RUNS : 1);
      const work = async (): Promise<void> => {
        while (next < last && failed.length < 5) {
          const told = await tell(next++);
          if (told.killed) killed++;
          if (told.problems.length > 0) failed.push(told);
          else if (SEED !== undefined) console.log(report(told));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      console.log(`faults: ${next - FIRST} stories from seed ${FIRST}, ${killed} with a death in them`);
      expect(failed.map(report).join("\n\n")).toBe("");
    },
  );
});
