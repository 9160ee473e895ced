import type { BrowserWindow } from "electron";

/** Brings a window before all others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
