import type { AccountId, KnownAccount } from "../../shared/account";
import type { Client } from "../connections/client";
import type { Heard } from "../connections/health";
import { justifi } from "../processors/justifi/index";
import { payarc } from "../processors/payarc/index";
import type { Processor } from "../processors/processor";

/** Makes the adapter that speaks to one processor for one account. */
export interface Adapters {
  payarc(account: KnownAccount, baseUrl: string, token: string): Processor;
  justifi(account: KnownAccount, baseUrl: string, client: Client): Processor;
  /** The adapter of a practice account, for what it can do alone (late-processor.ts). */
  neverAsked(account: KnownAccount): Processor;
}

/** The discard port: nobody answers there. */
const NO_SERVER = "http://127.0.0.1:9";

/** `log` gets redacted lines; `proxyFor` answers the system's proxy for an address, as a PAC answer. */
export function createAdapters(options: {
  readonly log: (line: string) => void;
  readonly proxyFor: (address: string) => Promise<string | null>;
  /** Hears what came of every request. */
  readonly heard: (id: AccountId, what: Heard) => void;
}): Adapters {
  const { log } = options;
  const heard = (id: AccountId) => (what: Heard) => options.heard(id, what);
  const proxyFor = (address: string): Promise<string | null> =>
    isLoopback(address) ? Promise.resolve(null) : options.proxyFor(address);
  const made: Adapters = {
    payarc: ({ id, name }, baseUrl, token) =>
      payarc({ baseUrl, token, environment: name, log, proxyFor, heard: heard(id) }),
    justifi: ({ id, name, environment }, baseUrl, client) =>
      justifi({
        baseUrl,
        ...client,
        environment: name,
        mode: environment === "live" ? "live" : "test",
        log,
        proxyFor,
        heard: heard(id),
      }),
    neverAsked: (account) =>
      account.kind === "training"
        ? made.payarc(account, NO_SERVER, "none")
        : made.justifi(account, NO_SERVER, { clientId: "none", clientSecret: "none", subAccount: null }),
  };
  return made;
}

/** No proxy stands between this machine and itself. */
function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
}
