import { createHash, timingSafeEqual } from "node:crypto";
import { AccountKind, known, type AccountId, type AccountState, type KnownAccount } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { peopleWords } from "../../shared/words/people";
import { accountsWords } from "../../shared/words/accounts";
import { accountTroubleWords, connectTroubleWords } from "../../shared/words/connection";
import type { Keychain, SecretName } from "../keychain/keychain";
import { systemClock, type Clock } from "../base/clock";
import type { Log } from "../base/log";
import type { Processor } from "../processors/processor";
import type { Settings } from "../settings/settings";
import type { Addresses } from "./addresses";
import { createHealth, type Health, type Heard } from "./health";
import { clockSentence, whyNotConnected, whyTrouble } from "./sentences";
import { readClient, type Client } from "./client";
import { addressOf, markOf, secretFrom, type Given } from "./secrets";
import { createPracticeProcessors, type PracticeOptions } from "./practice-processors";
import { secretNotices, type Said } from "./secret-notices";

/** By how much a clock must be off before people are told, in ms. */
const CLOCK_ERROR_MS = 2 * 60_000;

/**
 * The processor of each account. The only part that holds a bearer token or a client's secret, and it gives it to a
 * processor alone.
 */
export interface Connections {
  /** Reads the tokens from the keychain and makes the processors. Called once, before all else. Does not throw. */
  start(): Promise<void>;
  /**
   * Whether the keychain has credentials of any account, or cannot say. The first account of a kind that has some comes
   * back where the settings have lost it. Does not throw.
   */
  anyConnected(): Promise<boolean>;
  /** The processor of that account. Throws Failure("not_connected" or "unsupported"). */
  processor(id: AccountId): Processor;
  /**
   * Starts what that account needs on this machine, if it is not there yet. Does not throw; `processor` says why it is
   * not there.
   */
  prepare(id: AccountId): Promise<void>;
  /** Why live accounts cannot be used; null when they can. */
  noLive(): string | null;
  /** null: there is no such account. */
  state(id: AccountId): AccountState | null;
  /** null: the account answers, as far as is known. */
  trouble(id: AccountId): string | null;
  /** Epoch ms since when the account does not answer; null while it does, and where it could not be asked at all. */
  troubleSince(id: AccountId): number | null;
  /** About every account's secret, and about the clock as that account's processor has it. */
  notices(id: AccountId): readonly Said[];
  /**
   * Checks the credentials and keeps them. A kind of which there is no account yet begins one. Answers the account. On a
   * Failure nothing has changed.
   */
  connect(id: AccountId, given: Given): Promise<AccountId>;
  /**
   * Throws a Failure where these are not what the account is connected with, or where there is a live account and it is
   * none.
   */
  prove(id: AccountId, given: Given): Promise<void>;
  /** Takes the credentials out of the keychain. */
  forget(id: AccountId): Promise<void>;
  /** Asks the account whether it answers, unless it just did; changes `trouble`. Does not throw. */
  checkNow(id: AccountId): Promise<void>;
  /** Tells what came of a request on that account. */
  heard(id: AccountId, what: Heard): void;
  /** Called after every change of what is told above. */
  onChange(listener: () => void): void;
  /** Called when another processor stands behind an account: another token, or none. */
  onTokenChange(listener: (id: AccountId) => void): void;
  close(): void;
}

export interface ConnectionOptions extends PracticeOptions {
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  readonly addresses: Addresses;
  /** Why live accounts cannot be used now; null when they can. */
  readonly noLive: () => string | null;
  readonly makePayarc: (account: KnownAccount, address: string, token: string) => Processor;
  readonly makeJustifi: (account: KnownAccount, address: string, client: Client) => Processor;
  /** Epoch ms at which a token ends by its own word; null when it does not say. */
  readonly tokenEndsAt: (token: string) => number | null;
  readonly now: () => number;
  /** The computer's own clock when not given. */
  readonly clock?: Clock;
}

interface Ready {
  readonly processor: Processor;
  readonly endsAt: number | null;
  readonly kept: "keychain" | "memory";
  /** SECURITY: two secrets are compared by this, so that no second copy of them is kept. */
  readonly mark: string;
}

