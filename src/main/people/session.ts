import { Failure } from "../../shared/failure";
import type { LockState } from "../../shared/people";
import { peopleWords } from "../../shared/words/people";
import type { Clock } from "../base/clock";
import { createIdle } from "./idle";

/** Who is signed in, in all windows; nobody while it is locked. */
export interface Session {
  /** Throws a Failure `locked`. */
  mustId(): string;
  id(): string | null;
  signIn(id: string): void;
  lock(): void;
  /** A hand is at work. */
  stay(): void;
  state(): LockState;
  /** Resolves when it is not locked. */
  unlocked(): Promise<void>;
  rest(): void;
}

/** `first`: who is signed in from the start; null: it is locked. `minutes` without a hand lock it. */
export function createSession(options: {
  readonly first: string | null;
  readonly clock: Clock;
  readonly minutes: () => number;
  readonly changed: (lock: { readonly locked: boolean; readonly secondsLeft: number | null }) => void;
}): Session {
  const { clock, minutes, changed } = options;
  let signedIn = options.first;
  let waiting: (() => void)[] = [];
  const tell = (secondsLeft: number | null): void => changed({ locked: signedIn === null, secondsLeft });
  const lock = (): void => {
    if (signedIn === null) return;
    signedIn = null;
    idle.rest();
    tell(null);
  };
  const idle = createIdle({ clock, limit: () => minutes() * 60_000, warn: tell, over: lock });
  const stay = (): void => {
    if (signedIn !== null) idle.stirred();
  };
  stay();
  return {
    id: () => signedIn,
    mustId() {
      if (signedIn === null) throw new Failure("locked", peopleWords.locked);
      return signedIn;
    },
    signIn(id) {
      signedIn = id;
      idle.stirred();
      tell(null);
      const free = waiting;
      waiting = [];
      for (const go of free) go();
    },
    lock,
    stay,
    state() {
      const warnsIn = idle.warnsIn();
      const warnsAt = warnsIn === null ? null : Math.round(clock.wall() + warnsIn);
      return { locked: signedIn === null, minutes: minutes(), warnsAt };
    },
    unlocked: () => (signedIn === null ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    rest: () => idle.rest(),
  };
}
