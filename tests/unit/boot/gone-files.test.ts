import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { openTheClosings, openTheFilters, type Folder } from "../../../src/main/boot/open-databases";
import { openHistory } from "../../../src/main/history/store";
import { openKeychain } from "../../../src/main/keychain/keychain";
import { MemorySecrets } from "../../fixtures/secrets";

it("says of a file that nobody else has that it was taken away, once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-gone-"));
  const service = new MemorySecrets();
  const about: Folder = {
    userData: folder,
    keychain: openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null }),
    log: silentLog,
    now: () => Date.UTC(2026, 10, 29),
  };
  const { store } = openHistory({ file: ":memory:", key: null });
  const said = async (): Promise<string[]> => {
    const { closings, notices } = await openTheClosings(about);
    closings.close();
    const { filters, notices: ofFilters } = await openTheFilters(about, store);
    filters.close();
    return [...notices, ...ofFilters].map(({ id }) => id);
  };
  expect(await said()).toEqual([]);
  expect(await said()).toEqual([]);
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  expect(await said()).toEqual(["closings-gone", "filters-gone"]);
  expect(await said()).toEqual([]);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
