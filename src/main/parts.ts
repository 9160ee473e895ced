import { join } from "node:path";
import type { AppState, EventName, EventOf, Notice } from "../shared/contract";
import { ConnectionId, type ConnectionState } from "../shared/connection";
import { Failure } from "../shared/failure";
import { readAddresses } from "./connections/addresses";
import { createConnections, type Connections } from "./connections/connections";
import { isSupported, whyNoLive, type Runtime } from "./connections/runtime";
import { keyDatabase } from "./keychain/database-key";
import type { Keychain } from "./keychain/keychain";
import type { Log } from "./log";
import type { Processor } from "./processors/processor";
import type { Settings } from "./settings/settings";

export interface Page {
  readonly html: string;
  readonly title: string;
  readonly paper: "roll" | "letter" | "a4";
}

/** What only the shell can do; plain Node has its own, smaller ones. */
export interface ShellParts {
  print(page: Page): Promise<void>;
  /** Answers where it was saved; null when the person cancelled. */
  savePdf(page: Page): Promise<string | null>;
  quit(): void;
}

export interface PartsOptions {
  readonly userData: string;
  readonly version: string;
  readonly keychain: Keychain;
  readonly settings: Settings;
  readonly log: Log;
  /** Who is signed in to this computer. */
  readonly operator: string;
  readonly runtime: Runtime;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly proxyFor: (address: string) => Promise<string>;
  readonly now: () => number;
  readonly shell: ShellParts;
}

/** Every part of the main process, built and introduced to each other. */
export interface Parts {
  readonly shell: ShellParts;
  readonly settings: Settings;
  readonly connections: Connections;
  state(): AppState;
  connectionStates(): ConnectionState[];
  /** Hears every event that the screens may hear. */
  onEvent(listener: <N extends EventName>(name: N, value: EventOf<N>) => void): void;
  close(): Promise<void>;
}

/** Builds the parts; runs in Electron and in plain Node alike. Throws BadAddress when the environment asks for a foreign address. */
export async function createParts(options: PartsOptions): Promise<Parts> {
  const { keychain, settings, log, runtime, shell, now } = options;
  const addresses = readAddresses(options.env, runtime.packaged);
  const listeners: (<N extends EventName>(name: N, value: EventOf<N>) => void)[] = [];
  const emit = <N extends EventName>(name: N, value: EventOf<N>): void => {
    for (const listener of listeners) listener(name, value);
  };
  const keychainThere = await keychain.available();
  const journalWhere = await keyDatabase(keychain, "journal key", join(options.userData, "journal.db"));
  log.info(`journal: ${journalWhere.kind}`);

  const connections = createConnections({
    keychain,
    settings,
    log,
    addresses,
    noLive: whyNoLive(runtime),
    makePayarc: missing,
    training: missing(),
    now,
  });
  await connections.start();

  const notices = (): Notice[] => {
    const said: Notice[] = [];
    if (!keychainThere) {
      said.push({ id: "no-keychain", tone: "warning", sentence: "The keychain of this computer does not answer: the journal and any token live in memory and end with this session." });
    }
    const aboutSettings = settings.notice();
    if (aboutSettings !== null) said.push({ id: "settings", tone: "warning", sentence: aboutSettings });
    return [...said, ...connections.notices()];
  };
  const state = (): AppState => ({
    version: options.version,
    runtime: { electron: runtime.electron, chrome: runtime.chrome, supported: isSupported(runtime) },
    operator: options.operator,
    desk: settings.get().deskName,
    connection: connections.state(connections.current()),
    trouble: connections.trouble(),
    capabilities: [],
    notices: notices(),
    settings: settings.get(),
  });
  const changed = (): void => emit("app.changed", state());
  connections.onChange(changed);
  settings.onChange(changed);

  return {
    shell,
    settings,
    connections,
    state,
    connectionStates: () => ConnectionId.options.map((id) => connections.state(id)),
    onEvent: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      connections.close();
    },
  };
}

/** Stands in until the processor's room exists: it says so. */
function missing(): Processor {
  const no = async (): Promise<never> => {
    throw new Failure("unsupported", "This processor is not part of this build.");
  };
  return new Proxy({ name: "none", capabilities: new Set(), close: () => {} } as unknown as Processor, {
    get: (target, key) => Reflect.get(target, key) ?? no,
  });
}
