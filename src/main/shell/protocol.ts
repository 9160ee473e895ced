import { protocol, type Session } from "electron";
import { SCHEME } from "./origin";
import { serveFile } from "./served-file";

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
 * Answers app:// in that session from the renderer's folder, and from nowhere else. Not by `protocol.handle`, whose
 * Response brings all of Node's fetch with it, into the start of every window.
 */
export function serveApp(session: Session, folder: string): void {
  session.protocol.registerBufferProtocol(SCHEME, ({ method, url }, answer) => {
    void serveFile(folder, method, url).then(({ status, headers, body }) =>
      answer({ statusCode: status, headers, data: Buffer.from(body ?? []) }),
    );
  });
}
