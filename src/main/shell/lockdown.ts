import { app, type Session, type WebContents } from "electron";
import { url as inspectorUrl } from "node:inspector";
import type { Log } from "../base/log";
import { isOurs } from "./origin";

/** SECURITY: variables that weaken TLS, load foreign code or write secrets to disk when they are set around the app. */
const ALWAYS_BLANK = ["NODE_TLS_REJECT_UNAUTHORIZED", "SSLKEYLOGFILE"];
const BLANK_WHEN_PACKAGED = [
  "NODE_OPTIONS",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_DEBUG",
  "NODE_PENDING_DEPRECATION",
  "ELECTRON_RUN_AS_NODE",
  "ELECTRON_ENABLE_LOGGING",
  "ELECTRON_LOG_FILE",
];
/** Our own variables are for tests and the demo. */
const OURS = "COUNTERFOIL_";
const SWITCHES_WHEN_PACKAGED = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-debugging-address",
  "js-flags",
  "disable-web-security",
  "ignore-certificate-errors",
  "host-rules",
  "host-resolver-rules",
  "log-net-log",
  "ssl-key-log-file",
  "load-extension",
  "unsafely-treat-insecure-origin-as-secure",
];

/** Before anything else: the environment and the switches that the app was started with. */
export function lockEnvironment(log: Log): void {
  for (const name of Object.keys(process.env).filter(isBlanked)) {
    delete process.env[name];
    log.warn(`lockdown: ${name} was set and is not used`);
  }
  if (app.isPackaged) {
    for (const name of SWITCHES_WHEN_PACKAGED) if (app.commandLine.hasSwitch(name)) app.commandLine.removeSwitch(name);
  }
  // Where the sandbox is switched off (root has none), asking for it makes every window crash; live connections are
  // refused then.
  if (isSandboxed()) app.enableSandbox();
}

/**
 * MONEY: whoever asks the program to end (a terminal, the system that shuts down) has it end as a person does, with a
 * charge under way and every database closed first. What electron-store writes files with (when-exit) listens too, and
 * would drop all at once where nobody else does.
 * SECURITY: SIGUSR1 asks Node for a debugger; where the fuse forbids that, it would end the program, and with it a charge
 * under way. SIGUSR2 does so by default.
 */
export function lockSignals(log: Log): void {
  // Electron has handlers of its own until then, and puts them over ours; its second signal is not heard.
  void app.whenReady().then(() => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => {
        log.info(`lockdown: ${signal} was sent, so the program ends`);
        app.quit();
      });
    }
  });
  // Windows has neither.
  if (!app.isPackaged || process.platform === "win32") return;
  for (const signal of ["SIGUSR1", "SIGUSR2"] as const)
    process.on(signal, () => log.warn(`lockdown: ${signal} was sent and means nothing here`));
}

/** Windows knows its variables by either case. */
function isBlanked(variable: string): boolean {
  const name = variable.toUpperCase();
  if (ALWAYS_BLANK.includes(name)) return true;
  return app.isPackaged && (BLANK_WHEN_PACKAGED.includes(name) || name.startsWith(OURS));
}

/** Whether Chromium's sandbox runs in this process tree. */
export function isSandboxed(): boolean {
  return (
    !app.commandLine.hasSwitch("no-sandbox") &&
    !app.commandLine.hasSwitch("disable-setuid-sandbox") &&
    !app.commandLine.hasSwitch("disable-seccomp-filter-sandbox")
  );
}

/** Whether a debugger is at this process or a page, or could be let in: asked whenever it matters, as it may come later. */
export function isDebuggable(): boolean {
  return (
    inspectorUrl() !== undefined ||
    app.commandLine.hasSwitch("remote-debugging-port") ||
    app.commandLine.hasSwitch("remote-debugging-pipe")
  );
}

/**
 * SECURITY: for every page there will ever be: nowhere to go, nothing to open, nothing to embed, no bad certificate.
 */
export function lockContents(log: Log): void {
  app.on("web-contents-created", (_event, contents) => lockPage(contents, log));
  app.on("certificate-error", (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on("select-client-certificate", (event) => event.preventDefault());
  app.on("login", (event) => event.preventDefault());
}

function lockPage(contents: WebContents, log: Log): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (isOurs(url)) return;
    event.preventDefault();
    log.warn("lockdown: a page tried to leave", url.slice(0, 200));
  };
  contents.on("will-navigate", (event, url) => stay(event, url));
  contents.on("will-redirect", (event, url) => stay(event, url));
  contents.on("will-frame-navigate", (event) => {
    if (event.isMainFrame) return;
    event.preventDefault();
    log.warn("lockdown: a frame tried to navigate", event.url.slice(0, 200));
  });
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
    log.warn("lockdown: a page tried to embed a webview");
  });
  // WebRTC is governed by no CSP: it may only use the session's proxy, and that leads nowhere (lockSession).
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  contents.setWindowOpenHandler(({ url }) => {
    log.warn("lockdown: a page tried to open a window", url.slice(0, 200));
    return { action: "deny" };
  });
}

/** A proxy that nobody answers at (the discard port), also for addresses of this machine. */
const NOWHERE = { mode: "fixed_servers", proxyRules: "http://127.0.0.1:9", proxyBypassRules: "<-loopback>" } as const;

/**
 * SECURITY: what a page of this session may ask of the computer: nothing but to put a text, or a picture that it drew, on
 * the clipboard. Resolves when the session has no road to any network; no byte of a page may be served before
 * (served-file.ts).
 */
export async function lockSession(session: Session, log: Log): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    const granted = permission === "clipboard-sanitized-write";
    if (!granted) log.warn(`lockdown: permission ${permission} was refused`);
    answer(granted);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === "clipboard-sanitized-write");
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on("will-download", (event) => {
    event.preventDefault();
    log.warn("lockdown: a download was refused");
  });
  session.setSpellCheckerEnabled(false);
  // The CSP forbids every request already; this also holds for what a CSP does not govern (prefetch, DNS hints, bugs in
  // it).
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isOurs(details.url) || details.url.startsWith("data:image/") || isDevtools(details.url);
    if (!allowed) log.warn("lockdown: a request was refused", details.url.slice(0, 200));
    answer({ cancel: !allowed });
  });
  await session.setProxy(NOWHERE);
}

function isDevtools(url: string): boolean {
  return !app.isPackaged && url.startsWith("devtools://");
}
