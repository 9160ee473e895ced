import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands, type CommandName } from "../../../src/shared/contract";
import { MAY } from "../../../src/shared/may";
import { Role } from "../../../src/shared/people";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

let desk: Computer;
let ids: Record<Role, string>;
beforeAll(async () => {
  desk = computer();
  ({ ids } = await staffed(desk.people));
});
afterAll(() => desk.remove());

const names = Object.keys(commands) as CommandName[];

describe.each(Role.options)("%s", (role) => {
  beforeAll(() => desk.people.unlock(ids[role], PINS[role]));

  it("SECURITY: may ask what the table says, and is refused every other command of the contract", () => {
    for (const name of names) {
      const ask = (): void => desk.people.check(name, {} as never);
      if (MAY[name].roles.includes(role)) expect(ask, name).not.toThrow();
      else expect(ask, name).toThrow(/Your role may not do this\. Ask (a supervisor or )?the (owner|back office)/);
    }
    expect(desk.people.may().toSorted()).toEqual(names.filter((name) => MAY[name].roles.includes(role)).toSorted());
  });

  it("sets what is for a person's own comfort, and what is about money only as a supervisor or an owner", () => {
    const set = (changes: object): (() => void) => {
      return () => desk.people.check("settings.set", changes as never);
    };
    expect(set({ theme: "dark", autoAdvance: false, sayThis: true, paper: "a4", guided: true })).not.toThrow();
    for (const changes of [{ surcharge: null }, { rules: {} }, { lockMinutes: 15 }, { theme: "dark", deskName: "x" }])
      if (role === "supervisor" || role === "owner") expect(set(changes)).not.toThrow();
      else expect(set(changes)).toThrow(/role may not/);
  });
});

it("a supervisor may do whatever the back office may, and the back office whatever the front desk may", () => {
  for (const { roles } of Object.values(MAY))
    for (const [at, role] of Role.options.entries())
      if (roles.includes(role)) expect(roles).toEqual(expect.arrayContaining(Role.options.slice(at)));
});
