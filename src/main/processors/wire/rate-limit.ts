import type { Clock } from "../../base/clock";
import { WINDOW_MS, type Told } from "./told";

/**
 * PayArc allows so many requests per token, endpoint and window, and says how many in X-RateLimit-* headers (docs/payarc.md
 * 2). JustiFi documents no rate at all (docs/justifi.md 11), but may answer 429. This queue never exceeds what is known.
 * What the server says is left counts, less what has been sent since; where it says nothing, a request takes up a place
 * from before it is sent until a minute after its answer, however late the server counted it. One lane per endpoint; in
 * it money goes first, then the duplicate guard, then people (`now`), then background work (`later`). What is read ahead of
 * an order (`early`) goes at once or not at all.
 */

/** Of requests that move no money. */
export type ReadRank = "guard" | "early" | "now" | "later";
export type Rank = "money" | ReadRank;
const RANKS: readonly Rank[] = ["money", "guard", "early", "now", "later"];

/** The default of PayArc's framework, taken as true until an answer says otherwise. */
export const ASSUMED_LIMIT = 30;
/**
 * How long each kind may wait for its turn, in ms. MONEY: a charge that would wait longer is refused, never held back
 * in silence.
 */
const PATIENCE: Readonly<Record<Rank, number>> = {
  money: 20_000,
  guard: 4_000,
  early: 0,
  now: 30_000,
  later: Number.POSITIVE_INFINITY,
};
/**
 * Background work leaves a tenth of the limit to people, and in the lane of the guard's list everybody leaves a tenth to
 * the guard. What is read ahead of an order leaves half of it.
 */
const RESERVE = 10;
const EARLY_RESERVE = 2;
/** Background work has at most this many requests under way. */
const LATER_AT_ONCE = 2;
/** MONEY: nobody can charge for longer because of one header; after a minute we ask again. In ms. */
const LONGEST_PAUSE_MS = 60_000;

/** Why there is no turn now. */
export type NoTurn =
  /**
   * The limit, in requests a minute, is used up; `told`: the processor itself named it. A limit of null: it named none
   * and said that nothing is left.
   */
  | { readonly why: "used_up"; readonly limit: number | null; readonly told: boolean }
  /** The processor asked for a pause, which ends at this time (steady ms). */
  | { readonly why: "asked_to_wait"; readonly until: number }
  /** So many are under way together, and no more may be. */
  | { readonly why: "full"; readonly limit: number };

export interface Turn {
  /** To be called once, when the answer is there or will not come. */
  done(told: Told): void;
}

interface Waiting {
  readonly rank: Rank;
  readonly resolve: (turn: Turn | null) => void;
  readonly stop: () => void;
}

interface Lane {
  limit: number;
  /** The limit was named by an answer. */
  told: boolean;
  /** The guard reads here. */
  readonly guarded: boolean;
  /** How many requests may be under way together. */
  readonly atOnce: number;
  /** When the answered requests of the last window were answered, oldest first. */
  answered: number[];
  underWay: number;
  laterUnderWay: number;
  /** How many requests have been sent here in all. */
  sent: number;
  /** What the server said is left, less what has been sent since; it is forgotten a window later. */
  left: { count: number; until: number } | null;
  /** Steady ms until which the server wants no request: for background work, and for all others. */
  pausedUntil: { later: number; others: number };
  readonly waiting: Record<Rank, Waiting[]>;
  wake: (() => void) | null;
}

export class RateQueue {
  readonly #lanes = new Map<string, Lane>();
  readonly #clock: Clock;
  readonly #assumed: number;
  readonly #atOnce: Readonly<Record<string, number>>;
  readonly #guarded: string | null;
  #closed = false;

  /**
   * `assumed`: requests a minute and lane, until an answer says otherwise. `atOnce`: by lane, how many may be under way
   * together. `guarded`: the lane of the guard's list.
   */
  constructor(
    clock: Clock,
    assumed: number = ASSUMED_LIMIT,
    atOnce: Readonly<Record<string, number>> = {},
    guarded: string | null = null,
  ) {
    this.#clock = clock;
    this.#guarded = guarded;
    this.#assumed = assumed;
    this.#atOnce = atOnce;
  }

  /**
   * Waits for a turn at `endpoint`. null: it would wait longer than its rank may, or the queue is closed; nothing may
   * be sent.
   */
  enter(endpoint: string, rank: Rank): Promise<Turn | null> {
    if (this.#closed) return Promise.resolve(null);
    const lane = this.#lane(endpoint);
    const now = this.#clock.steady();
    this.#forget(lane, now);
    const ahead = RANKS.slice(0, RANKS.indexOf(rank) + 1).reduce((sum, each) => sum + lane.waiting[each].length, 0);
    if (freeAt(lane, rank, now, ahead) - now > PATIENCE[rank]) return Promise.resolve(null);
    return new Promise((resolve) => {
      const patience = PATIENCE[rank];
      const stop = Number.isFinite(patience) ? this.#clock.after(patience, () => this.#giveUp(lane, entry)) : () => {};
      const entry: Waiting = { rank, resolve, stop };
      lane.waiting[rank].push(entry);
      this.#pump(lane);
    });
  }

  /** Why there is no turn at `endpoint` now, for a sentence. */
  whyNot(endpoint: string, rank: Rank): NoTurn {
    const lane = this.#lane(endpoint);
    if (lane.underWay >= lane.atOnce) return { why: "full", limit: lane.atOnce };
    const until = pauseOf(lane, rank);
    if (until > this.#clock.steady()) return { why: "asked_to_wait", until };
    return { why: "used_up", limit: lane.told || !lane.left ? lane.limit : null, told: lane.told };
  }

  /** Sends everybody who waits away with null. Requests under way are not touched. */
  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes.values()) {
      lane.wake?.();
      for (const rank of RANKS) {
        for (const entry of lane.waiting[rank].splice(0)) {
          entry.stop();
          entry.resolve(null);
        }
      }
    }
  }

