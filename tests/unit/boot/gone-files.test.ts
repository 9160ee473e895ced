import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { createNewKeys } from "../../../src/main/boot/new-keys";
import { openTheClosings, openTheFilters, openTheJournal, type Folder } from "../../../src/main/boot/open-databases";
import { openHistory } from "../../../src/main/history/store";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { MemorySecrets } from "../../fixtures/secrets";

it.each([
  ["under its key", false],
  ["while its key was about to be changed", true],
])(
  "says of a file that nobody else has that it was taken away, %s, once; of the journal for a week",
  async (_when, ask) => {
    const folder = mkdtempSync(join(tmpdir(), "counterfoil-gone-"));
    const service = new MemorySecrets();
    const keychain = openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null });
    const newKeys = () => createNewKeys({ keychain, log: silentLog, changed: () => undefined });
    let now = Date.UTC(2026, 10, 29);
    const { store } = openHistory({ file: ":memory:", key: null });
    const said = async (): Promise<string[]> => {
      const about: Folder = { userData: folder, keychain, log: silentLog, now: () => now, newKeys: newKeys() };
      const { opened, notices: ofJournal } = await openTheJournal(about);
      opened.journal?.close();
      const { closings, notices } = await openTheClosings(about);
      closings.close();
      const { filters, notices: ofFilters } = await openTheFilters(about, store);
      filters.close();
      return [...ofJournal, ...notices, ...ofFilters].map(({ id, sentence }) =>
        sentence.includes("is not in its folder any more") ? id : sentence,
      );
    };
    expect(await said()).toEqual([]);
    expect(await said()).toEqual([]);
    if (ask) await newKeys().ask([]);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(await said()).toEqual(["journal-loss-0", "closings-gone", "filters-gone"]);
    expect(await said()).toEqual(["journal-loss-0"]);
    now += 8 * 24 * 60 * 60 * 1000;
    expect(await said()).toEqual([]);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
