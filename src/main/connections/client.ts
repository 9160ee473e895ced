import { z } from "zod";
import type { KnownAccount } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { connectTroubleWords } from "../../shared/words/connection";

/** OAuth client credentials, and the sub account that requests are for. */
const Client = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  subAccount: z.string().nullable(),
});
export type Client = z.infer<typeof Client>;

/** The credentials as one text, for the keychain. */
export function writeClient(client: Client): string {
  return JSON.stringify(client);
}

/** The credentials in a text of the keychain; null when it holds none. */
export function readClient(secret: string): Client | null {
  try {
    return Client.parse(JSON.parse(secret));
  } catch {
    return null;
  }
}

const TEST = /^test_/i;
const LIVE = /^live_/i;

/**
 * What was typed, without the blanks of a paste. Throws a Failure that names the field.
 * MONEY: one host serves test and live, and the client's id alone tells which (docs/justifi.md 1): an id of the other
 * kind must not turn practice into real charges.
 */
export function clientOf({ name, environment }: KnownAccount, given: Client): Client {
  const clientId = given.clientId.replaceAll(/\s+/g, "");
  const clientSecret = given.clientSecret.replaceAll(/\s+/g, "");
  const subAccount = given.subAccount?.trim() || null;
  const wrong = (field: string, sentence: string): never => {
    throw new Failure("bad_input", sentence, { [field]: sentence });
  };
  // SECURITY: only visible ASCII goes into a header or a sign-in.
  if (!/^[\x21-\x7e]{6,200}$/.test(clientId)) wrong("clientId", connectTroubleWords.clientIdForm);
  if (!/^[\x21-\x7e]{6,500}$/.test(clientSecret)) wrong("clientSecret", connectTroubleWords.clientSecretForm);
  const isLive = LIVE.test(clientId);
  if (!isLive && !TEST.test(clientId)) wrong("clientId", connectTroubleWords.clientIdBegins);
  if (isLive !== (environment === "live"))
    wrong("clientId", connectTroubleWords.clientIdOther({ of: isLive ? "live" : "test", name }));
  if (subAccount !== null && !/^acc_[A-Za-z0-9_-]{1,58}$/.test(subAccount))
    wrong("subAccount", connectTroubleWords.subAccountBegins);
  return { clientId, clientSecret, subAccount };
}
