import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { readFirstSettings } from "../../../src/main/settings/first-settings";
import { openSettings } from "../../../src/main/settings/settings";
import { DeskSettings } from "../../../src/shared/settings";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "counterfoil-first-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The settings themselves, over what stands in the file. */
function settingsOf(stored: Readonly<Record<string, unknown>>) {
  const makeStore = () => ({ store: { ...stored } });
  return openSettings({ folder, now: 0, log: silentLog, makeStore });
}

const PLACE = { x: -20, y: 40, width: 1280, height: 800, maximized: true };
const files: readonly Readonly<Record<string, unknown>>[] = [
  {},
  ...DeskSettings.shape.theme.options.map((theme) => ({ desk: { theme } })),
  ...DeskSettings.shape.captures.options.map((captures) => ({ desk: { captures } })),
  { desk: { theme: "purple", captures: 7 } },
  { desk: null, windows: 4 },
  { windows: { one: PLACE } },
  ...[{ x: 1.5 }, { width: 0 }, { height: 200_000 }, { y: "4" }, { maximized: 1 }].map((wrong) => ({
    windows: { one: { ...PLACE, ...wrong } },
  })),
];

test.each(files)("the first window is told what the settings say: %j", (stored) => {
  writeFileSync(join(folder, "settings.json"), JSON.stringify(stored));
  const first = readFirstSettings(folder);
  const settings = settingsOf(stored);
  expect(first.theme).toBe(settings.desk().theme);
  expect(first.captures).toBe(settings.desk().captures);
  expect(first.windowPlace("one")).toEqual(settings.windowPlace("one"));
  expect(first.windowPlace("other")).toBeNull();
});

test("a file that is no JSON, or is not there, counts as the defaults", () => {
  expect(readFirstSettings(folder).theme).toBe("system");
  writeFileSync(join(folder, "settings.json"), "{");
  expect(readFirstSettings(folder)).toMatchObject({ theme: "system", captures: "shown" });
});
