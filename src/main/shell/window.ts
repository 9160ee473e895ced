import { app, BrowserWindow, Menu, nativeTheme, type Session } from "electron";
import type { PublicSettings } from "../../shared/settings";
import type { Log } from "../base/log";
import { followDisplays, placeNow, type Places } from "./window-place";
import { HOME, isOurs, PLAIN } from "./origin";

/**
 * The paper of each theme (renderer/styles/tokens.css, --paper): shown until the first paint, so that the window does
 * not flash.
 */
const PAPER = { light: "#f6f5f1", dark: "#101216" } as const;

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly title: string;
  /** Where windows were on displays like these. */
  readonly places: Places;
}

/** A window of the terminal. It is shown when its first picture is ready. */
export function openWindow({ session, preload, title, places }: WindowOptions): BrowserWindow {
  const place = placeNow(places, BrowserWindow.getAllWindows().length);
  const window = new BrowserWindow({
    ...place.box,
    minWidth: place.least.width,
    minHeight: place.least.height,
    show: false,
    title,
    backgroundColor: PAPER[nativeTheme.shouldUseDarkColors ? "dark" : "light"],
    autoHideMenuBar: true,
    webPreferences: {
      // SECURITY: docs/security.md, points 2-4, 6, 8-11. What is not named here stays at Electron's safe default on
      // purpose.
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: "Auxclick",
      devTools: !app.isPackaged,
      spellcheck: false,
      enableWebSQL: false,
    },
  });
  followDisplays(window, places);
  window.once("ready-to-show", () => {
    // It would show the window before there is a picture.
    if (place.maximized) window.maximize();
    window.show();
  });
  window.on("page-title-updated", (event) => event.preventDefault());
  closeBeforeMenu(window);
  return window;
}

/** Until there is a menu (menu.ts) its two keys that close are heard here: who started it by mistake need not wait. */
function closeBeforeMenu(window: BrowserWindow): void {
  window.webContents.on("before-input-event", (event, { type, key, control, meta, alt, shift }) => {
    const chord = (process.platform === "darwin" ? meta : control) && !alt && !shift;
    if (type !== "keyDown" || !chord || !/^[qw]$/i.test(key) || Menu.getApplicationMenu() !== null) return;
    event.preventDefault();
    if (key.toLowerCase() === "q") app.quit();
    else window.close();
  });
}

/**
 * Loads our page, on that screen ("#/activity/ID"). Rejects when it cannot be loaded. `atOrder`: the order screen may be
 * in it from the start, since nobody has to unlock it first.
 */
export function showHome(window: BrowserWindow, hash = "", atOrder = false): Promise<void> {
  return window.loadURL(`${atOrder && hash === "" ? HOME : PLAIN}${hash}`);
}

/**
 * Takes the theme that the person chose, or the system's. A page that has no script yet follows it by
 * prefers-color-scheme; then renderer/stores/theme.ts does.
 */
export function useTheme(theme: PublicSettings["theme"]): void {
  nativeTheme.themeSource = theme;
}

/**
 * SECURITY: about:blank is the one address that Electron does not ask about; a page that went there is brought home.
 */
export function stayHome(window: BrowserWindow, log: Log): void {
  window.webContents.on("did-navigate", (_event, url) => {
    if (isOurs(url) || window.isDestroyed()) return;
    log.warn("window: its page had left", url.slice(0, 200));
    showHome(window).catch((error: unknown) => log.error("window: its page could not be loaded again", error));
  });
}

const CRASHES_APART_MS = 10_000;

/**
 * A page whose process died comes back empty; what was sent is in the journal. One that dies at once again is left for
 * a person to close.
 */
export function reviveAfterCrash(window: BrowserWindow, log: Log): void {
  let last = 0;
  window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    log.error(`window: its process ended (${reason}, ${exitCode})`);
    if (reason === "clean-exit" || window.isDestroyed() || Date.now() - last < CRASHES_APART_MS) return;
    last = Date.now();
    showHome(window).catch((error: unknown) => log.error("window: its page could not be loaded again", error));
  });
}
