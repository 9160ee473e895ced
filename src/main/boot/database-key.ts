import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { Failure } from "../../shared/failure";
import type { Keychain, SecretName } from "../keychain/keychain";
import type { Where } from "../storage/database";

/** Where a database lives this session, or why it cannot be opened. */
export type KeyedDatabase =
  | { readonly kind: "kept"; readonly where: Where }
  /** No keychain, no file: it lives in memory and ends with the app (docs/design.md, the journal and recovery). */
  | { readonly kind: "session"; readonly where: Where }
  /** The file is there and its key is not: gone from the keychain, or the keychain does not answer. */
  | { readonly kind: "locked"; readonly why: "key_gone" | "no_answer" };

/**
 * The file and the key of an encrypted database. A key is 32 random bytes, made on first use.
 * SECURITY: never a new key over an existing file, never a file without a key that the keychain has given back.
 */
export async function keyDatabase(keychain: Keychain, name: SecretName, file: string): Promise<KeyedDatabase> {
  const exists = existsSync(file);
  const session: KeyedDatabase = { kind: "session", where: { file: ":memory:", key: null } };
  if (!(await keychain.available())) return exists ? { kind: "locked", why: "no_answer" } : session;
  try {
    const found = await keychain.get(name);
    if (found !== null && /^[0-9a-f]{64}$/.test(found)) return { kind: "kept", where: { file, key: found } };
    if (found !== null || exists) return { kind: "locked", why: "key_gone" };
    const made = randomBytes(32).toString("hex");
    if ((await keychain.set(name, made)) === "memory") return session;
    // What was written is read back before a file depends on it; another process may have been quicker, and its key
    // counts.
    const kept = await keychain.get(name);
    return kept !== null && /^[0-9a-f]{64}$/.test(kept) ? { kind: "kept", where: { file, key: kept } } : session;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return exists ? { kind: "locked", why: "no_answer" } : session;
  }
}
