import keytar from "keytar";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AccountKind, KINDS } from "../../src/shared/account";
import type { AccountId } from "../../src/shared/account";
import type { SecretName } from "../../src/main/keychain/keychain";

/**
 * What an app of a test has put into the keychain of the session. Asked for by name, one by one: a listing of all would
 * meet entries that another test takes away in that moment, and fail of it.
 */
const NAMES: readonly SecretName[] = [
  "journal key",
  "directory key",
  "history key",
  "filters key",
  "closings key",
  "people key",
  "people pepper",
  "proxy password",
  "shared book",
  "training key",
  "justifi training key",
];

/** What the accounts of that folder may have put there; the first of each kind have the kind's name. */
function namesOf(userData: string): SecretName[] {
  const ids = new Set<AccountId>(AccountKind.options.filter((kind) => KINDS[kind].credentials !== "none"));
  try {
    const stored = JSON.parse(readFileSync(join(userData, "settings.json"), "utf8")) as { accounts?: { id: string }[] };
    for (const { id } of stored.accounts ?? []) ids.add(id);
  } catch {
    // A folder without settings has no accounts but the first.
  }
  return [
    ...NAMES,
    ...[...ids].flatMap((id): SecretName[] => [
      `client credentials of ${id}`,
      `bearer token of ${id}`,
      `practice key of ${id}`,
    ]),
  ];
}

const accountOf = (name: SecretName, userData: string): string =>
  `${name} (${createHash("sha256").update(userData).digest("hex").slice(0, 8)})`;

/** The names of the secrets of the app of that folder that have this value. */
export async function keptIn(userData: string, value: string): Promise<string[]> {
  return (await secretsOf(userData)).filter((secret) => secret.value === value).map(({ name }) => name);
}

/** A secret in the keychain. */
export interface Kept {
  readonly name: SecretName;
  readonly value: string;
}

/** Every secret that the app of that folder has in the keychain, with its name. */
export async function secretsOf(userData: string): Promise<Kept[]> {
  const found: Kept[] = [];
  for (const name of namesOf(userData)) {
    const value = await keytar.getPassword("Counterfoil", accountOf(name, userData));
    if (value !== null) found.push({ name, value });
  }
  return found;
}

/** Puts secrets into the keychain, as the app of that folder does. */
export async function keep(userData: string, secrets: readonly Kept[]): Promise<void> {
  for (const { name, value } of secrets) await keytar.setPassword("Counterfoil", accountOf(name, userData), value);
}

/** Takes out what the app of that folder put in: a test leaves nothing in the keychain of the person who runs it. */
export async function forgetSecrets(userData: string): Promise<void> {
  try {
    for (const name of namesOf(userData)) await keytar.deletePassword("Counterfoil", accountOf(name, userData));
  } catch {
    // No keychain here, so nothing is in it.
  }
}

/** The key of the journal of that folder's app. Throws when there is none. */
export async function journalKey(userData: string): Promise<string> {
  const key = await keytar.getPassword("Counterfoil", accountOf("journal key", userData));
  if (key === null) throw new Error("no key of the journal");
  return key;
}
