import type { AppState } from "../../shared/contract";
import { CONNECTIONS, ConnectionId, type ConnectionState } from "../../shared/connection";
import { customerTitle } from "../../shared/customer";
import { viewAttempt } from "../../shared/attempt-view";
import { readAddresses } from "../connections/addresses";
import { createConnections, type Connections } from "../connections/connections";
import { createProxy, type Proxy } from "../connections/proxy";
import { whyNoLive, type Runtime } from "../connections/runtime";
import { createCallLists, type CallLists } from "../customers/call-lists";
import { createCustomers, type Customers } from "../customers/customers";
import { createHistory, type History } from "../history/history";
import type { Keychain } from "../keychain/keychain";
import type { Log } from "../base/log";
import { openTheDirectory, openTheFilters, openTheHistory, openTheJournal } from "./open-databases";
import type { Clock } from "../base/clock";
import { createPayments, type Payments } from "../payments/payments";
import { tokenExpiry } from "../processors/payarc/token-expiry";
import type { JustiFiTraining } from "../practice/justifi/server";
import type { Training } from "../practice/payarc/server";
import { createAdapters } from "./adapters";
import { readAppState } from "./app-state";
import { createEvents, type EventListener } from "./events";
import { createPractices } from "./practices";
import type { Page } from "../receipts/page";
import { createReceipts, type Receipts } from "../receipts/receipts";
import type { Settings } from "../settings/settings";
import type { Where } from "../storage/database";

/** What only the shell can do; plain Node has its own, smaller ones. */
export interface ShellServices {
  print(page: Page): Promise<void>;
  /** Answers where it was saved; null when the person cancelled. */
  savePdf(page: Page): Promise<string | null>;
  /** Where to write a file of that name; null when the person cancelled. */
  chooseFile(name: string): Promise<string | null>;
  quit(): void;
}

export interface ServicesOptions {
  readonly userData: string;
  readonly version: string;
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  /** Who is signed in to this computer. */
  readonly operator: string;
  readonly runtime: Runtime;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The system's proxy for an address, as a PAC answer; null or "DIRECT" for none. */
  readonly proxyFor: (address: string) => Promise<string | null>;
  readonly clock: Clock;
  /** In a worker in the app, in the same thread in plain Node. */
  readonly startTraining: (options: { database: Where }) => Promise<Training>;
  readonly startJustiFiTraining: (options: { database: Where }) => Promise<JustiFiTraining>;
  readonly shell: ShellServices;
}

