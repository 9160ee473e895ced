import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bind, keyWords, SHORTCUTS, type Shortcut } from "../../../../src/renderer/stores/shortcuts";

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
    for (const [name, { keys }] of Object.entries(SHORTCUTS)) {
      const used = Object.values<Shortcut>(keys).map((line) => keyWords({ ...line, shown: undefined }));
      expect({ name, used: [...new Set(used)] }).toEqual({ name, used });
    }
  });

  it("is where every listener has its keys from: nobody else listens to the page", () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: "utf8" });
    const listening = files
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => readFileSync(join(RENDERER, file), "utf8").includes('addEventListener("keydown"'));
    expect(listening.toSorted()).toEqual([...WATCHERS, "parts/keys.ts"].toSorted());
  });

  it("writes keys as people read them", () => {
    expect(keyWords({ key: "Escape", does: null })).toBe("Esc");
    expect(keyWords({ key: "K", ctrl: true, does: null })).toBe("Ctrl K");
    expect(keyWords({ key: "A", alt: true, does: null })).toBe("Alt A");
    expect(keyWords({ key: "ArrowUp", shown: "↑", does: null })).toBe("↑");
  });

  it("binds what can be done now and leaves out what cannot", () => {
    const edit = vi.fn();
    const bound = bind("customers", { charge: null, edit });
    expect(bound.map(({ key }) => key)).toEqual(["E"]);
    bound[0]?.act();
    expect(edit).toHaveBeenCalledOnce();
  });
});
