import { describe, expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { OfferRefused, type Offer } from "../../../src/main/updates/offer";
import { createUpdates, type UpdateEngine } from "../../../src/main/updates/updates";
import { updateWords as words } from "../../../src/shared/words/updates";

const FOUND: Offer = { version: "1.2.0", notes: "It can fly." };
const DAY_MS = 24 * 3_600_000;

/** The service with an engine whose answers are `answers`, and what it was asked. */
function make(change: { on?: boolean; released?: boolean; engine?: UpdateEngine | null } = {}) {
  const did: string[] = [];
  const answers: { look: () => Promise<Offer | null>; fetch: () => Promise<void> } = {
    look: async () => FOUND,
    fetch: async () => undefined,
  };
  const engine: UpdateEngine = {
    look: () => (did.push("look"), answers.look()),
    fetch: () => (did.push("fetch"), answers.fetch()),
    installAtEnd: () => void did.push("install at end"),
  };
  const desk = { on: change.on ?? true, open: 0 };
  const timers: { ms: number; run: () => void; off: boolean }[] = [];
  const updates = createUpdates({
    on: () => desk.on,
    released: change.released ?? true,
    openEngine: async () => (did.push("load"), change.engine === undefined ? engine : change.engine),
    open: () => desk.open,
    quit: () => void did.push("quit"),
    changed: () => undefined,
    clock: {
      wall: () => 1_000,
      after: (ms, run) => {
        const timer = { ms, run, off: false };
        timers.push(timer);
        return () => (timer.off = true);
      },
    },
    log: silentLog,
  });
  return { updates, desk, did, answers, waiting: () => timers.filter(({ off }) => !off) };
}

describe("newer versions", () => {
  it("are looked for only where a person switched it on, and nothing is loaded before", async () => {
    const { updates, desk, did, waiting } = make({ on: false });
    updates.begin();
    await updates.look();
    expect({ state: updates.state(), did, waiting: waiting() }).toEqual({
      state: { kind: "off" },
      did: [],
      waiting: [],
    });
    desk.on = true;
    updates.switched();
    await expect.poll(() => updates.state().kind).toBe("found");
    expect(did).toEqual(["load", "look"]);
    desk.on = false;
    updates.switched();
    expect(updates.state()).toEqual({ kind: "off" });
    expect(updates.notices()).toEqual([]);
    expect(waiting()).toEqual([]);
  });

  it("are looked for some time after the start, and a day after each look", async () => {
    const { updates, did, answers, waiting } = make();
    answers.look = async () => null;
    updates.begin();
    expect(did).toEqual([]);
    expect(waiting().map(({ ms }) => ms)).toEqual([30_000]);
    waiting()[0]?.run();
    await expect.poll(() => updates.state()).toEqual({ kind: "newest", at: 1_000 });
    await expect.poll(() => waiting().at(-1)?.ms).toBe(DAY_MS);
    answers.look = async () => FOUND;
    waiting().at(-1)?.run();
    await expect.poll(() => updates.state()).toEqual({ kind: "found", ...FOUND });
    expect(did).toEqual(["load", "look", "look"]);
    expect(updates.notices().map(({ sentence }) => sentence)).toEqual([words.notice(FOUND)]);
  });

  it("are downloaded and installed only when each is asked for", async () => {
    const { updates, did } = make();
    expect(() => updates.install()).toThrow(words.nothingReady);
    await expect(updates.fetch()).rejects.toThrow(words.nothingReady);
    await updates.look();
    expect(() => updates.install()).toThrow(words.nothingReady);
    await updates.fetch();
    expect(updates.state()).toEqual({ kind: "ready", ...FOUND });
    // A look would lose what is downloaded.
    await updates.look();
    expect(did).toEqual(["load", "look", "fetch"]);
    updates.install();
    await expect.poll(() => did.slice(3)).toEqual(["install at end", "quit"]);
  });

  it("MONEY: are not installed while a payment has no outcome", async () => {
    const { updates, desk, did } = make();
    await updates.look();
    await updates.fetch();
    desk.open = 1;
    expect(() => updates.install()).toThrow(words.open);
    expect(did).not.toContain("quit");
    desk.open = 0;
    updates.install();
    await expect.poll(() => did).toContain("quit");
  });

  it.each([
    ["look", new OfferRefused(words.notSigned), words.notSigned],
    ["look", new Error("ECONNREFUSED"), words.notReached],
    ["fetch", new OfferRefused(words.changed), words.changed],
    ["fetch", new Error("ENOSPC"), words.fetchFailed],
  ] as const)("say why not when a %s fails, and can be looked for again", async (step, error, sentence) => {
    const { updates, answers } = make();
    answers[step] = async () => Promise.reject(error);
    await updates.look();
    if (step === "fetch") await updates.fetch();
    expect(updates.state()).toEqual({ kind: "failed", sentence });
    expect(updates.notices()).toEqual([]);
    answers.look = async () => FOUND;
    await updates.look();
    expect(updates.state().kind).toBe("found");
  });

  it("say where a copy cannot replace itself, or was never released", async () => {
    const byHand = make({ engine: null });
    await byHand.updates.look();
    expect(byHand.updates.state()).toEqual({ kind: "unable", sentence: words.byHand });
    const unreleased = make({ released: false });
    await unreleased.updates.look();
    expect(unreleased.updates.state()).toEqual({ kind: "unable", sentence: words.unreleased });
    expect(unreleased.did).toEqual([]);
  });
});
