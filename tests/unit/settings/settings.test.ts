import Conf from "conf";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZodError } from "zod";
import type { SurchargeRate } from "../../../src/shared/surcharge";
import { DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { silentLog } from "../../../src/main/base/log";
import {
  openSettings,
  type Settings,
  type SettingsStore,
  type StoreOptions,
} from "../../../src/main/settings/settings";
import { settingsWords } from "../../../src/shared/words/settings";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "counterfoil-settings-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** electron-store is this library plus the path of Electron, which a plain Node test has not. */
function makeStore({ cwd, name, configFileMode }: StoreOptions): SettingsStore {
  return new Conf({ cwd, configName: name, configFileMode });
}
function open(): Settings {
  return openSettings({ folder, now: Date.UTC(2026, 10, 21), log: silentLog, makeStore });
}
const file = (): string => join(folder, "settings.json");

describe("the settings", () => {
  it("begin with the defaults, in Training, without a word", () => {
    const settings = open();
    expect(settings.of("training")).toEqual(DEFAULT_SETTINGS);
    expect(settings.lastAccount()).toBe("training");
    expect(settings.notice()).toBeNull();
  });

  it("are there again after a restart, in a file that only the user can read", () => {
    const settings = open();
    const heard: string[] = [];
    settings.onChange(() => heard.push(settings.desk().theme));
    settings.set("training", { theme: "dark", deskName: "  Back office " });
    settings.useAccount("training_justifi");
    expect(heard).toEqual(["dark"]);
    const again = open();
    expect(again.of("training")).toEqual({ ...DEFAULT_SETTINGS, theme: "dark", deskName: "Back office" });
    expect(again.lastAccount()).toBe("training_justifi");
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("are not written for the account that was used last", () => {
    open().useAccount("payarc_test");
    const written: string[] = [];
    const watched = openSettings({
      folder,
      now: Date.UTC(2026, 10, 21),
      log: silentLog,
      makeStore: (options) => {
        const kept = makeStore(options);
        return {
          get store() {
            return kept.store;
          },
          set store(all) {
            written.push(
              Object.keys(all)
                .filter((key) => all[key] !== kept.store[key] && typeof all[key] === "string")
                .join(),
            );
            kept.store = all;
          },
        };
      },
    });
    written.splice(0);
    watched.useAccount("payarc_test");
    expect(written).toEqual([]);
    watched.useAccount("training");
    expect(written).toEqual(["connection"]);
  });

  it("offer the guide to a new desk until it is left, and not to one set up before there was a guide", () => {
    expect(open().desk().guided).toBe(false);
    open().useAccount("training");
    expect(open().desk().guided).toBe(false);
    open().set("training", { guided: true });
    expect(open().desk().guided).toBe(true);
    writeFileSync(file(), JSON.stringify({ desk: { deskName: "Counter" } }));
    expect(open().desk()).toMatchObject({ deskName: "Counter", guided: true });
  });

  it("refuse what is no setting and stay as they were", () => {
    const settings = open();
    expect(() => settings.set("training", { deskName: "" })).toThrow(ZodError);
    expect(settings.of("training")).toEqual(DEFAULT_SETTINGS);
  });

  it.each(["{ half a fi", "[1, 2]", "\0\0\0", ""])("set a file that is %j aside, keep it and say so", (content) => {
    writeFileSync(file(), content);
    const settings = open();
    expect(settings.of("training")).toEqual(DEFAULT_SETTINGS);
    const aside = readdirSync(folder).find((name) => name.startsWith("settings.json.set-aside-"));
    expect(readFileSync(join(folder, aside ?? ""), "utf8")).toBe(content);
    expect(settings.notice()).toContain(aside);
    settings.set("training", { theme: "light" });
    expect(open().of("training").theme).toBe("light");
  });

  it("remember where a window was on each arrangement of displays, and believe no nonsense of it", () => {
    const place = { x: -1200, y: 30, width: 1280, height: 800, maximized: false };
    open().keepWindowPlace("two", place);
    open().keepWindowPlace("one", { ...place, x: 10, maximized: true });
    expect([open().windowPlace("two"), open().windowPlace("one")?.maximized]).toEqual([place, true]);
    expect(open().windowPlace("three")).toBeNull();
    for (const wrong of [{ x: "0" }, { width: 0 }, { height: 1e9 }, { y: 0.5 }, { maximized: 1 }, { x: null }]) {
      writeFileSync(file(), JSON.stringify({ windows: { two: { ...place, ...wrong }, one: place } }));
      expect([open().windowPlace("two"), open().windowPlace("one")]).toEqual([null, place]);
    }
    for (const windows of [7, [], "x", null]) {
      writeFileSync(file(), JSON.stringify({ windows }));
      expect(open().windowPlace("two")).toBeNull();
    }
    const settings = open();
    for (let at = 0; at < 30; at++) settings.keepWindowPlace(`screens ${String(at)}`, place);
    expect([settings.windowPlace("screens 9"), settings.windowPlace("screens 10")]).toEqual([null, place]);
  });

  it("lose one wrong value alone", () => {
    writeFileSync(
      file(),
      JSON.stringify({
        desk: { ...DEFAULT_SETTINGS, theme: "neon", deskName: "Till 2", newerThing: 1 },
        connection: "somewhere",
      }),
    );
    const settings = open();
    expect(settings.of("training")).toEqual({ ...DEFAULT_SETTINGS, deskName: "Till 2" });
    expect(settings.lastAccount()).toBe("training");
    expect(settings.notice()).toBeNull();
  });

  it("of a version that knew no surcharge go on as they were, with none", () => {
    const { surcharge: _none, ...old } = { ...DEFAULT_SETTINGS, deskName: "Till 2" };
    writeFileSync(file(), JSON.stringify({ desk: old, connection: "payarc_live" }));
    const settings = open();
    expect(settings.of("training")).toEqual({ ...DEFAULT_SETTINGS, deskName: "Till 2", surcharge: null });
    expect(settings.lastAccount()).toBe("payarc_live");
  });

  it("turn a surcharge on only as confirmed, up to 3 %, and never beside a rule that voids credit cards", () => {
    const settings = open();
    const surcharge: SurchargeRate = { basisPoints: 300, confirmedFor: ["training"] };
    for (const wrong of [
      { basisPoints: 301, confirmedFor: ["training"] },
      { basisPoints: 0, confirmedFor: ["training"] },
      { basisPoints: 2.5, confirmedFor: ["training"] },
      { basisPoints: 300, confirmedFor: [] },
      { basisPoints: 300, confirmedFor: ["EL SE"] },
      { basisPoints: 300 },
    ]) {
      expect(() => settings.set("training", { surcharge: wrong as SurchargeRate })).toThrow(ZodError);
    }
    settings.set("training", { rules: { ...DEFAULT_SETTINGS.rules, binCardType: 1 } });
    expect(() => settings.set("training", { surcharge })).toThrow("for credit cards only");
    expect(settings.of("training").surcharge).toBeNull();
    settings.set("training", { rules: { ...DEFAULT_SETTINGS.rules, binCardType: 2 } });
    settings.set("training", { surcharge });
    expect(() => settings.set("training", { rules: { ...DEFAULT_SETTINGS.rules, binCardType: 1 } })).toThrow(
      "for credit cards only",
    );
    expect(open().of("training")).toMatchObject({ surcharge, rules: { binCardType: 2 } });
  });

  it("leave the surcharge off where a file contradicts itself", () => {
    writeFileSync(
      file(),
      JSON.stringify({
        desk: {
          ...DEFAULT_SETTINGS,
          surcharge: { basisPoints: 200, confirmedFor: ["training"] },
          rules: { avs: null, binLocation: null, binCardType: 1 },
        },
      }),
    );
    expect(open().of("training")).toMatchObject({ surcharge: null, rules: { binCardType: 1 } });
  });

  it("go on in memory where the disk refuses, and say so", () => {
    let isFull = true;
    const kept = makeStore({ cwd: folder, name: "settings", configFileMode: 0o600 });
    const refuses: SettingsStore = {
      get store() {
        return kept.store;
      },
      set store(all) {
        if (isFull) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
        kept.store = all;
      },
    };
    const settings = openSettings({ folder, now: 0, log: silentLog, makeStore: () => refuses });
    settings.set("training", { theme: "dark" });
    expect(settings.of("training").theme).toBe("dark");
    expect(settings.notice()).toContain("cannot be kept");
    // What was set meanwhile is kept with the first change that the disk takes.
    isFull = false;
    settings.useAccount("training_justifi");
    expect(settings.notice()).toBeNull();
    expect([open().desk().theme, open().lastAccount()]).toEqual(["dark", "training_justifi"]);
  });

  it.each([
    ["taken away", () => rmSync(file())],
    ["damaged", () => writeFileSync(file(), "{ half a fi")],
  ])("are all kept again with the next change where their file is %s while the program runs", (_how, harm) => {
    const settings = open();
    settings.set("training", { deskName: "Till 2" });
    settings.accounts.add({ kind: "payarc_test", name: "Shop", colour: "blue" });
    settings.setSharedBook({ desk: "0d5c4f0e-6a41-4a6e-8f5c-2f6a3d1c9b7e", used: true });
    harm();
    settings.set("training", { theme: "dark" });
    const again = open();
    expect(again.desk()).toMatchObject({ deskName: "Till 2", theme: "dark" });
    expect(again.accounts.list().map(({ name }) => name)).toEqual(settings.accounts.list().map(({ name }) => name));
    expect(again.sharedBook()?.used).toBe(true);
    expect([again.notice(), again.lost]).toEqual([null, false]);
  });

  it("MONEY: that are gone while the journal is there are told, and its accounts are there to look with", () => {
    open();
    writeFileSync(join(folder, "journal.db"), "");
    expect([open().notice(), open().lost]).toEqual([null, false]);
    rmSync(file());
    const settings = open();
    expect([settings.notice(), settings.lost]).toEqual([settingsWords.gone, true]);
    expect(settings.accounts.find("payarc_live")).not.toBeNull();
    expect([open().notice(), open().lost]).toEqual([null, false]);
  });
});
