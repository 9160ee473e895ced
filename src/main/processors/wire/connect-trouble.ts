export type ConnectWhy = "timeout" | "no_network" | "tls" | "proxy";

/** Why there is no connection. Holds a code such as ECONNREFUSED and nothing of the request. */
export class ConnectTrouble extends Error {
  override readonly name = "ConnectTrouble";
  constructor(
    readonly why: ConnectWhy,
    readonly code: string,
    /** Who issued the certificate that was not trusted, where it is known. */
    readonly issuer: string | null = null,
  ) {
    super(`no connection: ${why} ${code}`);
  }
}

/** What an error of a socket means for a connection. `issuer`: of the certificate that the other side showed. */
export function troubleOf(error: Error, duringTls: boolean, issuer: string | null = null): ConnectTrouble {
  if (error instanceof ConnectTrouble) return error;
  const code =
    "code" in error && typeof error.code === "string" && /^[A-Z0-9_]{2,60}$/.test(error.code) ? error.code : "unknown";
  if (code === "ETIMEDOUT") return new ConnectTrouble("timeout", code);
  const aboutTls = duringTls || /CERT|TLS|SSL|SIGNATURE|EPROTO|ISSUER|CRL/.test(code);
  return aboutTls ? new ConnectTrouble("tls", code, issuer) : new ConnectTrouble("no_network", code);
}
