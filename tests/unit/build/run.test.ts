import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// The runner works before anything is installed, so it is plain JavaScript without types.
interface Ended {
  readonly code: number | null;
  readonly timedOut: "limit" | "quiet" | null;
  readonly output: string;
}
type Run = (command: string, args: readonly string[], options: object) => Promise<Ended>;
const { run } = (await import(pathToFileURL(resolve("build", "run.mjs")).href)) as { run: Run };

const QUIET_MS = 1_000;
const script = (text: string, options: object): Promise<Ended> => run(process.execPath, ["-e", text], options);
/** Keeps a script alive that has nothing more to do. */
const STAY = "setInterval(() => {}, 1e6);";

/** Time moves only when a test moves it, so that a slow computer does not change what is seen. The programs are real. */
describe("a program that is watched", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("may take many times the quiet limit, as long as something finishes within it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "run-"));
    try {
      // It waits for us after each line, so that no two come together.
      const heardOf = `while (!fs.existsSync(${JSON.stringify(folder)} + "/" + at));`;
      let heard = 0;
      const onOutput = (): void => {
        vi.advanceTimersByTime(QUIET_MS - 1);
        writeFileSync(join(folder, String(++heard)), "");
      };
      const ended = await script(`for (let at = 1; at <= 5; at++) { console.log(at); ${heardOf} }`, {
        quiet: QUIET_MS,
        limit: 100 * QUIET_MS,
        onOutput,
      });
      expect(ended).toMatchObject({ code: 0, timedOut: null, output: "1\n2\n3\n4\n5\n" });
      expect(heard).toBe(5);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is ended when nothing has come for the quiet limit, and what it said is kept", async () => {
    const onOutput = (text: string): void => {
      if (text.includes("two")) vi.advanceTimersByTime(QUIET_MS);
    };
    const ended = await script(`console.log("one\\ntwo"); ${STAY}`, {
      quiet: QUIET_MS,
      limit: 100 * QUIET_MS,
      onOutput,
    });
    expect(ended).toMatchObject({ code: null, timedOut: "quiet" });
    expect(ended.output).toBe("one\ntwo\n");
  });

  it("is ended at the outer limit, however much it says", async () => {
    const onOutput = (): void => void vi.advanceTimersByTime(QUIET_MS - 1);
    const ended = await script("setInterval(() => console.log('on'), 1)", {
      quiet: QUIET_MS,
      limit: 5 * QUIET_MS,
      onOutput,
    });
    expect(ended).toMatchObject({ code: null, timedOut: "limit" });
  });

  it("does not hold us up when a grandchild in a group of its own keeps the pipes open", async () => {
    const own = `child_process.spawn(process.execPath, ["-e", "${STAY}"], { detached: true, stdio: "inherit" })`;
    const onOutput = (): void => void vi.advanceTimersByTime(QUIET_MS + 10);
    const ended = await script(`console.log(${own}.pid); ${STAY}`, {
      quiet: QUIET_MS,
      grace: 10,
      onOutput,
    });
    expect(ended.timedOut).toBe("quiet");
    // Throws when there is no such process, and then this test has shown nothing.
    process.kill(Number(ended.output), "SIGKILL");
  });

  it("has no quiet limit unless one is asked for", async () => {
    const onOutput = (): void => void vi.advanceTimersByTime(50 * QUIET_MS);
    expect(await script("console.log(1)", { limit: 100 * QUIET_MS, onOutput })).toMatchObject({
      code: 0,
      timedOut: null,
    });
  });
});
