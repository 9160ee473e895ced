import type { DirectoryStatus, Notice } from "../../shared/contract";
import type { Customer } from "../../shared/customer";
import { copyWords } from "../../shared/words/storage";
import { createBackgroundReading, type Reading, type ReadStep } from "../base/background-reading";
import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import { createEndlessList } from "../base/endless";
import { createNewestWins } from "../base/newest-wins";
import type { CustomerBook, Page } from "../processors/processor";
import { unlessBroken } from "../storage/trouble";
import { DIRECTORY_LIMIT, type Directory, type WalkState } from "./directory";

/**
 * Walks through all customers of a connection, page by page, in the background, into the directory. It goes on where it
 * stopped when the program starts again. Pages shift while they are read, so the whole is walked again and again, and
 * who is gone goes.
 */
export interface Walker {
  /** Starts, or changes to another connection. */
  start(connection: string, book: CustomerBook): void;
  stop(): void;
  /** Looks through everything again now. */
  refresh(): void;
  /**
   * This customer has just been written or removed by a person: a page asked for before is older and must not undo it.
   */
  changedByHand(id: string): void;
  status(connection: string): DirectoryStatus;
  /** For the top of every screen: that the copy does not have all customers. */
  notices(connection: string): Notice[];
}

export interface WalkerOptions {
  readonly directory: Directory;
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
  /** Called when the status has changed, at most four times a second. */
  readonly onStatus: (status: DirectoryStatus) => void;
}

const PAGE = 100;
/** Customers written at once: keeps the main process for some ms, with a million customers as well. */
const CHUNK = 8;
/** Steps of tidying up after each page that is read. */
const TIDIED_A_PAGE = 10;
const GLANCE_MS = 5 * 60_000;
const WALK_MS = 6 * 60 * 60_000;
/** A change seen in a glance starts a walk, but not sooner than this after the last one began. */
const WALK_AGAIN_MS = 15 * 60_000;
/** So few customers that walking through all of them is as cheap as a glance. */
const FEW = 500;
const STALE_MS = 24 * 60 * 60_000;

