import { Menu, type MenuItemConstructorOptions } from "electron";

/**
 * The keys that people expect of any window: edit, close, quit, another window. The bar itself is hidden where the
 * system lets it be. No reload, no zoom reset, no developer tools: a reload would lose the order on the screen.
 */
export function setMenu(newWindow: () => void): void {
  const mac = process.platform === "darwin";
  const file: MenuItemConstructorOptions[] = [
    { label: "New window", accelerator: "CmdOrCtrl+Shift+N", click: newWindow },
    { type: "separator" },
    { role: "close" },
    ...(mac ? [] : [{ role: "quit" } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo" },
    { role: "redo" },
    { type: "separator" },
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "resetZoom" },
    { role: "togglefullscreen" },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: "appMenu" } as const] : []),
      { label: "File", submenu: file },
      { label: "Edit", submenu: edit },
      { label: "View", submenu: view },
      ...(mac ? [{ role: "windowMenu" } as const] : []),
    ]),
  );
}
