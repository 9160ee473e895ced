import { Failure } from "../../shared/failure";
import { HOLD_DUE_MS, type HistoryStatus } from "../../shared/history";
import { HOLD_LIFE_MS, type Payment } from "../../shared/payment";
import { redactError } from "../../shared/redact";
import { breathe } from "../base/breathe";
import type { Log } from "../base/log";
import { createPacing } from "../base/pacing";
import type { Clock } from "../base/clock";
import type { Processor } from "../processors/processor";
import type { HistoryStore, ReadState } from "./store";

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
   * Reads from the newest down to `from` (epoch ms), for a person who waits. Throws a Failure when that was not
   * possible.
   * Answers false when there are more payments than are read in one go.
   */
  reach(connection: string, processor: Processor, from: number): Promise<boolean>;
  /** Takes in payments that were read for another purpose: they are newer than any page that is under way. */
  saw(connection: string, payments: readonly Payment[]): void;
  status(connection: string): HistoryStatus;
  /** Holds of that connection by the time at which they lapse (epoch ms), soonest first. */
  lapses(connection: string): readonly { readonly id: string; readonly amount: number; readonly at: number }[];
}

export interface ReaderOptions {
  readonly store: HistoryStore;
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
  /** Called when the status has changed, at most four times a second. */
  readonly onStatus: (status: HistoryStatus) => void;
  /** Hears of payments read from the newest pages: an attempt whose answer never came may be among them. */
  readonly onSeen?: (connection: string, payments: readonly Payment[]) => void;
}

