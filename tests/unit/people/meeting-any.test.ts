import fc from "fast-check";
import { expect, it } from "vitest";
import { Role } from "../../../src/shared/people";
import { computer, PINS, staffed, type Computer } from "../../fixtures/staff";

/** What happens at a desk, or to the book. `nth` chooses whom or what of those that there are. */
const step = fc.record({
  desk: fc.nat(2),
  what: fc.constantFrom("add", "role", "pin", "name", "ceilings", "remove", "meet", "meet", "meet", "restore"),
  nth: fc.nat(30),
  role: fc.constantFrom(...Role.options),
});

/** Three desks with the same people, and every list that the book ever had. */
async function shop(): Promise<{ desks: Computer[]; book: string[] }> {
  const desks = [computer(), computer(), computer()];
  const [first, ...others] = desks;
  await staffed((first as Computer).people);
  const { text } = await (first as Computer).people.meet(null, { joining: false, mayBegin: true });
  for (const desk of others) await desk.people.meet(text, { joining: true, mayBegin: true });
  return { desks, book: [text ?? ""] };
}

it("SECURITY: in any order of changes, meetings and restored books all desks end with one list, and nobody comes back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { desks, book } = await shop();
      const removed = new Set<string>();
      const meet = async (desk: Computer): Promise<boolean> => {
        const { text } = await desk.people.meet(book.at(-1) ?? null, { joining: false, mayBegin: true });
        if (text !== null) book.push(text);
        return text !== null;
      };
      for (const [at, { desk: number, what, nth, role }] of steps.entries()) {
        const desk = desks[number] as Computer;
        const [owner, ...people] = desk.people.all().people;
        const id = people[nth % people.length]?.id;
        if (desk.people.lockState().locked) await desk.people.unlock(owner?.id ?? "", PINS.owner);
        if (what === "meet") await meet(desk);
        else if (what === "restore") book.splice(1 + (nth % book.length));
        else if (what === "add")
          await desk.people.add({ name: `New ${at % 3}`, role, pin: "565656" }).catch(() => null);
        else if (what === "ceilings" && role !== "owner")
          await desk.people.setCeilings(role, { ...desk.people.all().ceilings[role], noSurcharge: nth % 2 === 0 });
        else if (id !== undefined && what === "role") await desk.people.change({ id, role });
        else if (id !== undefined && what === "pin")
          await desk.people.setPin({ id, current: null, pin: `${100_000 + nth}` });
        else if (id !== undefined && what === "name")
          await desk.people.change({ id, name: `Name ${nth}` }).catch(() => null);
        else if (id !== undefined && what === "remove") {
          await desk.people.remove(id);
          removed.add(id);
        }
      }
      // Two rounds tell everybody everything; a third has nothing to say.
      for (let round = 0; round < 2; round++) for (const desk of desks) await meet(desk);
      for (const desk of desks) expect(await meet(desk)).toBe(false);
      const [first, ...others] = desks.map(({ people: { all } }) => ({
        ...all(),
        people: all().people.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      }));
      for (const other of others) expect(other).toEqual(first);
      expect(first?.people.filter(({ id }) => removed.has(id))).toEqual([]);
      for (const desk of desks) desk.remove();
    }),
    { numRuns: 20 },
  );
});
