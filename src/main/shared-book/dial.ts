import type { Client, ClientConfig } from "pg";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { encryption, type Address } from "./address";

/** How a desk comes to the book: all of it is one secret of the keychain. */
export interface Access {
  readonly address: Address;
  readonly password: string;
  /** PEM; null: an authority that this computer knows. */
  readonly certificate: string | null;
}

/** How long a connection may take to be made, ms. */
const DIAL_MS = 10_000;
/** How long any answer may take, ms; what a person waits for has its own, shorter one. */
const ANSWER_MS = 30_000;

/** A new connection. Throws a Failure whose sentence and field say what is wrong with the access. */
export async function dial({ address, password, certificate }: Access): Promise<Client> {
  // Loaded here, so that a desk without a book never reads it.
  const { default: pg } = await import("pg");
  const { host, port, login, database } = address;
  const config: ClientConfig = {
    host,
    port,
    database,
    user: login,
    password,
    ssl: encryption(address, certificate),
    connectionTimeoutMillis: DIAL_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: "counterfoil",
  };
  const client = new pg.Client(config);
  // A connection that breaks tells so here too; who uses it hears it by `end`.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.end().catch(() => undefined);
    throw said(error);
  }
}

/** What is wrong, in a sentence. SECURITY: the server's own words go nowhere; they may repeat what was sent. */
function said(error: unknown): Failure {
  const code = codeOf(error);
  const text = error instanceof Error ? error.message : "";
  if (code === "28P01" || code === "28000") return failure("unauthorized", "password", words.passwordWrong);
  if (code === "3D000") return failure("not_found", "address", words.noSuchDatabase);
  if (/does not support SSL/.test(text)) return failure("tls", "address", words.noEncryption);
  if (/CERT|SELF_SIGNED|ISSUER|SIGNATURE|^ERR_(TLS|SSL)|^ERR_OSSL/.test(code) || /certificate/.test(text))
    return failure("tls", "certificate", words.notTrusted);
  return failure("no_network", "address", words.notReached);
}

function failure(code: Failure["code"], field: string, sentence: string): Failure {
  return new Failure(code, sentence, { [field]: sentence });
}

/** The five letters by which PostgreSQL names an error, or Node's own; empty: none. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
