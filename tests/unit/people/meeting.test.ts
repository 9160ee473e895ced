import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

/** Two desks of a shop, and what a book would have of their people. */
let one: Computer;
let two: Computer;
beforeEach(() => {
  [one, two] = [computer(), computer()];
});
afterEach(() => {
  for (const desk of [one, two]) desk.remove();
});

const FOLLOWING = { joining: false, mayBegin: true };
const JOINING = { joining: true, mayBegin: true };
/** Meets the book until it has nothing to say to it; answers what the book has then. */
async function met(desk: Computer, book: string | null, how = FOLLOWING): Promise<string> {
  const { text } = await desk.people.meet(book, how);
  const now = text ?? book ?? "";
  if (text !== null) expect((await desk.people.meet(text, FOLLOWING)).text).toBeNull();
  return now;
}
const names = (desk: Computer) => desk.people.list().map(({ name, role }) => `${name} ${role}`);
const record = (desk: Computer, count: number) =>
  desk.store.audit(count).map(({ what, who, of }) => [what, who, of].join(" | "));

/** The first desk has its people in the book, the second has joined; both are signed in as the owner. */
async function shop() {
  const { ids, recovery } = await staffed(one.people);
  const book = await met(one, null);
  await met(two, book, JOINING);
  await two.people.unlock(ids.owner, PINS.owner);
  return { ids, recovery, book };
}

describe("a desk that joins", () => {
  it("takes the shop's people in the place of its own, with their PINs, and keeps that over a restart", async () => {
    await staffed(two.people);
    await two.people.add({ name: "Zoe", role: "front_desk", pin: "999999" });
    const zoe = two.people.list().find(({ name }) => name === "Zoe")?.id ?? "";
    const { ids, recovery } = await staffed(one.people);
    await one.people.change({ id: ids.front_desk, name: "Flo" });
    const book = await met(one, null);
    expect(two.people.lockState().locked).toBe(false);
    await met(two, book, JOINING);
    // Whoever was signed in is nobody here any more.
    expect(two.people.lockState().locked).toBe(true);
    expect(names(two)).toEqual(["Ann owner", "Flo front_desk", "Bob back_office", "Sue supervisor"]);
    expect(record(two, 9)).toEqual(
      expect.arrayContaining(["added | Ann at Till 1 | Flo", "removed | Ann at Till 1 | Zoe"]),
    );
    two.restart();
    await expect(two.people.unlock(zoe, "999999")).rejects.toMatchObject({ code: "not_found" });
    await expect(two.people.unlock(ids.front_desk, PINS.owner)).rejects.toMatchObject({ code: "wrong_pin" });
    for (const role of ["front_desk", "supervisor", "owner"] as const) await two.people.unlock(ids[role], PINS[role]);
    two.people.lock();
    await two.people.recover(recovery, "121212");
    await met(one, await met(two, book));
    one.people.lock();
    await one.people.unlock(ids.owner, "121212");
  });

  it("SECURITY: keeps its own people where nobody connected it anew, and says so", async () => {
    await staffed(one.people);
    const { ids } = await staffed(two.people);
    const book = await met(one, null);
    const before = two.people.all();
    expect(await two.people.meet(book, FOLLOWING)).toEqual({ state: "other", text: null });
    expect(two.people.all()).toEqual(before);
    await two.people.unlock(ids.front_desk, PINS.front_desk);
  });

  it("takes them by itself where nobody has a PIN, and gives none away that open every desk to everybody", async () => {
    expect(await two.people.meet(null, FOLLOWING)).toEqual({ state: "own", text: null });
    await staffed(one.people);
    expect(await one.people.meet(null, { joining: false, mayBegin: false })).toEqual({ state: "own", text: null });
    expect(await two.people.meet(await met(one, null), FOLLOWING)).toEqual({ state: "shared", text: null });
    expect(two.people.lockState().locked).toBe(true);
    expect(names(two)).toEqual(names(one));
  });

  it.each(["", "null", "[]", '{"form":2}'])("leaves its own as they are where the shop's say %s", async (text) => {
    const { ids } = await staffed(one.people);
    expect(await one.people.meet(text, FOLLOWING)).toEqual({ state: "newer", text: null });
    await expect(one.people.meet(text, JOINING)).rejects.toMatchObject({ code: "refused" });
    await one.people.unlock(ids.owner, PINS.owner);
  });
});

