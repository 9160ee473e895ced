import type { AccountId } from "../../shared/account";
import { wordOf } from "../../shared/attempt-view";
import type { AttemptView } from "../../shared/attempt";
import type { Notice } from "../../shared/contract";
import { moneyText } from "../../shared/currency";
import { brandText } from "../../shared/brand-words";
import { notificationWords as words } from "../../shared/words/notifications";
import type { Clock } from "../base/clock";

/** One thing on one screen of an account's window. */
export interface Place {
  readonly account: AccountId;
  readonly screen: "activity" | "holds" | "payments";
  readonly id: string | null;
}

/** What the operating system shows while no window is in front. SECURITY: a locked screen may show it. */
export interface Note {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
}

/** What only the shell can do of it. A system without notifications shows none, and that is all. */
export interface NewsShell {
  /** Some window of ours has the focus. */
  inFront(): boolean;
  notify(note: Note): void;
  /** Brings a window of that account to the front, on that screen; opens one where there is none. */
  showAt(place: Place): void;
}

/** What ended while somebody was elsewhere. It stays at the top of every screen until it is read or opened. */
export interface News {
  notices(): readonly Notice[];
  /** Hears of every change of an attempt. */
  heard(attempt: AttemptView): void;
  /** So many holds of an account lapse soon; what is known at the first time is on the screen already. */
  lapsing(account: AccountId, name: string, due: number): void;
  /** Tells of what took long when it is done; `fileOf` answers the file's name, null where none was written. */
  whenLong<T>(
    about: { place: Place; name: string; fileOf: (done: T) => string | null },
    run: () => Promise<T>,
  ): Promise<T>;
  open(id: string): void;
  read(id: string): void;
}

/** What took longer than this, in ms, is worth telling of: nobody has waited for it. */
const LONG_MS = 10_000;
/** So many unread ones stay; the oldest go, and are still in Activity. */
const MOST = 20;

interface Told {
  readonly id: string;
  readonly attemptId: string | null;
  readonly sentence: string;
  readonly place: Place;
}

/** `open`: the attempts that nobody knows the end of at the start. */
export function createNews(options: {
  readonly shell: NewsShell;
  readonly clock: Pick<Clock, "steady">;
  readonly open: readonly AttemptView[];
  readonly changed: () => void;
}): News {
  const { shell, clock, changed } = options;
  const open = new Set(options.open.map(({ id }) => id));
  const holds = new Map<AccountId, number>();
  let unread: readonly Told[] = [];

  const notify = (title: string, body: string, place: Place, done: () => void): void => {
    if (shell.inFront()) return;
    shell.notify({
      title,
      body,
      onClick: () => {
        shell.showAt(place);
        done();
      },
    });
  };
  const read = (id: string): void => {
    if (!unread.some((one) => one.id === id)) return;
    unread = unread.filter((one) => one.id !== id);
    changed();
  };
  const tell = (told: Told, title: string, body: string): void => {
    unread = [...unread.filter(({ id }) => id !== told.id), told].slice(-MOST);
    changed();
    notify(title, body, told.place, () => read(told.id));
  };

  return {
    notices: () => unread.map(({ id, attemptId, sentence }) => ({ id, tone: "info", sentence, news: { attemptId } })),
    heard(attempt) {
      const { id, state, outcome, account } = attempt;
      if (state === "unknown") open.add(id);
      if (state === "opened" || state === "sent" || state === "unknown" || !open.delete(id)) return;
      // Whoever closes one by hand is there.
      if (state !== "closed" || outcome === null) return;
      const word = wordOf(outcome.kind, attempt.operation);
      const amount = moneyText(attempt.amount, attempt.currency);
      tell(
        {
          id: `answered ${id}`,
          attemptId: id,
          sentence: words.answered({ amount, card: cardOf(attempt), word, account }),
          place: { account: attempt.connection, screen: "activity", id },
        },
        words.answeredTitle({ word }),
        words.answeredBody({ amount, account }),
      );
    },
    lapsing(account, name, due) {
      const before = holds.get(account);
      holds.set(account, due);
      if (before === undefined || due <= before) return;
      const place = { account, screen: "holds", id: null } as const;
      notify(words.holdsTitle({ count: due }), words.holdsBody({ account: name }), place, () => undefined);
    },
    async whenLong({ place, name, fileOf }, run) {
      const startedAt = clock.steady();
      const done = await run();
      const file = fileOf(done);
      if (file !== null && clock.steady() - startedAt >= LONG_MS)
        tell(
          { id: `written ${file}`, attemptId: null, sentence: words.written({ file }), place },
          words.writtenTitle,
          words.writtenBody({ account: name }),
        );
      return done;
    },
    open(id) {
      const told = unread.find((one) => one.id === id);
      if (!told) return;
      shell.showAt(told.place);
      read(id);
    },
    read,
  };
}

/** The card of an attempt, as everywhere: brand and last four. */
function cardOf({ card }: AttemptView): string {
  return card.last4 === null ? brandText(card) : `${brandText(card)} ···· ${card.last4}`;
}
