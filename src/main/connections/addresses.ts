import { testAddressWords } from "../../shared/words/connection";

/**
 * SECURITY: the only hosts that a secret is ever sent to (docs/payarc.md 1). No setting and no command changes them.
 */
const PAYARC_TEST = "https://testapi.payarc.net";
const PAYARC_LIVE = "https://api.payarc.net";
/** One host for both: the client's id picks test or live. */
const JUSTIFI = "https://api.justifi.ai";
/**
 * Where newer versions of the program are, and the public half of the key that signs them: base64 of its 32 bytes.
 * RFC 2606 keeps the name free, and no key is there yet: `npm run release` refuses both (docs/release.md).
 */
const UPDATES = "https://updates.counterfoil.example";
const UPDATES_KEY = "";

const KEY_NAME = "COUNTERFOIL_UPDATES_KEY";

export interface Addresses {
  /** Host roots; `/v1/…` and `/oauth/token` follow. */
  readonly payarc_test: string;
  readonly payarc_live: string;
  readonly justifi_test: string;
  readonly justifi_live: string;
  /** The PayArc test address is a loopback one, given by the environment. */
  readonly overridden: boolean;
  /** Where newer versions of the program are; `key` empty: nobody signs them yet, and nothing is asked. */
  readonly updates: { readonly root: string; readonly key: string };
}

/** The environment asks for an address that is not allowed. The message is fit for a person. */
export class BadAddress extends Error {
  override readonly name = "BadAddress";
}

/**
 * COUNTERFOIL_PAYARC_URL and COUNTERFOIL_JUSTIFI_URL replace the *test* address by a loopback host root, and
 * COUNTERFOIL_UPDATES_URL with COUNTERFOIL_UPDATES_KEY the place of newer versions; a packaged app does not look at them.
 * Throws BadAddress on anything else, so that a slip is seen at once and nothing is sent to a place nobody meant.
 */
export function readAddresses(env: Readonly<Record<string, string | undefined>>, packaged: boolean): Addresses {
  const payarc = packaged ? null : replacement(env, "COUNTERFOIL_PAYARC_URL");
  const justifi = packaged ? null : replacement(env, "COUNTERFOIL_JUSTIFI_URL");
  const updates = packaged ? null : replacement(env, "COUNTERFOIL_UPDATES_URL");
  return {
    payarc_test: payarc ?? PAYARC_TEST,
    payarc_live: PAYARC_LIVE,
    justifi_test: justifi ?? JUSTIFI,
    justifi_live: JUSTIFI,
    overridden: payarc !== null,
    updates: updates === null ? { root: UPDATES, key: UPDATES_KEY } : { root: updates, key: env[KEY_NAME] ?? "" },
  };
}

function replacement(env: Readonly<Record<string, string | undefined>>, name: string): string | null {
  const asked = env[name] ?? "";
  if (asked === "") return null;
  const root = loopbackRoot(asked);
  if (root === null) {
    throw new BadAddress(testAddressWords.wrong({ name }));
  }
  return root;
}

function loopbackRoot(text: string): string | null {
  // The text itself is matched, because URL() would quietly make an address of many things that are none.
  const match = /^(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?::(\d{1,5}))?\/?$/.exec(text);
  if (!match?.[1]) return null;
  const port = match[2];
  if (port === undefined) return match[1];
  return Number(port) >= 1 && Number(port) <= 65_535 ? `${match[1]}:${Number(port)}` : null;
}
