import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type * as PinsRoom from "../../../src/main/people/pins";
import type { OutputOf } from "../../../src/shared/contract";
import { QUICK } from "../../fixtures/staff";
import { wholeProgram, type WholeProgram } from "../../fixtures/whole-program";

/** What people did is in the journal, and whoever signs in hears of wrong PINs: in main as the app builds it. */

const { checkJournal } = (await import(pathToFileURL(resolve("build/check-journal.mjs")).href)) as {
  checkJournal: (text: string) => { wrong: readonly string[] };
};
const OWNER = "444444";
const FRONT = "111111";

// What a PIN costs in the program is shown by pins.test.ts; here many are tried.
vi.mock("../../../src/main/people/pins", async (original) => {
  const pins = await original<typeof PinsRoom>();
  const createPins: typeof pins.createPins = (options) => pins.createPins({ ...options, cost: QUICK });
  return { ...pins, createPins };
});

let program: WholeProgram;
beforeEach(async () => {
  program = await wholeProgram();
});
afterEach(() => program.end());

/** The export's rows of people in short, oldest first; the script must find nothing wrong in it. */
async function inJournal(): Promise<string[]> {
  const { path } = (await program.handlers["journal.export"]({}, program.window)) as OutputOf<"journal.export">;
  const text = readFileSync(path ?? "", "utf8");
  rmSync(path ?? "");
  expect(checkJournal(text).wrong).toEqual([]);
  return text.split("\n").flatMap((line) => {
    if (!line.includes('"step":"people"')) return [];
    const { what, who, of, times } = JSON.parse((JSON.parse(line) as { body: string }).body) as Record<string, unknown>;
    return [[what, who, of, times].filter((each) => each !== null && each !== undefined).join(" ")];
  });
}

const notices = async (): Promise<string> =>
  ((await program.handlers["app.state"]({}, program.window)) as OutputOf<"app.state">).notices
    .map(({ sentence }) => sentence)
    .join("\n");

async function wrong(id: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++)
    await expect(program.services.people.unlock(id, "000000")).rejects.toMatchObject({ code: "wrong_pin" });
}

it("SECURITY: sign-ins and every wrong PIN are rows of the journal, and an owner hears of wrong ones since", async () => {
  const { people } = program.services;
  const owner = people.person().id;
  await people.setPin({ id: owner, current: null, pin: OWNER });
  await people.add({ name: "Fay", role: "front_desk", pin: FRONT });
  const fay = people.list().find(({ name }) => name === "Fay")?.id ?? "";
  people.lock();
  await wrong(fay, 2);
  await people.unlock(owner, OWNER);
  // Two are what anybody types on a hurried morning.
  expect(await notices()).not.toContain("wrong tries");
  people.lock();
  await wrong(fay, 3);
  await people.unlock(owner, OWNER);
  expect(await notices()).toMatch(/^3 wrong tries for Fay since you last signed in, the last on .* Ask who it was\.$/m);
  const before = [
    "pin_set ana ana",
    "added ana Fay",
    "wrong_pins Fay 1",
    "wrong_pins Fay 2",
    "signed_in ana",
    "wrong_pins Fay 3",
    "wrong_pins Fay 4",
    "wrong_pins Fay 5",
    "signed_in ana",
  ];
  expect(await inJournal()).toEqual(before);

  // A clerk is told of nothing, and what was told goes when the owner comes again.
  await people.setPin({ id: fay, current: null, pin: FRONT });
  people.lock();
  await people.unlock(fay, FRONT);
  expect(await notices()).not.toContain("wrong tries");
  people.lock();
  await people.unlock(owner, OWNER);
  expect(await notices()).not.toContain("wrong tries");
});

it("SECURITY: what the journal could not be told is written at the next start; an older list put back is told", async () => {
  const file = join(program.folder, "people.db");
  const copy = join(program.folder, "people.copy");
  const owner = program.services.people.person().id;
  await program.services.people.setPin({ id: owner, current: null, pin: OWNER });
  // The journal of before is put back, so it misses what people did since.
  await program.restart(() => {
    for (const name of ["journal.db", "journal.db.note"]) rmSync(join(program.folder, name));
    for (const tail of ["-wal", "-shm"]) rmSync(file + tail, { force: true });
    copyFileSync(file, copy);
  });
  await program.services.people.unlock(owner, OWNER);
  expect(await inJournal()).toEqual(["pin_set ana ana", "signed_in ana"]);
  expect(await notices()).not.toContain("somebody else’s hand");
  await program.restart(() => copyFileSync(copy, file));
  await program.services.people.unlock(owner, OWNER);
  expect(await notices()).toContain("somebody else’s hand");
});
