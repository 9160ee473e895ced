import { Failure } from "../../shared/failure";
import type { Clock } from "./clock";
import { errorText, type Log } from "./log";
import { createPacing } from "./pacing";
import { listWords } from "../../shared/words/errors";

/**
 * Reads a processor's list into a local copy, in the background and one connection at a time: step after step, with
 * pauses between them that grow while the reading fails. What a step reads is the copy's own business.
 */
export interface BackgroundReading<Source> {
  /** Starts, or changes to another connection. `source`: who is asked. */
  start(connection: string, source: Source): void;
  stop(): void;
  /** There is something to do: no pause before the next step. */
  wake(): void;
  /** Has the status told, soon and at most four times a second. */
  tell(): void;
  /** Why the connection cannot be read now, in one sentence; null: it can, or it is not the one that is read. */
  trouble(connection: string): string | null;
  /** Whether that connection is the one that is read. */
  reads(connection: string): boolean;
  /** A question that is answered yes until the next start or stop. */
  untilChanged(): () => boolean;
}

/** One connection's reading, from its start to its stop. */
export interface Reading<Source> {
  readonly connection: string;
  readonly source: Source;
  /** False once it was stopped: then nothing more may be written. */
  readonly goesOn: () => boolean;
}

/** Reads a little. Answers how long to wait before the next step, in ms; 0: there is more to read now. May throw. */
export type ReadStep = () => Promise<number>;

export interface BackgroundReadingOptions<Source> {
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
  /** What the list is of, for people and for the log: "customers". */
  readonly what: string;
  /** Called at each start; answers the step of this reading. */
  readonly begin: (reading: Reading<Source>) => ReadStep;
  /** The processor no longer accepts the place where the reading is: it has to begin again from the first page. */
  readonly beginAgain: (connection: string) => void;
  /** Tells people how far the reading of that connection is. */
  readonly tellStatus: (connection: string) => void;
}

const TELL_MS = 250;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Never throws by itself: what goes wrong becomes `trouble` and a line in the log. */
export function createBackgroundReading<Source>(options: BackgroundReadingOptions<Source>): BackgroundReading<Source> {
  const { clock, log, what } = options;
  const pacing = createPacing(clock, TELL_MS);
  let turn = 0;
  let current: string | null = null;
  let trouble: string | null = null;
  let woken = false;

  const safely = (doing: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      log.warn(`${what}: ${doing} failed: ${errorText(error)}`);
    }
  };

  const tell = (): void => {
    const connection = current;
    if (connection === null) return;
    pacing.tell(() => {
      if (current === connection) safely("telling the status", () => options.tellStatus(connection));
    });
  };

  const untilChanged = (): (() => boolean) => {
    const own = turn;
    return () => turn === own;
  };

  const run = async (connection: string, source: Source): Promise<void> => {
    const goesOn = untilChanged();
    const step = options.begin({ connection, source, goesOn });
    for (let failures = 0; goesOn(); ) {
      let pause: number;
      woken = false;
      try {
        pause = await step();
        if (!goesOn()) return;
        failures = 0;
        trouble = null;
      } catch (error) {
        if (!goesOn()) return;
        failures += 1;
        trouble = error instanceof Failure ? error.sentence : couldNotKeep(what);
        log.warn(`${what} of ${connection} could not be read: ${errorText(error)}`);
        if (failures >= 2 && isAboutTheRequest(error)) safely("beginning again", () => options.beginAgain(connection));
        pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      }
      tell();
      if (pause > 0 && !woken) await pacing.pause(pause);
    }
  };

  const stop = (): void => {
    turn += 1;
    current = null;
    trouble = null;
    pacing.stop();
  };

  return {
    start(connection, source) {
      stop();
      current = connection;
      void run(connection, source);
    },
    stop,
    wake() {
      woken = true;
      pacing.wake();
    },
    tell,
    trouble: (connection) => (current === connection ? trouble : null),
    reads: (connection) => current === connection,
    untilChanged,
  };
}

function couldNotKeep(what: string): string {
  return listWords.notKept({ what });
}

/** A place in the list that the processor refuses would be refused for ever. */
function isAboutTheRequest(error: unknown): boolean {
  return error instanceof Failure && ["bad_input", "not_found", "refused", "unreadable"].includes(error.code);
}
