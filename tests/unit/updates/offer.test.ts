import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mustBeSigned, OfferRefused, readOffer } from "../../../src/main/updates/offer";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const KEY = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const TOLD = "version: 1.2.0\nfiles: []\n";
const SIGNATURE = sign(null, Buffer.from(TOLD), privateKey).toString("base64");
const SUM = `${"A".repeat(86)}==`;
const offer = (change: object = {}) => ({
  version: "1.2.0",
  files: [{ url: "counterfoil_1.2.0_amd64.deb", sha512: SUM, size: 90_000_000 }],
  releaseNotes: "- It can fly.\n- It can swim.",
  releaseDate: "2026-12-01T00:00:00.000Z",
  ...change,
});

describe("SECURITY: what is offered has to be signed", () => {
  it("by the release key, over each byte", () => {
    expect(() => mustBeSigned(TOLD, `${SIGNATURE}\n`, KEY)).not.toThrow();
    for (const [told, signature, key] of [
      [TOLD.replace("1.2.0", "1.2.1"), SIGNATURE, KEY],
      [`${TOLD} `, SIGNATURE, KEY],
      [TOLD, sign(null, Buffer.from(TOLD), generateKeyPairSync("ed25519").privateKey).toString("base64"), KEY],
      [TOLD, "", KEY],
      [TOLD, "<html>not found</html>", KEY],
      [TOLD, SIGNATURE.slice(0, -4), KEY],
      [TOLD, SIGNATURE, ""],
      [TOLD, SIGNATURE, Buffer.alloc(32).toString("base64")],
    ] as const)
      expect(() => mustBeSigned(told, signature, key), `${told} ${signature} ${key}`).toThrow(OfferRefused);
  });
});

describe("an offer", () => {
  it("is a version and what is new in it, without card numbers", () => {
    expect(readOffer(offer())).toEqual({ version: "1.2.0", notes: "- It can fly.\n- It can swim." });
    expect(readOffer(offer({ releaseNotes: null })).notes).toBe("");
    expect(readOffer(offer({ releaseNotes: "4012000098765439" })).notes).not.toContain("4012");
    expect(readOffer(offer({ releaseNotes: "x".repeat(1_000_000) })).notes.length).toBeLessThan(5_000);
  });

  it.each([
    "https://elsewhere.example/counterfoil_1.2.0_amd64.deb",
    "//elsewhere.example/counterfoil_1.2.0.deb",
    "../counterfoil_1.2.0_amd64.deb",
    "counterfoil_1.1.0_amd64.deb",
    "other_1.2.0_amd64.deb",
    "counterfoil_1.2.0_amd64.sh",
    "counterfoil_1.2.0_$(id).deb",
    "counterfoil_1.2.0 amd64.deb",
    "",
  ])("SECURITY: is refused with a file that is called %j", (url) => {
    const good = { url: "counterfoil_1.2.0_amd64.deb", sha512: SUM };
    expect(() => readOffer(offer({ files: [good, { url, sha512: SUM }] }))).toThrow(OfferRefused);
  });

  it.each([
    ["no version", { version: undefined }],
    ["a version of words", { version: "newest" }],
    ["a version for tests", { version: "1.2.0-test" }],
    ["no files", { files: [] }],
    ["a file without a sum", { files: [{ url: "counterfoil_1.2.0_amd64.deb" }] }],
    ["a sum of another kind", { files: [{ url: "counterfoil_1.2.0_amd64.deb", sha512: "abc" }] }],
  ])("SECURITY: is refused with %s", (_what, change) => {
    expect(() => readOffer(offer(change))).toThrow(OfferRefused);
  });

  it.each([null, "", "Not found", 7, []])("is refused as %j", (told) => {
    expect(() => readOffer(told)).toThrow(OfferRefused);
  });
});