  #lane(endpoint: string): Lane {
    const known = this.#lanes.get(endpoint);
    if (known) return known;
    const waiting = { money: [], guard: [], early: [], now: [], later: [] };
    const atOnce = this.#atOnce[endpoint] ?? Number.POSITIVE_INFINITY;
    const lane: Lane = {
      limit: this.#assumed,
      told: false,
      guarded: endpoint === this.#guarded,
      atOnce,
      answered: [],
      underWay: 0,
      laterUnderWay: 0,
      sent: 0,
      left: null,
      pausedUntil: { later: 0, others: 0 },
      waiting,
      wake: null,
    };
    this.#lanes.set(endpoint, lane);
    return lane;
  }

  #forget(lane: Lane, now: number): void {
    lane.answered = lane.answered.filter((at) => at + WINDOW_MS > now);
    if (lane.left && lane.left.until <= now) lane.left = null;
  }

  #giveUp(lane: Lane, entry: Waiting): void {
    // A place may have come free at this very moment.
    this.#pump(lane);
    const line = lane.waiting[entry.rank];
    const at = line.indexOf(entry);
    if (at < 0) return;
    line.splice(at, 1);
    entry.resolve(null);
  }

  #pump(lane: Lane): void {
    lane.wake?.();
    lane.wake = null;
    if (this.#closed) return;
    const now = this.#clock.steady();
    this.#forget(lane, now);
    for (;;) {
      const rank = RANKS.find((each) => lane.waiting[each].length > 0);
      // The next answer frees a place, and pumps.
      if (rank === undefined || lane.underWay >= lane.atOnce) return;
      const at = freeAt(lane, rank, now, 0);
      if (at > now) {
        // Someone else's answer may free a place sooner; every answer pumps as well.
        if (Number.isFinite(at)) lane.wake = this.#clock.after(at - now, () => this.#pump(lane));
        return;
      }
      const entry = lane.waiting[rank].shift();
      if (!entry) return;
      entry.stop();
      entry.resolve(this.#turn(lane, rank));
    }
  }

  #turn(lane: Lane, rank: Rank): Turn {
    const endedBefore = lane.sent - lane.underWay;
    lane.sent++;
    lane.underWay++;
    if (rank === "later") lane.laterUnderWay++;
    if (lane.left) lane.left.count--;
    let open = true;
    return {
      done: (told) => {
        if (!open) return;
        open = false;
        const now = this.#clock.steady();
        lane.underWay--;
        if (rank === "later") lane.laterUnderWay--;
        lane.answered.push(now);
        if (told.limit !== null) {
          lane.limit = told.limit;
          lane.told = true;
        }
        if (told.pauseMs !== null) {
          const { later, others } = lane.pausedUntil;
          lane.pausedUntil = {
            later: Math.max(later, now + told.pauseMs),
            others: Math.max(others, now + Math.min(told.pauseMs, LONGEST_PAUSE_MS)),
          };
          // The pause is all that it asks for: what was counted before it does not count again after it.
          lane.answered = [];
          lane.left = null;
        } else if (told.remaining !== null) {
          // The server counts them in any order: only those that had ended when this one was sent are surely counted in.
          const uncounted = lane.sent - endedBefore - 1;
          lane.left = { count: told.remaining - uncounted, until: now + WINDOW_MS };
        }
        this.#pump(lane);
      },
    };
  }
}

function pauseOf({ pausedUntil }: Lane, rank: Rank): number {
  return rank === "later" ? pausedUntil.later : pausedUntil.others;
}

/** How many places of the limit somebody of that rank leaves to those before. */
function reserveOf({ limit, guarded }: Lane, rank: Rank): number {
  if (rank === "early") return Math.ceil(limit / EARLY_RESERVE);
  const share = Math.ceil(limit / RESERVE);
  return (rank === "later" ? share : 0) + (guarded && (rank === "now" || rank === "later") ? share : 0);
}

/**
 * Steady ms at which the `ahead`+1st next request of that rank may go; `now` when at once; infinite when only an answer
 * can tell.
 */
function freeAt(lane: Lane, rank: Rank, now: number, ahead: number): number {
  const reserve = reserveOf(lane, rank);
  let at = Math.max(now, pauseOf(lane, rank));
  if (lane.left) {
    if (lane.left.count - ahead - reserve <= 0) at = Math.max(at, lane.left.until);
  } else {
    const room = Math.max(1, lane.limit - reserve);
    const over = lane.underWay + lane.answered.length + ahead + 1 - room;
    if (over > 0) {
      const frees = lane.answered[over - 1];
      at = frees === undefined ? Number.POSITIVE_INFINITY : Math.max(at, frees + WINDOW_MS);
    }
  }
  if (rank === "later" && lane.laterUnderWay >= LATER_AT_ONCE) return Number.POSITIVE_INFINITY;
  return at;
}
