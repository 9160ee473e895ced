import { CONNECTIONS, type ConnectionId, type ConnectionState } from "../../shared/connection";
import { Failure } from "../../shared/failure";
import type { Keychain, SecretName } from "../keychain/keychain";
import { systemClock, type Clock } from "../base/clock";
import type { Log } from "../base/log";
import type { Processor } from "../processors/processor";
import type { Settings } from "../settings/settings";
import type { Addresses } from "./addresses";
import { createHealth, type Heard } from "./health";
import { clockSentence, whyNotConnected, whyTrouble } from "./sentences";
import { cleanToken } from "./clean-token";
import { clientOf, readClient, writeClient, type Client } from "./client";

/** Practice connections need no secret; their servers are on this machine. */
export type PracticeId = "training" | "training_justifi";
type Bearer = "payarc_test" | "payarc_live";
type ByClient = "justifi_test" | "justifi_live";
type Remote = Bearer | ByClient;
const REMOTES: readonly Remote[] = ["payarc_test", "payarc_live", "justifi_test", "justifi_live"];
const OTHER: Readonly<Record<Bearer, Bearer>> = { payarc_test: "payarc_live", payarc_live: "payarc_test" };
const isPractice = (id: string): id is PracticeId => id === "training" || id === "training_justifi";
const isByClient = (id: Remote): id is ByClient => CONNECTIONS[id].credentials === "client";
/** The credentials that a person gives to connect: the contract's input without the connection. */
export type Given =
  | { readonly token: string }
  | { readonly clientId: string; readonly clientSecret: string; readonly subAccount: string | null };
/** By how much a clock must be off before people are told, in ms. */
const CLOCK_ERROR_MS = 2 * 60_000;
/** People are told this long before a token ends, in ms. */
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Which processor is in use. The only part that holds a bearer token or a client's secret, and it gives it to a
 * processor alone.
 */
export interface Connections {
  /** Reads the tokens from the keychain and makes the processors. Called once, before all else. Does not throw. */
  start(): Promise<void>;
  current(): ConnectionId;
  /** The processor of that connection (or of the one in use). Throws Failure("not_connected" or "unsupported"). */
  processor(id?: string): Processor;
  /**
   * Starts what that connection needs on this machine, if it is not there yet. Does not throw; `processor` says why it
   * is not there.
   */
  prepare(id: string): Promise<void>;
  state(id: ConnectionId): ConnectionState;
  /** null: the connection in use answers, as far as is known. */
  trouble(): string | null;
  notices(): readonly { id: string; tone: "info" | "warning"; sentence: string }[];
  /** Changes to a connection that has what it needs. Throws a Failure when it has not. */
  use(id: ConnectionId): Promise<void>;
  /** Checks the credentials, keeps them, changes to the connection. On a Failure nothing has changed. */
  connect(id: ConnectionId, given: Given): Promise<void>;
  /** Takes the credentials out of the keychain; when it was in use, Training is in use after it. */
  forget(id: ConnectionId): Promise<void>;
  /** Asks the connection in use whether it answers, unless it just did; changes `trouble`. Does not throw. */
  checkNow(): Promise<void>;
  /** Tells what came of a request on that connection. */
  heard(id: ConnectionId, what: Heard): void;
  /** Called after every change of what is told above. */
  onChange(listener: () => void): void;
  /** Called when another processor is in use: another connection, or another token of the same. */
  onTokenChange(listener: () => void): void;
  close(): void;
}

export interface ConnectionOptions {
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  readonly addresses: Addresses;
  /** Why live connections cannot be used; null when they can. */
  readonly noLive: string | null;
  readonly makePayarc: (id: Bearer, address: string, token: string) => Processor;
  readonly makeJustifi: (id: ByClient, address: string, client: Client) => Processor;
  /** Epoch ms at which a token ends by its own word; null when it does not say. */
  readonly tokenEndsAt: (token: string) => number | null;
  /**
   * Starts a practice processor, or answers the sentence that says why there is none. Called once for each, when it is
   * first needed.
   */
  readonly startPractice: (id: PracticeId) => Promise<Processor | string>;
  readonly now: () => number;
  /** The computer's own clock when not given. */
  readonly clock?: Clock;
}

interface Ready {
  readonly processor: Processor;
  readonly endsAt: number | null;
  readonly kept: "keychain" | "memory";
}

