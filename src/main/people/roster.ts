import type { OutputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { NO_CEILINGS, samePerson, type Ceilings, type PersonLine, type Role } from "../../shared/people";
import { peopleWords } from "../../shared/words/people";
import type { Clock } from "../base/clock";
import { firstKept, type AuditEvent, type Kept, type KeptPerson } from "./kept";
import { stamped } from "./stamped";
import type { PeopleStore } from "./store";
import type { Waits } from "./waits";

/** Roles that can say yes to others; nobody has one of them without a PIN. */
export const APPROVERS: readonly Role[] = ["supervisor", "owner"];

/** The list of people as it is kept. Calls that look somebody up throw a Failure where they are gone. */
export interface Roster {
  people(): readonly KeptPerson[];
  /** Throws a Failure where the list could not be read. */
  kept(): Kept;
  isRead(): boolean;
  find(id: string): KeptPerson;
  /** Who was signed in last. */
  last(): string | null;
  ceilingsOf(person: KeptPerson): Ceilings;
  ownerHasPin(): boolean;
  somebodyHasPin(): boolean;
  all(): OutputOf<"people.all">;
  /** Keeps what `change` makes of the list, with what happened. Throws a Failure, and then nothing has changed. */
  save(change: (now: Kept) => Kept, ...events: readonly AuditEvent[]): Promise<void>;
  /** As `save`: one person is as `change` makes them. */
  saveOne(
    id: string,
    change: (now: KeptPerson) => Partial<KeptPerson>,
    ...events: readonly AuditEvent[]
  ): Promise<void>;
  /**
   * As `save`, of what another desk changed: its stamps stay as they are, and nobody is told of it. `change` answers null
   * where there is nothing to keep. Answers whether it kept something.
   */
  take(change: (now: Kept) => { readonly next: Kept; readonly events: readonly AuditEvent[] } | null): Promise<boolean>;
  /** Writes the waits. */
  count(events: readonly AuditEvent[]): Promise<void>;
}

/**
 * `kept` null: the list could not be read, and `why` says so. `user` is the first owner's name. `by`: who changes it, at
 * which desk, for the other desks' records. `listChanged` hears of what those have to know.
 */
export function createRoster(options: {
  readonly kept: Kept | null;
  readonly why: () => string;
  readonly user: string;
  readonly store: () => Promise<PeopleStore>;
  readonly waits: Waits;
  readonly clock: Pick<Clock, "wall">;
  readonly by: () => string;
  readonly listChanged: () => void;
}): Roster {
  const { waits, clock } = options;
  let list = options.kept;

  const kept = (): Kept => {
    if (list === null) throw new Failure("refused", options.why());
    return list;
  };
  const people = (): readonly KeptPerson[] => list?.people ?? [];
  const find = (id: string): KeptPerson => {
    const person = people().find((one) => one.id === id);
    if (!person) throw new Failure("not_found", peopleWords.gone);
    return person;
  };
  const take: Roster["take"] = async (change) => {
    try {
      const store = await options.store();
      // From here on nothing is awaited, so that two changes at once are made one after the other.
      const changed = change(list ?? { ...firstKept(options.user), people: [] });
      if (changed === null) return false;
      mustBeWhole(changed.next);
      store.save({ ...changed.next, wrong: waits.kept() }, changed.events, clock.wall());
      list = changed.next;
      return true;
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure("refused", peopleWords.notKept, {}, { cause: error });
    }
  };
  const save: Roster["save"] = async (change, ...events) => {
    let isShared = false;
    await take((now) => {
      const next = change(now);
      const { kept: marked, changed } = stamped(now, next, options.by());
      isShared = changed;
      return { next: marked, events };
    });
    if (isShared) options.listChanged();
  };
  return {
    people,
    kept,
    isRead: () => list !== null,
    find,
    last: () => list?.last ?? null,
    ceilingsOf: ({ role, ceilings }) => (role === "owner" ? NO_CEILINGS : (ceilings ?? kept().ceilings[role])),
    ownerHasPin: () => people().some(({ role, pin }) => role === "owner" && pin !== null),
    somebodyHasPin: () => list === null || people().some(({ pin }) => pin !== null),
    all: () => ({
      people: people().map((person) => ({ ...lineOf(person), ceilings: person.ceilings })),
      ceilings: kept().ceilings,
    }),
    save,
    take,
    saveOne: (id, change, ...events) =>
      save(
        (now) => {
          const person = find(id);
          const next = { ...person, ...change(person) };
          return { ...now, people: now.people.map((one) => (one.id === id ? next : one)) };
        },
        ...events,
      ),
    count: async (events) => {
      if (list !== null) await save((now) => now, ...events);
    },
  };
}

/** A person as anybody may see them, also on the locked screen. */
export function lineOf({ id, name, role, pin }: KeptPerson): PersonLine {
  return { id, name, role, hasPin: pin !== null };
}

/** What has to be true of every list of people. Throws a Failure that says what is not. */
function mustBeWhole({ people }: Kept): void {
  for (const [at, { name }] of people.entries())
    if (people.slice(0, at).some((one) => samePerson(one.name, name)))
      throw inField("name", peopleWords.nameTaken({ name }));
  if (!people.some(({ role }) => role === "owner")) throw new Failure("refused", peopleWords.lastOwner);
  const alone = people.length === 1;
  if (!alone && people.some(({ role, pin }) => APPROVERS.includes(role) && pin === null))
    throw inField("pin", peopleWords.pinNeeded);
}

function inField(field: string, sentence: string): Failure {
  return new Failure("bad_input", sentence, { [field]: sentence });
}
