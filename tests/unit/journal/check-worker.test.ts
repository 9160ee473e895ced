import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { proveInWorker } from "../../../src/main/journal/prove-in-worker";
import type { Proven } from "../../../src/main/journal/prove-all";
import { openDatabase } from "../../../src/main/storage/database";
import { done, KEY, openBook } from "./book";

/** The look at all rows in its own thread, as it is built. */

let folder = "";
// Inside the project, so that the built file finds libsql.
const out = resolve("node_modules/.cache", `journal-worker-${process.pid}`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "journal-worker-"));
  await build({
    configFile: false,
    logLevel: "silent",
    ssr: { external: ["libsql"], noExternal: true },
    build: {
      ssr: resolve("src/main/journal/check-worker.ts"),
      outDir: out,
      rollupOptions: { external: ["libsql"], output: { format: "cjs", entryFileNames: "journal-worker.cjs" } },
    },
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(out, { recursive: true });
});

/** What the thread says first of that file. */
function first(file: string): Promise<Proven> {
  return new Promise((heard) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const prove = proveInWorker(join(out, "journal-worker.cjs"), (line) => heard({ damaged: line }));
    const stop = prove({ file, key: KEY }, (proven) => {
      heard(proven);
      stop();
    });
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
  });
}

it("tells the chain's value of a whole journal that is in use, and of a damaged one what is wrong", async () => {
  const file = join(folder, "journal.db");
  const { journal } = openBook(file);
  for (let number = 0; number < 300; number++) done(journal);
  expect(await first(file)).toEqual({ head: await journal.chain.head() });
  const database = openDatabase({ file, key: KEY });
  database.exec("DROP TRIGGER row_never_changes; UPDATE row SET at = at + 1 WHERE seq = 2");
  database.close();
  expect(await first(file)).toEqual({ damaged: "row 2 was changed" });
  journal.close();
});
