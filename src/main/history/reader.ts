import type { Notice } from "../../shared/contract";
import type { Money } from "../../shared/currency";
import { Failure } from "../../shared/failure";
import { HOLD_DUE_MS, type HistoryStatus } from "../../shared/history";
import { HOLD_LIFE_MS, type Payment } from "../../shared/payment";
import { createBackgroundReading, type Reading, type ReadStep } from "../base/background-reading";
import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import { createEndlessList } from "../base/endless";
import { createNewestWins } from "../base/newest-wins";
import type { Processor } from "../processors/processor";
import type { Cut } from "../storage/copy-limit";
import { unlessBroken } from "../storage/trouble";
import { HISTORY_LIMIT, type HistoryStore, type ReadState } from "./store";
import { listWords } from "../../shared/words/errors";
import { copyWords } from "../../shared/words/storage";

/**
 * Reads what the processor lists as payments into the local copy, in the background and within the rate limits: the
 * newest again and again, the last ten days now and then (their statuses change, and nothing says which), all of it
 * once, and once a week after.
 */
export interface Reader {
  /** Starts, or changes to another connection. */
  start(connection: string, processor: Processor): void;
  stop(): void;
  /** Looks at the newest now; `whole`: at everything again. */
  refresh(depth: "newest" | "whole"): void;
  /**
   * Reads from the newest down to `from` (epoch ms), for a person who waits. Answers false when there are more payments
   * than are read in one go. Throws a Failure when that was not possible, or when the connection changed meanwhile.
   */
  reach(connection: string, processor: Processor, from: number): Promise<boolean>;
  /** Takes in payments that were read for another purpose: they are newer than any page that is under way. */
  saw(connection: string, payments: readonly Payment[]): void;
  status(connection: string): HistoryStatus;
  /** For the top of every screen: that the copy does not have all payments. */
  notices(connection: string): Notice[];
  /** Holds of that connection by the time at which they lapse (epoch ms), soonest first. */
  lapses(connection: string): readonly Lapse[];
}

/** A hold, and when (epoch ms) it lapses. */
export type Lapse = Money & { readonly id: string; readonly at: number };

export interface ReaderOptions {
  readonly store: HistoryStore;
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
  /** Called when the status has changed, at most four times a second. */
  readonly onStatus: (status: HistoryStatus) => void;
  /**
   * Hears of all payments that are read, on any page: an attempt whose answer never came may be among them, or one that
   * was told otherwise (docs/design.md, the journal and recovery).
   */
  readonly onSeen?: (connection: string, payments: readonly Payment[]) => void;
}

const PAGE = 100;
/** Payments written at once: keeps the main process for some milliseconds, and the windows with it. */
const CHUNK = 10;
const NEWEST_MS = 2 * 60_000;
const RECENT_MS = 30 * 60_000;
/** Statuses move for about this long: a hold lapses after seven days, batches settle, most refunds are asked for. */
const RECENT_REACH_MS = 10 * 24 * 60 * 60_000;
const WHOLE_MS = 7 * 24 * 60 * 60_000;
/** Payments may be listed a little out of order. */
const SLACK_MS = 10 * 60_000;
const MOST_PAGES = 60;
/** Steps of tidying up after each step of reading. */
const TIDIED_AT_ONCE = 50;

