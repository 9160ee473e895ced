import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import type { SecureContext } from "node:tls";
import { ConnectTrouble, troubleOf } from "./connect-trouble";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** True for an address of this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
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
export function tunnel(
  proxy: URL,
  host: string,
  port: number,
  trusted: () => SecureContext,
  signal: AbortSignal,
): Promise<Duplex> {
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
      ...(proxy.protocol === "https:" && { secureContext: trusted() }),
    } as https.RequestOptions);
    asked.once("connect", (answer, socket, head) => {
      if (answer.statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(new ConnectTrouble("proxy", codeOf(answer)));
    });
    asked.once("response", (answer) => {
      answer.destroy();
      reject(new ConnectTrouble("proxy", codeOf(answer)));
    });
    asked.once("error", (error) => reject(new ConnectTrouble("proxy", troubleOf(error, false).code)));
    asked.end();
  });
}

/** HTTP_407; with another ending where the proxy asks for a sign-in that we do not speak (NTLM, Kerberos). */
function codeOf({ statusCode = 0, headers }: http.IncomingMessage): string {
  const ways = headers["proxy-authenticate"] ?? "";
  return statusCode === 407 && ways !== "" && !/\bbasic\b/i.test(ways) ? "HTTP_407_NO_BASIC" : `HTTP_${statusCode}`;
}
