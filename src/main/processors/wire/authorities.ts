import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import tls from "node:tls";

/**
 * Whom to trust: Node's own list and the certificates that the operating system trusts, so that a company's TLS
 * inspection works where the computer was set up for it (docs/decisions/0042-the-systems-authorities-are-trusted.md).
 */

/** Where Linux keeps the certificates that it trusts, in one file; the first that is there. */
const BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Alpine
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, Red Hat
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/var/lib/ca-certificates/ca-bundle.pem", // SUSE
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem", // Alpine without the package, BSD
];

export interface SystemAuthorities {
  readonly platform: NodeJS.Platform;
  /** SSL_CERT_FILE names another bundle, as for OpenSSL; NODE_EXTRA_CA_CERTS one more. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Node's way to the system's store, from Node 22.15 on; null where it has none. */
  readonly fromNode: (() => readonly string[]) | null;
}

/** Younger than the types of Node that we build with. */
type Younger = typeof tls & { readonly getCACertificates?: (type: "system") => string[] };

export function systemAuthorities(): SystemAuthorities {
  const { getCACertificates } = tls as Younger;
  return {
    platform: process.platform,
    env: process.env,
    fromNode: getCACertificates ? () => getCACertificates("system") : null,
  };
}

/** The certificates that the system trusts, as PEM. Does not throw: what cannot be read is not trusted. */
export function readAuthorities({ platform, env, fromNode }: SystemAuthorities): string[] {
  const ofNode = attempt(() => fromNode?.() ?? []) ?? [];
  const named = env["SSL_CERT_FILE"];
  const files = platform === "linux" ? (named ? [named] : BUNDLES) : [];
  const bundle = files.map(certificatesIn).find((found) => found.length > 0) ?? [];
  const extra = env["NODE_EXTRA_CA_CERTS"];
  return [...new Set([...ofNode, ...bundle, ...(extra ? certificatesIn(extra) : [])])];
}

/** What a connection checks a certificate against. Takes some 50 ms, so it is made once for many connections. */
export function makeTrust(authorities: readonly string[]): tls.SecureContext {
  return tls.createSecureContext({
    ca: [...new Set([...tls.rootCertificates, ...authorities].map((pem) => pem.trim()))],
  });
}

const PEM = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

function certificatesIn(file: string): string[] {
  const text = attempt(() => readFileSync(file, "latin1")) ?? "";
  // One that cannot be read would make the whole list unusable.
  return (text.match(PEM) ?? []).filter((pem) => attempt(() => new X509Certificate(pem)) !== null);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