export function createReader({ store, clock, log, onStatus, onSeen }: ReaderOptions): Reader {
  let newestAsked = false;
  let wholeAsked = false;
  const newestWins = createNewestWins(CHUNK);
  const endlessWalk = createEndlessList(PAGE, HISTORY_LIMIT.rows);
  let lapsing: { connection: string; revision: number; holds: Lapse[] } | null = null;

  const lapses = (connection: string): Lapse[] => {
    if (lapsing?.connection === connection && lapsing.revision === store.revision()) return lapsing.holds;
    const holds = store
      .withStatus(connection, "authorized", 2000)
      .flatMap(({ id, amount, currency, createdAt }) =>
        createdAt === null ? [] : [{ id, amount, currency, at: createdAt + HOLD_LIFE_MS }],
      )
      .sort((one, other) => one.at - other.at);
    lapsing = { connection, revision: store.revision(), holds };
    return holds;
  };

  const readStatus = (connection: string): HistoryStatus => {
    const { walking, wholeAt, newestAt, total } = store.state(connection);
    const sentence = reading.trouble(connection);
    const count = store.count(connection);
    const now = clock.wall();
    const holdsDue = lapses(connection).filter(({ at }) => at > now && at - now <= HOLD_DUE_MS).length;
    const base = { count, total, sentence, readAt: newestAt, revision: store.revision(), holdsDue };
    if (sentence !== null) return { ...base, state: newestAt === null ? "failed" : "stale" };
    if (newestAt === null) return { ...base, state: reading.reads(connection) ? "loading" : "empty" };
    return { ...base, state: walking || wholeAt === null ? "loading" : "ready" };
  };

  const status = (connection: string): HistoryStatus =>
    unlessBroken(
      () => readStatus(connection),
      () => ({ ...BROKEN, revision: store.revision() }),
    );

  const change = (connection: string, changes: Partial<ReadState>): void => {
    store.saveState(connection, { ...store.state(connection), ...changes });
  };

  /** Reads one page into the copy. Answers null when it went on no longer; then not all of it is written. */
  const readPage = (
    { connection, source, goesOn }: Reading<Processor>,
    cursor: string | null,
    urgency: "now" | "later",
  ): Promise<{ items: readonly Payment[]; next: string | null; total: number | null; met: boolean } | null> =>
    newestWins.page(async (keep) => {
      const page = await source.listPayments(cursor, PAGE, urgency);
      if (!goesOn()) return null;
      const met = page.items.some(({ id }) => store.has(connection, id));
      onSeen?.(connection, page.items);
      const written = await keep(page.items, (newest) => void store.put(connection, newest), goesOn);
      return written ? { ...page, met } : null;
    });

  /**
   * Reads from the newest down to `until` (epoch ms). Answers the newest payment's time, whether it got there, and
   * whether it met anything known.
   */
  const readDown = async (
    asked: Reading<Processor>,
    until: number,
    urgency: "now" | "later",
  ): Promise<{ top: number | null; whole: boolean; met: boolean }> => {
    const { connection } = asked;
    let cursor: string | null = null;
    let top: number | null = null;
    let met = false;
    const endless = createEndlessList(PAGE, HISTORY_LIMIT.rows);
    for (let number = 0; number < MOST_PAGES; number++) {
      const page = await readPage(asked, cursor, urgency);
      if (page === null) return { top, whole: false, met };
      met ||= page.met;
      if (number === 0) {
        top = page.items[0]?.createdAt ?? null;
        change(connection, { newestAt: clock.wall(), total: page.total ?? store.state(connection).total });
      }
      reading.tell();
      const first = page.items[0]?.createdAt ?? null;
      const last = page.items.at(-1)?.createdAt ?? null;
      // Of a list that begins with the oldest, what is new stands on its last page.
      const rises = first !== null && last !== null && first < last;
      if (rises) top = Math.max(top ?? 0, last);
      const noMore = page.next === null || endless.hasNoEnd(page);
      if (noMore || (last !== null && !rises && last < until)) return { top, whole: true, met };
      cursor = page.next;
    }
    return { top, whole: false, met };
  };

  const newest = async (asked: Reading<Processor>): Promise<void> => {
    const { connection, goesOn } = asked;
    const { solidAt } = store.state(connection);
    // Nothing is known yet: the first page at once, for the eye; the walk that follows has no gap below it.
    const until = solidAt === null ? Number.POSITIVE_INFINITY : solidAt - SLACK_MS;
    const hadAny = store.count(connection) > 0;
    const { top, whole, met } = await readDown(asked, until, "later");
    if (!goesOn()) return;
    // Nothing that is listed is known, down to where everything should be: the token is of another account. Its
    // payments never mix.
    if (whole && hadAny && !met && solidAt !== null) {
      log.warn(`history: ${connection} lists other payments than before; its copy is begun anew`);
      return store.clear(connection);
    }
    // More is new than is read in one go: the walk through everything closes the gap.
    if (!whole) return change(connection, { walking: true, cursor: null, solidAt: top ?? clock.wall() });
    if (top !== null) change(connection, { solidAt: Math.max(top, solidAt ?? 0) });
  };

  /**
   * One page of the walk through everything. Pages shift downwards while they are read, so what is new pushes nothing
   * out of it.
   */
  const walkOn = async (asked: Reading<Processor>): Promise<void> => {
    const { connection } = asked;
    const { cursor } = store.state(connection);
    if (cursor === null) endlessWalk.restart();
    const page = await readPage(asked, cursor, "later");
    if (page === null) return;
    const total = page.total ?? store.state(connection).total;
    if (page.next !== null && !endlessWalk.hasNoEnd(page)) return change(connection, { cursor: page.next, total });
    if (page.next !== null) log.warn(`history: the list of ${connection} has no end; reading it stops here`);
    const cut = store.isFull(connection) ? "full" : page.next === null ? null : "endless";
    const now = clock.wall();
    change(connection, { cursor: null, walking: false, wholeAt: now, recentAt: now, total, cut });
  };

  const begin = (asked: Reading<Processor>): ReadStep => {
    const { connection, goesOn } = asked;
    // The first look of a session is at once, however lately the last session looked.
    newestAsked = true;
    wholeAsked = false;
    const step = async (): Promise<number> => {
      const { walking, wholeAt, newestAt, recentAt } = store.state(connection);
      const now = clock.wall();
      if (newestAsked || newestAt === null || now - newestAt >= NEWEST_MS || now < newestAt) {
        newestAsked = false;
        await newest(asked);
      } else if (wholeAsked || (!walking && (wholeAt === null || now - wholeAt >= WHOLE_MS))) {
        wholeAsked = false;
        change(connection, { walking: true, cursor: null });
      } else if (recentAt !== null && now - recentAt >= RECENT_MS) {
        await readDown(asked, now - RECENT_REACH_MS, "later");
        if (goesOn()) change(connection, { recentAt: clock.wall() });
      } else if (walking) await walkOn(asked);
      else return Math.max(1000, newestAt + NEWEST_MS - now);
      return 0;
    };
    return async () => {
      const pause = await step();
      // Between what is read, so that nobody waits for payments that are gone.
      const more = await store.tidy(TIDIED_AT_ONCE, goesOn);
      return more ? 0 : pause;
    };
  };

  const reading = createBackgroundReading<Processor>({
    clock,
    log,
    what: "payments",
    begin,
    beginAgain: (connection) => {
      if (store.state(connection).walking) change(connection, { cursor: null });
    },
    tellStatus: (connection) => onStatus(status(connection)),
  });

  return {
    start: reading.start,
    stop: reading.stop,
    refresh(depth) {
      newestAsked = true;
      if (depth === "whole") wholeAsked = true;
      reading.wake();
    },
    async reach(connection, processor, from) {
      const goesOn = reading.untilChanged();
      const { whole } = await readDown({ connection, source: processor, goesOn }, from - SLACK_MS, "now");
      if (!goesOn()) throw new Failure("refused", listWords.connectionChanged);
      return whole;
    },
    saw(connection, payments) {
      newestWins.heard(payments.map(({ id }) => id));
      store.put(connection, payments);
      reading.tell();
    },
    status,
    notices(connection) {
      const cut = unlessBroken(
        () => store.state(connection).cut,
        () => null,
      );
      return cut === null ? [] : [{ id: "history-cut", tone: "info", sentence: CUT_WORDS[cut] }];
    },
    lapses,
  };
}

const BROKEN: Omit<HistoryStatus, "revision"> = {
  state: "failed",
  count: 0,
  total: null,
  sentence: copyWords.damaged({ what: copyWords.payments }),
  readAt: null,
  holdsDue: 0,
};

const CUT_WORDS: Readonly<Record<Exclude<Cut, null>, string>> = {
  full: listWords.tooMany({ most: HISTORY_LIMIT.rows.toLocaleString("en-US") }),
  endless: listWords.endless,
};
