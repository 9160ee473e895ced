import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/main/base/log";
import { openTheJournal, type Folder } from "../../../src/main/boot/open-databases";
import { openKeychain } from "../../../src/main/keychain/keychain";
import type { Journal } from "../../../src/main/journal/journal";
import { MemorySecrets } from "../../fixtures/secrets";
import { done } from "../journal/book";

/** The journal, where the keychain's entry is gone or another one: said, kept, and a new one begun. */

const NOW = Date.UTC(2026, 10, 29);
const ENTRY = "Counterfoil/journal key";
let folder: string;
let service: MemorySecrets;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-other-key-"));
  service = new MemorySecrets();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = async (): Promise<{ journal: Journal; sentences: string[] }> => {
  const keychain = openKeychain({ load: () => Promise.resolve(service), log: silentLog, profile: null });
  const about: Folder = { userData: folder, keychain, log: silentLog, now: () => NOW };
  const { opened, notices } = await openTheJournal(about);
  if (!opened.journal) throw new Error(opened.sentence);
  return { journal: opened.journal, sentences: notices.map(({ sentence }) => sentence) };
};

describe("the journal's entry in the keychain", () => {
  it.each([
    ["gone", () => service.kept.delete(ENTRY)],
    ["another one", () => service.kept.set(ENTRY, "cd".repeat(32))],
    ["damaged", () => service.kept.set(ENTRY, "half a ke")],
  ])("%s: said for a week, the file is kept untouched, a new journal takes payments", async (_what, lose) => {
    const first = await open();
    const before = done(first.journal);
    first.journal.close();
    const key = service.kept.get(ENTRY) ?? "";
    lose();
    for (let start = 0; start < 2; start++) {
      const { journal, sentences } = await open();
      expect(sentences).toEqual([expect.stringContaining("a new one has begun")]);
      const kept = readdirSync(folder).find((name) => /set-aside[^.]*Z$/.test(name)) ?? "";
      expect(sentences[0]).toContain(kept);
      expect(journal.get(before.intent.id)).toBe(null);
      journal.close();
      expect(readdirSync(folder).filter((name) => /^journal\.db\.set-aside[^.]*Z$/.test(name))).toHaveLength(1);
    }
    // With its key the old one can be read again.
    for (const name of readdirSync(folder)) if (!name.includes("set-aside")) rmSync(join(folder, name));
    const { openJournal } = await import("../../../src/main/journal/open-journal");
    const kept = readdirSync(folder).find((name) => /set-aside[^.]*Z$/.test(name)) ?? "";
    const again = openJournal({ file: join(folder, kept), key }, NOW);
    expect(again.journal?.get(before.intent.id)).toEqual(before);
    again.journal?.close();
  });

  it("SECURITY: silent, it is not gone: nothing is set aside, and no payment is taken", async () => {
    const { journal } = await open();
    journal.close();
    service.trouble = "rejects";
    await expect(open()).rejects.toThrow("does not answer");
    expect(readdirSync(folder).filter((name) => name.includes("set-aside"))).toEqual([]);
  });
});
