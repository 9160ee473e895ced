import { basename } from "node:path";
import type { AppState } from "../../shared/contract";
import { AccountKind, KINDS, known, namedById, type AccountId, type NamedAccount } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { hoursAsSet, stampText, weekStartAsSet, type WeekStart } from "../../shared/times";
import { accountsWords } from "../../shared/words/accounts";
import { customerTitle } from "../../shared/customer";
import { viewAttempt } from "../../shared/attempt-view";
import type { AttemptView } from "../../shared/attempt";
import { readAddresses } from "../connections/addresses";
import { createConnections, type Connections } from "../connections/connections";
import { createProxy, type Proxy } from "../connections/proxy";
import { whyNoLive, type Runtime } from "../connections/runtime";
import type { Keychain } from "../keychain/keychain";
import type { Log } from "../base/log";
import {
  olderJournal,
  openTheClosings,
  openTheDirectory,
  openTheFilters,
  openTheHistory,
  openTheJournal,
} from "./open-databases";
import type { Clock } from "../base/clock";
import { createPayments, type Payments } from "../payments/payments";
import { tokenExpiry } from "../processors/payarc/token-expiry";
import type { JustiFiTraining } from "../practice/justifi/server";
import type { Training } from "../practice/payarc/server";
import { createAccountServices, type AccountServices } from "./account-services";
import { createAdapters } from "./adapters";
import { createBadge } from "./badge";
import { lateProcessor } from "./late-processor";
import { readAppState } from "./app-state";
import { createNews, type News } from "./news";
import { createEvents, type EventListener } from "./events";
import { createHearLater } from "./hear-later";
import { createMoneyGate, type MoneyGate } from "./money-gate";
import { openThePeople, type OpenedPeople } from "./open-people";
import { createPeopleInJournal, type PeopleInJournal } from "./people-in-journal";
import { openTheBook } from "./open-book";
import { createNewKeys } from "./new-keys";
import { dropOldCopies } from "./old-copies";
import { createPractices } from "./practices";
import { createJournalFile, type JournalFile } from "./journal-file";
import { createReport, type Report } from "./report";
import { createSavedFiles, type SavedFiles } from "./saved-files";
import type { ShellServices } from "./shell-services";
import { createWindows, type ServedWindow } from "./windows";
import { createPeople, type FoundPeople, type People } from "../people/people";
import { peopleWords } from "../../shared/words/people";
import type { Prover } from "../journal/prove-in-worker";
import type { SharedBook } from "../shared-book/shared-book";
import type { Settings } from "../settings/settings";
import { createUpdates, type Updates } from "../updates/updates";
import type { Where } from "../storage/database";
import { unlessBroken } from "../storage/trouble";

export interface ServicesOptions {
  readonly userData: string;
  readonly version: string;
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  /** Who is signed in to this computer. */
  readonly operator: string;
  /** How this computer tells the time of day. */
  readonly hours: 12 | 24;
  /** On which day a week begins where this computer is; 0: Sunday. */
  readonly weekStart: WeekStart;
  readonly runtime: Runtime;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The system's proxy for an address, as a PAC answer; null or "DIRECT" for none. */
  readonly proxyFor: (address: string) => Promise<string | null>;
  readonly clock: Clock;
  /** Lists are read from the processor only after it: the first window is there, or will not be. Not given: at once. */
  readonly shown?: Promise<void>;
  /** In a worker in the app, in the same thread in plain Node. */
  readonly startTraining: (options: { database: Where }) => Promise<Training>;
  /** As in Folder. */
  readonly prover?: Prover;
  readonly startJustiFiTraining: (options: { database: Where }) => Promise<JustiFiTraining>;
  readonly shell: ShellServices;
}

/** Every part of the main process, built and introduced to each other. */
export interface Services {
  readonly shell: ShellServices;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly proxy: Proxy;
  readonly payments: Payments;
  readonly people: People;
  readonly desks: SharedBook;
  /** Every command that moves money goes through it. */
  readonly gate: MoneyGate;
  /** Throws a Failure where an account of that id or kind may not be connected yet. */
  mayConnect(id: AccountId): void;
  readonly files: SavedFiles;
  readonly journalFile: JournalFile;
  /** Asks for new keys of all databases; they are made at the next start. */
  changeKeys(): Promise<void>;
  readonly report: Report;
  readonly updates: Updates;
  readonly news: News;
  /** Runs what writes a file of payments, and tells when it is done where it took long. */
  telling<T extends { readonly path: string | null }>(account: AccountId, run: () => Promise<T>): Promise<T>;
  /** What is done with the customers and payments of one account. */
  of(account: AccountId): AccountServices;
  /** A person looks at what that account has: a practice server is there for it from now on, and its copies are read. */
  wake(account: AccountId): void;
  /** A window opens, on that account or on the one used last. */
  openWindow(account?: AccountId): ServedWindow;
  /** Takes an account off this computer. Throws a Failure where something of it is still a question. */
  removeAccount(account: AccountId, copies: boolean): Promise<void>;
  resetTraining(account: AccountId): Promise<void>;
  state(account: AccountId): AppState;
  /** Hears every event that the screens may hear; `account`: only its windows may, null: all. */
  onEvent(listener: EventListener): void;
  /** The machine woke up, or its network came back. */
  networkBack(): void;
  close(): Promise<void>;
}

