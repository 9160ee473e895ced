import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

// The set-up runs before anything is installed, so it is plain JavaScript without types.
type Pieces = Record<string, (...args: unknown[]) => unknown>;
const load = async (file: string): Promise<Pieces> =>
  (await import(pathToFileURL(resolve("build", file)).href)) as Pieces;

const debian = await load("debian-packages.mjs");
const { checkSum } = await load("checked-package.mjs");
const { reasonIn } = await load("electron-official.mjs");
const { installedAsLocked } = await load("npm-packages.mjs");
const { checkNode, hasDisplay, readSetupArguments } = await load("setup.mjs");
const { readTestArguments } = await load("test-arguments.mjs");
const { oneCheck, readPlaywright, readVitest, sum, whyEnded } = await load("test-counts.mjs");

const call = (piece: Pieces[string] | undefined, ...args: unknown[]): unknown => {
  if (!piece) {
    throw new Error("the set-up has no such function any more");
  }
  return piece(...args);
};

describe("system packages", () => {
  const listing = "ii |xvfb|\nii |libasound2t64|libasound2 (= 1.2.11)\nrc |dbus|\nii |libgtk-3-0:amd64|\n";

  it("counts what is installed or provided, not what was removed", () => {
    const present = call(debian["presentIn"], listing) as Set<string>;
    expect(["xvfb", "libasound2t64", "libasound2"].every((name) => present.has(name))).toBe(true);
    expect(present.has("dbus")).toBe(false);
  });

  it("names only what is missing, by the name this release has", () => {
    const missing = call(
      debian["missingNeeds"],
      [["xvfb"], ["libgtk-3-0t64", "libgtk-3-0"], ["chromium"]],
      new Set(["xvfb"]),
    );
    expect(missing).toEqual([["libgtk-3-0t64", "libgtk-3-0"], ["chromium"]]);
    const policy =
      "libgtk-3-0:\n  Installed: (none)\n  Candidate: 3.24.38\nlibgtk-3-0t64:\n  Candidate: (none)\nchromium:\n  Candidate: 2:1snap1-0ubuntu2\n";
    const available = call(debian["availableIn"], policy);
    expect(call(debian["packagesFor"], missing, available)).toEqual({ names: ["libgtk-3-0"], unknown: [["chromium"]] });
  });

  it("guesses by the release where there are no package lists", () => {
    const names = ["libasound2t64", "libasound2"];
    expect(call(debian["guessName"], names, 'ID=debian\nVERSION_ID="12"\n')).toBe("libasound2");
    expect(call(debian["guessName"], names, 'ID=debian\nVERSION_ID="13"\n')).toBe("libasound2t64");
    expect(call(debian["guessName"], names, 'ID=ubuntu\nVERSION_ID="24.04"\n')).toBe("libasound2t64");
    expect(call(debian["guessName"], names, "")).toBe("libasound2");
  });

  it("asks an ordinary user for exactly one command", () => {
    const lines = String(call(debian["askFor"], ["xvfb", "dbus"], false)).split("\n");
    expect(lines.filter((line) => line.includes("sudo"))).toEqual([
      "  sudo apt-get install -y --no-install-recommends xvfb dbus",
    ]);
  });
});

describe("fetched files", () => {
  it("refuses a file that is not the pinned one, and takes the one that is", () => {
    const bytes = Buffer.from("a runtime");
    const sum512 = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    expect(call(checkSum, "runtime", bytes, sum512)).toBeUndefined();
    expect(() => call(checkSum, "runtime", Buffer.from("another one"), sum512)).toThrow(
      /not the file that was pinned.*not used/,
    );
  });

  it("says why the official download failed, in the installer's words", () => {
    expect(call(reasonIn, "noise\nTypeError: fetch failed\n    at node:internal")).toBe("fetch failed");
    expect(call(reasonIn, "")).toMatch(/installer/);
  });

  it("keeps addresses out of the lock file", () => {
    expect(readFileSync(join("package-lock.json"), "utf8")).not.toMatch(/"resolved"/);
  });
});

describe("npm packages", () => {
  const locked = {
    "": {},
    "node_modules/a": { version: "1", integrity: "x" },
    "node_modules/b": { version: "2", integrity: "y", optional: true },
  };

  it("are installed when npm's own list agrees; those for other systems may be absent", () => {
    expect(call(installedAsLocked, locked, { "node_modules/a": { version: "1", integrity: "x" } })).toBe(true);
    expect(call(installedAsLocked, locked, { "node_modules/a": { version: "1", integrity: "z" } })).toBe(false);
    expect(call(installedAsLocked, locked, {})).toBe(false);
  });
});

