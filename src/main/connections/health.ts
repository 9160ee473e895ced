import type { Clock } from "../base/clock";

/**
 * What came of a request: the processor answered it; was unreachable, in trouble or would not let us in; or has not
 * answered yet, for some seconds.
 */
export type Heard = "well" | "unwell" | "silent";

/** Whether the connection in use answers. Every request tells; a request of its own is made only when in doubt. */
export interface Health {
  /** Why the connection in use does not answer, in one sentence; null while all is well. */
  trouble(): string | null;
  /** Epoch ms at which it stopped answering; null while all is well, or where it was never asked. */
  since(): number | null;
  /** Tells what came of any request on the connection in use. */
  heard(what: Heard): void;
  /** Asks the processor, unless it answered within the last minute and all was well. Never rejects. */
  checkNow(): Promise<void>;
  /** Another connection is in use, or its credentials are new; `trouble` is what is known of it by now. */
  begin(trouble: string | null): void;
  stop(): void;
}

/** How long a connection that was silent once may take to answer something else before it is asked, in ms. */
const DOUBT_MS = 3_000;
/** A check that takes longer says by that what is wrong, and people need not wait for its end, in ms. */
const PATIENCE_MS = 3_000;
const ASK_AGAIN_MS = 20_000;
/** The request budget is small (docs/payarc.md 2): no more than one check a minute while all is well. */
const WELL_FOR_MS = 60_000;

export function createHealth(options: {
  readonly clock: Clock;
  /** What is said of a processor that has not answered a check for a while. */
  readonly silence: () => string;
  /** Asks the processor in use; answers the sentence that says what is wrong, null when it answered as it should. */
  readonly ask: () => Promise<string | null>;
  /** Whether there is a processor to ask again by itself. */
  readonly canAsk: () => boolean;
  readonly changed: () => void;
}): Health {
  const { clock } = options;
  let trouble: string | null = null;
  let wellAt = -Infinity;
  let unwellAt = -Infinity;
  /** The first request that went wrong since the last one that did not, epoch ms. */
  let since: number | null = null;
  let askedAt = -Infinity;
  let silentAt = -Infinity;
  let planned: (() => void) | null = null;
  /** Grows with each change of connection, so that an answer of the one before says nothing of this one. */
  let turn = 0;
  let stopped = false;

  const callOff = (): void => {
    planned?.();
    planned = null;
  };
  const planIn = (ms: number): void => {
    callOff();
    if (stopped) return;
    planned = clock.after(ms, () => {
      planned = null;
      if (trouble !== null || unwellAt >= wellAt) void check();
    });
  };
  const say = (found: string | null): void => {
    since = found === null ? null : (since ?? clock.wall());
    if (found === trouble) return;
    trouble = found;
    options.changed();
  };
  const check = async (): Promise<void> => {
    callOff();
    askedAt = clock.steady();
    const asked = turn;
    const impatient = clock.after(PATIENCE_MS, () => {
      if (!stopped && asked === turn && trouble === null && wellAt < askedAt) say(options.silence());
    });
    const found = await options.ask();
    impatient();
    if (stopped || asked !== turn) return;
    if (found === null) wellAt = clock.steady();
    else if (options.canAsk()) planIn(ASK_AGAIN_MS);
    say(found);
  };

  return {
    trouble: () => trouble,
    since: () => (trouble === null ? null : since),
    heard(what) {
      if (what === "silent") {
        // One slow answer after the other is one doubt: the request budget is small.
        if (clock.steady() - silentAt < ASK_AGAIN_MS) return;
        silentAt = clock.steady();
      }
      if (what !== "well") {
        unwellAt = clock.steady();
        since ??= clock.wall();
        if (trouble === null && planned === null) planIn(DOUBT_MS);
        return;
      }
      wellAt = clock.steady();
      if (trouble === null) {
        since = null;
        return;
      }
      callOff();
      say(null);
    },
    checkNow: () => {
      const well = trouble === null && wellAt > unwellAt && clock.steady() - wellAt < WELL_FOR_MS;
      return well ? Promise.resolve() : check();
    },
    begin(known) {
      turn++;
      callOff();
      wellAt = -Infinity;
      unwellAt = -Infinity;
      askedAt = -Infinity;
      silentAt = -Infinity;
      since = null;
      trouble = known;
    },
    stop() {
      stopped = true;
      callOff();
    },
  };
}
