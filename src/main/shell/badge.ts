import { app, BrowserWindow, nativeImage } from "electron";
import { reportWords } from "../../shared/words/report";

/**
 * The count of payments that are being checked, with the program's icon on the task bar: macOS and the docks of Linux that
 * know Unity's launcher show the number, Windows a dot. Elsewhere nothing is shown.
 */
export function showChecking(count: number): void {
  app.setBadgeCount(count);
  if (process.platform !== "win32") return;
  for (const window of BrowserWindow.getAllWindows())
    window.setOverlayIcon(count === 0 ? null : dot(), reportWords.checking({ count }));
}

/** The side of what Windows lays over an icon, in pixels. */
const SIDE = 16;
/** The colour of a warning in the light (src/renderer/styles/tokens.css), as a bitmap has it: blue, green, red, opaque. */
const COLOUR = [0x00, 0x4b, 0x7a, 0xff];

function dot(): Electron.NativeImage {
  const middle = (SIDE - 1) / 2;
  const pixels = Array.from({ length: SIDE * SIDE }, (_, at) =>
    Math.hypot((at % SIDE) - middle, Math.floor(at / SIDE) - middle) < SIDE / 2 ? COLOUR : [0, 0, 0, 0],
  );
  return nativeImage.createFromBitmap(Buffer.from(pixels.flat()), { width: SIDE, height: SIDE });
}
