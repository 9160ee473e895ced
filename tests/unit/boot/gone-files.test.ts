import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { keyDatabase } from "../../../src/main/boot/database-key";
import { createNewKeys } from "../../../src/main/boot/new-keys";
import { openTheClosings, openTheFilters, openTheJournal, type Folder } from "../../../src/main/boot/open-databases";
import { openHistory } from "../../../src/main/history/store";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { MemorySecrets } from "../../fixtures/secrets";

/** A desk's folder, and what its starts say of it: the ids of what was taken away, else the sentence. */
function aDesk() {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-gone-"));
  const service = new MemorySecrets();
  const keychain = openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null });
  const newKeys = () => createNewKeys({ keychain, log: silentLog, changed: () => undefined });
  const { store } = openHistory({ file: ":memory:", key: null });
  const said = async (now: number): Promise<string[]> => {
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
  const takeAway = (): void => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
  };
  const end = (): void => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, keychain, newKeys, said, takeAway, end };
}

const NOW = Date.UTC(2026, 10, 29);
const ALL = ["journal-loss-0", "closings-gone", "filters-gone"];

it.each([
  ["under its key", false],
  ["while its key was about to be changed", true],
])(
  "says of a file that nobody else has that it was taken away, %s, once; of the journal for a week",
  async (_when, ask) => {
    const { newKeys, said, takeAway, end } = aDesk();
    expect(await said(NOW)).toEqual([]);
    expect(await said(NOW)).toEqual([]);
    if (ask) await newKeys().ask([]);
    takeAway();
    expect(await said(NOW)).toEqual(ALL);
    expect(await said(NOW)).toEqual(["journal-loss-0"]);
    expect(await said(NOW + 8 * 24 * 60 * 60 * 1000)).toEqual([]);
    end();
  },
);

it.each([
  ["right after the first start", 1],
  ["later", 2],
])(
  "says nothing of a first start that ended between a key and its file; of a file taken away %s it does",
  async (_when, starts) => {
    const { folder, keychain, said, takeAway, end } = aDesk();
    for (const [name, file] of [
      ["journal key", "journal.db"],
      ["closings key", "closings.db"],
      ["filters key", "filters.db"],
    ] as const)
      await keyDatabase(keychain, name, join(folder, file));
    for (let start = 0; start < starts; start++) expect(await said(NOW)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".first"))).toEqual([]);
    takeAway();
    expect(await said(NOW)).toEqual(ALL);
    end();
  },
);
