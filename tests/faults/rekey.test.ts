import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openJournal } from "../../src/main/journal/open-journal";
import { openDatabase, openToRead } from "../../src/main/storage/database";
import { done, newIntent, TIMED_OUT } from "../unit/journal/book";
import { scratch } from "./scratch";

/**
 * kill -9 while a database gets its new key: a process of its own is killed before every step, another one goes on from
 * what is left, and nothing is lost: never is the file under a key that the keychain does not have.
 */
const OLD = "ab".repeat(32);
const NEW = "cd".repeat(32);
let folder = "";
let script = "";
beforeAll(async () => {
  folder = scratch("rekey");
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "rekey-child.ts"),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { format: "cjs", entryFileNames: "child.cjs" }, external: ["libsql", "keytar"] },
    },
    ssr: { noExternal: true, external: ["libsql", "keytar"] },
  });
  script = join(folder, "child.cjs");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Kind = "journal" | "copy";
const SECRET = { journal: "journal key", copy: "history key" } as const;

/** A desk's folder with a database of the old key, and both keys in the keychain, as after the asking. */
function prepared(
  kind: Kind,
  name: string,
): { readonly file: string; readonly secrets: string; readonly steps: string } {
  const at = join(folder, name);
  mkdirSync(at);
  const file = join(at, "some.db");
  if (kind === "journal") {
    const { journal } = openJournal({ file, key: OLD }, 1);
    if (!journal) throw new Error("no journal");
    for (let number = 0; number < 3; number++) done(journal);
    done(journal, TIMED_OUT);
    journal.open(newIntent(), 4);
    journal.close();
  } else {
    const database = openDatabase({ file, key: OLD });
    database.exec("CREATE TABLE kept (what TEXT); INSERT INTO kept VALUES ('one'), ('two')");
    database.close();
  }
  const secrets = join(at, "secrets.json");
  writeFileSync(secrets, JSON.stringify({ [SECRET[kind]]: `${OLD}>${NEW}` }));
  return { file, secrets, steps: join(at, "steps") };
}

function run(kind: Kind, where: ReturnType<typeof prepared>, stop: number): number | null {
  rmSync(where.steps, { force: true });
  const task = { ...where, stop, journal: kind === "journal" };
  const modules = join(import.meta.dirname, "../../node_modules");
  const env = { ...process.env, REKEY_TASK: JSON.stringify(task), NODE_PATH: modules };
  const { status, stderr } = spawnSync(process.execPath, [script], { env, timeout: 60_000, encoding: "utf8" });
  if (status === 1) throw new Error(stderr);
  return status;
}

const keyIn = (kind: Kind, secrets: string): string =>
  (JSON.parse(readFileSync(secrets, "utf8")) as Record<string, string>)[SECRET[kind]] ?? "";

function opens(file: string, key: string): boolean {
  try {
    openToRead({ file, key }).close();
    return true;
  } catch {
    return false;
  }
}

/** What the database says, under that key. */
function contents(kind: Kind, file: string, key: string): unknown {
  if (kind === "copy") {
    const database = openToRead({ file, key });
    const rows = database.prepare("SELECT what FROM kept").all();
    database.close();
    return rows;
  }
  const { journal, ...opened } = openJournal({ file, key }, 1);
  if (!journal) throw new Error("no journal");
  const entries = [...journal.recent(100)];
  journal.close();
  return { entries, ...opened };
}

describe.each(["journal", "copy"] as const)("a new key for a %s, killed before each step", (kind) => {
  it("loses nothing, and ends under the new key with the old one gone", { timeout: 10 * 60_000 }, () => {
    const whole = prepared(kind, `${kind}-whole`);
    const before = contents(kind, whole.file, OLD);
    expect(run(kind, whole, 0)).toBe(0);
    expect([contents(kind, whole.file, NEW), opens(whole.file, OLD), keyIn(kind, whole.secrets)]).toEqual([
      before,
      false,
      NEW,
    ]);
    const steps = readFileSync(whole.steps, "utf8").trim().split("\n");
    expect(steps.length).toBeGreaterThan(8);
    for (const [at, step] of steps.entries()) {
      const where = prepared(kind, `${kind}-${at}`);
      const was = contents(kind, where.file, OLD);
      expect(run(kind, where, at + 1), step).toBe(null);
      // Whatever it was killed at, the keychain has a key that opens the file, and nothing of it is lost.
      const keys = keyIn(kind, where.secrets).split(">");
      expect(
        keys.some((key) => opens(where.file, key)),
        step,
      ).toBe(true);
      expect(run(kind, where, 0), step).toBe(0);
      expect(keyIn(kind, where.secrets), step).toBe(NEW);
      expect([contents(kind, where.file, NEW), opens(where.file, OLD)], step).toEqual([was, false]);
      expect(
        readdirSync(join(where.file, "..")).filter((name) => name.includes("rekey")),
        step,
      ).toEqual([]);
      expect(existsSync(where.file)).toBe(true);
    }
  });
});
