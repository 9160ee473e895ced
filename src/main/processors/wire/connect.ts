import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";

/**
 * Connections that are made completely (name, TCP, proxy, TLS with a checked certificate) before a request gets hold of
 * them.
 * MONEY: that is what lets http.ts say "nothing was sent": an error from here means that no byte of any request was
 * written.
 */

export type ConnectWhy = "timeout" | "no_network" | "tls" | "proxy";

/** Why there is no connection. Holds a code such as ECONNREFUSED and nothing of the request. */
export class ConnectTrouble extends Error {
  override readonly name = "ConnectTrouble";
  constructor(
    readonly why: ConnectWhy,
    readonly code: string,
  ) {
    super(`no connection: ${why} ${code}`);
  }
}

export interface ConnectOptions {
  /** How long name, TCP, proxy and TLS may take together, in ms. */
  readonly connectMs: number;
  /**
   * How long an idle connection is kept, in ms. MONEY: short on purpose. A server drops idle connections after five
   * seconds or more; a charge written to one that has just been dropped would have to be called `unknown`.
   */
  readonly idleMs: number;
  /**
   * The system's proxy for an address: null or "DIRECT" for none, a URL, or a PAC answer such as "PROXY host:8080;
   * DIRECT".
   */
  readonly proxyFor: ((url: string) => Promise<string | null>) | null;
  /** Certificate authorities to trust instead of Node's own list, as PEM. */
  readonly ca: string | null;
}

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
  /** Ends idle connections; those in use end with their request. */
  close(): void;
}

/** Node's way of taking a connection; on an error it looks at no stream, which its type does not say. */
type Take = (error: Error | null, stream: Duplex) => void;
interface Target {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
}

export function makeAgents(options: ConnectOptions): Agents {
  const pool = { keepAlive: true, timeout: options.idleMs, maxFreeSockets: 4, scheduling: "lifo" } as const;

  class PlainAgent extends http.Agent {
    override createConnection(target: http.ClientRequestArgs, take?: Take): Duplex | null | undefined {
      const make = () => super.createConnection(target);
      hand(
        connected(async () => make(), "connect", options.connectMs),
        take,
      );
      return undefined;
    }
  }

  class SecureAgent extends https.Agent {
    override createConnection(target: https.RequestOptions, take?: Take): Duplex | null | undefined {
      const make = (socket: Duplex | null) =>
        super.createConnection(socket ? ({ ...target, socket } as https.RequestOptions) : target);
      const open = async (signal: AbortSignal) => make(await throughProxy(target, options.proxyFor, signal));
      hand(connected(open, "secureConnect", options.connectMs), take);
      return undefined;
    }
  }

  const plain = new PlainAgent(pool);
  const secure = new SecureAgent(options.ca === null ? pool : { ...pool, ca: options.ca });
  return {
    http: plain,
    https: secure,
    close: () => {
      for (const agent of [plain, secure]) {
        for (const idle of Object.values(agent.freeSockets)) for (const socket of idle ?? []) socket.destroy();
      }
    },
  };
}

function hand(connection: Promise<Duplex>, take: Take | undefined): void {
  const fail = take as ((error: Error) => void) | undefined;
  connection.then(
    (socket) => take?.(null, socket),
    (error: unknown) => fail?.(error instanceof Error ? error : new ConnectTrouble("no_network", "unknown")),
  );
}

/** Waits until the stream is ready to be written to, or for the time that all of it may take. */
function connected(
  open: (signal: AbortSignal) => Promise<Duplex | null | undefined>,
  ready: "connect" | "secureConnect",
  connectMs: number,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    let socket: Duplex | null = null;
    let touched = false;
    const end = (error: Error | null) => {
      clearTimeout(timer);
      if (error) {
        stop.abort();
        socket?.destroy();
        reject(error);
      } else if (socket) {
        socket.removeListener("error", failed);
        socket.removeListener("close", closed);
        resolve(socket);
      }
    };
    const failed = (error: Error) => end(troubleOf(error, touched && ready === "secureConnect"));
    const closed = () => failed(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    const timer = setTimeout(() => end(new ConnectTrouble("timeout", "ETIMEDOUT")), connectMs);
    open(stop.signal).then((made) => {
      if (!made || stop.signal.aborted) {
        made?.destroy();
        return end(new ConnectTrouble("no_network", "ECONNABORTED"));
      }
      socket = made;
      made.once("connect", () => (touched = true));
      made.once("error", failed);
      made.once("close", closed);
      made.once(ready, () => end(null));
    }, failed);
  });
}

