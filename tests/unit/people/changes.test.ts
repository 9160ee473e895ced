import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Pin, type Role } from "../../../src/shared/people";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

let desk: Computer;
beforeEach(() => {
  desk = computer();
});
afterEach(() => desk.remove());

describe("people", () => {
  it("cannot be added before the owner has a PIN, and are kept from then on", async () => {
    await expect(desk.people.add({ name: "Fay", role: "front_desk", pin: null })).rejects.toThrow("owner’s PIN first");
    await staffed(desk.people);
    desk.restart();
    expect(desk.people.list().map(({ name, role, hasPin }) => [name, role, hasPin])).toEqual([
      ["Ann", "owner", true],
      ["Fay", "front_desk", true],
      ["Bob", "back_office", true],
      ["Sue", "supervisor", true],
    ]);
  });

  it("have names of their own, and there is always an owner", async () => {
    const { ids } = await staffed(desk.people);
    const taken = { code: "bad_input", fields: { name: expect.stringContaining("already") as string } };
    await expect(desk.people.add({ name: "f A Y", role: "front_desk", pin: null })).rejects.toMatchObject(taken);
    await expect(desk.people.change({ id: ids.supervisor, name: "Bob" })).rejects.toMatchObject(taken);
    await expect(desk.people.change({ id: ids.owner, role: "supervisor" })).rejects.toThrow("has to be one owner");
    await expect(desk.people.remove(ids.owner)).rejects.toThrow("cannot remove yourself");
    await desk.people.change({ id: ids.supervisor, role: "owner" });
    await desk.people.change({ id: ids.owner, role: "supervisor" });
    expect(desk.people.person()).toMatchObject({ name: "Ann", role: "supervisor" });
  });

  it("SECURITY: whoever can say yes to others has a PIN", async () => {
    await staffed(desk.people);
    const none = { code: "bad_input", fields: { pin: expect.any(String) as string } };
    await expect(desk.people.add({ name: "Sam", role: "supervisor", pin: null })).rejects.toMatchObject(none);
    const { people } = await desk.people.add({ name: "Sam", role: "front_desk", pin: null });
    const id = people.at(-1)?.id ?? "";
    await expect(desk.people.change({ id, role: "owner" })).rejects.toMatchObject(none);
    await desk.people.unlock(id, "");
    expect(desk.people.person()).toMatchObject({ name: "Sam", hasPin: false });
  });

  it("change their own PIN with the one before; an owner gives others a new one, which ends their wait", async () => {
    const { ids } = await staffed(desk.people);
    for (let time = 0; time < 5; time++) await desk.people.unlock(ids.front_desk, "0").catch(() => null);
    await desk.people.setPin({ id: ids.front_desk, current: null, pin: "777777" });
    await desk.people.unlock(ids.front_desk, "777777");
    const own = { id: ids.front_desk, pin: "888888" };
    await expect(desk.people.setPin({ ...own, current: "111111" })).rejects.toMatchObject({
      code: "wrong_pin",
      fields: { current: expect.any(String) as string },
    });
    expect(await desk.people.setPin({ ...own, current: "777777" })).toEqual({ recovery: null });
    const other = { id: ids.owner, current: null, pin: "888888" };
    await expect(desk.people.setPin(other)).rejects.toMatchObject({ code: "not_allowed" });
  });

  it("are all kept where two are added at the same moment, and one of two with one name is refused", async () => {
    await staffed(desk.people);
    const add = (name: string) => desk.people.add({ name, role: "front_desk" as Role, pin: null });
    const all = await Promise.allSettled([add("One"), add("Two"), add("one")]);
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    desk.restart();
    expect(desk.people.list().map(({ name }) => name)).toEqual(expect.arrayContaining(["One", "Two"]));
  });

  it.each(["", "12345", "abcdefghi", "١٢٣٤٥٦"])("have no PIN like “%s”", (pin) => {
    expect(Pin.safeParse(pin).success).toBe(false);
  });
});

describe("a forgotten PIN of the owner", () => {
  it("is replaced by the recovery words, however they are typed, once; they give new words", async () => {
    const { ids, recovery } = await staffed(desk.people);
    expect(recovery).toMatch(/^([a-z]{4} ){5}[a-z]{4}$/);
    desk.restart();
    const next = await desk.people.recover(`  ${recovery.toUpperCase().replaceAll(" ", " - ")}`, "999999");
    expect(desk.people.person()).toMatchObject({ name: "Ann", role: "owner" });
    desk.people.lock();
    await expect(desk.people.recover(recovery, "000000")).rejects.toMatchObject({
      fields: { words: expect.anything() as unknown },
    });
    await expect(desk.people.unlock(ids.owner, PINS.owner)).rejects.toThrow("not right");
    await desk.people.unlock(ids.owner, "999999");
    desk.restart();
    await desk.people.recover(next, "666666");
    expect(desk.people.person().name).toBe("Ann");
  });

  it("and of the words: a new owner is made by whoever has the credentials, and by nobody else", async () => {
    await staffed(desk.people);
    desk.people.lock();
    const prove = async (): Promise<void> => undefined;
    const not = (): Promise<never> => Promise.reject(new Error("other credentials"));
    await expect(desk.people.newOwner("Eve", "555555", not)).rejects.toThrow("other credentials");
    expect(desk.people.lockState().locked).toBe(true);
    expect(await desk.people.newOwner("Noa", "555555", prove)).toMatch(/^[a-z ]{29}$/);
    expect(desk.people.person()).toMatchObject({ name: "Noa", role: "owner", hasPin: true });
    expect(desk.people.list()).toHaveLength(5);
    expect(desk.store.audit(1)).toMatchObject([{ what: "new_owner", who: "Noa" }]);
    desk.people.lock();
    for (let time = 0; time < 5; time++) await desk.people.newOwner("Eve", "555555", not).catch(() => null);
    await expect(desk.people.newOwner("Eve", "555555", prove)).rejects.toMatchObject({ code: "wait" });
  });
});
