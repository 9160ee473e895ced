import { randomUUID } from "node:crypto";
import { Failure } from "../../shared/failure";
import type { PeopleSeen } from "../../shared/desks";
import { peopleWords } from "../../shared/words/people";
import { Everybody, type AuditEvent, type Kept } from "./kept";
import type { Peppers } from "./peppers";
import type { Roster } from "./roster";
import type { Session } from "./session";
import { differences, isOther, isSame, joined, namedPeppers, peppersOf, SharedList } from "./shared-list";

/** What a desk makes of the shop's list. */
export interface Met {
  readonly state: PeopleSeen;
  /** The list as it has to be in the book now; null: as it is there. SECURITY: to be sealed. */
  readonly text: string | null;
}

/**
 * How the lists meet. `joining`: an owner connects this desk, and the shop's list takes the place of its own. `mayBegin`:
 * where the shop has no list, this desk's own may become it.
 */
export interface Meeting {
  readonly joining: boolean;
  readonly mayBegin: boolean;
}

/**
 * Brings this desk's people and those of the shop together. SECURITY: `found` (null: there is none) must come from a desk
 * of the shop. Whoever is gone from the list, or has another PIN, is signed out at once. Throws a Failure where it cannot
 * be kept.
 */
export function createMeeting(options: {
  readonly roster: Roster;
  readonly session: Session;
  readonly peppers: Peppers;
  readonly by: () => string;
  readonly changed: () => void;
}): (found: string | null, meeting: Meeting) => Promise<Met> {
  const { roster, session, peppers, by, changed } = options;
  const nothing = (state: PeopleSeen): Met => ({ state, text: null });

  /** Keeps what `change` makes of the list, and signs out whom it concerns. */
  const take = async (change: (now: Kept) => Kept): Promise<void> => {
    let secretOfSignedIn = false;
    const kept = await roster.take((now) => {
      const next = change(now);
      if (next.list === now.list && isSame(next, now)) return null;
      const events: AuditEvent[] = differences(now, next, by());
      const [was, is] = [now, next].map(({ people }) => people.find(({ id }) => id === session.id()));
      secretOfSignedIn = was !== undefined && (is === undefined || isOther(was.secret, is.secret));
      return { next, events };
    });
    if (!kept) return;
    if (secretOfSignedIn) session.lock();
    changed();
  };
  const textOf = async (list: string): Promise<string> => {
    const now = namedPeppers(roster.kept(), (await peppers.own()).id);
    const text: SharedList = { ...Everybody.parse(now), form: 1, list, peppers: await peppersOf(now, peppers) };
    return JSON.stringify(text);
  };
  const begin = async (): Promise<Met> => {
    const list = roster.kept().list ?? randomUUID();
    await take((now) => ({ ...now, list }));
    return { state: "shared", text: await textOf(list) };
  };

  return async (found, { joining, mayBegin }) => {
    if (!roster.isRead()) {
      if (joining) roster.kept();
      return nothing("own");
    }
    const own = roster.kept().list;
    // A list that nobody proves themselves by would open every desk to everybody.
    if (found === null) return roster.ownerHasPin() && (mayBegin || own !== null) ? begin() : nothing("own");
    const read = SharedList.safeParse(parsed(found));
    if (!read.success) {
      if (joining) throw new Failure("refused", peopleWords.newer);
      return nothing("newer");
    }
    const theirs = read.data;
    if (theirs.list !== own && !joining && roster.somebodyHasPin()) return nothing("other");
    await peppers.learn(theirs.peppers);
    const { id } = await peppers.own();
    const { form: _form, list, peppers: _peppers, ...everybody } = theirs;
    await take((now) =>
      now.list === list ? { ...now, ...joined(namedPeppers(now, id), everybody) } : { ...now, ...everybody, list },
    );
    return { state: "shared", text: isSame(roster.kept(), everybody) ? null : await textOf(list) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
