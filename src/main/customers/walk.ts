import type { DirectoryStatus } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { breathe } from "../base/breathe";
import type { Log } from "../base/log";
import { createPacing } from "../base/pacing";
import type { Clock } from "../base/clock";
import type { Page, Processor } from "../processors/processor";
import type { Customer } from "../../shared/customer";
import type { Directory, WalkState } from "./directory";

/**
 * Walks through all customers of a connection, page by page, in the background, into the directory. It goes on where it
 * stopped when the program starts again. Pages shift while they are read, so the whole is walked again and again, and
 * who is gone goes.
 */
export interface Walker {
  /** Starts, or changes to another connection. */
  start(connection: string, processor: Processor): void;
  stop(): void;
  /** Looks through everything again now. */
  refresh(): void;
  /**
   * This customer has just been written or removed by a person: a page asked for before is older and must not undo it.
   */
  changedByHand(id: string): void;
  status(connection: string): DirectoryStatus;
}

export interface WalkerOptions {
  readonly directory: Directory;
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
  /** Called when the status has changed, at most four times a second. */
  readonly onStatus: (status: DirectoryStatus) => void;
}

const PAGE = 100;
/**
 * Customers written at once: a transaction of this size keeps the main process for about 3 ms, and the window with it.
 */
const CHUNK = 20;
const TELL_MS = 250;
const GLANCE_MS = 5 * 60_000;
const WALK_MS = 6 * 60 * 60_000;
/** A change seen in a glance starts a walk, but not sooner than this after the last one began. */
const WALK_AGAIN_MS = 15 * 60_000;
/** So few customers that walking through all of them is as cheap as a glance. */
const FEW = 500;
const STALE_MS = 24 * 60 * 60_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export function createWalker({ directory, clock, log, onStatus }: WalkerOptions): Walker {
  let turn = 0;
  let current: { connection: string; processor: Processor } | null = null;
  let trouble: string | null = null;
  let refreshAsked = false;
  let byHand = new Set<string>();
  const pacing = createPacing(clock, TELL_MS);

  const status = (connection: string): DirectoryStatus => {
    const { walking, finishedAt, total } = directory.walkState(connection);
    const own = current?.connection === connection;
    const sentence = own ? trouble : null;
    const base = { count: directory.count(connection), total, sentence };
    if (finishedAt === null)
      return { ...base, state: sentence !== null ? "failed" : walking || own ? "loading" : "empty" };
    return { ...base, state: sentence !== null || clock.wall() - finishedAt > STALE_MS ? "stale" : "ready" };
  };

  const tell = (): void => {
    if (current === null) return;
    const { connection } = current;
    pacing.tell(() => {
      if (current?.connection === connection) onStatus(status(connection));
    });
  };

  const keepPage = async (
    mine: () => boolean,
    connection: string,
    page: Page<Customer>,
    walk: number,
  ): Promise<void> => {
    for (let from = 0; from < page.items.length && mine(); from += CHUNK) {
      const chunk = page.items.slice(from, from + CHUNK).filter((customer) => !byHand.has(customer.id));
      directory.put(connection, chunk, walk);
      await breathe();
    }
  };

  /** Nobody on the first page is known here. When it is only that very many are new, reading all again does no harm. */
  const isAnotherAccount = (connection: string, page: Page<Customer>): boolean =>
    directory.count(connection) > 0 &&
    (page.items.length > 0 || page.total === 0) &&
    page.items.every(({ id }) => !byHand.has(id) && directory.line(connection, id) === null);

  /** Reads one page and writes down how far it came. Answers whether the walk is at its end. */
  const step = async (mine: () => boolean, connection: string, processor: Processor): Promise<void> => {
    const before = directory.walkState(connection);
    byHand = new Set();
    const page = await processor.listCustomers(before.cursor, PAGE, "later");
    if (!mine()) return;
    await keepPage(mine, connection, page, before.walk);
    if (!mine()) return;
    const steady = before.steady && page.total !== null && (before.cursor === null || page.total === before.total);
    const after: WalkState = { ...before, cursor: page.next, total: page.total ?? before.total, steady };
    if (page.next !== null) return directory.saveWalk(connection, after);
    // Gone for certain: the processor's count stood still, and as many different customers were seen.
    const certain = steady && directory.seenIn(connection, before.walk) === page.total;
    directory.forgetUnseen(connection, before.walk, certain);
    directory.saveWalk(connection, {
      ...after,
      walking: false,
      cursor: null,
      finishedAt: clock.wall(),
      total: page.total ?? directory.count(connection),
    });
  };

  const beginWalk = (connection: string): void => {
    const before = directory.walkState(connection);
    directory.saveWalk(connection, {
      ...before,
      walk: before.walk + 1,
      walking: true,
      cursor: null,
      startedAt: clock.wall(),
      steady: true,
    });
  };

  /** One cheap look at the first page: is there anything new, and is it still the same account? */
  const glance = async (mine: () => boolean, connection: string, processor: Processor): Promise<void> => {
    const { walk, walking, total, startedAt } = directory.walkState(connection);
    byHand = new Set();
    const page = await processor.listCustomers(null, PAGE, "later");
    if (!mine()) return;
    if (isAnotherAccount(connection, page)) {
      // The token is of another account: its customers never mix with those that are here.
      directory.clear(connection);
      beginWalk(connection);
      return;
    }
    const news =
      page.total !== total || page.items.some((customer) => directory.line(connection, customer.id) === null);
    await keepPage(mine, connection, page, walk);
    if (mine() && news && !walking && clock.wall() - (startedAt ?? 0) >= WALK_AGAIN_MS) beginWalk(connection);
  };

  const run = async (connection: string, processor: Processor): Promise<void> => {
    turn += 1;
    const own = turn;
    const mine = (): boolean => turn === own;
    let failures = 0;
    // Whoever asks may have come with another account's token since the last time: look before going on in the middle.
    let looked = false;
    while (mine()) {
      try {
        if (!looked && directory.count(connection) > 0) await glance(mine, connection, processor);
        if (!mine()) return;
        looked = true;
        const { walking, startedAt, finishedAt, total } = directory.walkState(connection);
        const due =
          finishedAt === null ||
          refreshAsked ||
          clock.wall() - (startedAt ?? 0) >= WALK_MS ||
          (total !== null && total <= FEW);
        if (!walking && due) beginWalk(connection);
        refreshAsked = false;
        if (walking || due) await step(mine, connection, processor);
        else await glance(mine, connection, processor);
        if (!mine()) return;
        failures = 0;
        trouble = null;
        tell();
        if (!directory.walkState(connection).walking && !refreshAsked) await pacing.pause(GLANCE_MS);
      } catch (error) {
        if (!mine()) return;
        failures += 1;
        trouble = sentenceOf(error);
        log.warn(`customers of ${connection} could not be read`, error);
        tell();
        // A cursor that the processor no longer accepts would fail for ever: begin again from the first page.
        if (failures >= 2 && isAboutTheRequest(error)) beginAgain(connection);
        await pacing.pause(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
      }
    }
  };

  const beginAgain = (connection: string): void => {
    try {
      const before = directory.walkState(connection);
      if (before.walking) directory.saveWalk(connection, { ...before, cursor: null, steady: false });
    } catch (error) {
      log.warn("the customer list could not be begun again", error);
    }
  };

  const stop = (): void => {
    turn += 1;
    current = null;
    trouble = null;
    refreshAsked = false;
    pacing.stop();
  };

  return {
    start(connection, processor) {
      stop();
      current = { connection, processor };
      void run(connection, processor);
    },
    stop,
    refresh() {
      refreshAsked = true;
      pacing.wake();
    },
    changedByHand: (id) => void byHand.add(id),
    status,
  };
}

function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.sentence;
  return "The list of customers could not be kept on this computer. Searching finds only what is already there.";
}

function isAboutTheRequest(error: unknown): boolean {
  return error instanceof Failure && ["bad_input", "not_found", "refused", "unreadable"].includes(error.code);
}
