import type { Clock } from "../../base/clock";

/**
 * PayArc allows so many requests per token, endpoint and window, and says how many in X-RateLimit-* headers (its fact
 * sheet 2). The length of the window is not documented; a minute is the framework's. JustiFi documents no rate at all
 * (docs/justifi.md 11), but may answer 429. This queue never exceeds what is known: a request takes up a place from
 * before it is sent until a minute after its answer, which is right for fixed and for sliding windows alike, however
 * late the server counted it. One lane per endpoint; in it money goes first, then `now`, then `later`.
 */

export type Rank = "money" | "now" | "later";
const RANKS: readonly Rank[] = ["money", "now", "later"];

export const WINDOW_MS = 60_000;
/** The default of PayArc's framework, taken as true until an answer says otherwise. */
export const ASSUMED_LIMIT = 30;
/**
 * How long each kind may wait for its turn, in ms. MONEY: a charge that would wait longer is refused, never held back
 * in silence.
 */
const PATIENCE: Readonly<Record<Rank, number>> = { money: 20_000, now: 30_000, later: Number.POSITIVE_INFINITY };
/** Background work leaves this part of the limit to people, and has at most this many requests under way. */
const RESERVE = 10;
const LATER_AT_ONCE = 2;

/** What an answer's headers said. */
export interface Told {
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Epoch ms until which the server wants no request here (Retry-After, X-RateLimit-Reset of a 429). */
  readonly blockedUntil: number | null;
}
export const NOTHING_TOLD: Told = { limit: null, remaining: null, blockedUntil: null };

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
  blockedUntil: number;
  readonly waiting: Record<Rank, Waiting[]>;
  wake: (() => void) | null;
}

export class RateQueue {
  readonly #lanes = new Map<string, Lane>();
  readonly #clock: Clock;
  readonly #assumed: number;
  readonly #atOnce: Readonly<Record<string, number>>;
  #closed = false;

  /**
   * `assumed`: requests a minute and lane, until an answer says otherwise. `atOnce`: by lane, how many may be under way
   * together.
   */
  constructor(clock: Clock, assumed: number = ASSUMED_LIMIT, atOnce: Readonly<Record<string, number>> = {}) {
    this.#clock = clock;
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

  /** What is known of an endpoint's limit, for a sentence. */
  limitOf(endpoint: string): number {
    return this.#lanes.get(endpoint)?.limit ?? this.#assumed;
  }

  /** How many are under way there, when no more may be; else null. */
  fullAt(endpoint: string): number | null {
    const lane = this.#lanes.get(endpoint);
    return lane && lane.underWay >= lane.atOnce ? lane.underWay : null;
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
    const waiting = { money: [], now: [], later: [] };
    const atOnce = this.#atOnce[endpoint] ?? Number.POSITIVE_INFINITY;
    const lane: Lane = {
      limit: this.#assumed,
      atOnce,
      answered: [],
      underWay: 0,
      laterUnderWay: 0,
      sent: 0,
      left: null,
      blockedUntil: 0,
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
    lane.underWay++;
    if (rank === "later") lane.laterUnderWay++;
    if (lane.left) lane.left.count--;
    const number = ++lane.sent;
    let open = true;
    return {
      done: (told) => {
        if (!open) return;
        open = false;
        const now = this.#clock.steady();
        lane.underWay--;
        if (rank === "later") lane.laterUnderWay--;
        lane.answered.push(now);
        if (told.limit !== null) lane.limit = told.limit;
        if (told.blockedUntil !== null) lane.blockedUntil = Math.max(lane.blockedUntil, told.blockedUntil);
        if (told.remaining !== null) {
          // The server may or may not have counted those sent since and those still under way: taken as not counted.
          const uncounted = Math.max(lane.sent - number, lane.underWay);
          lane.left = { count: told.remaining - uncounted, until: now + WINDOW_MS };
        }
        this.#pump(lane);
      },
    };
  }
}

/**
 * Epoch ms at which the `ahead`+1st next request of that rank may go; `now` when at once; infinite when only an answer
 * can tell.
 */
function freeAt(lane: Lane, rank: Rank, now: number, ahead: number): number {
  const reserve = rank === "later" ? Math.ceil(lane.limit / RESERVE) : 0;
  const room = Math.max(1, lane.limit - reserve);
  let at = Math.max(now, lane.blockedUntil);
  const over = lane.underWay + lane.answered.length + ahead + 1 - room;
  if (over > 0) {
    const frees = lane.answered[over - 1];
    at = frees === undefined ? Number.POSITIVE_INFINITY : Math.max(at, frees + WINDOW_MS);
  }
  if (lane.left && lane.left.count - ahead - reserve <= 0) at = Math.max(at, lane.left.until);
  if (rank === "later" && lane.laterUnderWay >= LATER_AT_ONCE) return Number.POSITIVE_INFINITY;
  return at;
}
