import { describe, expect, it } from "vitest";
import { isSupported, whyNoLive, type Runtime } from "../../../src/main/connections/runtime";

describe("the runtime guard", () => {
  const good: Runtime = {
    electron: "45.4.1",
    chrome: "156",
    supportedMajor: 45,
    sandboxed: true,
    packaged: true,
    debuggable: () => false,
  };
  it("allows live payments on the supported Electron with its sandbox", () => {
    expect(isSupported(good)).toBe(true);
    expect(whyNoLive(good)).toBeNull();
    expect(whyNoLive({ ...good, electron: "46.0.0" })).toBeNull();
  });
  it.each([
    [{ electron: "25.1.1" }, "25.1.1"],
    [{ electron: "44.9.9" }, "44.9.9"],
    [{ electron: "none" }, "none"],
    [{ sandboxed: false }, "sandbox"],
    [{ packaged: false }, "development copy"],
    [{ debuggable: () => true }, "debugger"],
  ])("refuses them with %o and says why", (change, word) => {
    expect(whyNoLive({ ...good, ...change })).toContain(word);
  });
});