export function createConnections(options: ConnectionOptions): Connections {
  const { keychain, settings, log, addresses, noLive, makePayarc, makeJustifi, tokenEndsAt, startPractice, now } =
    options;
  const practice = new Map<PracticeId, Processor | string>();
  const starting = new Map<PracticeId, Promise<void>>();
  const ready = new Map<Remote, Ready>();
  /** Why a token that may be there could not be read. */
  const unreadable = new Map<Remote, string>();
  const listeners: (() => void)[] = [];
  const tokenListeners: (() => void)[] = [];
  let current: ConnectionId = settings.connection();
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const secretOf = (id: Remote): SecretName =>
    isByClient(id) ? `client credentials of ${id}` : `bearer token of ${id}`;
  /** The processor that a kept secret opens; null when it is none that can be read. */
  const make = (id: Remote, secret: string): Ready["processor"] | null => {
    if (!isByClient(id)) return makePayarc(id, addresses[id], secret);
    const client = readClient(secret);
    return client && makeJustifi(id, addresses[id], client);
  };
  const endsAtOf = (id: Remote, secret: string): number | null => (isByClient(id) ? null : tokenEndsAt(secret));
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  /** One change at a time: two windows may ask at once. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = queue.then(run);
    queue = mine.catch(() => {});
    return mine;
  };
  const blocked = (id: ConnectionId): string | null => (CONNECTIONS[id].kind === "live" ? noLive : null);
  const refuseBlocked = (id: ConnectionId): void => {
    const why = blocked(id);
    if (why !== null) throw new Failure("unsupported", why);
  };
  const noToken = (id: Remote): string =>
    unreadable.get(id) ??
    (isByClient(id)
      ? `${CONNECTIONS[id].label} has no client ID and secret on this computer. Type them in Settings to connect.`
      : `${CONNECTIONS[id].label} has no bearer token on this computer. Type it in Settings to connect.`);

  const prepare = (asked: string): Promise<void> => {
    if (!isPractice(asked) || closed) return Promise.resolve();
    let begun = starting.get(asked);
    if (!begun) {
      begun = startPractice(asked).then((made) => {
        practice.set(asked, made);
        if (closed && typeof made !== "string") made.close();
      });
      starting.set(asked, begun);
    }
    return begun;
  };

  const processor = (asked: string = current): Processor => {
    if (isPractice(asked)) {
      const found = practice.get(asked) ?? `${CONNECTIONS[asked].label} has not been started.`;
      if (typeof found === "string") throw new Failure("not_connected", found);
      return found;
    }
    const id = REMOTES.find((remote) => remote === asked);
    if (!id) throw new Failure("not_connected", `There is no connection called ${asked}.`);
    // SECURITY: asked here too, so that no road leads to a live processor on a runtime that may not have one.
    refuseBlocked(id);
    const found = ready.get(id);
    if (!found) throw new Failure("not_connected", noToken(id));
    return found.processor;
  };

  const health = createHealth({
    clock: options.clock ?? systemClock,
    canAsk: () => isPractice(current) || ready.has(current),
    changed,
    ask: async () => {
      const asked = current;
      try {
        await processor(asked).check();
        return null;
      } catch (error) {
        if (!(error instanceof Failure)) log.error("connections: the check failed", error);
        return whyTrouble(asked, error);
      }
    },
  });

  let clockSaid: string | null = null;
  /** Spans are counted by the processor's clock; that this computer's is wrong is told all the same. */
  const clockNotice = (): { id: string; tone: "warning"; sentence: string } | null => {
    try {
      const found = processor();
      const offset = found.clockOffset();
      if (offset === null || Math.abs(offset) < CLOCK_ERROR_MS) return null;
      return { id: "clock", tone: "warning", sentence: clockSentence(found.name, offset) };
    } catch {
      return null;
    }
  };

  const change = (id: ConnectionId): void => {
    current = id;
    health.begin(null);
    settings.useConnection(id);
    log.info(`connections: ${id} is in use`);
    changed();
    for (const listener of tokenListeners) listener();
  };

  return {
    start: async () => {
      await Promise.all([prepare("training"), prepare(current)]);
      for (const id of REMOTES) {
        try {
          const secret = await keychain.get(secretOf(id));
          // MONEY: the keychain did not take the newer secret, or would not let go of this one: it may be another
          // account's.
          if (settings.outdated().includes(id)) {
            if (secret !== null)
              unreadable.set(
                id,
                `The keychain still has an older secret of ${CONNECTIONS[id].label}, which is not used. Type the one in force in Settings to connect.`,
              );
            else if (await keychain.available()) settings.setOutdated(id, false);
            continue;
          }
          const made = secret === null ? null : make(id, secret);
          if (secret !== null && made)
            ready.set(id, { processor: made, endsAt: endsAtOf(id, secret), kept: "keychain" });
        } catch (error) {
          log.warn(`connections: no secret for ${id}`, error);
          unreadable.set(
            id,
            `The secret of ${CONNECTIONS[id].label} is in the keychain, which does not answer. Unlock the keychain and start Counterfoil again, or connect anew in Settings.`,
          );
        }
      }
      if (!isPractice(current) && !ready.has(current)) health.begin(noToken(current));
    },
    current: () => current,
    processor,
    prepare,
    state: (id) => {
      const found = isPractice(id) ? null : ready.get(id);
      const { label, kind, credentials } = CONNECTIONS[id];
      return {
        id,
        label,
        kind,
        credentials,
        blocked: blocked(id),
        hasSecret: found !== null && found !== undefined,
        secretEndsAt: found?.endsAt ?? null,
      };
    },
    trouble: () => blocked(current) ?? health.trouble(),
    notices: () => [
      ...[clockNotice()].filter((notice) => notice !== null),
      ...[...ready].flatMap(([id, { endsAt, kept }]) => {
        const { label } = CONNECTIONS[id];
        const said: { id: string; tone: "info" | "warning"; sentence: string }[] = [];
        if (kept === "memory") {
          said.push({
            id: `session-token-${id}`,
            tone: "warning",
            sentence: `The ${isByClient(id) ? "client secret" : "token"} of ${label} is kept in memory only and must be typed again next time: the keychain does not answer.`,
          });
        }
        if (endsAt !== null && endsAt - now() < SOON_MS) {
          const date = new Date(endsAt).toLocaleDateString("en-US", { dateStyle: "long" });
          said.push({
            id: `token-ends-${id}`,
            tone: "warning",
            sentence: `The token of ${label} ${endsAt < now() ? "ended" : "ends"} on ${date}. Make a new one in the PayArc dashboard and connect again in Settings.`,
          });
        }
        return said;
      }),
    ],
    use: (id) =>
      inTurn(async () => {
        await prepare(id);
        processor(id);
        change(id);
        void health.checkNow();
      }),
    connect: (id, given) =>
      inTurn(async () => {
        if (isPractice(id)) throw new Failure("bad_input", "Training needs no credentials.");
        refuseBlocked(id);
        const secret = secretFrom(id, given);
        const made = make(id, secret);
        if (!made) throw new Failure("internal", "Something unexpected happened.");
        try {
          await made.check();
        } catch (error) {
          made.close();
          log.warn(`connections: ${id} did not accept what it was given`, error);
          const unauthorized = error instanceof Failure && error.code === "unauthorized";
          throw whyNotConnected(id, error, {
            endsAt: endsAtOf(id, secret),
            now: now(),
            belongsTo: unauthorized && !isByClient(id) ? await ownerOf(OTHER[id], secret) : null,
          });
        }
        // The secret counts as outdated until it is kept: a program that dies in between asks for it once more.
        settings.setOutdated(id, true);
        const kept = await keychain.set(secretOf(id), secret);
        settings.setOutdated(id, kept === "memory");
        ready.get(id)?.processor.close();
        ready.set(id, { processor: made, endsAt: endsAtOf(id, secret), kept });
        unreadable.delete(id);
        change(id);
      }),
    forget: (id) =>
      inTurn(async () => {
        if (isPractice(id)) throw new Failure("bad_input", "Training needs no credentials.");
        // The secret goes out of use before it goes out of the keychain, so that it is not used whatever that says.
        ready.get(id)?.processor.close();
        ready.delete(id);
        unreadable.delete(id);
        if (current === id) change("training");
        else changed();
        settings.setOutdated(id, true);
        try {
          await keychain.remove(secretOf(id));
          settings.setOutdated(id, false);
        } catch (error) {
          throw new Failure(
            "no_keychain",
            `${CONNECTIONS[id].label} is out of use, but its token could not be taken out of the keychain. Unlock the keychain and forget it again, or remove "Counterfoil" there yourself.`,
            {},
            { cause: error },
          );
        }
      }),
    checkNow: () => health.checkNow(),
    heard: (id, what) => {
      if (id !== current || closed) return;
      health.heard(what);
      const said = clockNotice()?.sentence ?? null;
      if (said === clockSaid) return;
      clockSaid = said;
      changed();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    onTokenChange: (listener) => {
      tokenListeners.push(listener);
    },
    close: () => {
      closed = true;
      health.stop();
      for (const made of ready.values()) made.processor.close();
      for (const made of practice.values()) if (typeof made !== "string") made.close();
    },
  };

  /**
   * What is kept in the keychain for what was typed. Throws a Failure that names the field which is not what it should
   * be.
   */
  function secretFrom(id: Remote, given: Given): string {
    if (isByClient(id)) {
      if ("token" in given)
        throw new Failure("bad_input", `${CONNECTIONS[id].label} is connected with a client ID and a client secret.`);
      return writeClient(clientOf(id, given));
    }
    const token = "token" in given ? cleanToken(given.token) : null;
    if (token === null)
      throw new Failure("bad_input", "This is not a bearer token. One is a single long line of letters and digits.", {
        token: "Paste the whole token.",
      });
    return token;
  }

  /**
   * Nothing in a token says which environment it is of (docs/payarc.md 1), so a refused one is shown to the other
   * environment, once, with a call that only reads. SECURITY: PayArc's own two hosts only; never to or from a replaced
   * address.
   */
  async function ownerOf(other: Bearer, token: string): Promise<Bearer | null> {
    if (addresses.overridden || blocked(other) !== null) return null;
    const made = makePayarc(other, addresses[other], token);
    try {
      await made.check();
      return other;
    } catch {
      return null;
    } finally {
      made.close();
    }
  }
}
