import { BrowserWindow, clipboard, Menu, type MenuItemConstructorOptions } from "electron";
import type { ParsedInputOf } from "../../shared/contract";
import { menuWords } from "../../shared/words/menu";

/**
 * The menu at the pointer, or at the focus. SECURITY: the page says what it is for, and a field of a card gets Paste and
 * nothing that copies. There are no spelling suggestions, which would ask somebody outside. Electron's roles act on the
 * page in front, by its own cut, copy and paste, which card fields refuse as well.
 */
export function showContextMenu({ x, y, field, selected, line }: ParsedInputOf<"menu.context">): void {
  const entries: MenuItemConstructorOptions[] = [];
  if (field === "text") {
    entries.push(
      { role: "cut", label: menuWords.cut, enabled: selected },
      { role: "copy", label: menuWords.copy, enabled: selected },
    );
  }
  if (field !== "none") {
    entries.push(
      { role: "paste", label: menuWords.paste },
      { type: "separator" },
      { role: "selectAll", label: menuWords.selectAll },
    );
  } else {
    if (selected) entries.push({ role: "copy", label: menuWords.copy });
    if (line !== null) entries.push({ label: menuWords.copyLine, click: () => clipboard.writeText(line) });
  }
  if (entries.length === 0) return;
  // A page counts in its own pixels, a window in those of the screen.
  const zoom = BrowserWindow.getFocusedWindow()?.webContents.getZoomFactor() ?? 1;
  Menu.buildFromTemplate(entries).popup({ x: Math.round(x * zoom), y: Math.round(y * zoom) });
}