describe("what is changed at one desk", () => {
  it("SECURITY: locks a leaver out of the other at once, who can neither unlock nor approve there any more", async () => {
    const { ids, book } = await shop();
    await two.people.unlock(ids.supervisor, PINS.supervisor);
    await one.people.remove(ids.supervisor);
    await met(two, await met(one, book));
    expect(two.people.lockState().locked).toBe(true);
    expect(two.told.at(-1)).toMatchObject({ locked: true });
    await expect(two.people.unlock(ids.supervisor, PINS.supervisor)).rejects.toMatchObject({ code: "not_found" });
    await two.people.unlock(ids.front_desk, PINS.front_desk);
    const what = { command: "payments.charge", attemptId: crypto.randomUUID(), amount: 1, why: "sale" } as const;
    await expect(
      two.people.approve({}, { person: ids.supervisor, pin: PINS.supervisor, for: what as never }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(record(two, 9)).toContain("removed | Ann at Till 1 | Sue");
  });

  it.each([
    ["a leaver", "not_found", (id: string) => one.people.remove(id)],
    ["an old PIN", "wrong_pin", (id: string) => one.people.setPin({ id, current: null, pin: "989898" })],
  ])("SECURITY: lets %s in no more that is being looked at right then", async (_who, code, change) => {
    const { ids, book } = await shop();
    await change(ids.supervisor);
    const now = await met(one, book);
    two.people.lock();
    const unlocking = two.people.unlock(ids.supervisor, PINS.supervisor);
    const refused = expect(unlocking).rejects.toMatchObject({ code });
    await met(two, now);
    await refused;
    expect(two.people.lockState().locked).toBe(true);
  });

  it("a role and a ceiling count at once, a new PIN asks for it, and others stay signed in", async () => {
    const { ids, book } = await shop();
    await two.people.unlock(ids.supervisor, PINS.supervisor);
    expect(two.people.may()).toContain("people.all");
    await one.people.change({ id: ids.supervisor, role: "front_desk" });
    await one.people.setCeilings("front_desk", { ...one.people.all().ceilings.front_desk, noSurcharge: false });
    let now = await met(one, book);
    await met(two, now);
    expect(two.people.person()).toMatchObject({ name: "Sue", role: "front_desk" });
    expect(two.people.lockState().locked).toBe(false);
    expect(two.people.may()).not.toContain("people.all");
    await one.people.setPin({ id: ids.supervisor, current: null, pin: "989898" });
    now = await met(one, now);
    await met(two, now);
    expect(two.people.lockState().locked).toBe(true);
    await expect(two.people.unlock(ids.supervisor, PINS.supervisor)).rejects.toMatchObject({ code: "wrong_pin" });
    await two.people.unlock(ids.supervisor, "989898");
    expect(record(two, 9)).toEqual(
      expect.arrayContaining([
        "changed | Ann at Till 1 | Sue",
        "ceilings | Ann at Till 1 | Front desk",
        "pin_set | Ann at Till 1 | Sue",
      ]),
    );
  });

  it("waits after wrong PINs stay with the desk at which they were typed", async () => {
    const { ids, book } = await shop();
    for (let time = 0; time < 5; time++) await two.people.unlock(ids.front_desk, "000000").catch(() => null);
    await met(one, await met(two, book));
    await one.people.unlock(ids.front_desk, PINS.front_desk);
    await expect(two.people.unlock(ids.front_desk, PINS.front_desk)).rejects.toMatchObject({ code: "wait" });
  });
});

describe("a list from before", () => {
  it("SECURITY: brings no leaver back, no role and no PIN, wherever it is met, and is set right", async () => {
    const { ids, book } = await shop();
    await one.people.remove(ids.front_desk);
    await one.people.change({ id: ids.back_office, role: "front_desk" });
    await one.people.setPin({ id: ids.supervisor, current: null, pin: "989898" });
    const now = await met(one, book);
    await met(two, now);
    for (const desk of [one, two]) {
      const { text } = await desk.people.meet(book, FOLLOWING);
      expect(JSON.parse(text ?? "")).toMatchObject({ people: (JSON.parse(now) as { people: unknown }).people });
      expect(names(desk)).toEqual(["Ann owner", "Bob front_desk", "Sue supervisor"]);
      await desk.people.unlock(ids.supervisor, "989898");
    }
    // A change that a desk made from it is kept beside.
    const third = computer();
    await met(third, book, JOINING);
    await third.people.unlock(ids.owner, PINS.owner);
    await third.people.add({ name: "New", role: "front_desk", pin: "565656" });
    await met(one, await met(third, book));
    expect(names(one)).toEqual(["Ann owner", "Bob front_desk", "Sue supervisor", "New front_desk"]);
    third.remove();
  });

  it("is what a desk has that was away when people changed, until it sees the book again", async () => {
    const { ids, book } = await shop();
    await one.people.remove(ids.front_desk);
    const now = await met(one, book);
    expect(names(two)).toContain("Fay front_desk");
    two.restart();
    await met(two, now);
    expect(names(two)).not.toContain("Fay front_desk");
  });
});

describe("what two desks change without seeing each other", () => {
  /** Both tell the book in turn until nothing changes; answers the same list of both. */
  async function meetAgain(book: string): Promise<string[]> {
    let now = await met(one, book);
    now = await met(two, now);
    now = await met(one, now);
    expect((await two.people.meet(now, FOLLOWING)).text).toBeNull();
    expect(names(one).sort()).toEqual(names(two).sort());
    return names(one);
  }

  it("is all kept, and two people of one name are told apart", async () => {
    const { book } = await shop();
    await one.people.add({ name: "Sam", role: "front_desk", pin: null });
    await two.people.add({ name: "sam", role: "back_office", pin: null });
    await one.people.add({ name: "Joe", role: "front_desk", pin: null });
    const all = await meetAgain(book);
    expect(all).toHaveLength(7);
    expect(all.filter((name) => /^sam( \(2\))? /i.test(name))).toHaveLength(2);
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(7);
  });

  it("SECURITY: gives nobody more than the lesser of two roles, and a new PIN beside it", async () => {
    const { ids, book } = await shop();
    await one.people.change({ id: ids.front_desk, role: "supervisor" });
    await two.people.change({ id: ids.front_desk, role: "back_office" });
    await two.people.unlock(ids.supervisor, PINS.supervisor);
    await two.people.setPin({ id: ids.supervisor, current: PINS.supervisor, pin: "989898" });
    await one.people.change({ id: ids.supervisor, role: "front_desk" });
    expect(await meetAgain(book)).toEqual(expect.arrayContaining(["Fay back_office", "Sue front_desk"]));
    for (const desk of [one, two]) await desk.people.unlock(ids.supervisor, "989898");
  });

  it("leaves an owner, where each removed or demoted the other's", async () => {
    const { ids, book } = await shop();
    await one.people.change({ id: ids.supervisor, role: "owner" });
    const now = await met(one, book);
    await met(two, now);
    await two.people.unlock(ids.supervisor, PINS.supervisor);
    await one.people.remove(ids.supervisor);
    await two.people.remove(ids.owner);
    expect((await meetAgain(now)).filter((name) => name.endsWith(" owner"))).toHaveLength(1);
  });
});
