import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bind, keyWords, SHORTCUTS, type SectionName, type Shortcut } from "../../../../src/renderer/stores/shortcuts";
import { keysWords } from "../../../../src/shared/words/keys";

const RENDERER = join(__dirname, "../../../../src/renderer");

/** Who may listen to the whole page's keys besides parts/keys.ts: what guards or watches keys and gives them no meaning. */
const WATCHERS = [
  "card/use-idle-wipe.ts",
  "early-keys.ts",
  "frame/card-catcher.tsx",
  "frame/global-keys.ts",
  "frame/hasty-enter.ts",
  "frame/swipe-catcher.tsx",
  "parts/read-first.ts",
  "parts/type-ahead.ts",
];

describe("the table of keys", () => {
  it("has no key twice in a section", () => {
    for (const [name, keys] of Object.entries(SHORTCUTS)) {
      const used = Object.values<Shortcut>(keys).map((line) => keyWords({ ...line, shown: undefined }));
      expect({ name, used: [...new Set(used)] }).toEqual({ name, used });
    }
  });

  it("has a key for everything that the sheet says of one", () => {
    for (const [name, { where: _where, ...words }] of Object.entries(keysWords))
      expect(Object.keys(SHORTCUTS[name as SectionName])).toEqual(expect.arrayContaining(Object.keys(words)));
  });

  it("is where every listener has its keys from: nobody else listens to the page", () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: "utf8" });
    const listening = files
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => readFileSync(join(RENDERER, file), "utf8").includes('addEventListener("keydown"'));
    expect(listening.toSorted()).toEqual([...WATCHERS, "parts/keys.ts"].toSorted());
  });

  it("writes keys as people read them", () => {
    expect(keyWords({ key: "Escape" })).toBe("Esc");
    expect(keyWords({ key: "K", ctrl: true })).toBe("Ctrl K");
    expect(keyWords({ key: "A", alt: true })).toBe("Alt A");
    expect(keyWords({ key: "ArrowUp", shown: "↑" })).toBe("↑");
  });

  it("binds what can be done now and leaves out what cannot", () => {
    const edit = vi.fn();
    const bound = bind("customers", { charge: null, edit });
    expect(bound.map(({ key }) => key)).toEqual(["E"]);
    bound[0]?.act();
    expect(edit).toHaveBeenCalledOnce();
  });
});