export function createWalker({ directory, clock, log, onStatus }: WalkerOptions): Walker {
  let refreshAsked = false;
  const newestWins = createNewestWins(CHUNK);
  const endless = createEndlessList(PAGE, DIRECTORY_LIMIT.rows);

  const readStatus = (connection: string): DirectoryStatus => {
    const { walking, finishedAt, total } = directory.walkState(connection);
    const sentence = reading.trouble(connection);
    const base = { count: directory.count(connection), total, sentence };
    if (sentence !== null) return { ...base, state: finishedAt === null ? "failed" : "stale" };
    if (finishedAt === null) return { ...base, state: walking || reading.reads(connection) ? "loading" : "empty" };
    return { ...base, state: clock.wall() - finishedAt > STALE_MS ? "stale" : "ready" };
  };

  const status = (connection: string): DirectoryStatus =>
    unlessBroken(
      () => readStatus(connection),
      () => BROKEN,
    );

  /** Nobody on the first page is known here. When it is only that very many are new, reading all again does no harm. */
  const isAnotherAccount = (connection: string, page: Page<Customer>): boolean =>
    directory.count(connection) > 0 &&
    (page.items.length > 0 || page.total === 0) &&
    page.items.every(({ id }) => directory.line(connection, id) === null);

  const beginWalk = (connection: string): void => {
    const before = directory.walkState(connection);
    directory.saveWalk(connection, {
      ...before,
      walk: before.walk + 1,
      walking: true,
      cursor: null,
      startedAt: clock.wall(),
      steady: true,
      cut: before.cut === "unread" ? null : before.cut,
    });
  };

  /** Reads the next page of the walk and writes down how far it came; after the last one, who was not seen may go. */
  const walkOn = ({ connection, source, goesOn }: Reading<CustomerBook>): Promise<void> =>
    newestWins.page(async (keep) => {
      const before = directory.walkState(connection);
      if (before.cursor === null) endless.restart();
      const page = await source.list(before.cursor, PAGE, "later");
      if (!(await keep(page.items, (newest) => directory.put(connection, newest, before.walk), goesOn))) return;
      const steady = before.steady && page.total !== null && (before.cursor === null || page.total === before.total);
      const cut = page.unread ? "unread" : before.cut;
      if (page.unread) log.warn(`customers of ${connection}: ${page.unread} listed under no id that can be used`);
      const after = { ...before, cursor: page.next, total: page.total ?? before.total, steady, cut };
      if (page.next !== null && !endless.hasNoEnd(page)) return directory.saveWalk(connection, after);
      const end = { walking: false, cursor: null, finishedAt: clock.wall() };
      const full = directory.isFull(connection);
      if (page.next !== null) {
        log.warn(`customers of ${connection}: the list has no end; reading it stops at ${page.items.at(-1)?.id ?? ""}`);
        return directory.saveWalk(connection, { ...after, ...end, cut: full ? "full" : "endless" });
      }
      // Gone for certain: the processor's count stood still, and as many different customers were seen.
      const certain = steady && directory.seenIn(connection, before.walk) === page.total;
      directory.forgetUnseen(connection, before.walk, certain);
      directory.saveWalk(connection, {
        ...after,
        ...end,
        cut: full ? "full" : cut === "unread" ? cut : null,
        total: page.total ?? directory.count(connection),
      });
    });

  /** One cheap look at the first page: is there anything new, and is it still the same account? */
  const glance = ({ connection, source, goesOn }: Reading<CustomerBook>): Promise<void> =>
    newestWins.page(async (keep) => {
      const { walk, walking, total, startedAt, cut } = directory.walkState(connection);
      const page = await source.list(null, PAGE, "later");
      if (!goesOn()) return;
      if (isAnotherAccount(connection, page)) {
        // The token is of another account: its customers never mix with those that are here.
        directory.clear(connection);
        beginWalk(connection);
        return;
      }
      const news = page.total !== total || page.items.some(({ id }) => directory.line(connection, id) === null);
      if (!(await keep(page.items, (newest) => directory.put(connection, newest, walk), goesOn))) return;
      if (news && !walking && hasEnd(cut) && clock.wall() - (startedAt ?? 0) >= WALK_AGAIN_MS) beginWalk(connection);
    });

  const begin = (asked: Reading<CustomerBook>): ReadStep => {
    const { connection, goesOn } = asked;
    refreshAsked = false;
    // Whoever asks may have come with another account's token since the last time: look before going on in the middle.
    let looked = false;
    return async () => {
      if (!looked && directory.count(connection) > 0) await glance(asked);
      if (!goesOn()) return 0;
      looked = true;
      const { walking, startedAt, finishedAt, total, cut } = directory.walkState(connection);
      const due =
        finishedAt === null ||
        refreshAsked ||
        clock.wall() - (startedAt ?? 0) >= WALK_MS ||
        (total !== null && total <= FEW && hasEnd(cut));
      if (!walking && due) beginWalk(connection);
      refreshAsked = false;
      if (walking || due) await walkOn(asked);
      else await glance(asked);
      // Page by page with what is read, so that nobody waits for those who are gone.
      await directory.tidy(directory.walkState(connection).walking ? TIDIED_A_PAGE : Number.POSITIVE_INFINITY, goesOn);
      return !goesOn() || directory.walkState(connection).walking ? 0 : GLANCE_MS;
    };
  };

  const reading = createBackgroundReading<CustomerBook>({
    clock,
    log,
    what: "customers",
    begin,
    beginAgain: (connection) => {
      const before = directory.walkState(connection);
      if (before.walking) directory.saveWalk(connection, { ...before, cursor: null, steady: false });
    },
    tellStatus: (connection) => onStatus(status(connection)),
  });

  return {
    start: reading.start,
    stop: reading.stop,
    refresh() {
      refreshAsked = true;
      reading.wake();
    },
    changedByHand: (id) => newestWins.heard([id]),
    status,
    notices(connection) {
      const cut = unlessBroken(
        () => directory.walkState(connection).cut,
        () => null,
      );
      return cut === null ? [] : [{ id: "directory-cut", tone: "info", sentence: CUT_WORDS[cut] }];
    },
  };
}

const BROKEN: DirectoryStatus = {
  state: "failed",
  count: 0,
  total: null,
  sentence: copyWords.damaged({ what: copyWords.customers }),
};

const CUT_WORDS: Readonly<Record<Exclude<WalkState["cut"], null>, string>> = {
  full: copyWords.customersFull({ most: DIRECTORY_LIMIT.rows.toLocaleString("en-US") }),
  endless: copyWords.customersEndless,
  unread: copyWords.customersUnread,
};

/** The walk comes to the end of what the processor lists, and so may be walked again at any time. */
function hasEnd(cut: WalkState["cut"]): boolean {
  return cut === null || cut === "unread";
}
