import { CONNECTIONS, type ConnectionId, type ConnectionState } from "../../shared/connection";
import { Failure } from "../../shared/failure";
import { redactError } from "../../shared/redact";
import type { Keychain, SecretName } from "../keychain/keychain";
import type { Log } from "../log";
import type { Processor } from "../processors/processor";
import type { Settings } from "../settings/settings";
import type { Addresses } from "./addresses";
import { whyNotConnected, whyTrouble } from "./sentences";
import { cleanToken } from "./clean-token";

type Remote = Exclude<ConnectionId, "training">;
const REMOTES: readonly Remote[] = ["payarc_test", "payarc_live"];
const OTHER: Readonly<Record<Remote, Remote>> = { payarc_test: "payarc_live", payarc_live: "payarc_test" };
/** While a connection does not answer, it is asked again this often. */
const ASK_AGAIN_MS = 20_000;
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/** Which processor is in use. The only part that holds a bearer token, and it gives it to a processor alone. */
export interface Connections {
  /** Reads the tokens from the keychain and makes the processors. Called once, before all else. Does not throw. */
  start(): Promise<void>;
  current(): ConnectionId;
  /** The processor of that connection (or of the one in use). Throws Failure("not_connected" or "unsupported"). */
  processor(id?: string): Processor;
  state(id: ConnectionId): ConnectionState;
  /** null: the connection in use answers, as far as is known. */
  trouble(): string | null;
  notices(): readonly { id: string; tone: "info" | "warning"; sentence: string }[];
  /** Throws Failure. */
  use(id: ConnectionId): Promise<void>;
  /** Checks the token, keeps it, changes to the connection. On a Failure nothing has changed. */
  connect(id: ConnectionId, token: string): Promise<void>;
  /** Takes the token out of the keychain; when it was in use, Training is in use after it. */
  forget(id: ConnectionId): Promise<void>;
  /** Asks the connection in use whether it answers; changes `trouble`. Does not throw. */
  checkNow(): Promise<void>;
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
  readonly makePayarc: (id: Remote, address: string, token: string) => Processor;
  /** Epoch ms at which a token ends by its own word; null when it does not say. */
  readonly tokenEndsAt: (token: string) => number | null;
  /** The practice processor, or the sentence that says why there is none. */
  readonly training: Processor | string;
  readonly now: () => number;
}

interface Ready {
  readonly processor: Processor;
  readonly endsAt: number | null;
  readonly kept: "keychain" | "memory";
}

