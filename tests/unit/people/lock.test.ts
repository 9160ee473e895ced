import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommandName } from "../../../src/shared/contract";
import { commands, events, type EventName } from "../../../src/shared/contract";
import { MAY } from "../../../src/shared/may";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

const MINUTE = 60_000;
let desk: Computer;
beforeEach(() => {
  desk = computer();
});
afterEach(() => desk.remove());

const locked = (): boolean => desk.people.lockState().locked;
const names = Object.keys(commands) as CommandName[];

describe("on the first start", () => {
  it("there is one owner without a PIN, who may do everything, and the journal names the computer's user", () => {
    expect(desk.people.person()).toMatchObject({ name: "Ann", role: "owner", hasPin: false });
    expect(desk.people.operator()).toBe("Ann");
    expect(locked()).toBe(false);
    expect(desk.people.may().toSorted()).toEqual(names.toSorted());
  });

  it("the lock works all the same: an empty PIN unlocks, another does not", async () => {
    desk.people.lock();
    expect(locked()).toBe(true);
    const { id } = desk.people.person();
    await expect(desk.people.unlock(id, "1")).rejects.toMatchObject({ code: "wrong_pin" });
    await desk.people.unlock(id, "");
    expect(locked()).toBe(false);
  });
});

describe("the lock", () => {
  it("is there from the start where somebody has a PIN, and opens for each person by theirs", async () => {
    const { ids } = await staffed(desk.people);
    desk.restart();
    expect(locked()).toBe(true);
    await expect(desk.people.unlock(ids.front_desk, PINS.owner)).rejects.toMatchObject({
      code: "wrong_pin",
      fields: { pin: expect.any(String) as string },
    });
    await desk.people.unlock(ids.front_desk, PINS.front_desk);
    expect(desk.people.person()).toMatchObject({ name: "Fay", role: "front_desk" });
    expect(desk.people.operator()).toBe("Fay");
  });

  it("SECURITY: lets no command through but those that need nobody, and no event but that it is locked", async () => {
    await staffed(desk.people);
    desk.people.lock();
    for (const name of names) {
      const ask = (): void => desk.people.check(name, {} as never);
      if (MAY[name].whileLocked) expect(ask, name).not.toThrow();
      else expect(ask, name).toThrow(/locked/);
    }
    const heard = (Object.keys(events) as EventName[]).filter((name) => desk.people.mayHear(name));
    expect(heard).toEqual(["app.changed", "lock.changed"]);
    expect(desk.people.may().toSorted()).toEqual(names.filter((name) => MAY[name].whileLocked).toSorted());
  });

  it("comes after 15 minutes without a hand by the steady clock, whatever happens to the wall clock", () => {
    for (const jump of [24 * 60 * MINUTE, -48 * 60 * MINUTE, 14 * MINUTE]) {
      desk.people.stay();
      desk.clock.move(7 * MINUTE);
      desk.clock.setWall(jump);
      desk.clock.move(8 * MINUTE - 1);
      expect(locked()).toBe(false);
      desk.clock.move(1);
      expect(locked()).toBe(true);
      void desk.people.unlock(desk.people.person().id, "");
      desk.restart();
    }
  });

  it("warns for the last 30 seconds, once each second; a hand that stirs ends the warning and begins anew", () => {
    desk.clock.move(14 * MINUTE + 29_000);
    expect(desk.told).toEqual([]);
    desk.clock.move(2_000);
    expect(desk.told.map(({ secondsLeft }) => secondsLeft)).toEqual([30, 29]);
    desk.people.stay();
    expect(desk.told.at(-1)).toEqual({ locked: false, secondsLeft: null });
    desk.told.splice(0);
    desk.clock.move(15 * MINUTE);
    expect(desk.told.map(({ secondsLeft }) => secondsLeft)).toEqual([
      ...Array.from({ length: 30 }, (_, at) => 30 - at),
      null,
    ]);
    expect(desk.told.at(-1)).toEqual({ locked: true, secondsLeft: null });
  });

  it("comes after the minutes that the desk has set", () => {
    const quick = computer(1);
    quick.clock.move(MINUTE - 1);
    expect(quick.people.lockState().locked).toBe(false);
    quick.clock.move(1);
    expect(quick.people.lockState().locked).toBe(true);
    quick.remove();
  });
});
