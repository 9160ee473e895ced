import { describe, expect, it } from "vitest";
import { BadAddress, readAddresses } from "../../../src/main/connections/addresses";

const TEST = "https://testapi.payarc.net";

const LIVE = "https://api.payarc.net";
const JUSTIFI = "https://api.justifi.ai";
/** Nobody has released yet: docs/release.md says what the owner puts there. */
const updates = { root: "https://updates.counterfoil.example", key: "" };

describe("the addresses", () => {
  it("are the processors' own", () => {
    expect(readAddresses({}, false)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
      updates,
    });
    expect(readAddresses({ COUNTERFOIL_PAYARC_URL: "" }, false).overridden).toBe(false);
  });

  it.each(["http://127.0.0.1:4711", "http://localhost:80", "http://[::1]:65535", "http://127.0.0.1"])(
    "let %s stand for the test address, never for the live one",
    (url) => {
      expect(readAddresses({ COUNTERFOIL_PAYARC_URL: url }, false)).toEqual({
        payarc_test: url,
        payarc_live: LIVE,
        justifi_test: JUSTIFI,
        justifi_live: JUSTIFI,
        overridden: true,
        updates,
      });
      expect(readAddresses({ COUNTERFOIL_PAYARC_URL: `${url}/` }, false).payarc_test).toBe(url);
      expect(readAddresses({ COUNTERFOIL_JUSTIFI_URL: url }, false)).toEqual({
        payarc_test: TEST,
        payarc_live: LIVE,
        justifi_test: url,
        justifi_live: JUSTIFI,
        overridden: false,
        updates,
      });
    },
  );

  it.each([
    "https://127.0.0.1:4711",
    "http://127.0.0.1:4711/v1",
    "http://127.0.0.1:4711?x",
    "http://127.0.0.1:4711#x",
    "http://user:pass@127.0.0.1:4711",
    "http://127.0.0.1@evil.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example:1",
    "http://10.0.0.1:4711",
    "http://0.0.0.0:1",
    "http://127.0.0.1:0",
    "http://127.0.0.1:65536",
    "http://127.0.0.1:4711\n",
    " http://127.0.0.1:4711",
    "127.0.0.1:4711",
    "http://2130706433:1",
    "http://127.1:1",
    "http:\\\\127.0.0.1",
    "nonsense",
  ])("refuse %j", (url) => {
    expect(() => readAddresses({ COUNTERFOIL_PAYARC_URL: url }, false)).toThrow(BadAddress);
    expect(() => readAddresses({ COUNTERFOIL_JUSTIFI_URL: url }, false)).toThrow(BadAddress);
    expect(() => readAddresses({ COUNTERFOIL_UPDATES_URL: url }, false)).toThrow(BadAddress);
  });

  it("let another place of this computer, with its own key, stand for that of newer versions", () => {
    const asked = { COUNTERFOIL_UPDATES_URL: "http://127.0.0.1:4712", COUNTERFOIL_UPDATES_KEY: "k" };
    expect(readAddresses(asked, false).updates).toEqual({ root: "http://127.0.0.1:4712", key: "k" });
    // A key alone changes nothing.
    expect(readAddresses({ COUNTERFOIL_UPDATES_KEY: "k" }, false).updates).toEqual(updates);
  });

  it("are fixed in a packaged app", () => {
    const asked = { COUNTERFOIL_PAYARC_URL: "http://127.0.0.1:4711", COUNTERFOIL_UPDATES_URL: "http://127.0.0.1:4712" };
    expect(readAddresses({ ...asked, COUNTERFOIL_UPDATES_KEY: "k" }, true)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
      updates,
    });
  });
});
