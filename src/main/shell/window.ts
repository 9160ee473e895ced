import { app, BrowserWindow, nativeTheme, type Session } from "electron";
import type { PublicSettings } from "../../shared/settings";
import { HOME } from "./origin";

/** The paper of each theme (renderer/styles): shown until the first paint, so that the window does not flash. */
const PAPER = { light: "#f6f4ef", dark: "#17181b" } as const;

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly title: string;
}

/** A window of the terminal. It is shown when its first picture is ready. */
export function openWindow({ session, preload, title }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title,
    backgroundColor: PAPER[nativeTheme.shouldUseDarkColors ? "dark" : "light"],
    autoHideMenuBar: true,
    webPreferences: {
      // SECURITY: style.md 2.1, points 2-4, 6, 8-11. What is not named here stays at Electron's safe default on purpose.
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
  window.once("ready-to-show", () => window.show());
  window.on("page-title-updated", (event) => event.preventDefault());
  return window;
}

/** Loads our page. Rejects when it cannot be loaded. */
export function showHome(window: BrowserWindow): Promise<void> {
  return window.loadURL(HOME);
}

/** The theme is the system's unless the person chose one; the page follows by prefers-color-scheme. */
export function useTheme(theme: PublicSettings["theme"]): void {
  nativeTheme.themeSource = theme;
}