/** Every part of the main process, built and introduced to each other. */
export interface Services {
  readonly shell: ShellServices;
  readonly settings: Settings;
  readonly connections: Connections;
  readonly proxy: Proxy;
  readonly customers: Customers;
  readonly callLists: CallLists;
  readonly payments: Payments;
  readonly receipts: Receipts;
  readonly history: History;
  resetTraining(): Promise<void>;
  state(): AppState;
  connectionStates(): ConnectionState[];
  /** Hears every event that the screens may hear. */
  onEvent(listener: EventListener): void;
  /** The machine woke up, or its network came back. */
  networkBack(): void;
  close(): Promise<void>;
}

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

  const keychainThere = await keychain.available();
  // Heard only once there is a state to tell.
  let announce = (): void => undefined;
  const folder = { userData: options.userData, keychain, log, now: clock.wall, changed: () => announce() };
  const practices = createPractices(options, folder, () => announce());
  const [journal, directory, copy] = await Promise.all([
    openTheJournal(folder),
    openTheDirectory(folder),
    openTheHistory(folder),
    practices.startTraining(),
    proxy.start(),
  ]);
  const saved = await openTheFilters(folder, copy.store);
  const connections = createConnections({
    keychain,
    settings,
    log,
    addresses,
    noLive: whyNoLive(runtime),
    makePayarc: adapters.payarc,
    tokenEndsAt: tokenExpiry,
    makeJustifi: adapters.justifi,
    startPractice: async (id) => {
      if (id === "training") {
        const training = await practices.startTraining();
        return typeof training === "string" ? training : adapters.payarc(id, training.url, training.token);
      }
      const training = await practices.startJustiFiTraining();
      return typeof training === "string" ? training : adapters.justifi(id, training.url, training);
    },
    now: clock.wall,
    clock,
  });
  await connections.start();

  const customers = createCustomers({
    processor: () => connections.processor(),
    connection: () => connections.current(),
    directory: directory.directory,
    clock,
    operator: () => options.operator,
    merchant: () => settings.get().merchant.name,
    log,
    onStatus: (status) => {
      events.emit("directory.changed", status);
      tellNotices();
    },
  });
  const payments = createPayments({
    journal: () => journal.opened,
    connected: async () => ({ id: connections.current(), processor: connections.processor() }),
    processorOf: async (id) => {
      await connections.prepare(id);
      try {
        return { id, processor: connections.processor(id) };
      } catch {
        return null;
      }
    },
    customer: (id) => customers.get({ id }),
    customerName: (id) => {
      const found = directory.directory.line(connections.current(), id);
      return found && customerTitle(found);
    },
    keeper: customers.keeper,
    settings: () => settings.get(),
    who: () => ({ operator: options.operator, desk: settings.get().deskName }),
    changed: (attempt) => {
      events.emit("attempts.changed", attempt);
      history.heard(attempt);
      if (attempt.corrected && attempt.state === "closed") changed();
    },
    unreadableClosed: () => changed(),
    clock,
    log: line,
  });

  const history = createHistory({
    store: copy.store,
    filters: saved.filters,
    processor: () => connections.processor(),
    connection: () => connections.current(),
    customerName: (id) => directory.directory.line(connections.current(), id)?.name ?? null,
    findCustomers: (clue) => directory.directory.search(connections.current(), clue, 50),
    journal: () => journal.opened.journal,
    view: (attempt) => (attempt.state === "unknown" ? payments.attempt(attempt.intent.id) : viewAttempt(attempt, null)),
    who: () => ({ operator: options.operator, desk: settings.get().deskName }),
    chooseFile: (name) => shell.chooseFile(name),
    clock,
    log,
    onStatus: (status) => {
      events.emit("history.changed", status);
      tellNotices();
    },
    onSeen: (id, seen) => {
      const connection = ConnectionId.safeParse(id);
      if (connection.success) payments.saw(connection.data, seen);
    },
    onProgress: (progress) => events.emit("export.progress", progress),
  });

  const state = (): AppState =>
    readAppState({
      version: options.version,
      runtime,
      operator: options.operator,
      keychainThere,
      settings,
      connections,
      proxy,
      notices: () => [
        ...journal.notices,
        ...directory.notices,
        ...copy.notices,
        ...saved.notices,
        ...practices.notices(),
        ...connections.notices(),
        ...customers.notices(),
        ...payments.notices(),
        ...history.notices(),
      ],
    });
  const changed = (): void => events.emit("app.changed", state());
  let noticesTold = "";
  /** What the copies have to say at the top of every screen changes with what they read. */
  const tellNotices = (): void => {
    const now = JSON.stringify([...customers.notices(), ...history.notices()]);
    if (now === noticesTold) return;
    noticesTold = now;
    changed();
  };
  announce = changed;
  let last = { id: connections.current(), trouble: connections.trouble() };
  connections.onChange(() => {
    const before = last;
    last = { id: connections.current(), trouble: connections.trouble() };
    changed();
    // MONEY: whatever is still unknown is looked up as soon as there is somebody to ask.
    if (before.trouble !== null && last.trouble === null) payments.networkBack();
  });
  connections.onTokenChange(() => {
    payments.startOver(connections.current());
    customers.connectionChanged();
    history.connectionChanged();
  });
  settings.onChange(changed);
  proxy.onChange(() => {
    changed();
    void connections.checkNow();
  });

  payments.start();
  customers.connectionChanged();
  history.connectionChanged();
  void connections.checkNow();

  return {
    shell,
    settings,
    connections,
    proxy,
    customers,
    callLists: createCallLists({
      directory: directory.directory,
      connection: () => connections.current(),
      label: () => CONNECTIONS[connections.current()].label,
      status: () => customers.status(),
      settings: () => settings.get(),
      operator: () => options.operator,
      chooseFile: (name) => shell.chooseFile(name),
      print: (page) => shell.print(page),
      now: () => clock.wall(),
    }),
    payments,
    receipts: createReceipts({
      payment: (id) => payments.get(id),
      attempt: (id) => payments.attempt(id),
      connection: () => connections.current(),
      settings: () => settings.get(),
    }),
    history,
    resetTraining: async () => {
      const id = connections.current() === "training_justifi" ? "training_justifi" : "training";
      if (!(await practices.reset(id))) return;
      payments.startOver(id);
      customers.startOver(id);
      history.startOver(id);
    },
    state,
    connectionStates: () => ConnectionId.options.map((id) => connections.state(id)),
    onEvent: events.listen,
    networkBack: () => {
      void connections.checkNow();
      payments.networkBack();
      history.refresh("newest");
    },
    close: async () => {
      payments.stop();
      customers.close();
      history.close();
      connections.close();
      await practices.close();
      directory.directory.close();
      copy.store.close();
      saved.filters.close();
      journal.opened.journal?.close();
    },
  };
}
