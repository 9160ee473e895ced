import { afterEach, beforeEach } from "vitest";
import { readAddresses, type Addresses } from "../../../src/main/connections/addresses";
import { createConnections, type Connections } from "../../../src/main/connections/connections";
import { openKeychain, type Keychain, type SecretService } from "../../../src/main/keychain/keychain";
import { silentLog } from "../../../src/main/base/log";
import { tokenExpiry } from "../../../src/main/processors/payarc/token-expiry";
import type { Processor } from "../../../src/main/processors/processor";
import { openSettings, type Settings } from "../../../src/main/settings/settings";
import { Failure, type FailureCode } from "../../../src/shared/failure";
import { storeIn } from "../../fixtures/settings-store";

export const NOW = Date.UTC(2026, 10, 21);

export const JUSTIFI = "https://api.justifi.ai";

/** Answers of a processor's `check`, by address and token; what is not here is accepted. */
export const answers = new Map<string, FailureCode>();

export const asked: string[] = [];

/** The practice accounts whose server was started. */
export const practised: string[] = [];

function makePayarc(address: string, token: string): Processor {
  const check = async (): Promise<void> => {
    asked.push(`${address} ${token}`);
    const code = answers.get(`${address} ${token}`) ?? answers.get(address);
    if (code) throw new Failure(code, `PayArc says ${code}`);
  };
  // Only what connections.ts asks of the port; the money calls are tested where they are made.
  const close = (): void => void now.closed++;
  return {
    name: "PayArc",
    capabilities: new Set(),
    check,
    close,
    clockOffset: () => null,
    warm: () => undefined,
  } as unknown as Processor;
}

export const secrets = new Map<string, string>();

/** `locked`: the keychain refuses everything. `closed`: how many processors were closed. */
export const now = { locked: false, closed: 0 };

export const service: SecretService = {
  getPassword: async (_service, account) => need(() => secrets.get(account) ?? null),
  setPassword: async (_service, account, value) => need(() => void secrets.set(account, value)),
  deletePassword: async (_service, account) => need(() => secrets.delete(account)),
};

function need<T>(work: () => T): T {
  if (now.locked) throw new Error("locked");
  return work();
}

export let stored: Map<string, unknown>;

export const training = makePayarc("training", "");

export const second = makePayarc("training_justifi", "");

const opened: Connections[] = [];

/** The connections of this moment, started, over the settings and secrets that are kept. */
export async function open(
  change: { noLive?: string; addresses?: Addresses; keychain?: Keychain } = {},
): Promise<{ connections: Connections; settings: Settings; changes: () => number }> {
  const settings = openSettings({ folder: "/nowhere", now: NOW, log: silentLog, makeStore: () => storeIn(stored) });
  const connections = createConnections({
    keychain: change.keychain ?? openKeychain({ load: async () => service, log: silentLog, profile: null }),
    settings,
    log: silentLog,
    addresses: change.addresses ?? readAddresses({}, false),
    noLive: () => change.noLive ?? null,
    makePayarc: (_id, address, token) => makePayarc(address, token),
    makeJustifi: (_id, address, { clientId, clientSecret, subAccount }) =>
      makePayarc(address, `${clientId} ${clientSecret} ${subAccount}`),
    tokenEndsAt: tokenExpiry,
    startPractice: async ({ id, kind }) => {
      practised.push(id);
      return kind === "training" ? training : second;
    },
    now: () => NOW,
  });
  await connections.start();
  opened.push(connections);
  let count = 0;
  connections.onChange(() => void count++);
  return { connections, settings, changes: () => count };
}

/** Begins every test of the file with nothing kept, and closes what it opened. */
export function startAfresh(): void {
  beforeEach(() => {
    answers.clear();
    asked.splice(0);
    practised.splice(0);
    secrets.clear();
    stored = new Map();
    Object.assign(now, { locked: false, closed: 0 });
  });
  afterEach(() => {
    for (const connections of opened.splice(0)) connections.close();
  });
}
