import { BrowserWindow, Notification } from "electron";
import type { Note } from "../boot/news";
import type { Log } from "../base/log";

/** Those that are shown: one that nobody holds is collected, and its click is lost. */
const shown = new Set<Notification>();
/** So many are held; a system keeps older ones, but they do nothing any more. */
const MOST = 20;

/** Shows it where the system has notifications; where it has none, or refuses, nothing happens. */
export function showNotification({ title, body, onClick }: Note, log: Log): void {
  try {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    const done = (): void => void shown.delete(notification);
    notification.once("click", () => {
      done();
      onClick();
    });
    notification.once("close", done);
    notification.once("failed", (_event, error) => {
      done();
      log.warn(`notifications: not shown (${error})`);
    });
    shown.add(notification);
    const [oldest] = shown;
    if (oldest && shown.size > MOST) shown.delete(oldest);
    notification.show();
  } catch (error) {
    log.warn("notifications: not shown", error);
  }
}

/** Some window of ours has the focus. */
export function isInFront(): boolean {
  return BrowserWindow.getFocusedWindow() !== null;
}
