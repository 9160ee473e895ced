import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, TLSSocket, type PeerCertificate, type SecureContext } from "node:tls";
import { cut } from "../../../shared/redact";
import { makeTrust, readAuthorities, systemAuthorities } from "./authorities";
import { troubleOf, ConnectTrouble } from "./connect-trouble";
import { isLoopback, readProxies, tunnel } from "./proxy";
import { createSpares } from "./spares";

/**
 * Connections that are made completely (name, TCP, proxy, TLS with a checked certificate) before a request gets hold of
 * them.
 * MONEY: that is what lets http.ts say "nothing was sent": an error from here means that no byte of any request was
 * written.
 */

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
  /** Certificate authorities to trust instead of Node's list and the system's, as PEM. */
  readonly ca: string | null;
}

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
  /** Makes connections to the root of that address until so many are idle. Nothing is written to them. */
  warm(root: URL, count: number): void;
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
  let trust: SecureContext | null = null;
  /** Read when it is first needed: a connection to this machine needs none. */
  const trusted = (): SecureContext =>
    (trust ??=
      options.ca === null ? makeTrust(readAuthorities(systemAuthorities())) : createSecureContext({ ca: options.ca }));
  const pool = { keepAlive: true, timeout: options.idleMs, maxFreeSockets: 4, scheduling: "lifo" } as const;

  class PlainAgent extends http.Agent {
    readonly spares = createSpares(options.idleMs);
    make(target: http.ClientRequestArgs): Promise<Duplex> {
      const open = () => super.createConnection(target);
      return connected(async () => open(), "connect", options.connectMs);
    }
    override createConnection(target: http.ClientRequestArgs, take?: Take): Duplex | null | undefined {
      const fresh = () => this.make(target);
      hand(this.spares.take()?.catch(fresh) ?? fresh(), take);
      return undefined;
    }
  }

  class SecureAgent extends https.Agent {
    readonly spares = createSpares(options.idleMs);
    make(target: https.RequestOptions): Promise<Duplex> {
      const wrap = (socket: Duplex | null) =>
        super.createConnection({
          ...target,
          secureContext: trusted(),
          ...(socket && { socket }),
        } as https.RequestOptions);
      const open = async (signal: AbortSignal) => wrap(await throughProxy(target, options.proxyFor, trusted, signal));
      return connected(open, "secureConnect", options.connectMs);
    }
    override createConnection(target: https.RequestOptions, take?: Take): Duplex | null | undefined {
      const fresh = () => this.make(target);
      hand(this.spares.take()?.catch(fresh) ?? fresh(), take);
      return undefined;
    }
  }

  const plain = new PlainAgent(pool);
  const secure = new SecureAgent(pool);
  return {
    http: plain,
    https: secure,
    warm: ({ protocol, hostname, port }, count) => {
      const host = hostname.replace(/^\[|\]$/g, "");
      const agent = protocol === "https:" ? secure : plain;
      const standard = protocol === "https:" ? 443 : 80;
      // A name is told to the other side in TLS, an address is not.
      const target = { host, port: Number(port || standard), servername: isIP(host) === 0 ? host : "" };
      const idle = Object.values(agent.freeSockets).reduce((sum, sockets) => sum + (sockets?.length ?? 0), 0);
      for (let there = idle + agent.spares.count(); there < count; there++) agent.spares.add(agent.make(target));
    },
    close: () => {
      plain.spares.close();
      secure.spares.close();
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
    let issuer: string | null = null;
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
    const failed = (error: Error) => end(troubleOf(error, touched && ready === "secureConnect", issuer));
    const closed = () => failed(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    const timer = setTimeout(() => end(new ConnectTrouble("timeout", "ETIMEDOUT")), connectMs);
    open(stop.signal).then((made) => {
      if (!made || stop.signal.aborted) {
        made?.destroy();
        return end(new ConnectTrouble("no_network", "ECONNABORTED"));
      }
      socket = made;
      made.once("connect", () => (touched = true));
      // Before the certificate is judged: afterwards the socket is gone, and who issued it with it.
      if (made instanceof TLSSocket) made.prependOnceListener("secure", () => (issuer = issuerOf(made)));
      made.once("error", failed);
      made.once("close", closed);
      made.once(ready, () => end(null));
    }, failed);
  });
}

/** Who issued the certificate that the other side showed, as people may read it; null where it does not say. */
function issuerOf(socket: TLSSocket): string | null {
  const shown = socket.getPeerCertificate() as Partial<PeerCertificate> | null;
  const name = [shown?.issuer?.O, shown?.issuer?.CN].flat().find((part) => typeof part === "string" && part !== "");
  // What a stranger wrote: no signs that steer a screen or a log.
  return name === undefined ? null : cut(name.replaceAll(/[^\p{L}\p{N}\p{P} ]+/gu, " ").trim(), 80) || null;
}

/** A tunnel to the target through the system's proxy, or null when it is reached directly. */
async function throughProxy(
  target: Target,
  proxyFor: ConnectOptions["proxyFor"],
  trusted: () => SecureContext,
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
      return await tunnel(way, host, port, trusted, signal);
    } catch (error) {
      if (at === ways.length - 1 || signal.aborted) throw error;
    }
  }
  throw new ConnectTrouble("proxy", "ERR_PROXY_UNSUPPORTED");
}
