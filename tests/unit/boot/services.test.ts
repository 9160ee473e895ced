import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createHandlers } from "../../../src/main/boot/commands";
import type { Services } from "../../../src/main/boot/services";
import { AccountKind, KINDS } from "../../../src/shared/account";
import { isClosed } from "../../fixtures/is-closed";
import { until } from "../../fixtures/hand-clock";
import { servicesWithoutShell } from "../../fixtures/services-without-shell";

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
let services: Services;

beforeAll(async () => {
  services = await servicesWithoutShell({ folder, secrets, seedCustomers: 0 });
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

describe("a practice server", () => {
  const own = mkdtempSync(join(tmpdir(), "counterfoil-practice-"));
  afterAll(() => rmSync(own, { recursive: true, force: true }));

  it("starts with the program where the copies lack something, and after that with the first look at a list", async () => {
    let starts = 0;
    const kept = { folder: own, secrets: new Map(), settings: new Map(), seedCustomers: 3 };
    const practised = (): void => void starts++;
    const first = await servicesWithoutShell({ ...kept, practised });
    first.openWindow("training");
    await until(() => first.of("training").isWhole());
    expect(starts).toBe(1);
    await first.close();

    const next = await servicesWithoutShell({ ...kept, practised });
    const window = next.openWindow("training");
    const handlers = createHandlers(next);
    // What a page asks by itself.
    for (const name of ["app.state", "directory.status", "history.status", "attempts.unknown"] as const)
      await handlers[name]({}, window);
    expect(next.connections.trouble("training")).toBeNull();
    expect(starts).toBe(1);
    await handlers["customers.search"]({ clue: "an", limit: 5 }, window);
    await until(() => next.connections.processor("training").clockOffset() !== null);
    expect(starts).toBe(2);
    await next.close();
  });
});

it("MONEY: what cannot be ended does not keep the journal from being closed", async () => {
  const own = mkdtempSync(join(tmpdir(), "counterfoil-ends-"));
  const ending = await servicesWithoutShell({ folder: own, secrets: new Map(), seedCustomers: 0 });
  await ending.connections.prepare("training");
  expect(isClosed(own)).toBe(false);
  vi.spyOn(ending.connections, "close").mockImplementation(() => {
    throw new Error("it does not end");
  });
  await ending.close();
  expect(isClosed(own)).toBe(true);
  rmSync(own, { recursive: true, force: true });
});