export function createConnections(options: ConnectionOptions): Connections {
  const { keychain, settings, log, addresses, noLive, makePayarc, tokenEndsAt, training, now } = options;
  const ready = new Map<Remote, Ready>();
  /** Why a token that may be there could not be read. */
  const unreadable = new Map<Remote, string>();
  const listeners: (() => void)[] = [];
  const tokenListeners: (() => void)[] = [];
  let current: ConnectionId = settings.connection();
  let trouble: string | null = null;
  let asking: ReturnType<typeof setTimeout> | null = null;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const secretOf = (id: Remote): SecretName => `bearer token of ${id}`;
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
    unreadable.get(id) ?? `${CONNECTIONS[id].label} has no bearer token on this computer. Type it in Settings to connect.`;

  const processor = (asked: string = current): Processor => {
    if (asked === "training") {
      if (typeof training === "string") throw new Failure("not_connected", training);
      return training;
    }
    const id = REMOTES.find((remote) => remote === asked);
    if (!id) throw new Failure("not_connected", `There is no connection called ${asked}.`);
    // SECURITY: asked here too, so that no road leads to a live processor on a runtime that may not have one.
    refuseBlocked(id);
    const found = ready.get(id);
    if (!found) throw new Failure("not_connected", noToken(id));
    return found.processor;
  };

  const checkNow = async (): Promise<void> => {
    if (asking) clearTimeout(asking);
    asking = null;
    const asked = current;
    let found: string | null = null;
    try {
      await processor(asked).check();
    } catch (error) {
      if (!(error instanceof Failure)) log.error("connections: the check failed", error);
      found = whyTrouble(asked, error);
    }
    if (closed || asked !== current) return;
    if (found !== null && (asked === "training" || ready.has(asked))) {
      asking = setTimeout(() => void checkNow(), ASK_AGAIN_MS);
      asking.unref();
    }
    if (found === trouble) return;
    trouble = found;
    changed();
  };

  const change = (id: ConnectionId): void => {
    current = id;
    trouble = null;
    settings.useConnection(id);
    log.info(`connections: ${id} is in use`);
    changed();
    for (const listener of tokenListeners) listener();
  };

  return {
    start: async () => {
      for (const id of REMOTES) {
        try {
          const token = await keychain.get(secretOf(id));
          if (token !== null) ready.set(id, { processor: makePayarc(id, addresses[id], token), endsAt: tokenEndsAt(token), kept: "keychain" });
        } catch (error) {
          log.warn(`connections: no token for ${id}`, redactError(error));
          unreadable.set(id, `The token of ${CONNECTIONS[id].label} is in the keychain, which does not answer. Unlock the keychain and start Counterfoil again, or connect anew in Settings.`);
        }
      }
      if (current !== "training" && !ready.has(current)) trouble = noToken(current);
    },
    current: () => current,
    processor,
    state: (id) => {
      const found = id === "training" ? null : ready.get(id);
      const { label, kind } = CONNECTIONS[id];
      return { id, label, kind, blocked: blocked(id), hasSecret: found !== null && found !== undefined, secretEndsAt: found?.endsAt ?? null };
    },
    trouble: () => blocked(current) ?? trouble,
    notices: () =>
      [...ready].flatMap(([id, { endsAt, kept }]) => {
        const { label } = CONNECTIONS[id];
        const said: { id: string; tone: "info" | "warning"; sentence: string }[] = [];
        if (kept === "memory") {
          said.push({ id: `session-token-${id}`, tone: "warning", sentence: `The token of ${label} is kept in memory only and must be typed again next time: the keychain does not answer.` });
        }
        if (endsAt !== null && endsAt - now() < SOON_MS) {
          const date = new Date(endsAt).toLocaleDateString("en-US", { dateStyle: "long" });
          said.push({ id: `token-ends-${id}`, tone: "warning", sentence: `The token of ${label} ${endsAt < now() ? "ended" : "ends"} on ${date}. Make a new one in the PayArc dashboard and connect again in Settings.` });
        }
        return said;
      }),
    use: (id) =>
      inTurn(async () => {
        processor(id);
        change(id);
        void checkNow();
      }),
    connect: (id, pasted) =>
      inTurn(async () => {
        if (id === "training") throw new Failure("bad_input", "Training needs no token.");
        refuseBlocked(id);
        const token = cleanToken(pasted);
        if (token === null) throw new Failure("bad_input", "This is not a bearer token. One is a single long line of letters and digits.", { token: "Paste the whole token." });
        const made = makePayarc(id, addresses[id], token);
        try {
          await made.check();
        } catch (error) {
          made.close();
          log.warn(`connections: ${id} did not accept a token`, redactError(error));
          const unauthorized = error instanceof Failure && error.code === "unauthorized";
          throw whyNotConnected(id, error, { endsAt: tokenEndsAt(token), now: now(), belongsTo: unauthorized ? await ownerOf(OTHER[id], token) : null });
        }
        const kept = await keychain.set(secretOf(id), token);
        ready.get(id)?.processor.close();
        ready.set(id, { processor: made, endsAt: tokenEndsAt(token), kept });
        unreadable.delete(id);
        change(id);
      }),
    forget: (id) =>
      inTurn(async () => {
        if (id === "training") throw new Failure("bad_input", "Training needs no token.");
        // First out of use, then out of the keychain: whatever the keychain says, it is not used again.
        ready.get(id)?.processor.close();
        ready.delete(id);
        unreadable.delete(id);
        if (current === id) change("training");
        else changed();
        try {
          await keychain.remove(secretOf(id));
        } catch (error) {
          throw new Failure("no_keychain", `${CONNECTIONS[id].label} is out of use, but its token could not be taken out of the keychain. Unlock the keychain and forget it again, or remove "Counterfoil" there yourself.`, {}, { cause: error });
        }
      }),
    checkNow,
    onChange: (listener) => {
      listeners.push(listener);
    },
    onTokenChange: (listener) => {
      tokenListeners.push(listener);
    },
    close: () => {
      closed = true;
      if (asking) clearTimeout(asking);
      for (const { processor } of ready.values()) processor.close();
      if (typeof training !== "string") training.close();
    },
  };

  /**
   * Nothing in a token says which environment it is of (fact sheet 1), so a refused one is shown to the other environment, once,
   * with a call that only reads. SECURITY: PayArc's own two hosts only; never to or from a replaced address.
   */
  async function ownerOf(other: Remote, token: string): Promise<Remote | null> {
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