const PAGE = 100;
/** Payments written at once: keeps the main process for some milliseconds, and the windows with it. */
const CHUNK = 10;
const TELL_MS = 250;
const NEWEST_MS = 2 * 60_000;
const RECENT_MS = 30 * 60_000;
/** Statuses move for about this long: a hold lapses after seven days, batches settle, most refunds are asked for. */
const RECENT_REACH_MS = 10 * 24 * 60 * 60_000;
const WHOLE_MS = 7 * 24 * 60 * 60_000;
/** Payments may be listed a little out of order. */
const SLACK_MS = 10 * 60_000;
const MOST_PAGES = 60;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export function createReader({ store, clock, log, onStatus, onSeen }: ReaderOptions): Reader {
  let turn = 0;
  let current: { connection: string; processor: Processor } | null = null;
  let trouble: string | null = null;
  let newestAsked = false;
  let wholeAsked = false;
  const pacing = createPacing(clock, TELL_MS);
  /**
   * Pages and single payments in the order in which they were asked for, so that an old page cannot undo newer news.
   */
  let asked = 0;
  const seenAfter = new Map<string, number>();
  let lapsing: { connection: string; revision: number; holds: { id: string; amount: number; at: number }[] } | null =
    null;

  const lapses = (connection: string): { id: string; amount: number; at: number }[] => {
    if (lapsing?.connection === connection && lapsing.revision === store.revision()) return lapsing.holds;
    const holds = store
      .withStatus(connection, "authorized", 2000)
      .flatMap(({ id, amount, createdAt }) =>
        createdAt === null ? [] : [{ id, amount, at: createdAt + HOLD_LIFE_MS }],
      )
      .sort((one, other) => one.at - other.at);
    lapsing = { connection, revision: store.revision(), holds };
    return holds;
  };

  const status = (connection: string): HistoryStatus => {
    const { walking, wholeAt, newestAt, total } = store.state(connection);
    const own = current?.connection === connection;
    const sentence = own ? trouble : null;
    const count = store.count(connection);
    const now = clock.wall();
    const holdsDue = lapses(connection).filter(({ at }) => at > now && at - now <= HOLD_DUE_MS).length;
    const base = { count, total, sentence, readAt: newestAt, revision: store.revision(), holdsDue };
    if (sentence !== null) return { ...base, state: newestAt === null ? "failed" : "stale" };
    if (newestAt === null) return { ...base, state: own ? "loading" : "empty" };
    return { ...base, state: walking || wholeAt === null ? "loading" : "ready" };
  };

  const tell = (): void => {
    if (current === null) return;
    const { connection } = current;
    pacing.tell(() => {
      if (current?.connection === connection) onStatus(status(connection));
    });
  };

  /** Writes a page that was asked for as number `askedAs`. `goOn` false in between: the rest is left. */
  const keepPage = async (
    connection: string,
    items: readonly Payment[],
    askedAs: number,
    goOn: () => boolean,
  ): Promise<void> => {
    for (let from = 0; from < items.length && goOn(); from += CHUNK) {
      store.put(
        connection,
        items.slice(from, from + CHUNK).filter(({ id }) => (seenAfter.get(id) ?? 0) < askedAs),
      );
      await breathe();
    }
  };

  const change = (connection: string, changes: Partial<ReadState>): void => {
    store.saveState(connection, { ...store.state(connection), ...changes });
  };

  /**
   * From the newest down to `until` (epoch ms). Answers the newest payment's time, whether it got there, and whether it
   * met anything known.
   */
  const readDown = async (
    connection: string,
    processor: Processor,
    until: number,
    urgency: "now" | "later",
    goOn: () => boolean,
  ): Promise<{ top: number | null; whole: boolean; met: boolean }> => {
    let cursor: string | null = null;
    let top: number | null = null;
    let met = false;
    for (let page = 0; page < MOST_PAGES; page++) {
      const askedAs = ++asked;
      const { items, next, total } = await processor.listPayments(cursor, PAGE, urgency);
      if (!goOn()) return { top, whole: false, met };
      met ||= items.some(({ id }) => store.has(connection, id));
      onSeen?.(connection, items);
      await keepPage(connection, items, askedAs, goOn);
      if (!goOn()) return { top, whole: false, met };
      if (page === 0) {
        top = items[0]?.createdAt ?? null;
        change(connection, { newestAt: clock.wall(), total: total ?? store.state(connection).total });
      }
      tell();
      const oldest = items.at(-1)?.createdAt ?? null;
      if (next === null || (oldest !== null && oldest < until)) return { top, whole: true, met };
      cursor = next;
    }
    return { top, whole: false, met };
  };

  const newest = async (connection: string, processor: Processor, mine: () => boolean): Promise<void> => {
    const { solidAt } = store.state(connection);
    // Nothing is known yet: the first page at once, for the eye; the walk that follows has no gap below it.
    const until = solidAt === null ? Number.POSITIVE_INFINITY : solidAt - SLACK_MS;
    const hadAny = store.count(connection) > 0;
    const { top, whole, met } = await readDown(connection, processor, until, "later", mine);
    if (!mine()) return;
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
  const step = async (connection: string, processor: Processor, mine: () => boolean): Promise<void> => {
    const { cursor } = store.state(connection);
    const askedAs = ++asked;
    const page = await processor.listPayments(cursor, PAGE, "later");
    if (!mine()) return;
    await keepPage(connection, page.items, askedAs, mine);
    if (!mine()) return;
    const total = page.total ?? store.state(connection).total;
    if (page.next !== null) change(connection, { cursor: page.next, total });
    else change(connection, { cursor: null, walking: false, wholeAt: clock.wall(), recentAt: clock.wall(), total });
  };

  const work = async (connection: string, processor: Processor, mine: () => boolean): Promise<void> => {
    const { walking, wholeAt, newestAt, recentAt } = store.state(connection);
    const now = clock.wall();
    if (newestAsked || newestAt === null || now - newestAt >= NEWEST_MS || now < newestAt) {
      newestAsked = false;
      return newest(connection, processor, mine);
    }
    if (wholeAsked || (!walking && (wholeAt === null || now - wholeAt >= WHOLE_MS))) {
      wholeAsked = false;
      return change(connection, { walking: true, cursor: null });
    }
    if (recentAt !== null && now - recentAt >= RECENT_MS) {
      await readDown(connection, processor, now - RECENT_REACH_MS, "later", mine);
      return mine() ? change(connection, { recentAt: clock.wall() }) : undefined;
    }
    if (walking) return step(connection, processor, mine);
    await pacing.pause(Math.max(1000, newestAt + NEWEST_MS - now));
  };

  const run = async (connection: string, processor: Processor): Promise<void> => {
    const own = ++turn;
    const mine = (): boolean => turn === own;
    let failures = 0;
    while (mine()) {
      try {
        await work(connection, processor, mine);
        if (!mine()) return;
        failures = 0;
        trouble = null;
        tell();
      } catch (error) {
        if (!mine()) return;
        failures += 1;
        trouble =
          error instanceof Failure
            ? error.sentence
            : "The list of payments could not be kept on this computer. Searching finds only what is already there.";
        log.warn(`history: payments of ${connection} could not be read: ${redactError(error)}`);
        tell();
        // A cursor that the processor no longer accepts would fail for ever: begin again from the first page.
        if (failures >= 2 && isAboutTheRequest(error)) beginAgain(connection);
        await pacing.pause(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
      }
    }
  };

  const beginAgain = (connection: string): void => {
    try {
      if (store.state(connection).walking) change(connection, { cursor: null });
    } catch (error) {
      log.warn(`history: reading could not be begun again: ${redactError(error)}`);
    }
  };

  const stop = (): void => {
    turn += 1;
    current = null;
    trouble = null;
    newestAsked = false;
    wholeAsked = false;
    pacing.stop();
  };

  return {
    start(connection, processor) {
      stop();
      current = { connection, processor };
      // The first look of a session is at once, however lately the last session looked.
      newestAsked = true;
      void run(connection, processor);
    },
    stop,
    refresh(depth) {
      newestAsked = true;
      if (depth === "whole") wholeAsked = true;
      pacing.wake();
    },
    reach: async (connection, processor, from) =>
      (await readDown(connection, processor, from - SLACK_MS, "now", () => true)).whole,
    saw(connection, payments) {
      const order = ++asked;
      for (const { id } of payments) seenAfter.set(id, order);
      if (seenAfter.size > 2000) for (const id of [...seenAfter.keys()].slice(0, 1000)) seenAfter.delete(id);
      store.put(connection, payments);
      tell();
    },
    status,
    lapses,
  };
}

function isAboutTheRequest(error: unknown): boolean {
  return error instanceof Failure && ["bad_input", "not_found", "refused", "unreadable"].includes(error.code);
}
