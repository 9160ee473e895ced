import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { mustBeSigned } from "../../../src/main/updates/offer";

const load = (file: string): Promise<unknown> => import(pathToFileURL(resolve("build", file)).href);
const { notices, releaseProblems, whatIsNew } = (await load("release.mjs")) as {
  releaseProblems: (facts: object) => string[];
  notices: (packages: readonly object[]) => string;
  whatIsNew: (changelog: string, version: string) => string;
};
const { versionFor } = (await load("pack.mjs")) as {
  versionFor: (runtime: { official: boolean }, wanted?: string) => string;
};
const { fusesOf, packageConfig } = (await load("package/config.mjs")) as {
  fusesOf: (major: number) => Record<string, boolean>;
  packageConfig: (of: object) => { afterPack: object; deb: { recommends: string[] } };
};

const { publicHalf, readReleaseKey, signOffers, updatesPlace } = (await load("release-key.mjs")) as {
  publicHalf: (key: KeyObject) => string;
  readReleaseKey: (file?: string) => KeyObject | null;
  signOffers: (folder: string, key: KeyObject) => string[];
  updatesPlace: () => { root: string; key: string };
};

const { privateKey: KEY } = generateKeyPairSync("ed25519");
const CHANGELOG =
  "# What is new\n\n## 1.2.0 - 2026-12-01\n\n- It can fly.\n\n## 1.1.0 - 2026-11-01\n\n- It can walk.\n";
const good = {
  runtime: { official: true, version: "45.4.1" },
  status: "",
  changelog: CHANGELOG,
  version: "1.2.0",
  licences: [],
  texts: { "package.json": '"homepage": "https://counterfoil.shop"' },
  place: { root: "https://updates.counterfoil.shop", key: publicHalf(KEY) },
  key: KEY,
};

it("SECURITY: releases nothing with the replacement runtime, nor with one that was chosen by hand", () => {
  expect(releaseProblems(good)).toEqual([]);
  expect(releaseProblems({ ...good, runtime: { official: false, version: "25.1.1" } })).toEqual([
    expect.stringContaining("not the official one"),
  ]);
  expect(releaseProblems({ ...good, runtime: { official: true, version: "" } })).toHaveLength(1);
  expect(versionFor({ official: false }, "1.2.0")).toBe("1.2.0-test");
  expect(versionFor({ official: true }, "1.2.0")).toBe("1.2.0");
});

it("releases nothing of a dirty tree, without a line of what is new, or with a licence that is not allowed", () => {
  expect(releaseProblems({ ...good, status: " M src/main/index.ts\n" }).join()).toContain("src/main/index.ts");
  expect(releaseProblems({ ...good, version: "1.3.0" }).join()).toContain('"## 1.3.0 - YYYY-MM-DD"');
  expect(
    releaseProblems({ ...good, changelog: "## 1.2.0 - 2026-12-01\n\n## 1.1.0 - 2026-11-01\n\n- x\n" }),
  ).toHaveLength(1);
  expect(releaseProblems({ ...good, licences: ["b has the licence GPL-3.0-only"] })).toEqual([
    "b has the licence GPL-3.0-only",
  ]);
});

it("releases nothing whose homepage, maintainer or place of newer versions belongs to nobody", () => {
  const texts = { "package.json": '"homepage": "https://counterfoil.example"', "build/package/config.mjs": "fine" };
  expect(releaseProblems({ ...good, texts })).toEqual([
    "package.json names counterfoil.example, which belongs to nobody: put the owner's own address there.",
  ]);
});

it("SECURITY: releases nothing that nobody could sign a newer version for", () => {
  const place = { ...good.place, key: "" };
  expect(releaseProblems({ ...good, place }).join()).toContain("no key in UPDATES_KEY");
  expect(releaseProblems({ ...good, key: null }).join()).toContain("COUNTERFOIL_RELEASE_KEY does not name");
  const other = generateKeyPairSync("ed25519").privateKey;
  expect(releaseProblems({ ...good, key: other }).join()).toContain("is not that of UPDATES_KEY");
  expect(updatesPlace().root).toMatch(/^https:/);
});

it("signs what tells of a newer version so that the program believes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-release-"));
  const at = (name: string): string => join(folder, name);
  writeFileSync(at("key.pem"), KEY.export({ format: "pem", type: "pkcs8" }));
  writeFileSync(at("latest-linux.yml"), "version: 1.2.0\n");
  writeFileSync(at("builder-debug.yml"), "");
  const key = readReleaseKey(at("key.pem"));
  if (key === null) throw new Error("it cannot be read");
  expect(signOffers(folder, key)).toEqual(["latest-linux.yml", "latest-linux.yml.sig"]);
  const [told, signature] = ["latest-linux.yml", "latest-linux.yml.sig"].map((name) => readFileSync(at(name), "utf8"));
  expect(() => mustBeSigned(told ?? "", signature ?? "", publicHalf(KEY))).not.toThrow();
  expect(readReleaseKey(at("none.pem"))).toBeNull();
  expect(readReleaseKey(at("latest-linux.yml"))).toBeNull();
  rmSync(folder, { recursive: true });
});

it("tells people what CHANGELOG.md says of that version", () => {
  expect(whatIsNew(CHANGELOG, "1.2.0")).toBe("- It can fly.");
  expect(whatIsNew(CHANGELOG, "1.3.0")).toBe("");
});

it("writes each package into the notices once, with its text", () => {
  const one = { name: "one", version: "1.0.0", licence: "MIT", text: "Keep this notice." };
  const text = notices([one, one, { name: "two", version: "2.0.0", licence: "ISC" }]);
  expect(text.split("Keep this notice.")).toHaveLength(2);
  expect(text).toContain("two 2.0.0\nISC");
});

it("SECURITY: sets every fuse that the Electron of package.json has, and on an old one none that it has not", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: { electron: string };
  };
  const now = fusesOf(Number.parseInt(devDependencies.electron, 10));
  expect(now).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true, grantFileProtocolExtraPrivileges: false });
  expect(Object.keys(fusesOf(25))).toHaveLength(7);
});

it("recommends a keyring in the .deb", () => {
  const config = packageConfig({ runtime: { folder: "/x", version: "45.4.1" }, version: "1.2.0", out: "/y" });
  expect(config.deb.recommends.join()).toContain("gnome-keyring");
});
