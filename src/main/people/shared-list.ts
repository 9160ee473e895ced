import { z } from "zod";
import { LONGEST_PERSON, Role, samePerson } from "../../shared/people";
import { peopleWords } from "../../shared/words/people";
import { Everybody, type AuditEvent, type KeptPerson, type Stamp } from "./kept";
import type { Peppers } from "./peppers";
import { secretOf, setOf } from "./stamped";

/**
 * The people as the shop's desks have them in common. `list`: its id, which lasts. `peppers`: those that its hashes were
 * made with, in hex. SECURITY: to be sealed wherever it goes: with the peppers a PIN of six digits is soon found.
 */
export const SharedList = Everybody.extend({
  form: z.literal(1),
  list: z.string(),
  peppers: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
});
export type SharedList = z.infer<typeof SharedList>;

/**
 * Two desks' lists made into one, the same whoever does it: of each thing what was changed more often. SECURITY: whoever
 * was removed on either stays away; of two roles that were given at once the lesser one counts. One of the list's owners
 * stays, though.
 */
export function joined(mine: Everybody, theirs: Everybody): Everybody {
  const other = new Map(theirs.people.map((person) => [person.id, person]));
  const gone = byId([...mine.gone, ...theirs.gone]);
  const known = new Set(mine.people.map(({ id }) => id));
  const all = [
    ...mine.people.map((person) => both(person, other.get(person.id) ?? person)),
    ...theirs.people.filter(({ id }) => !known.has(id)),
  ];
  const stay = all.filter(({ id }) => gone.every((one) => one.id !== id));
  const kept = stay.some(isOwner) ? null : lastOwner(all, [...mine.people, ...theirs.people]);
  const people = kept === null ? stay : [...stay.filter(({ id }) => id !== kept.id), kept];
  const ceilings = { ...mine.ceilings };
  const ceilingsSet = { ...mine.ceilingsSet };
  for (const role of Role.options) {
    const of = (list: Everybody) => ({ set: list.ceilingsSet[role], what: list.ceilings[role] });
    const newest = newer(of(mine), of(theirs), ({ set }) => set, JSON.stringify);
    ceilings[role] = newest.what;
    ceilingsSet[role] = newest.set;
  }
  return { people: withOwnNames(people), ceilings, ceilingsSet, gone: gone.filter(({ id }) => id !== kept?.id) };
}

function both(mine: KeptPerson, theirs: KeptPerson): KeptPerson {
  const rights = (person: KeptPerson) => Role.options.indexOf(person.role);
  const set = newer(
    mine,
    theirs,
    (person) => person.set,
    (person) => `${rights(person)} ${JSON.stringify([setOf(person), person.set])}`,
  );
  const secret = newer(
    mine,
    theirs,
    (person) => person.secret,
    (person) => JSON.stringify([secretOf(person), person.secret]),
  );
  return { ...set, pin: secret.pin, recovery: secret.recovery, secret: secret.secret };
}

/** Who stays an owner, where two desks that did not see each other left none: the first by id of those removed. */
function lastOwner(all: readonly KeptPerson[], before: readonly KeptPerson[]): KeptPerson | null {
  const text = (person: KeptPerson): string => `${person.id} ${JSON.stringify(person)}`;
  const owners = all.some(isOwner) ? all.filter(isOwner) : before.filter(isOwner);
  return owners.sort((one, other) => (text(one) < text(other) ? -1 : 1))[0] ?? null;
}

function isOwner({ role }: KeptPerson): boolean {
  return role === "owner";
}

/** What was changed more often; of two that were changed as often the one whose text comes first, on every desk. */
function newer<T>(one: T, other: T, stamp: (of: T) => Stamp, text: (of: T) => string): T {
  const more = stamp(one).rev - stamp(other).rev;
  if (more !== 0) return more > 0 ? one : other;
  return text(one) <= text(other) ? one : other;
}

/** No two of them have the same name, also where two desks added somebody at once. */
function withOwnNames(people: readonly KeptPerson[]): KeptPerson[] {
  const named: KeptPerson[] = [];
  for (const person of [...people].sort(inOrder)) {
    const isTaken = (name: string): boolean => named.some((one) => samePerson(one.name, name));
    let name = person.name;
    for (let nth = 2; isTaken(name); nth++) name = `${person.name.slice(0, LONGEST_PERSON - 5)} (${nth})`;
    const set = name === person.name ? person.set : { ...person.set, rev: person.set.rev + 1 };
    named.push({ ...person, name, set });
  }
  return people.flatMap(({ id }) => named.find((one) => one.id === id) ?? []);
}

function byId<T extends { readonly id: string; readonly by: string }>(all: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const each of all) if (each.by <= (found.get(each.id)?.by ?? each.by)) found.set(each.id, each);
  return [...found.values()].sort(inOrder);
}

function inOrder(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

/** Whether two lists say the same, in whatever order their people stand. */
export function isSame(one: Everybody, other: Everybody): boolean {
  const text = (list: Everybody): string => {
    const { people, gone, ...rest } = Everybody.parse(list);
    return JSON.stringify([rest, [...people].sort(inOrder), [...gone].sort(inOrder)]);
  };
  return text(one) === text(other);
}

/** What another desk changed, for this desk's own record. `by`: who did what nobody is named for. */
export function differences(before: Everybody, after: Everybody, by: string): AuditEvent[] {
  const was = new Map(before.people.map((person) => [person.id, person]));
  const event = (what: AuditEvent["what"], who: string, of: string): AuditEvent => ({ what, who: who || by, of });
  return [
    ...after.people.flatMap((person) => {
      const old = was.get(person.id);
      if (old === undefined) return [event("added", person.set.by, person.name)];
      return [
        ...(isOther(old.set, person.set) ? [event("changed", person.set.by, person.name)] : []),
        ...(isOther(old.secret, person.secret) ? [event("pin_set", person.secret.by, person.name)] : []),
      ];
    }),
    ...before.people
      .filter(({ id }) => after.people.every((one) => one.id !== id))
      .map(({ id, name }) => event("removed", after.gone.find((one) => one.id === id)?.by ?? "", name)),
    ...Role.options
      .filter((role) => isOther(before.ceilingsSet[role], after.ceilingsSet[role]))
      .map((role) => event("ceilings", after.ceilingsSet[role].by, peopleWords.roles[role])),
  ];
}

/** Whether two stamps are of two changes. */
export function isOther(one: Stamp, other: Stamp): boolean {
  return one.rev !== other.rev || one.by !== other.by;
}

/** The list with every hash naming its pepper, as it means the same on another computer. `own`: this one's pepper. */
export function namedPeppers<T extends Everybody>(list: T, own: string): T {
  const named = (hash: KeptPerson["pin"]): KeptPerson["pin"] => hash && { ...hash, pepper: hash.pepper ?? own };
  return {
    ...list,
    people: list.people.map((one) => ({ ...one, pin: named(one.pin), recovery: named(one.recovery) })),
  };
}

/** The peppers of all hashes of a list, in hex. Those that this computer was never told are left out. */
export async function peppersOf({ people }: Everybody, peppers: Pick<Peppers, "find">): Promise<string[]> {
  const ids = new Set(people.flatMap(({ pin, recovery }) => [pin?.pepper, recovery?.pepper]));
  const found = await Promise.all([...ids].map((id) => (id === undefined ? null : peppers.find(id))));
  return found.flatMap((pepper) => (pepper ? [pepper.bytes.toString("hex")] : [])).sort();
}
