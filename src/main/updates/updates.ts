import { Failure } from "../../shared/failure";
import type { Notice } from "../../shared/contract";
import type { UpdateState } from "../../shared/updates";
import { updateWords as words } from "../../shared/words/updates";
import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import { OfferRefused, type Offer } from "./offer";

/** Where newer versions of the program are, and base64 of the 32 bytes of the Ed25519 key that has to have signed them. */
export interface UpdatesPlace {
  readonly root: string;
  readonly key: string;
}

/** What finds, downloads and installs (shell/updater.ts). Each throws OfferRefused where something is not as it must be. */
export interface UpdateEngine {
  /** null: nothing is newer. */
  look(): Promise<Offer | null>;
  /** Downloads what was found last. */
  fetch(): Promise<void>;
  /** What was downloaded is installed when the program has ended, and the program starts again. */
  installAtEnd(): void;
}

/** Newer versions of the program. Off unless a person switches it on; nothing is installed unless a person asks. */
export interface Updates {
  state(): UpdateState;
  notices(): readonly Notice[];
  /** The first page is there: looks a little later, and then once a day. */
  begin(): void;
  /** The switch may have been turned. */
  switched(): void;
  /** Looks now. What went wrong is in the state. */
  look(): Promise<void>;
  /** Downloads what was found. What went wrong is in the state. */
  fetch(): Promise<void>;
  /** Ends the program to install what was downloaded. Throws a Failure while a payment is open. */
  install(): void;
}

/** The first look waits so long, in ms, until the start is over. */
const FIRST_LOOK_MS = 30_000;
const DAY_MS = 24 * 3_600_000;

export function createUpdates(options: {
  /** Whether a person has switched it on. */
  readonly on: () => boolean;
  /** Loads the engine: only once it is needed. null: this copy cannot be replaced. */
  readonly openEngine: () => Promise<UpdateEngine | null>;
  /** Whether there is a place to look at. */
  readonly released: boolean;
  /** How many payments have no outcome yet, those being checked included. */
  readonly open: () => number;
  readonly quit: () => void;
  readonly changed: () => void;
  readonly clock: Pick<Clock, "wall" | "after">;
  readonly log: Log;
}): Updates {
  const { clock, log } = options;
  let engine: Promise<UpdateEngine | null> | null = null;
  let state: UpdateState = { kind: "newest", at: null };
  let callOff = (): void => undefined;
  let wasOn = options.on();

  const set = (next: UpdateState): void => {
    state = next;
    options.changed();
  };
  const isBusy = (): boolean => state.kind === "looking" || state.kind === "fetching";
  const lookAfter = (ms: number): void => {
    callOff();
    callOff = clock.after(ms, () => void look());
  };
  const theEngine = (): Promise<UpdateEngine | null> => {
    engine ??= options.openEngine();
    return engine;
  };
  const failed = (error: unknown, otherwise: string): UpdateState => {
    log.warn("updates: not done", error);
    return { kind: "failed", sentence: error instanceof OfferRefused ? error.sentence : otherwise };
  };

  const look = async (): Promise<void> => {
    // What is downloaded already waits for a person.
    if (!options.on() || !options.released || isBusy() || state.kind === "ready") return;
    set({ kind: "looking" });
    try {
      const own = await theEngine();
      if (own === null) return set({ kind: "unable", sentence: words.byHand });
      const offer = await own.look();
      set(offer === null ? { kind: "newest", at: clock.wall() } : { kind: "found", ...offer });
    } catch (error) {
      set(failed(error, words.notReached));
    } finally {
      lookAfter(DAY_MS);
    }
  };

  const shown = (): UpdateState => {
    if (!options.on()) return { kind: "off" };
    return options.released ? state : { kind: "unable", sentence: words.unreleased };
  };

  return {
    state: shown,
    notices() {
      const now = shown();
      if (now.kind !== "found" && now.kind !== "ready") return [];
      return [{ id: `update-${now.version}`, tone: "info", sentence: words.notice(now) }];
    },
    begin: () => {
      if (options.on()) lookAfter(FIRST_LOOK_MS);
    },
    switched() {
      const on = options.on();
      if (on === wasOn) return;
      wasOn = on;
      if (on) void look();
      else callOff();
    },
    look,
    async fetch() {
      if (state.kind !== "found" || !options.on()) throw new Failure("refused", words.nothingReady);
      const { version, notes } = state;
      set({ kind: "fetching", version, notes });
      try {
        await (await theEngine())?.fetch();
        set({ kind: "ready", version, notes });
      } catch (error) {
        set(failed(error, words.fetchFailed));
      }
    },
    install() {
      // What `fetch` set was by an engine that is there.
      if (state.kind !== "ready" || !options.on()) throw new Failure("refused", words.nothingReady);
      // MONEY: nothing is cut off. What a person charges after this line is on record, and looked up at the next start.
      if (options.open() > 0) throw new Failure("refused", words.open);
      void theEngine().then((own) => {
        own?.installAtEnd();
        options.quit();
      });
    },
  };
}
