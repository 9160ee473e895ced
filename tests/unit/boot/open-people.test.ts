import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../../../src/main/base/clock";
import { silentLog } from "../../../src/main/base/log";
import { openThePeople } from "../../../src/main/boot/open-people";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { createPeople } from "../../../src/main/people/people";
import { MemorySecrets } from "../../fixtures/secrets";

/** The first list of people, and the keychain that says whether there was one. */

let folder: string;
let service: MemorySecrets;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-open-people-"));
  service = new MemorySecrets();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const userData = (): string => join(folder, "program");
const start = async (trouble: MemorySecrets["trouble"] = "none") => {
  const keychain = openKeychain({ load: async () => service, log: silentLog, profile: null });
  service.trouble = "none";
  await keychain.available();
  service.trouble = trouble;
  const about = { userData: userData(), keychain, log: silentLog, now: () => Date.UTC(2026, 10, 29) };
  return openThePeople(about, systemClock);
};
const setFirstPin = async (trouble: MemorySecrets["trouble"] = "none") => {
  const opened = await start(trouble);
  const people = createPeople({
    ...opened,
    clock: systemClock,
    stamp: String,
    user: "ana",
    desk: () => "Till 1",
    minutes: () => 15,
    changed: () => undefined,
    listChanged: () => undefined,
  });
  try {
    const set = () => people.setPin({ id: people.person().id, current: null, pin: "482915" });
    if (trouble !== "none") {
      await expect(set()).rejects.toMatchObject({ code: "no_keychain" });
      expect(people.ownerHasPin()).toBe(false);
      service.trouble = "none";
    }
    await set();
  } finally {
    people.close();
    opened.close();
  }
};

it("that the disk did not take locks nobody out at the next start", async () => {
  // No file can be made below a file.
  writeFileSync(userData(), "");
  await expect(setFirstPin()).rejects.toThrow("could not be saved");
  rmSync(userData());
  const again = await start();
  expect(again.found).toEqual({ kind: "open", kept: null, whole: true });
  await setFirstPin();
  expect((await start()).found).toMatchObject({ kind: "open", kept: { people: [{ name: "ana" }] } });
});

it("SECURITY: that is gone while the keychain does not answer makes nobody an owner", async () => {
  await setFirstPin();
  rmSync(userData(), { recursive: true });
  expect((await start("rejects")).found).toEqual({ kind: "closed", why: "no_answer" });
  expect((await start()).found).toEqual({ kind: "closed", why: "lost" });
});

it("SECURITY: is not begun with a PIN that would end with the session, and is once the keychain is unlocked", async () => {
  await setFirstPin("locked");
  const { found, pins } = await start();
  expect(found).toMatchObject({ kind: "open", kept: { people: [{ name: "ana" }] } });
  const hash = found.kind === "open" ? (found.kept?.people[0]?.pin ?? null) : null;
  expect(hash && (await pins.matches("482915", hash))).toBe(true);
});
