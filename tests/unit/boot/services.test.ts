import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { systemClock } from "../../../src/main/base/clock";
import { createHandlers } from "../../../src/main/boot/commands";
import { createServices, type Services } from "../../../src/main/boot/services";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { startJustiFiTraining } from "../../../src/main/practice/justifi/server";
import { startTraining } from "../../../src/main/practice/payarc/server";
import { openSettings } from "../../../src/main/settings/settings";
import { AccountKind, KINDS } from "../../../src/shared/account";

/** The services as they are built in the app, with an account of every kind and its secret; no request leaves this machine. */
const folder = mkdtempSync(join(tmpdir(), "counterfoil-services-"));
const secrets = new Map<string, string>();
// A computer that had a version before: it has one of each kind.
writeFileSync(join(folder, "settings.json"), "{}");
for (const id of AccountKind.options) {
  secrets.set(`bearer token of ${id}`, "a-token-of-some-length");
  const client = { clientId: "test_0123456789", clientSecret: "test_0123456789", subAccount: null };
  secrets.set(`client credentials of ${id}`, JSON.stringify(client));
}
const keytar = {
  getPassword: async (_service: string, account: string) => secrets.get(account) ?? null,
  setPassword: async (_service: string, account: string, value: string) => void secrets.set(account, value),
  deletePassword: async (_service: string, account: string) => secrets.delete(account),
};
const kept = new Map<string, unknown>();
const makeStore = () => ({
  get: (key: string) => kept.get(key),
  set: (key: string, value: unknown) => void kept.set(key, value),
});
const nothing = async (): Promise<null> => null;
let services: Services;

beforeAll(async () => {
  services = await createServices({
    userData: folder,
    version: "test",
    keychain: openKeychain({ load: async () => keytar, log: silentLog, profile: null }),
    settings: openSettings({ folder, now: Date.now(), log: silentLog, makeStore }),
    log: silentLog,
    operator: "ana",
    hours: 12,
    runtime: {
      electron: "99.0.0",
      chrome: "none",
      supportedMajor: 1,
      sandboxed: true,
      packaged: true,
      debuggable: () => false,
    },
    env: {},
    proxyFor: async () => "DIRECT",
    clock: systemClock,
    startTraining: ({ database }) => startTraining({ database, seedCustomers: 0 }),
    startJustiFiTraining: (options) => startJustiFiTraining(options),
    shell: {
      news: { inFront: () => true, notify: () => undefined, showAt: () => undefined },
      openWindow: () => undefined,
      print: async () => undefined,
      savePdf: nothing,
      chooseFile: nothing,
      about: async () => ({ folder: "", node: "", licences: [] }),
      report: async () => ({ versions: {}, log: "", names: [] }),
      contextMenu: () => undefined,
      showInFolder: () => undefined,
      openMail: async () => false,
      copyText: () => undefined,
      quit: () => undefined,
    },
  });
});
afterAll(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("every kind of account", () => {
  it.each(AccountKind.options)("SECURITY: %s speaks to the processor that it names, and to no other", async (id) => {
    await services.connections.prepare(id);
    expect(services.connections.processor(id).name).toBe(KINDS[id].processor);
  });
});

const PRACTICE = AccountKind.options.filter((id) => KINDS[id].environment === "practice");

describe("what can be practised", () => {
  it("is told of each practice account on its own", async () => {
    const told = new Set<string>();
    for (const id of PRACTICE) {
      const window = services.openWindow("training");
      await window.use(id);
      told.add(JSON.stringify(await createHandlers(services)["training.scenarios"]({}, window)));
      window.close();
    }
    expect(told.size).toBe(PRACTICE.length);
  });

  it.each(PRACTICE)("is put back for the practice account of the window, %s", async (id) => {
    await services.connections.prepare(id);
    const startOver = vi.spyOn(services.payments, "startOver");
    await services.resetTraining(id);
    expect(startOver.mock.calls).toEqual([[id]]);
    startOver.mockRestore();
  });
});

describe("an account that is removed", () => {
  it("leaves the keychain and its windows, keeps its name, and is not there for a command any more", async () => {
    const window = services.openWindow("justifi_test");
    await services.removeAccount("justifi_test", true);
    expect(window.account()).toBe("training");
    expect(secrets.has("client credentials of justifi_test")).toBe(false);
    expect(services.state("training").accounts.map(({ id }) => id)).not.toContain("justifi_test");
    expect(services.state("training").removed).toMatchObject([{ id: "justifi_test", name: "JustiFi test" }]);
    await expect(window.use("justifi_test")).rejects.toThrow("no longer on this computer");
    await expect(services.removeAccount("training", false)).rejects.toThrow("stays");
    window.close();
  });
});
