import { Role } from "../../shared/people";
import type { Kept, KeptPerson, Stamp } from "./kept";

/** What `change` made of a list, with each difference marked as newer. `changed`: there is one. */
export function stamped(before: Kept, after: Kept, by: string): { readonly kept: Kept; readonly changed: boolean } {
  const mark = ({ rev }: Stamp): Stamp => ({ rev: rev + 1, by });
  let changed = false;
  const marked = (person: KeptPerson): KeptPerson => {
    const was = before.people.find(({ id }) => id === person.id);
    const isSet = was === undefined || differ(setOf(was), setOf(person));
    const isSecret = was === undefined || differ(secretOf(was), secretOf(person));
    changed ||= isSet || isSecret;
    return {
      ...person,
      set: isSet ? mark(person.set) : person.set,
      secret: isSecret ? mark(person.secret) : person.secret,
    };
  };
  const people = after.people.map(marked);
  const gone = before.people.filter(({ id }) => people.every((one) => one.id !== id)).map(({ id }) => ({ id, by }));
  const roles = Role.options.filter((role) => differ(before.ceilings[role], after.ceilings[role]));
  changed ||= gone.length > 0 || roles.length > 0;
  const ceilingsSet = { ...after.ceilingsSet };
  for (const role of roles) ceilingsSet[role] = mark(ceilingsSet[role]);
  return { kept: { ...after, people, ceilingsSet, gone: [...after.gone, ...gone] }, changed };
}

/** What an owner says of a person. */
export function setOf({ name, role, ceilings }: KeptPerson): unknown {
  return { name, role, ceilings };
}

/** What a person proves themselves by. */
export function secretOf({ pin, recovery }: KeptPerson): unknown {
  return { pin, recovery };
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
