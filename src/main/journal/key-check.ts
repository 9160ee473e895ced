import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

/**
 * Beside the journal lies a salted hash of its key, so that a wrong key and a damaged file can be told apart.
 * SECURITY: the key is 256 random bits; its hash gives nothing away.
 */
export function keyOf(file: string, key: string): "same" | "other" | "unstated" {
  try {
    const [salt = "", hash = ""] = readFileSync(`${file}.key-check`, "utf8").trim().split(":");
    const expected = Buffer.from(hash, "hex");
    return timingSafeEqual(expected, hashOf(salt, key)) ? "same" : "other";
  } catch {
    return "unstated";
  }
}

/** Writes the hash, where it is not there yet. Does not throw. */
export function rememberKey(file: string, key: string): void {
  if (keyOf(file, key) === "same") return;
  const salt = randomBytes(16).toString("hex");
  try {
    writeFileSync(`${file}.key-check`, `${salt}:${hashOf(salt, key).toString("hex")}\n`, { mode: 0o600 });
  } catch {
    // Only the telling apart is lost, no money: a damaged file will then be left alone as one of another key.
  }
}

function hashOf(salt: string, key: string): Buffer {
  return createHash("sha256").update(salt).update(key).digest();
}
