import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, longest first: begun last, it would keep one of two cores waiting at the end. */
const LONGEST = [
  "faults/faults",
  "faults/kill",
  "faults/broken",
  "unit/patterns",
  "wire/payarc-proof",
  "faults/damage",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ["tests/{unit,wire,faults}/**/*.test.{ts,tsx}"],
    // A test that touches the electron package would start its downloader (facts: outside Electron it is not there).
    restoreMocks: true,
    unstubGlobals: true,
    // Files share a process and the packages they import, which took half of the time; our own modules each has anew (setup.ts).
    isolate: false,
    setupFiles: ["tests/setup.ts"],
    sequence: { sequencer: LongestFirst },
    // Also on two cores: much of the time is spent waiting for sockets and for processes that die.
    maxWorkers: 2,
    // Limits (ms) are for what hangs; on a machine with other work on it everything is slow.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
