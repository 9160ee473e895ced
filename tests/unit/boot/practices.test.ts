import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { createPractices, type Practices } from "../../../src/main/boot/practices";
import { openKeychain, type SecretService } from "../../../src/main/keychain/keychain";
import { startJustiFiTraining } from "../../../src/main/practice/justifi/server";
import { startTraining, type Training } from "../../../src/main/practice/payarc/server";
import { payarc } from "../../../src/main/processors/payarc/index";

const folder = mkdtempSync(join(tmpdir(), "counterfoil-practices-"));
const opened: Practices[] = [];
afterEach(async () => {
  for (const practices of opened.splice(0)) await practices.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `reads`: how often the keychain was asked for a key. */
function practicesOver({ keychain = true } = {}): { made: Practices; reads: () => number } {
  const kept = new Map<string, string>();
  let reads = 0;
  const service: SecretService = {
    getPassword: async (_service, account) => ((reads += 1), kept.get(account) ?? null),
    setPassword: async (_service, account, value) => void kept.set(account, value),
    deletePassword: async (_service, account) => kept.delete(account),
  };
  const load = async (): Promise<SecretService> => {
    if (!keychain) throw new Error("there is no keychain");
    return service;
  };
  const made = createPractices(
    {
      log: silentLog,
      startTraining: ({ database }) => startTraining({ database, seedCustomers: 0 }),
      startJustiFiTraining: ({ database }) => startJustiFiTraining({ database }),
    },
    {
      userData: folder,
      keychain: openKeychain({ load, log: silentLog, profile: null }),
      log: silentLog,
      now: () => Date.UTC(2026, 10, 21),
    },
    () => undefined,
  );
  opened.push(made);
  return { made, reads: () => reads };
}

function customersOf(server: Training | string) {
  if (typeof server === "string") throw new Error(server);
  const processor = payarc({ baseUrl: server.url, token: server.token, environment: "Training", log: () => undefined });
  if (processor.customers === null) throw new Error("PayArc has customers");
  return { book: processor.customers, close: () => processor.close() };
}

test("a server that rests and is started again has what was practised, and its key is not asked for again", async () => {
  const { made, reads } = practicesOver();
  const before = customersOf(await made.startTraining("training"));
  const { id } = await before.book.create({ name: "Rosa Marsh" });
  before.close();
  const asked = reads();

  await made.rest("training");
  expect(made.rest("training")).toBeNull();
  const after = customersOf(await made.startTraining("training"));
  expect((await after.book.get(id)).name).toBe("Rosa Marsh");
  expect(reads()).toBe(asked);
  expect(made.notices()).toEqual([]);
  after.close();
});

test("without a keychain it does not rest: what was practised is in memory alone", async () => {
  const { made } = practicesOver({ keychain: false });
  const before = customersOf(await made.startTraining("training"));
  const { id } = await before.book.create({ name: "Rosa Marsh" });
  expect(made.rest("training")).toBeNull();
  expect((await before.book.get(id)).name).toBe("Rosa Marsh");
  before.close();
});