const NOBODY_YET: FoundPeople = { kind: "open", kept: null, whole: true };

/** What was found of the people, once the journal was asked too and has all that it missed. */
async function foundPeople(
  { found, store }: OpenedPeople,
  inJournal: PeopleInJournal,
  connectedOnce: () => Promise<boolean>,
): Promise<FoundPeople> {
  // Where no account was ever connected there is nothing to keep a stranger from, and nothing to prove oneself with.
  // SECURITY: the keychain is asked that; the settings are a plain file.
  if (found.kind === "closed" && found.why === "lost" && !(await connectedOnce())) return NOBODY_YET;
  if (found.kind === "closed" || found.kept === null) return found;
  const opened = await store();
  const whole = found.whole && inJournal.agrees(opened);
  inJournal.catchUp(opened);
  return { ...found, whole };
}

/** So long, in ms, the end waits for payments under way; the shell waits 5 s for all (closeOnQuit). */
const ANSWER_LIMIT_MS = 3_000;

/**
 * Builds the services; runs in Electron and in plain Node alike. Throws BadAddress when the environment asks for a
 * foreign address.
 */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { keychain, settings, log, runtime, shell, clock } = options;
  const addresses = readAddresses(options.env, runtime.packaged);
  const events = createEvents();
  const line = (text: string): void => log.info(text);
  const proxy = createProxy({ keychain, settings, log, system: options.proxyFor });
  const adapters = createAdapters({
    log: line,
    proxyFor: proxy.proxyFor,
    heard: (id, what) => connections.heard(id, what),
  });

  // Heard only once there is a state to tell.
  let announce = (): void => undefined;
  const newKeys = createNewKeys({ keychain, log, changed: () => announce() });
  const folder = {
    userData: options.userData,
    keychain,
    log,
    now: clock.wall,
    changed: () => announce(),
    newKeys,
    prover: options.prover,
  };
  const practices = createPractices(options, folder, () => announce());
  const connections = createConnections({
    keychain,
    settings,
    log,
    addresses,
    noLive: () => whyNoLive(runtime),
    makePayarc: adapters.payarc,
    tokenEndsAt: tokenExpiry,
    makeJustifi: adapters.justifi,
    startPractice: async (account) => {
      if (account.kind === "training") {
        const training = await practices.startTraining(account.id);
        return typeof training === "string" ? training : adapters.payarc(account, training.url, training.token);
      }
      const training = await practices.startJustiFiTraining(account.id);
      return typeof training === "string" ? training : adapters.justifi(account, training.url, training);
    },
    latePractice: (account, start) =>
      lateProcessor({ like: adapters.neverAsked(account), start, rest: () => practices.rest(account.id), clock }),
    now: clock.wall,
    clock,
  });
  const [keychainThere, journal, directory, { copy, saved }, kept, closed] = await Promise.all([
    keychain.available(),
    openTheJournal(folder),
    openTheDirectory(folder),
    openTheHistory(folder).then(async (opened) => ({
      copy: opened,
      saved: await openTheFilters(folder, opened.store),
    })),
    openThePeople(folder, clock),
    openTheClosings(folder),
    connections.start(),
    proxy.start(),
  ]);

  // A journal that was made anew has told of what it lost.
  if (journal.opened.journal && journal.notices.length === 0)
    journal.notices.push(...olderJournal(journal.opened.journal, closed.closings, clock.wall()));

  const { accounts } = settings;
  const named = (id: string): NamedAccount => {
    const found = accounts.find(id);
    return found ? { name: found.name, processor: known(found).processor } : namedById(id);
  };
  const inJournal = createPeopleInJournal(() => journal.opened.journal, log);
  const people = createPeople({
    ...kept,
    store: async () => inJournal.following(await kept.store()),
    found: await foundPeople(kept, inJournal, connections.anyConnected),
    clock,
    stamp: (at) => stampText(at, hours()),
    user: options.operator,
    desk: () => settings.desk().deskName,
    minutes: () => settings.desk().lockMinutes,
    changed: (lock) => {
      events.emit("lock.changed", lock, null);
      if (lock.secondsLeft === null) announce();
    },
    listChanged: () => desks.peopleChanged(),
  });
  const who = () => ({ operator: people.operator(), desk: settings.desk().deskName });
  const desks = openTheBook({
    keychain,
    settings,
    userData: options.userData,
    journal: () => journal.opened.journal,
    who,
    people,
    clock,
    log: line,
    changed: () => announce(),
    heard: (heard) => {
      events.emit("desks.heard", { what: heard === null ? "parked" : "payments" }, null);
      for (const account of windows.shown()) if (heard?.includes(account)) of(account).history.refresh("newest");
    },
  });
  /** The screens and the copies of the payments hear of an attempt after whoever waits for its answer. */
  const hearing = createHearLater<AttemptView>(
    ({ id }) => id,
    (attempt) => {
      events.emit("attempts.changed", attempt, null);
      news.heard(attempt);
      badge();
      of(attempt.connection).history.heard(attempt);
      if (attempt.corrected && attempt.state === "closed") changed();
    },
  );
  const payments = createPayments({
    journal: () => journal.opened,
    // MONEY: a practice server that will not start is known before anything is written.
    connected: async (id) => {
      await connections.prepare(id);
      return { id, processor: connections.processor(id) };
    },
    processorOf: async (id) => {
      await connections.prepare(id);
      try {
        return { id, processor: connections.processor(id) };
      } catch {
        return null;
      }
    },
    customer: (account, id) => of(account).customers.get({ id }),
    customerName: (account, id) => {
      const found = unlessBroken(
        () => directory.directory.line(account, id),
        () => null,
      );
      return found && customerTitle(found);
    },
    keeper: (account) => of(account).customers.keeper,
    settings: (account) => settings.of(account),
    named,
    who,
    others: desks,
    changed: (attempt) => {
      desks.heard(attempt);
      hearing.later(attempt);
    },
    unreadableClosed: () => changed(),
    clock,
    log: line,
  });

  const checking = (): number => (journal.opened.journal ? payments.unknown().length : 0);
  const journalFile = createJournalFile({
    journal: () => journal.opened.journal,
    chooseFile: (name) => shell.chooseFile(name),
    clock,
    log,
  });
  const report = createReport({
    version: options.version,
    about: () => shell.report(),
    accounts: () =>
      settings.accounts.list().map(({ id, kind }) => {
        const isPractice = KINDS[kind].environment === "practice";
        return `${kind}: ${isPractice ? "practice" : connections.state(id)?.hasSecret ? "has credentials" : "no credentials"}`;
      }),
    notices: () => state("training").notices.map(({ sentence }) => sentence),
    checking,
    names: () => [
      settings.desk().deskName,
      ...settings.accounts.list().flatMap(({ id, name }) => [name, settings.of(id).merchant.name]),
    ],
    chooseFile: (name) => shell.chooseFile(name),
    clock,
  });
  const updates = createUpdates({
    on: () => settings.desk().updates,
    openEngine: () => shell.openUpdater(addresses.updates),
    released: addresses.updates.key !== "",
    open: () => (journal.opened.journal ? payments.open() : 0),
    quit: () => shell.quit(),
    changed: () => announce(),
    clock,
    log,
  });
  const hours = () => hoursAsSet(settings.desk().hours, options.hours);
  const made = new Map<AccountId, AccountServices>();
  const of = (account: AccountId): AccountServices => {
    const there = made.get(account);
    if (there) return there;
    const services = createAccountServices(account, {
      settings,
      hours,
      processor: () => connections.processor(account),
      accounts: () => accounts.list().map(known),
      status: (id) => of(id).history.status(),
      weekStart: () => weekStartAsSet(settings.desk().weekStart, options.weekStart),
      directory: directory.directory,
      store: copy.store,
      filters: saved.filters,
      closings: closed.closings,
      journal: () => {
        // MONEY: what the journal has done is in the copy too when the two are compared.
        hearing.now();
        return journal.opened.journal;
      },
      journalHead: () => journalFile.head(),
      view: (attempt) =>
        attempt.state === "unknown"
          ? payments.attempt(attempt.intent.id)
          : viewAttempt(attempt, null, named(attempt.intent.connection)),
      payment: (id) => payments.of(account).get(id),
      attempt: (id) => payments.attempt(id),
      environment: (id) => {
        const found = accounts.find(id);
        return found && known(found).environment;
      },
      operator: people.operator,
      elsewhere: (id, from, to) => desks.day(id, from, to),
      who,
      chooseFile: (name) => shell.chooseFile(name),
      print: (page) => shell.print(page),
      clock,
      log,
      onStatus: (status) => {
        events.emit("directory.changed", status, account);
        tellNotices(account);
      },
      onHistoryStatus: (status) => {
        events.emit("history.changed", status, account);
        tellNotices(account);
        const found = accounts.find(account);
        // Practice is no business of whoever has another program before them.
        if (found && KINDS[found.kind].environment !== "practice") news.lapsing(account, found.name, status.holdsDue);
      },
      nameRemoved: (attempt) => events.emit("attempts.changed", attempt, null),
      onSeen: (id, seen) => payments.saw(id, seen),
      onProgress: (progress) => events.emit("export.progress", progress, account),
    });
    made.set(account, services);
    return services;
  };

  const state = (account: AccountId): AppState =>
    readAppState(account, {
      version: options.version,
      runtime,
      people,
      checking,
      hours: hours(),
      // MONEY: one that answers and keeps nothing is none: what the journal says is gone when the program is closed.
      keychainThere: keychainThere && !journal.inMemory,
      settings,
      connections,
      proxy,
      desks,
      updates,
      notices: () => [
        ...updates.notices(),
        ...journal.notices,
        ...newKeys.notices(),
        ...directory.notices,
        ...copy.notices,
        ...saved.notices,
        ...closed.notices,
        ...practices.notices(),
        ...desks.notices(),
        ...connections.notices(account),
        ...of(account).customers.notices(),
        ...payments.notices(),
        ...news.notices(),
        ...of(account).history.notices(),
        // Practice is no business of windows in which money moves.
        ...accounts.list().flatMap(({ id, kind, name, removed }) =>
          id === account || removed || KINDS[kind].environment === "practice"
            ? []
            : of(id)
                .history.holdNotices()
                .map((notice) => ({ ...notice, id: `${notice.id} ${id}`, sentence: `${name}: ${notice.sentence}` })),
        ),
      ],
    });
  let isShown = options.shown === undefined;
  /**
   * Reads its lists and looks whether its processor answers. A practice server, where nothing is new that was not done
   * here, begins with the first act that needs it, unless the copies still lack something.
   */
  const begin = (account: AccountId): void => {
    of(account).read();
    if (of(account).isWhole()) void connections.checkNow(account);
    else void connections.prepare(account).then(() => connections.checkNow(account));
  };
  const windows = createWindows({
    ready: async (account) => {
      await connections.prepare(account);
      connections.processor(account);
    },
    entered: (account) => {
      if (isShown) begin(account);
    },
    left: (account) => of(account).rest(),
    changed: (account) => {
      settings.useAccount(account);
      events.emit("app.changed", state(account), account);
      // A window that comes to an account which others show already has heard nothing of its lists.
      events.emit("directory.changed", of(account).customers.status(), account);
      events.emit("history.changed", of(account).history.status(), account);
    },
  });
  const changed = (): void => {
    for (const account of windows.shown()) events.emit("app.changed", state(account), account);
  };
  const noticesTold = new Map<AccountId, string>();
  /** What the copies have to say at the top of every screen changes with what they read. */
  const tellNotices = (account: AccountId): void => {
    const now = JSON.stringify([...of(account).customers.notices(), ...of(account).history.notices()]);
    if (now === noticesTold.get(account)) return;
    noticesTold.set(account, now);
    if (windows.shown().includes(account)) events.emit("app.changed", state(account), account);
  };
  announce = changed;
  const troubles = new Map<AccountId, string | null>();
  connections.onChange(() => {
    let healed = false;
    for (const { id } of accounts.list()) {
      const trouble = connections.trouble(id);
      healed ||= trouble === null && (troubles.get(id) ?? null) !== null;
      troubles.set(id, trouble);
    }
    changed();
    // MONEY: whatever is still unknown is looked up as soon as there is somebody to ask.
    if (healed) payments.networkBack();
  });
  connections.onTokenChange((account) => {
    payments.startOver(account);
    if (connections.state(account)?.hasSecret) {
      if (windows.shown().includes(account)) of(account).read();
    } else windows.moveAway(account, "training");
  });
  settings.onChange(() => {
    // The minutes may be others now.
    people.stay();
    updates.switched();
    changed();
  });
  const gate = createMoneyGate({
    people,
    payments,
    settings: (account) => settings.of(account),
    takesSurcharge: (account) => connections.processor(account).capabilities.has("surcharge"),
    takenBack: (since) => {
      const book = journal.opened.journal;
      if (book === null) return [];
      return accounts
        .list()
        .flatMap(({ id }) => book.openedBetween(id, since, Number.MAX_SAFE_INTEGER))
        .filter(({ intent }) => intent.operation === "void" || intent.operation === "refund");
    },
    clock,
  });
  /** Commands about money that are under way. */
  const working = new Set<Promise<unknown>>();
  const watchedGate: MoneyGate = (...asked) => {
    const work = gate(...asked);
    const ended: Promise<unknown> = work.then(
      () => working.delete(ended),
      () => working.delete(ended),
    );
    working.add(ended);
    return work;
  };
  proxy.onChange(() => {
    changed();
    for (const account of windows.shown()) void connections.checkNow(account);
  });

  // Without a journal there are no attempts to tell of, and the program still says why.
  const unanswered = journal.opened.journal ? payments.unknown() : [];
  const news = createNews({ shell: shell.news, clock, open: unanswered, changed });
  const badge = createBadge({ count: checking, show: (count) => shell.badge(count) });
  badge();
  payments.start();
  void options.shown?.then(() => {
    isShown = true;
    updates.begin();
    for (const account of windows.shown()) begin(account);
    const dropped = dropOldCopies({
      accounts: accounts.list().flatMap(({ id }) => (windows.shown().includes(id) ? [] : [id])),
      store: copy.store,
      directory: directory.directory,
      days: settings.desk().copyDays,
      now: clock.wall(),
    });
    if (dropped.length > 0) log.info(`privacy: copies that nobody opened went: ${dropped.join(", ")}`);
  });

  return {
    shell,
    files: createSavedFiles(),
    journalFile,
    changeKeys: () =>
      newKeys.ask(accounts.list().flatMap(({ id, kind }) => (KINDS[kind].environment === "practice" ? [id] : []))),
    report,
    updates,
    settings,
    connections,
    proxy,
    payments,
    people,
    desks,
    gate: watchedGate,
    mayConnect: (id) => {
      const kind = accounts.find(id)?.kind ?? AccountKind.safeParse(id).data;
      // SECURITY: real money needs a person who is known.
      if (kind === undefined || KINDS[kind].environment !== "live" || people.ownerHasPin()) return;
      // Where no live account can be had at all, that is the thing to say.
      if (connections.noLive() === null) throw new Failure("refused", peopleWords.livePinFirst);
    },
    news,
    telling: (account, run) =>
      news.whenLong(
        {
          place: { account, screen: "payments", id: null },
          name: named(account).name,
          fileOf: ({ path }) => path && basename(path),
        },
        run,
      ),
    of: (account) => {
      hearing.now();
      return of(account);
    },
    openWindow: (account = settings.lastAccount()) => windows.open(account),
    removeAccount: async (account, copies) => {
      // MONEY: without credentials nobody could ever find out what became of them; one on its way may need that too.
      const open = payments.open(account);
      if (open > 0) throw new Failure("refused", accountsWords.stillChecking({ count: open }));
      await connections.prepare("training");
      if (connections.state(account)?.hasSecret) await connections.forget(account);
      accounts.remove(account);
      windows.moveAway(account, "training");
      if (!copies) return;
      directory.directory.clear(account);
      copy.store.clear(account);
    },
    wake: (account) => void connections.prepare(account),
    resetTraining: async (account) => {
      await connections.prepare(account);
      if (!(await practices.reset(account))) return;
      payments.startOver(account);
      of(account).startOver();
    },
    state,
    onEvent: events.listen,
    networkBack: () => {
      payments.networkBack();
      for (const account of windows.shown()) {
        void connections.checkNow(account);
        of(account).history.refresh("newest");
      }
    },
    close: async () => {
      // MONEY: an answer that comes now is still written down. What has none by then is looked up at the next start.
      await Promise.race([Promise.all(working), new Promise<void>((over) => clock.after(ANSWER_LIMIT_MS, over))]);
      // MONEY: what cannot be ended keeps no database open.
      const ends: readonly (() => unknown)[] = [
        () => payments.stop(),
        () => desks.close(),
        () => hearing.now(),
        () => made.forEach((services) => services.rest()),
        () => connections.close(),
        () => practices.close(),
        () => directory.directory.close(),
        () => copy.store.close(),
        () => saved.filters.close(),
        () => closed.closings.close(),
        () => people.close(),
        () => kept.close(),
        () => journal.opened.journal?.close(),
      ];
      for (const end of ends) {
        try {
          await end();
        } catch (error) {
          log.error("boot: something did not end as it should", error);
        }
      }
    },
  };
}
