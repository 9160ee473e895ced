import { X509Certificate } from "node:crypto";
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from "node:tls";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";

/** Where a book is, without its password. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly login: string;
  readonly database: string;
}

const LOOPBACK = ["localhost", "127.0.0.1", "::1"];
const FIRST_PORT = 5432;

/** Reads what was typed: "postgresql://name@host:5432/database". Throws a Failure at its field. */
export function readAddress(typed: string): Address {
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    throw at("address", words.addressForm);
  }
  const database = decoded(url.pathname.slice(1));
  if (!["postgresql:", "postgres:"].includes(url.protocol) || url.hostname === "" || database === "")
    throw at("address", words.addressForm);
  // SECURITY: a password in an address would be shown and kept with it.
  if (url.password !== "") throw at("address", words.addressPassword);
  if (url.username === "") throw at("address", words.addressName);
  // SECURITY: "?sslmode=disable" and its like are no choice here.
  if (url.search !== "" || url.hash !== "") throw at("address", words.addressExtras);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? FIRST_PORT : Number(url.port),
    login: decoded(url.username),
    database,
  };
}

/** The address as it is shown: without the login. */
export function shownAddress({ host, port, database }: Address): string {
  return `postgresql://${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
}

/**
 * How the connection is encrypted. `certificate` (PEM) is the only authority then: the server's own, whatever name it
 * bears, or one that signed it. SECURITY: plain only to this computer itself; there is no falling back to it. Throws a
 * Failure.
 */
export function encryption({ host }: Address, certificate: string | null): ConnectionOptions | false {
  if (certificate === null) return LOOPBACK.includes(host) ? false : { minVersion: "TLSv1.2" };
  const pinned = certificateOf(certificate);
  return {
    ca: certificate,
    minVersion: "TLSv1.2",
    checkServerIdentity: (name: string, shown: PeerCertificate) =>
      shown.raw.equals(pinned.raw) ? undefined : checkServerIdentity(name, shown),
  };
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw at("certificate", words.certificateForm);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw at("address", words.addressForm);
  }
}

function at(field: string, sentence: string): Failure {
  return new Failure("bad_input", sentence, { [field]: sentence });
}
