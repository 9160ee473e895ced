import { Failure } from "../../shared/failure";
import type { Log } from "../base/log";
import { programWords } from "../../shared/words/program";

const SERVICE = "Counterfoil";
/** A locked keychain may wait for a password prompt that nobody sees: the app must not wait with it. */
const KEYCHAIN_TIME_LIMIT_MS = 15_000;

/** Everything that is kept in the keychain. Nothing else may be asked for. */
export type SecretName =
  | `bearer token of ${string}`
  | `client credentials of ${string}`
  | "proxy password"
  /** How this desk comes to the shared book, and the words of the shop. */
  | "shared book"
  | `practice key of ${string}`
  | "justifi training key"
  /** Nothing: whether it is taken tells an open keychain from one that only says that it has nothing. */
  | "open"
  | "journal key"
  | "directory key"
  | "history key"
  | "filters key"
  | "closings key"
  | "people key"
  | "people pepper"
  /** Those of the shop's other desks, as hex with blanks between. */
  | "people peppers of the shop"
  | "training key";

/** The three calls of keytar that are used; a test gives its own. */
export interface SecretService {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, value: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The operating system's keychain behind three verbs. No error that leaves it holds a secret. */
export interface Keychain {
  /** False: this session keeps everything in memory. Asked once; it never rejects and is bounded in time. */
  available(): Promise<boolean>;
  /**
   * MONEY: whether it can be believed when it says that it has no entry: it takes one now. Of a keychain whose prompt somebody
   * has closed libsecret says that it has nothing. Never rejects.
   */
  isOpen(): Promise<boolean>;
  /** null when there is none. Throws Failure("no_keychain") when the keychain is there but does not answer now. */
  get(name: SecretName): Promise<string | null>;
  /** Says where it is kept: in memory it ends with the app. Does not throw. */
  set(name: SecretName, value: string): Promise<"keychain" | "memory">;
  /**
   * Of what a file hangs by: keeps it where it outlasts the session, or nowhere. Without any keychain it is in memory, as all
   * of that session. Throws Failure("no_keychain") where there is one that does not take it now.
   */
  keep(name: SecretName, value: string): Promise<void>;
  /** Throws Failure("no_keychain") when it cannot be said for certain that it is gone. */
  remove(name: SecretName): Promise<void>;
}

export interface KeychainOptions {
  /** Loaded on first use: a missing library or bus is found then, and is "not available". */
  readonly load: () => Promise<SecretService>;
  readonly log: Log;
  /** Tells user-data folders of one login apart; null for the ordinary one. */
  readonly profile: string | null;
  readonly timeLimitMs?: number;
}

/** The keychain of the operating system, through keytar, which is loaded when first asked. */
export async function loadKeytar(): Promise<SecretService> {
  const loaded: unknown = await import("keytar");
  // A CommonJS package comes as its own default where the runtime wraps it.
  const wrapped = loaded as { default?: SecretService } & SecretService;
  return wrapped.default ?? wrapped;
}

export function openKeychain({ load, log, profile, timeLimitMs = KEYCHAIN_TIME_LIMIT_MS }: KeychainOptions): Keychain {
  const memory = new Map<SecretName, string>();
  const account = (name: SecretName): string => (profile === null ? name : `${name} (${profile})`);
  let probing: Promise<SecretService | null> | null = null;

  const ask = <T>(what: string, call: (service: SecretService) => Promise<T>, service: SecretService): Promise<T> =>
    within(timeLimitMs, call(service)).catch((error: unknown) => {
      // SECURITY: a library's error may quote what it was given; only its redacted text is logged, and none of it is
      // thrown.
      log.warn(`keychain: ${what} failed`, error);
      throw new Failure("no_keychain", programWords.keychainSilent);
    });

  const probe = async (): Promise<SecretService | null> => {
    try {
      const service = await within(timeLimitMs, load());
      await within(timeLimitMs, service.getPassword(SERVICE, account("journal key")));
      return service;
    } catch (error) {
      log.warn("keychain: not available, secrets stay in memory for this session", error);
      return null;
    }
  };
  const service = (): Promise<SecretService | null> => (probing ??= probe());

  let trying: Promise<boolean> | null = null;
  const takesOne = async (): Promise<boolean> => {
    const real = await service();
    if (!real) return false;
    try {
      await ask("write", (keytar) => keytar.setPassword(SERVICE, account("open"), "yes"), real);
      const found = await ask("read", (keytar) => keytar.getPassword(SERVICE, account("open")), real);
      await ask("remove", (keytar) => keytar.deletePassword(SERVICE, account("open")), real);
      return found === "yes";
    } catch {
      return false;
    }
  };

  return {
    available: async () => (await service()) !== null,
    // Whoever asks meanwhile gets the same answer: two of them would take away each other's entry.
    isOpen: () => (trying ??= takesOne().finally(() => (trying = null))),
    get: async (name) => {
      const kept = memory.get(name);
      if (kept !== undefined) return kept;
      const real = await service();
      return real && ask("read", (keytar) => keytar.getPassword(SERVICE, account(name)), real);
    },
    set: async (name, value) => {
      const real = await service();
      if (real) {
        try {
          await ask("write", (keytar) => keytar.setPassword(SERVICE, account(name), value), real);
          memory.delete(name);
          return "keychain";
        } catch {
          // Logged by `ask`; the value is kept for this session and the caller says so.
        }
      }
      memory.set(name, value);
      return "memory";
    },
    keep: async (name, value) => {
      const real = await service();
      if (real) await ask("write", (keytar) => keytar.setPassword(SERVICE, account(name), value), real);
      else memory.set(name, value);
    },
    remove: async (name) => {
      memory.delete(name);
      const real = await service();
      if (real) await ask("remove", (keytar) => keytar.deletePassword(SERVICE, account(name)), real);
    },
  };
}

/** The promise's own end, or a rejection after `limitMs`; what ends later is dropped. */
function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
