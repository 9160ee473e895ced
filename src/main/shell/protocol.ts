import { protocol, type Session } from "electron";
import { SCHEME } from "./origin";
import { fileServer } from "./served-file";

/**
 * Before the app is ready: app:// is a secure scheme of its own, so that no page needs file:// (docs/security.md, point
 * 18).
 */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: false, stream: true, codeCache: true },
    },
  ]);
}

/**
 * Answers app:// in that session from the renderer's folder, and from nowhere else, once `locked` resolves. Not by
 * `protocol.handle`, whose Response brings all of Node's fetch with it, into the start of every window.
 */
export function serveApp(session: Session, folder: string, locked: Promise<void>): void {
  session.protocol.registerBufferProtocol(SCHEME, fileServer(folder, locked));
}

/** How long the first picture is waited for at most, ms: a window that is not shown may never have one. */
const PICTURE_LIMIT_MS = 1_000;

/** The page's own scripts, which it asks for once it is painted (build/first-markup.ts). */
const OWN_SCRIPT = /\/assets\/(first|index)-[\w-]+\.js$/;

/** Resolves when a page of that session is painted and has its own scripts, or has been waited for long enough. */
export function pageRead(session: Session): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(done, PICTURE_LIMIT_MS);
    const missing = new Set<string | undefined>(["first", "index"]);
    session.webRequest.onCompleted(({ url }) => {
      missing.delete(OWN_SCRIPT.exec(url)?.[1]);
      if (missing.size > 0) return;
      session.webRequest.onCompleted(null);
      clearTimeout(late);
      done();
    });
  });
}
