import { randomUUID } from "node:crypto";
import type { CommandName, EventName, OutputOf, ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { commandsOf, MAY, rolesFor } from "../../shared/may";
import type { Ceilings, LockState, PersonLine, Role } from "../../shared/people";
import { notAllowedWords } from "../../shared/words/not-allowed";
import { peopleWords } from "../../shared/words/people";
import type { Clock } from "../base/clock";
import { createAllowing } from "./allowing";
import type { Claim } from "./approvals";
import type { MoneyFacts } from "./ceilings";
import { firstKept, newPerson, type AuditEvent, type Kept, type KeptPerson } from "./kept";
import { createMeeting, type Meeting, type Met } from "./meeting";
import type { Peppers } from "./peppers";
import type { Pins } from "./pins";
import { makeRecoveryWords, recoveryWordsOf } from "./recovery-words";
import { APPROVERS, createRoster, lineOf } from "./roster";
import { createSession } from "./session";
import { isOther } from "./shared-list";
import type { PeopleStore } from "./store";
import { createTries } from "./tries";
import { createWaits } from "./waits";
import { wrongSince } from "./wrong-since";

/** What was found of the people when the program started. */
export type FoundPeople =
  /** `kept` null: nothing yet, so there is one owner without a PIN. `whole`: the record of events is as it was written. */
  | { readonly kind: "open"; readonly kept: Kept | null; readonly whole: boolean }
  /** Nobody can sign in; where it is `lost`, a new owner can be made. */
  | { readonly kind: "closed"; readonly why: "lost" | "no_answer" | "newer" };

export interface PeopleOptions {
  readonly found: FoundPeople;
  /** The file; made when it is first needed. */
  readonly store: () => Promise<PeopleStore>;
  readonly pins: Pins;
  readonly peppers: Peppers;
  readonly clock: Clock;
  /** Who is signed in to this computer: the first owner's name. */
  readonly user: string;
  /** What this desk is called. */
  readonly desk: () => string;
  /** So many minutes without a hand lock it. */
  readonly minutes: () => number;
  /** A time (epoch ms) as people read it. */
  readonly stamp: (at: number) => string;
  /** Hears when it locks, unlocks or is about to lock, and when people change. */
  readonly changed: (lock: { readonly locked: boolean; readonly secondsLeft: number | null }) => void;
  /** Hears of a change that the shop's other desks have to know. */
  readonly listChanged: () => void;
}

/** Who gives a command of money, for the journal. */
export interface By {
  readonly operator: string;
  readonly supervisor: string | null;
}

/** Who may do what. One person is signed in, in all windows. */
export interface People {
  /** Who is signed in; while locked, who was. */
  person(): PersonLine;
  /** Whom the journal names: the person; while nobody has a PIN, the computer's user. */
  operator(): string;
  /** The commands that may be asked now. */
  may(): CommandName[];
  /** SECURITY: throws a Failure `locked` or `not_allowed`; asked before every command. */
  check<N extends CommandName>(command: N, input: ParsedInputOf<N>): void;
  /** Whether an event may reach a page now. */
  mayHear(event: EventName): boolean;
  lockState(): LockState;
  /** Resolves when it is not locked. */
  unlocked(): Promise<void>;
  stay(): void;
  lock(): void;
  unlock(person: string, pin: string): Promise<void>;
  list(): PersonLine[];
  all(): OutputOf<"people.all">;
  add(asked: ParsedInputOf<"people.add">): Promise<OutputOf<"people.all">>;
  change(asked: ParsedInputOf<"people.change">): Promise<OutputOf<"people.all">>;
  remove(id: string): Promise<OutputOf<"people.all">>;
  setCeilings(role: Role, ceilings: Ceilings): Promise<OutputOf<"people.all">>;
  /** Answers recovery words where an owner had none. */
  setPin(asked: ParsedInputOf<"people.setPin">): Promise<{ recovery: string | null }>;
  /** Answers new recovery words; the old ones are used up. */
  recover(words: string, pin: string): Promise<string>;
  /** `prove` throws a Failure where the credentials are not those of the account. Answers the recovery words. */
  newOwner(name: string, pin: string, prove: () => Promise<void>): Promise<string>;
  ownerHasPin(): boolean;
  /** Answers the id of the yes. `window` is compared, never read. */
  approve(window: object, asked: ParsedInputOf<"people.approve">): Promise<string>;
  /**
   * MONEY: who gives this command; a yes that it needed is used up. Throws a Failure `needs_approval` when it is over a
   * ceiling and no fitting yes was brought.
   */
  allow(claim: Omit<Claim, "over">, facts: MoneyFacts, approval: string | undefined): By;
  /** Nothing was opened with that yes: it can be brought again. */
  giveBack(approval: string): void;
  /** Whether the list is that of the shop's desks, as last seen. */
  areShared(): boolean;
  /** Brings this desk's people and those of the shop together (meeting.ts). */
  meet(found: string | null, meeting: Meeting): Promise<Met>;
  /** What people should know, in sentences. */
  notices(): string[];
  close(): void;
}

/** Whose waits count the tries of recovery words, and of credentials. */
const RECOVERY = "recovery words";
const NEW_OWNER = "new owner";
/** Under which names the record has those tries. */
const RECORDED = { [RECOVERY]: peopleWords.byWords, [NEW_OWNER]: peopleWords.byCredentials };

export function createPeople(options: PeopleOptions): People {
  const { found, pins, clock, user, changed } = options;
  const closed = found.kind === "closed" ? found.why : null;
  const kept = found.kind === "open" ? (found.kept ?? firstKept(user)) : null;
  const why = (): string =>
    closed === "newer" ? peopleWords.newer : closed === "no_answer" ? peopleWords.keychainSilent : peopleWords.lost;
  const waits = createWaits(clock, kept?.wrong ?? {});
  const by = (): string => peopleWords.at({ who: operator(), desk: options.desk() });
  const roster = createRoster({ ...options, kept, why, waits, by });
  const tries = createTries({ waits, pins, count: roster.count });
  const open = roster.somebodyHasPin() ? null : (roster.people().find(({ role }) => role === "owner")?.id ?? null);
  const session = createSession({ ...options, first: open });
  const tell = (): void => changed({ locked: session.id() === null, secondsLeft: null });
  const meet = createMeeting({ ...options, roster, session, by, changed: tell });
  const nobody: PersonLine = { id: randomUUID(), name: user, role: "owner", hasPin: true };

  const me = (): KeptPerson => roster.find(session.mustId());
  const event = (what: AuditEvent["what"], of: string | null = null): AuditEvent => ({ what, who: me().name, of });
  const of = (person: KeptPerson, what: AuditEvent["what"]): AuditEvent => ({ what, who: person.name, of: null });
  const changedPeople = (): OutputOf<"people.all"> => {
    tell();
    return roster.all();
  };
  const newWords = async () => {
    const words = makeRecoveryWords();
    return { words, recovery: await pins.hash(recoveryWordsOf(words)) };
  };
  const shown = (): PersonLine => {
    const wanted = session.id() ?? roster.last();
    const person = roster.people().find(({ id }) => id === wanted) ?? roster.people()[0];
    return person ? lineOf(person) : nobody;
  };
  /** What whoever is signed in is told of wrong PINs, until they lock. */
  let wrongPins: readonly string[] = [];
  /** Signs somebody in who has proven themselves, and keeps that with what `change` makes of the list. */
  const enter = async (person: KeptPerson, keep: () => Promise<void>): Promise<void> => {
    const told = APPROVERS.includes(person.role) ? wrongSince(await options.store(), person.name, options.stamp) : [];
    await keep();
    roster.find(person.id);
    wrongPins = told;
    session.signIn(person.id);
  };
  /** SECURITY: throws a Failure where another desk removed somebody, or changed their PIN, while it was looked at. */
  const mustBeAsBefore = ({ id, secret }: KeptPerson): void => {
    if (isOther(roster.find(id).secret, secret))
      throw new Failure("wrong_pin", peopleWords.pinWrong, { pin: peopleWords.pinWrong });
  };
  const operator = (): string => (roster.somebodyHasPin() ? shown().name : user);
  const allowing = createAllowing({ roster, tries, clock, me, operator });

  return {
    person: shown,
    operator,
    may: () => (session.id() === null ? commandsOf("front_desk", true) : commandsOf(me().role, false)),
    check(command, input) {
      if (MAY[command].whileLocked) return;
      const { role } = me();
      const roles = rolesFor(command, input);
      if (roles.includes(role)) return;
      throw new Failure("not_allowed", notAllowedWords.role({ who: notAllowedWords.whoMay[roles[0] ?? "owner"] }));
    },
    mayHear: (name) => session.id() !== null || name === "app.changed" || name === "lock.changed",
    lockState: session.state,
    unlocked: session.unlocked,
    stay: session.stay,
    lock: session.lock,
    async unlock(id, pin) {
      roster.kept();
      const person = roster.find(id);
      await tries.pin(person, pin);
      mustBeAsBefore(person);
      if (!roster.somebodyHasPin()) return session.signIn(id);
      await enter(person, async () => {
        await roster.save((now) => (mustBeAsBefore(person), { ...now, last: id }), of(person, "signed_in"));
        mustBeAsBefore(person);
      });
    },
    list: () => roster.people().map(lineOf),
    all: roster.all,
    async add({ name, role, pin }) {
      if (!roster.ownerHasPin()) throw new Failure("refused", peopleWords.ownerPinFirst);
      const hash = pin === null ? null : await pins.hash(pin);
      const person = newPerson(name, role, hash);
      await roster.save((now) => ({ ...now, people: [...now.people, person] }), event("added", name));
      return changedPeople();
    },
    async change({ id, name, role, ceilings }) {
      const about = event("changed", roster.find(id).name);
      await roster.saveOne(
        id,
        (now) => ({
          name: name ?? now.name,
          role: role ?? now.role,
          ceilings: ceilings === undefined ? now.ceilings : ceilings,
        }),
        about,
      );
      return changedPeople();
    },
    async remove(id) {
      if (id === session.id()) throw new Failure("refused", peopleWords.notYourself);
      const about = event("removed", roster.find(id).name);
      await roster.save((now) => ({ ...now, people: now.people.filter((one) => one.id !== id) }), about);
      return changedPeople();
    },
    async setCeilings(role, ceilings) {
      if (role === "owner") throw new Failure("bad_input", peopleWords.ownerCeilings);
      const about = event("ceilings", peopleWords.roles[role]);
      await roster.save((now) => ({ ...now, ceilings: { ...now.ceilings, [role]: ceilings } }), about);
      return changedPeople();
    },
    async setPin({ id, current, pin }) {
      const asker = me();
      const person = roster.find(id);
      if (id === asker.id) await tries.pin(person, current ?? "", "current", peopleWords.currentWrong);
      else if (asker.role !== "owner")
        throw new Failure("not_allowed", notAllowedWords.role({ who: notAllowedWords.whoMay.owner }));
      const hash = await pins.hash(pin);
      const made = person.role === "owner" && person.recovery === null ? await newWords() : null;
      // Whoever is given a new PIN has nothing to wait for.
      waits.right(id);
      await roster.saveOne(
        id,
        ({ recovery }) => ({ pin: hash, recovery: made?.recovery ?? recovery }),
        event("pin_set", person.name),
      );
      changedPeople();
      return { recovery: made?.words ?? null };
    },
    async recover(words, pin) {
      const owners = roster.kept().people.filter(({ role }) => role === "owner");
      if (owners.every(({ recovery }) => recovery === null)) throw new Failure("refused", peopleWords.notRecovered);
      const right: KeptPerson[] = [];
      const what = { who: RECOVERY, name: RECORDED[RECOVERY], field: "words", sentence: peopleWords.wordsWrong };
      await tries.attempt(what, async () => {
        for (const one of owners)
          if (one.recovery !== null && (await pins.matches(recoveryWordsOf(words), one.recovery))) right.push(one);
        return right.length > 0;
      });
      const [owner] = right;
      if (!owner) throw new Error("a try that was right has an owner");
      const made = await newWords();
      const hash = await pins.hash(pin);
      waits.right(owner.id);
      await enter(owner, () =>
        roster.saveOne(owner.id, () => ({ pin: hash, recovery: made.recovery }), of(owner, "recovered")),
      );
      return made.words;
    },
    async newOwner(name, pin, prove) {
      if (closed === "newer" || closed === "no_answer") throw new Failure("refused", why());
      const what = {
        who: NEW_OWNER,
        name: RECORDED[NEW_OWNER],
        field: "credentials",
        sentence: peopleWords.otherCredentials,
      };
      await tries.attempt(what, async () => (await prove(), true));
      const made = await newWords();
      const hash = await pins.hash(pin);
      const owner: KeptPerson = { ...newPerson(name, "owner", hash), recovery: made.recovery };
      await enter(owner, () =>
        roster.save((now) => ({ ...now, people: [...now.people, owner], last: owner.id }), of(owner, "new_owner")),
      );
      return made.words;
    },
    ownerHasPin: roster.ownerHasPin,
    ...allowing,
    areShared: () => roster.isRead() && roster.kept().list !== null,
    meet,
    notices: () => [...(found.kind === "open" && !found.whole ? [peopleWords.auditBroken] : []), ...wrongPins],
    close: session.rest,
  };
}