describe("arguments", () => {
  const every = ["lint", "types", "units", "book", "node24", "build", "e2e", "attack", "packaged"];

  it("of npm test: all phases, or those chosen, with the build that end to end needs", () => {
    expect(call(readTestArguments, [])).toEqual({ phases: every, filters: [] });
    expect(call(readTestArguments, ["--only", "units", "money"])).toEqual({ phases: ["units"], filters: ["money"] });
    expect(call(readTestArguments, ["--only=e2e", "-g", "charge"])).toEqual({
      phases: ["build", "e2e"],
      filters: ["-g", "charge"],
    });
  });

  it("of npm test: a filter nobody would receive, or an unknown phase, is an error and not a quiet success", () => {
    expect(() => call(readTestArguments, ["money"])).toThrow(/one kind of test/);
    expect(() => call(readTestArguments, ["--only", "lint", "money"])).toThrow(/one kind of test/);
    expect(() => call(readTestArguments, ["--only", "everything"])).toThrow(/no phase "everything"/);
    expect(() => call(readTestArguments, ["--only"])).toThrow(/no phase/);
  });

  it("of npm run setup", () => {
    expect(call(readSetupArguments, ["--fresh", "--for", "test"])).toEqual({ task: "test", fresh: true });
    expect(() => call(readSetupArguments, ["--quick"])).toThrow(/Unknown argument --quick/);
  });

  it("a display is asked for on Linux only, and an old Node is named", () => {
    expect(call(hasDisplay, {}, "linux")).toBe(false);
    expect(call(hasDisplay, { WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
    expect(call(hasDisplay, {}, "darwin")).toBe(true);
    expect(() => call(checkNode, "20.18.3")).toThrow(/Node 20.18.3 is too old/);
    expect(call(checkNode, "20.19.0")).toBeUndefined();
  });
});

describe("counts", () => {
  const ok = { code: 0, timedOut: null, output: "" };
  const bad = { ...ok, code: 1, output: "it broke" };

  it("reads vitest, and counts a file that does not load as a failure", () => {
    const report = {
      testResults: [
        {
          status: "failed",
          name: "a.test.ts",
          message: "",
          assertionResults: [
            { status: "passed" },
            { status: "failed", fullName: "adds", failureMessages: ["no"] },
            { status: "skipped" },
          ],
        },
        { status: "failed", name: "b.test.ts", message: "cannot load", assertionResults: [] },
      ],
    };
    expect(call(readVitest, report, bad)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: [
        { name: "adds", message: "no" },
        { name: "b.test.ts", message: "cannot load" },
      ],
    });
  });

  it("reads Playwright through its nested suites", () => {
    const test = (status: string, errors: unknown[] = []) => ({ status, results: [{ status, errors }] });
    const report = {
      suites: [
        {
          title: "order.spec.ts",
          specs: [{ title: "opens", tests: [test("expected")] }],
          suites: [
            {
              title: "a charge",
              specs: [
                { title: "is approved", tests: [test("unexpected", [{ message: "\u001b[31mno heading\u001b[39m" }])] },
              ],
            },
          ],
        },
      ],
      errors: [],
    };
    expect(call(readPlaywright, report, bad)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: [{ name: "order.spec.ts › a charge › is approved", message: "no heading" }],
    });
  });

  it("never takes a crash, a missing report or a hung run for success", () => {
    expect(call(readVitest, undefined, bad)).toMatchObject({ passed: 0, failed: 1 });
    expect(call(readPlaywright, undefined, bad)).toMatchObject({ passed: 0, failed: 1 });
    expect(call(readVitest, { testResults: [] }, { ...ok, code: null, timedOut: "quiet" })).toMatchObject({
      failed: 1,
    });
    expect(call(readPlaywright, { suites: [] }, { ...ok, timedOut: "limit" })).toMatchObject({ failed: 1 });
  });

  it("says of a hung run why it was ended, and where it stood", () => {
    expect(call(whyEnded, { timedOut: "quiet", output: "one\n\u001b[32mtwo\u001b[39m\n" })).toMatch(
      /nothing has finished for a long time[^]*one\ntwo$/,
    );
    expect(call(whyEnded, { timedOut: "limit", output: "" })).toMatch(/time for the whole run is over[^]*\(none\)$/);
  });

  it("sums up", () => {
    expect(call(sum, [call(oneCheck, true), call(oneCheck, false, "why"), { passed: 40, failed: 2 }])).toEqual({
      passed: 41,
      failed: 3,
    });
  });
});
