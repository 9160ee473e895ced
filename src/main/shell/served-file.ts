import { readFileSync, realpathSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { isOurs } from "./origin";

/**
 * SECURITY: no network at all from the page, no inline script, no frames, no policies for trusted types
 * (docs/security.md).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

export interface Served {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/**
 * The file of the renderer's folder that an app:// address names. SECURITY: nothing outside that folder, GET only,
 * known types only. Reads at once: each wait for another thread comes late in a start, when all processes want to run.
 */
export function serveFile(folder: string, method: string, address: string): Served {
  if (method !== "GET") return empty(405);
  const file = isOurs(address) ? fileOf(folder, new URL(address).pathname) : null;
  const type = file === null ? undefined : TYPES[extname(file)];
  if (file === null || type === undefined) return empty(404);
  try {
    // A link in the folder may not lead out of it either.
    if (!realpathSync.native(file).startsWith(realpathSync.native(folder) + sep)) return empty(404);
    return { status: 200, headers: { ...HEADERS, "Content-Type": type }, body: readFileSync(file) };
  } catch {
    return empty(404);
  }
}

/**
 * What answers requests for app:// by serveFile. SECURITY: not before `locked` resolves, so that no page is there, and
 * nothing of it can act, before the session has no road to any network (lockdown.ts).
 */
export function fileServer(folder: string, locked: Promise<void>) {
  return (
    { method, url }: { readonly method: string; readonly url: string },
    answer: (answered: { statusCode: number; headers: Record<string, string>; data: Buffer }) => void,
  ): void => {
    void locked.then(() => {
      const { status, headers, body } = serveFile(folder, method, url);
      answer({ statusCode: status, headers: { ...headers }, data: Buffer.from(body ?? []) });
    });
  };
}

/**
 * No Cross-Origin-Opener-Policy: no page may open a window, and none opens this one (lockdown.ts), so there is nobody to
 * part it from; and with it Chromium makes each window's page twice, the second time when the first one is answered.
 */
const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()",
  "Cache-Control": "no-cache",
};

function empty(status: 404 | 405): Served {
  return { status, headers: { ...HEADERS, "Content-Type": "text/plain; charset=utf-8" }, body: null };
}

function fileOf(folder: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(path)) return null;
  const parts = path.split("/").filter((part) => part !== "");
  if (parts.some((part) => part.startsWith("."))) return null;
  const file = join(folder, ...(parts.length === 0 ? ["index.html"] : parts));
  return file.startsWith(folder + sep) ? file : null;
}
