import { describe, expect, it } from "vitest";
import { BadAddress, readAddresses } from "../../../src/main/connections/addresses";

const TEST = "https://testapi.payarc.net";

const LIVE = "https://api.payarc.net";
const JUSTIFI = "https://api.justifi.ai";

describe("the addresses", () => {
  it("are the processors' own", () => {
    expect(readAddresses({}, false)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
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
      });
      expect(readAddresses({ COUNTERFOIL_PAYARC_URL: `${url}/` }, false).payarc_test).toBe(url);
      expect(readAddresses({ COUNTERFOIL_JUSTIFI_URL: url }, false)).toEqual({
        payarc_test: TEST,
        payarc_live: LIVE,
        justifi_test: url,
        justifi_live: JUSTIFI,
        overridden: false,
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
  });

  it("are fixed in a packaged app", () => {
    expect(readAddresses({ COUNTERFOIL_PAYARC_URL: "http://127.0.0.1:4711" }, true)).toEqual({
      payarc_test: TEST,
      payarc_live: LIVE,
      justifi_test: JUSTIFI,
      justifi_live: JUSTIFI,
      overridden: false,
    });
  });
});
