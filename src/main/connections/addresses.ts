/** SECURITY: the only hosts that a token is ever sent to (fact sheet 1). No setting and no command changes them. */
const PAYARC_TEST = "https://testapi.payarc.net";
const PAYARC_LIVE = "https://api.payarc.net";

export interface Addresses {
  /** Host roots; `/v1/…` follows. */
  readonly payarc_test: string;
  readonly payarc_live: string;
  /** The test address is a loopback one, given by the environment. */
  readonly overridden: boolean;
}

/** The environment asks for an address that is not allowed. The message is fit for a person. */
export class BadAddress extends Error {
  override readonly name = "BadAddress";
}

/**
 * COUNTERFOIL_PAYARC_URL replaces the *test* address by a loopback host root; a packaged app does not look at it.
 * Throws BadAddress on anything else, so that a slip is seen at once and nothing is sent to a place nobody meant.
 */
export function readAddresses(env: Readonly<Record<string, string | undefined>>, packaged: boolean): Addresses {
  const asked = packaged ? "" : (env["COUNTERFOIL_PAYARC_URL"] ?? "");
  if (asked === "") return { payarc_test: PAYARC_TEST, payarc_live: PAYARC_LIVE, overridden: false };
  const root = loopbackRoot(asked);
  if (root === null) {
    throw new BadAddress(
      "COUNTERFOIL_PAYARC_URL must be the root of a server on this machine, like http://127.0.0.1:4711 (http, loopback, no path, no name or password).",
    );
  }
  return { payarc_test: root, payarc_live: PAYARC_LIVE, overridden: true };
}

function loopbackRoot(text: string): string | null {
  // The text itself is matched, because URL() would quietly make an address of many things that are none.
  const match = /^(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?::(\d{1,5}))?\/?$/.exec(text);
  if (!match?.[1]) return null;
  const port = match[2];
  if (port === undefined) return match[1];
  return Number(port) >= 1 && Number(port) <= 65_535 ? `${match[1]}:${Number(port)}` : null;
}