export function createConnections(options: ConnectionOptions): Connections {
  const { keychain, settings, log, addresses, noLive, makePayarc, makeJustifi, tokenEndsAt, now } = options;
  const { accounts } = settings;
  // A server that has just come is asked whether it answers; nobody asks one that is not there.
  const practice = createPracticeProcessors(options, (id) => void healthOf(id).checkNow());
  const ready = new Map<AccountId, Ready>();
  /** Why a token that may be there could not be read. */
  const unreadable = new Map<AccountId, string>();
  const healths = new Map<AccountId, Health>();
  const listeners: (() => void)[] = [];
  const tokenListeners: ((id: AccountId) => void)[] = [];
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const find = (id: AccountId): KnownAccount | null => {
    const found = accounts.find(id);
    return found && !found.removed ? known(found) : null;
  };
  /** A kind of which there was never an account; null for any other id. */
  const notYet = (id: AccountId): KnownAccount | null => {
    const kind = AccountKind.safeParse(id);
    return kind.success && accounts.find(id) === null ? known(accounts.firstOf(kind.data)) : null;
  };
  const isPractice = ({ credentials }: KnownAccount): boolean => credentials === "none";
  const secretOf = ({ id, credentials }: KnownAccount): SecretName =>
    credentials === "client" ? `client credentials of ${id}` : `bearer token of ${id}`;
  /** The processor that a kept secret opens; null when it is none that can be read. */
  const make = (account: KnownAccount, secret: string): Processor | null => {
    const address = addressOf(account, addresses);
    if (account.credentials !== "client") return makePayarc(account, address, secret);
    const client = readClient(secret);
    return client && makeJustifi(account, address, client);
  };
  const endsAtOf = ({ credentials }: KnownAccount, secret: string): number | null =>
    credentials === "client" ? null : tokenEndsAt(secret);
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const tokenChanged = (id: AccountId): void => {
    for (const listener of tokenListeners) listener(id);
  };
  /** One change at a time: two windows may ask at once. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = queue.then(run);
    queue = mine.catch(() => {});
    return mine;
  };
  const blocked = ({ environment }: KnownAccount): string | null => (environment === "live" ? noLive() : null);
  const refuseBlocked = (account: KnownAccount): void => {
    const why = blocked(account);
    if (why !== null) throw new Failure("unsupported", why);
  };
  const noToken = ({ id, name, credentials }: KnownAccount): string =>
    unreadable.get(id) ??
    (credentials === "client" ? accountTroubleWords.noClient({ name }) : accountTroubleWords.noToken({ name }));

  const prepare = async (id: AccountId): Promise<void> => {
    const account = find(id);
    if (account && isPractice(account)) await practice.prepare(account);
  };

  const processor = (id: AccountId): Processor => {
    const account = find(id) ?? notYet(id);
    if (!account) throw new Failure("not_connected", accountsWords.gone);
    if (isPractice(account)) return practice.processor(account);
    // SECURITY: asked here too, so that no road leads to a live processor on a runtime that may not have one.
    refuseBlocked(account);
    const found = ready.get(id);
    if (!found) throw new Failure("not_connected", noToken(account));
    return found.processor;
  };

  const healthOf = (id: AccountId): Health => {
    const there = healths.get(id);
    if (there) return there;
    const made = createHealth({
      clock: options.clock ?? systemClock,
      silence: () => accountTroubleWords.silent({ name: find(id)?.name ?? id }),
      canAsk: () => practice.has(id) || ready.has(id),
      changed,
      ask: async () => {
        try {
          await processor(id).check();
          return null;
        } catch (error) {
          if (!(error instanceof Failure)) log.error("connections: the check failed", error);
          const account = find(id);
          return account && whyTrouble(account, error);
        }
      },
    });
    healths.set(id, made);
    return made;
  };

  /** What was last told of the clock, by account. */
  const clockSaid = new Map<AccountId, string | null>();
  /** Spans are counted by the processor's clock; that this computer's is wrong is told all the same. */
  const clockNotice = (id: AccountId): string | null => {
    try {
      const found = processor(id);
      const offset = found.clockOffset();
      return offset === null || Math.abs(offset) < CLOCK_ERROR_MS ? null : clockSentence(found.name, offset);
    } catch {
      return null;
    }
  };
  /** Reads one account's secret from the keychain and makes its processor. Does not throw. */
  const readSecret = async (account: KnownAccount): Promise<void> => {
    const { id, name } = account;
    try {
      const secret = await keychain.get(secretOf(account));
      // MONEY: the keychain did not take the newer secret, or would not let go of this one: it may be another
      // account's.
      if (settings.outdated().includes(id)) {
        if (secret !== null) unreadable.set(id, accountTroubleWords.olderSecret({ name }));
        else if (await keychain.available()) settings.setOutdated(id, false);
        return;
      }
      const made = secret === null ? null : make(account, secret);
      if (secret !== null && made)
        ready.set(id, {
          processor: made,
          endsAt: endsAtOf(account, secret),
          kept: "keychain",
          mark: markOf(account, secret),
        });
    } catch (error) {
      log.warn(`connections: no secret for ${id}`, error);
      unreadable.set(id, accountTroubleWords.keychainSilent({ name }));
    }
  };

  return {
    start: async () => {
      // The server of an account that is not shown costs a start and memory, and is there when a window comes to it.
      // Where it may come and go, whatever is asked of it starts it.
      const practised = options.latePractice ? null : prepare(settings.lastAccount());
      for (const { id } of accounts.list()) {
        const account = find(id);
        if (!account || isPractice(account)) continue;
        await readSecret(account);
        if (!ready.has(id)) healthOf(id).begin(noToken(account));
      }
      await practised;
    },
    async anyConnected() {
      for (const kind of AccountKind.options) {
        const account = known(accounts.firstOf(kind));
        if (account.id !== kind || isPractice(account)) continue;
        await readSecret(account);
        if (ready.has(kind)) accounts.put(accounts.firstOf(kind));
      }
      return ready.size + unreadable.size > 0;
    },
    processor,
    prepare,
    noLive,
    state: (id) => {
      const account = find(id);
      if (!account) return null;
      const found = ready.get(id);
      return {
        ...account,
        blocked: blocked(account),
        hasSecret: found !== undefined,
        secretEndsAt: found?.endsAt ?? null,
      };
    },
    trouble: (id) => {
      const account = find(id);
      if (!account) return accountsWords.gone;
      return blocked(account) ?? healthOf(id).trouble();
    },
    troubleSince: (id) => {
      const account = find(id);
      return account && blocked(account) === null ? healthOf(id).since() : null;
    },
    notices: (id) => {
      const clock = clockNotice(id);
      return [
        ...(clock === null ? [] : [{ id: "clock", tone: "warning" as const, sentence: clock }]),
        ...[...ready].flatMap(([of, secret]) => {
          const account = find(of);
          return account ? secretNotices(account, secret, now()) : [];
        }),
      ];
    },
    connect: (asked, given) =>
      inTurn(async () => {
        const kind = AccountKind.safeParse(asked);
        const account = find(asked) ?? (kind.success ? known(accounts.firstOf(kind.data)) : null);
        if (!account) throw new Failure("not_connected", accountTroubleWords.unknown({ id: asked }));
        if (isPractice(account)) throw new Failure("bad_input", connectTroubleWords.needsNone);
        refuseBlocked(account);
        const secret = secretFrom(account, given);
        refuseTwice(account, secret);
        const made = make(account, secret);
        if (!made) throw new Failure("internal", connectTroubleWords.unexpected);
        try {
          await made.check();
        } catch (error) {
          made.close();
          log.warn(`connections: ${account.id} did not accept what it was given`, error);
          const unauthorized = error instanceof Failure && error.code === "unauthorized";
          throw whyNotConnected(account, error, {
            endsAt: endsAtOf(account, secret),
            now: now(),
            belongsTo: unauthorized && account.credentials === "bearer" ? await ownerOf(account, secret) : null,
          });
        }
        const { id } = account;
        if (!accounts.find(id))
          accounts.put({ id, kind: account.kind, name: account.name, colour: account.colour, removed: false });
        // The secret counts as outdated until it is kept: a program that dies in between asks for it once more.
        settings.setOutdated(id, true);
        const kept = await keychain.set(secretOf(account), secret);
        settings.setOutdated(id, kept === "memory");
        ready.get(id)?.processor.close();
        ready.set(id, { processor: made, endsAt: endsAtOf(account, secret), kept, mark: markOf(account, secret) });
        unreadable.delete(id);
        healthOf(id).begin(null);
        log.info(`connections: ${id} is connected`);
        changed();
        tokenChanged(id);
        return id;
      }),
    prove: async (id, given) => {
      const account = find(id);
      const secret = account && (await keychain.get(secretOf(account)));
      if (!account || secret === null || isPractice(account))
        throw new Failure("refused", peopleWords.otherCredentials);
      const isLive = (one: AccountId): boolean =>
        find(one)?.environment === "live" && (ready.has(one) || unreadable.has(one));
      if (account.environment !== "live" && accounts.list().some((one) => isLive(one.id)))
        throw new Failure("refused", peopleWords.liveCredentials);
      // SECURITY: hashes of one length, compared in constant time.
      const [given_, kept] = [secretFrom(account, given), secret].map((one) =>
        createHash("sha256").update(one).digest(),
      );
      if (!given_ || !kept || !timingSafeEqual(given_, kept))
        throw new Failure("wrong_pin", peopleWords.otherCredentials);
    },
    forget: (id) =>
      inTurn(async () => {
        const account = find(id);
        if (!account) throw new Failure("not_found", accountsWords.gone);
        if (isPractice(account)) throw new Failure("bad_input", connectTroubleWords.needsNone);
        // Windows of this account go to Training in the moment that the secret goes.
        await prepare("training");
        // The secret goes out of use before it goes out of the keychain, so that it is not used whatever that says.
        ready.get(id)?.processor.close();
        ready.delete(id);
        unreadable.delete(id);
        healthOf(id).begin(noToken(account));
        changed();
        tokenChanged(id);
        settings.setOutdated(id, true);
        try {
          await keychain.remove(secretOf(account));
          settings.setOutdated(id, false);
        } catch (error) {
          throw new Failure(
            "no_keychain",
            accountTroubleWords.keychainKeeps({ name: account.name }),
            {},
            { cause: error },
          );
        }
      }),
    // A practice server that nobody needs is not started for it.
    checkNow: (id) => (practice.rests(id) ? Promise.resolve() : healthOf(id).checkNow()),
    heard: (id, what) => {
      if (closed) return;
      healthOf(id).heard(what);
      const said = clockNotice(id);
      if (said === (clockSaid.get(id) ?? null)) return;
      clockSaid.set(id, said);
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
      for (const health of healths.values()) health.stop();
      for (const made of ready.values()) made.processor.close();
      practice.close();
    },
  };

  /** MONEY: one merchant account under two names would list, and count, everything twice. */
  function refuseTwice(account: KnownAccount, secret: string): void {
    const mark = markOf(account, secret);
    for (const [id, other] of ready) {
      if (id === account.id || other.mark !== mark) continue;
      const sentence = connectTroubleWords.twice({ other: find(id)?.name ?? id });
      throw new Failure("bad_input", sentence, { [account.credentials === "client" ? "clientId" : "token"]: sentence });
    }
  }

  /**
   * Nothing in a token says which environment it is of (docs/payarc.md 1), so a refused one is shown to the other
   * environment, once, with a call that only reads. SECURITY: PayArc's own two hosts only; never to or from a replaced
   * address.
   */
  async function ownerOf({ kind }: KnownAccount, token: string): Promise<AccountKind | null> {
    const other = kind === "payarc_test" ? "payarc_live" : "payarc_test";
    const account = known(accounts.firstOf(other));
    if (addresses.overridden || blocked(account) !== null) return null;
    const made = makePayarc(account, addresses[other], token);
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
