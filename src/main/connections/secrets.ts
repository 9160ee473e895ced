import { createHash } from "node:crypto";
import type { KnownAccount } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { connectTroubleWords } from "../../shared/words/connection";
import type { Addresses } from "./addresses";
import { cleanToken } from "./clean-token";
import { clientOf, readClient, writeClient } from "./client";

/** What a person gives to connect; the contract's input without the account. */
export type Given =
  | { readonly token: string }
  | { readonly clientId: string; readonly clientSecret: string; readonly subAccount: string | null };

/**
 * What is kept in the keychain for what was typed. Throws a Failure that names the field which is not what it should be.
 */
export function secretFrom(account: KnownAccount, given: Given): string {
  if (account.credentials === "client") {
    if ("token" in given) throw new Failure("bad_input", connectTroubleWords.needsClient({ name: account.name }));
    return writeClient(clientOf(account, given));
  }
  const token = "token" in given ? cleanToken(given.token) : null;
  if (token === null)
    throw new Failure("bad_input", connectTroubleWords.notBearer, {
      token: connectTroubleWords.pasteWhole,
    });
  return token;
}

/** Where the secrets of an account of that kind are sent. Practice accounts have an address of their own. */
export function addressOf({ kind }: KnownAccount, addresses: Addresses): string {
  if (kind === "training" || kind === "training_justifi") throw new Error("a practice account has no fixed address");
  return addresses[kind];
}

/**
 * The same for the same merchant account: a client's secret can be renewed, its id and sub account are what counts.
 * SECURITY: a hash, so that no second copy of a token is kept to compare with.
 */
export function markOf(account: KnownAccount, secret: string): string {
  const client = account.credentials === "client" ? readClient(secret) : null;
  const which = client ? JSON.stringify([client.clientId, client.subAccount]) : secret;
  return createHash("sha256").update(`${account.processor} ${which}`).digest("hex");
}
