import { expect, test } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { root } from "./app";

/**
 * The virtual display of these tests must not begin anew when its last window closes: the next app may be opening one
 * just then.
 */
test("the display is there for the next window when the last one has closed", () => {
  test.skip(process.platform !== "linux", "a virtual display exists on Linux only");
  // One of its own: on the display of the other tests there may always be another window.
  const run = spawnSync(process.execPath, ["build/headless.mjs", process.execPath, "tests/fixtures/display.mjs"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ said: run.stdout.trim(), code: run.status }).toEqual({ said: "stays", code: 0 });
});
