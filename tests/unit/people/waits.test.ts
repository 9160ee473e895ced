import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../fixtures/hand-clock";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

const MINUTE = 60_000;
let desk: Computer;
beforeEach(() => {
  desk = computer();
});
afterEach(() => desk.remove());

const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => "right",
    (error: unknown) => (error as { code: string }).code,
  );
const seconds = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => "",
    (error: unknown) => (error as Error).message,
  );

describe("wrong PINs", () => {
  it("are free four times; after the fifth it is 30 s, then 1, 2, 4 …, after the tenth 30 minutes, 60 at most; a right one ends it", async () => {
    const { ids } = await staffed(desk.people);
    const wrong = (): Promise<string> => codeOf(desk.people.unlock(ids.front_desk, "000000"));
    for (let time = 0; time < 5; time++) expect(await wrong()).toBe("wrong_pin");
    for (const wait of [0.5, 1, 2, 4, 8, 30, 32, 60, 60]) {
      // Also the right one is not looked at, or it could be found out while waiting.
      expect(await codeOf(desk.people.unlock(ids.front_desk, PINS.front_desk))).toBe("wait");
      desk.clock.move(wait * MINUTE - 1);
      expect(await wrong()).toBe("wait");
      desk.clock.move(1);
      expect(await wrong()).toBe("wrong_pin");
    }
    desk.clock.move(60 * MINUTE);
    expect(await codeOf(desk.people.unlock(ids.front_desk, PINS.front_desk))).toBe("right");
    expect(await wrong()).toBe("wrong_pin");
  });

  it("say for how long, in the sentence", async () => {
    const { ids } = await staffed(desk.people);
    for (let time = 0; time < 5; time++) await codeOf(desk.people.unlock(ids.owner, "000000"));
    expect(await seconds(desk.people.unlock(ids.owner, PINS.owner))).toMatch(/Wait 30 seconds/);
    // Nobody else has to wait for it.
    expect(await codeOf(desk.people.unlock(ids.supervisor, PINS.supervisor))).toBe("right");
  });

  it("SECURITY: a hundred at once are one after the other, and the fifth begins the wait", async () => {
    const { ids } = await staffed(desk.people);
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, at) => codeOf(desk.people.unlock(ids.owner, String(500_000 + at)))),
    );
    expect(all.filter((code) => code === "wrong_pin")).toHaveLength(5);
    expect(all.filter((code) => code === "wait")).toHaveLength(95);
  });

  it("SECURITY: neither a restart nor a wall clock that is set shortens a wait, in any order", async () => {
    const { ids } = await staffed(desk.people);
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let tries = 0;
    let waited = 0;
    // What a stranger could win in a day of guesses, restarts and set clocks, with no more than the time that passes.
    for (let time = 0; time < 400; time++) {
      const act = random(4);
      if (act === 0) desk.restart();
      else if (act === 1) desk.clock.setWall((random(2) === 0 ? 1 : -1) * random(1_000) * MINUTE);
      else if (act === 2) {
        const ms = random(90_000);
        desk.clock.move(ms);
        waited += ms;
      } else if ((await codeOf(desk.people.unlock(ids.owner, "000000"))) === "wrong_pin") tries++;
    }
    const free = Array.from({ length: tries }, (_, at) => (at < 5 ? 0 : Math.min(60, 0.5 * 2 ** (at - 5)) * MINUTE));
    expect(tries).toBeGreaterThan(5);
    expect(free.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(waited);
  });

  it("SECURITY: a program that is killed while it looks at a PIN has counted it", async () => {
    const { ids } = await staffed(desk.people);
    for (let time = 0; time < 5; time++) {
      void codeOf(desk.people.unlock(ids.owner, "000000"));
      // The count is on the disk before the PIN is looked at.
      await until(() => desk.store.load()?.wrong[ids.owner]?.times === time + 1);
      desk.restart();
    }
    expect(await codeOf(desk.people.unlock(ids.owner, PINS.owner))).toBe("wait");
  });

  it("are in the record, which nobody changes, shortens or reorders unnoticed", async () => {
    const { ids } = await staffed(desk.people);
    for (let time = 0; time < 6; time++) {
      await codeOf(desk.people.unlock(ids.front_desk, "000000"));
      desk.clock.move(MINUTE);
    }
    expect(desk.store.audit(2)).toMatchObject([
      { what: "wrong_pins", who: "Fay", times: 6 },
      { what: "wrong_pins", who: "Fay", times: 5 },
    ]);
    expect(desk.store.whole()).toBe(true);
  });

  it("count where a supervisor is asked and where recovery words are", async () => {
    const { ids, recovery } = await staffed(desk.people);
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    const what = {
      command: "payments.charge" as const,
      attemptId: "3f0c8f0e-5b1c-4d8e-9d5a-0a4f0a4b7c11",
      amount: 500 as never,
      why: "sale",
    };
    for (let time = 0; time < 5; time++)
      expect(await codeOf(desk.people.approve({}, { person: ids.supervisor, pin: "0", for: what }))).toBe("wrong_pin");
    expect(await codeOf(desk.people.approve({}, { person: ids.supervisor, pin: PINS.supervisor, for: what }))).toBe(
      "wait",
    );
    for (let time = 0; time < 5; time++) expect(await codeOf(desk.people.recover("bado", "555555"))).toBe("wrong_pin");
    expect(await codeOf(desk.people.recover(recovery, "555555"))).toBe("wait");
  });
});