function troubleOf(error: Error, duringTls: boolean): ConnectTrouble {
  if (error instanceof ConnectTrouble) return error;
  const code =
    "code" in error && typeof error.code === "string" && /^[A-Z0-9_]{2,60}$/.test(error.code) ? error.code : "unknown";
  if (code === "ETIMEDOUT") return new ConnectTrouble("timeout", code);
  const aboutTls = duringTls || /CERT|TLS|SSL|SIGNATURE|EPROTO|ISSUER|CRL/.test(code);
  return new ConnectTrouble(aboutTls ? "tls" : "no_network", code);
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** True for an address of this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** A tunnel to the target through the system's proxy, or null when it is reached directly. */
async function throughProxy(
  target: Target,
  proxyFor: ConnectOptions["proxyFor"],
  signal: AbortSignal,
): Promise<Duplex | null> {
  const host = target.host ?? "localhost";
  const port = Number(target.port ?? 443);
  // SECURITY: what is on this machine is never asked of a proxy.
  if (!proxyFor || isLoopback(host)) return null;
  const said = await proxyFor(`https://${host}${port === 443 ? "" : `:${port}`}/`);
  const ways = readProxies(said);
  for (const [at, way] of ways.entries()) {
    if (way === "direct") return null;
    try {
      return await tunnel(way, host, port, signal);
    } catch (error) {
      if (at === ways.length - 1 || signal.aborted) throw error;
    }
  }
  throw new ConnectTrouble("proxy", "ERR_PROXY_UNSUPPORTED");
}

/** The ways that a proxy answer names, in order. Kinds that we do not speak (SOCKS) are left out. */
export function readProxies(said: string | null): readonly ("direct" | URL)[] {
  if (said === null || said.trim() === "") return ["direct"];
  return said.split(";").flatMap((part): ("direct" | URL)[] => {
    const words = part.trim();
    if (/^direct$/i.test(words)) return ["direct"];
    const pac = /^(PROXY|HTTP|HTTPS)\s+(\S+)$/i.exec(words);
    const written = pac ? `${pac[1]?.toUpperCase() === "HTTPS" ? "https" : "http"}://${pac[2]}` : words;
    const url = /^https?:\/\//i.test(written) ? parseUrl(written) : null;
    return url ? [url] : [];
  });
}

/** null when the text is no URL. (URL.canParse is younger than Node 18.15, which the old runtime has.) */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** One CONNECT. SECURITY: the proxy sees the target's name and the proxy's own password, never the bearer token. */
function tunnel(proxy: URL, host: string, port: number, signal: AbortSignal): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const authority = `${host}:${port}`;
    const headers: Record<string, string> = { host: authority };
    if (proxy.username !== "") {
      const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
      headers["proxy-authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
    }
    const { request } = proxy.protocol === "https:" ? https : http;
    const asked = request({
      method: "CONNECT",
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port === "" ? (proxy.protocol === "https:" ? 443 : 80) : Number(proxy.port),
      path: authority,
      headers,
      agent: false,
      signal,
    });
    asked.once("connect", (answer, socket, head) => {
      if (answer.statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(new ConnectTrouble("proxy", `HTTP_${answer.statusCode ?? 0}`));
    });
    asked.once("response", (answer) => {
      answer.destroy();
      reject(new ConnectTrouble("proxy", `HTTP_${answer.statusCode ?? 0}`));
    });
    asked.once("error", (error) => reject(new ConnectTrouble("proxy", troubleOf(error, false).code)));
    asked.end();
  });
}
