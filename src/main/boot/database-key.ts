import { randomBytes } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { Failure } from "../../shared/failure";
import { errorText, type Log } from "../base/log";
import type { Keychain, SecretName } from "../keychain/keychain";
import { changeKey, giveUpChange, opens, type KeyChange } from "../storage/change-key";
import type { Where } from "../storage/database";

/** Where a database lives this session, or why it cannot be opened. */
export type KeyedDatabase =
  /** `gone`: a file was under that key before, and is not there. */
  | { readonly kind: "kept"; readonly where: Where; readonly gone?: boolean }
  /** No keychain, no file: it lives in memory and ends with the app (docs/design.md, the journal and recovery). */
  | { readonly kind: "session"; readonly where: Where }
  /** The file is there and its key is not: gone from the keychain, or the keychain does not answer. */
  | { readonly kind: "locked"; readonly why: "key_gone" | "no_answer" };

/** What is done about a change of keys that was asked for in Settings; it comes at the next start. */
export interface Changing {
  readonly log: Log;
  /** false: it was asked for in this session, and the file may be open. */
  readonly now: boolean;
  readonly build?: (from: string, to: string) => KeyChange["build"];
  /** Hears each step before it is done, so that a test can end the process there. */
  readonly at?: (step: string) => void;
  /** Hears of each file, once: it has its new key, or could not get it yet. */
  readonly heard: (name: SecretName, changed: boolean) => void;
}

const KEY = /^[0-9a-f]{64}$/;
/** The key of before and the next one: what is in the keychain from the asking until the file is written anew. */
const PAIR = /^([0-9a-f]{64})>([0-9a-f]{64})$/;

/**
 * The file and the key of an encrypted database. A key is 32 random bytes, made on first use.
 * SECURITY: never a new key over an existing file, never a file without a key that the keychain has given back.
 */
export async function keyDatabase(
  keychain: Keychain,
  name: SecretName,
  file: string,
  changing?: Changing,
): Promise<KeyedDatabase> {
  const exists = existsSync(file);
  const session: KeyedDatabase = { kind: "session", where: { file: ":memory:", key: null } };
  if (!(await keychain.available())) return exists ? { kind: "locked", why: "no_answer" } : session;
  try {
    const found = await keychain.get(name);
    if (found !== null && KEY.test(found)) return underKey(file, found);
    const [, from, to] = PAIR.exec(found ?? "") ?? [];
    if (from !== undefined && to !== undefined) return await between(keychain, name, file, { from, to }, changing);
    if (exists) return { kind: "locked", why: (await keychain.isOpen()) ? "key_gone" : "no_answer" };
    const made = newKey();
    if (TOLD.includes(name)) markFirst(file);
    await keychain.keep(name, made);
    // What was written is read back before a file depends on it; another process may have been quicker, and its key
    // counts.
    const kept = await keychain.get(name);
    return kept !== null && KEY.test(kept) ? { kind: "kept", where: { file, key: kept } } : session;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return exists ? { kind: "locked", why: "no_answer" } : session;
  }
}

/**
 * Asks for a new key of a database: it is put beside the one in use, and the next start writes the file anew. Answers
 * whether there is a file's key to change. Throws a Failure where the keychain does not keep it.
 */
export async function askForNewKey(keychain: Keychain, name: SecretName): Promise<boolean> {
  const found = await keychain.get(name);
  if (found === null || PAIR.test(found)) return found !== null;
  if (!KEY.test(found)) return false;
  if ((await keychain.set(name, `${found}>${newKey()}`)) === "keychain") return true;
  await keychain.set(name, found);
  return false;
}

/** The keychain has two keys of the file: the new one takes the place of the old one. */
async function between(
  keychain: Keychain,
  name: SecretName,
  file: string,
  { from, to }: { readonly from: string; readonly to: string },
  changing: Changing | undefined,
): Promise<KeyedDatabase> {
  if (!changing?.now) return underKey(file, existsSync(file) && opens(file, to) ? to : from);
  try {
    changeKey({ file, from, to, build: changing.build?.(from, to), at: changing.at });
    changing.at?.("keychain");
    // SECURITY: only now is the old key gone from the keychain; until then whatever the file is under can be opened.
    changing.heard(name, (await keychain.set(name, to)) === "keychain");
    return underKey(file, to);
  } catch (error) {
    changing.log.error(`${name}: not changed: ${errorText(error)}`);
    changing.heard(name, false);
  }
  try {
    giveUpChange(file);
    return underKey(file, existsSync(file) && opens(file, to) ? to : from);
  } catch (error) {
    changing.log.error(`${name}: not to be used: ${errorText(error)}`);
    return { kind: "locked", why: "no_answer" };
  }
}

/** The keychain had that key before this start, so that there was a file, but for a first start that was ended there. */
function underKey(file: string, key: string): KeyedDatabase {
  const gone = !existsSync(file) && !existsSync(markOf(file));
  return { kind: "kept", where: { file, key }, ...(gone && { gone }) };
}

/** Of these it is told that they are gone. */
const TOLD: readonly SecretName[] = ["journal key", "filters key", "closings key"];

/** It stands from before a file's first key until the file is there. */
function markOf(file: string): string {
  return `${file}.first`;
}

function markFirst(file: string): void {
  try {
    writeFileSync(markOf(file), "");
  } catch {
    // The file itself will say what is wrong with the disk.
  }
}

/** The file is there: if it is not the next time, it was taken away. */
export function fileIsMade({ file }: Where): void {
  try {
    rmSync(markOf(file), { force: true });
  } catch {
    // The next start tries again.
  }
}

function newKey(): string {
  return randomBytes(32).toString("hex");
}
