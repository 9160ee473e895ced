import { BrowserWindow, Menu, type MenuItemConstructorOptions } from "electron";
import type { EventOf } from "../../shared/contract";
import { menuWords } from "../../shared/words/menu";

/** What the menu can ask of the window in front, and of the program. */
export interface MenuActs {
  newWindow(): void;
  /** Opens that sheet in the window. */
  open(window: BrowserWindow, sheet: EventOf<"menu.chosen">): void;
}

/**
 * The entries that people expect of any window. The bar itself is hidden where the system lets it be (Alt shows it). No
 * reload and no developer tools: a reload would lose the order on the screen.
 */
export function setMenu(acts: MenuActs): void {
  const mac = process.platform === "darwin";
  const opens = (label: string, sheet: EventOf<"menu.chosen">, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    // The page listens for the key itself; here it is only shown.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      if (window) acts.open(window, sheet);
    },
  });
  const about = opens(menuWords.about, "about");
  const separator = { type: "separator" } as const;
  const file: MenuItemConstructorOptions[] = [
    { label: menuWords.newWindow, accelerator: "CmdOrCtrl+Shift+N", click: acts.newWindow },
    separator,
    { role: "close" },
    ...(mac ? [] : [{ role: "quit" } as const]),
  ];
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo" },
    { role: "redo" },
    separator,
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "selectAll" },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "resetZoom" },
    separator,
    { role: "togglefullscreen" },
  ];
  const window: MenuItemConstructorOptions[] = [
    { role: "minimize" },
    { role: "zoom" },
    ...(mac ? [separator, { role: "front" } as const] : []),
  ];
  const help: MenuItemConstructorOptions[] = [
    opens(menuWords.openHelp, "help", "F1"),
    opens(menuWords.keys, "keys"),
    opens(menuWords.practice, "practice"),
    opens(menuWords.report, "report"),
    ...(mac ? [] : [separator, about]),
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [macMenu(about)] : []),
      { label: menuWords.file, submenu: file },
      { label: menuWords.edit, submenu: edit },
      { label: menuWords.view, submenu: view },
      { label: menuWords.window, submenu: window },
      { label: menuWords.help, role: "help", submenu: help },
    ]),
  );
}

/** The program's own menu, which only macOS has. */
function macMenu(about: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const separator = { type: "separator" } as const;
  return {
    role: "appMenu",
    submenu: [
      about,
      separator,
      { role: "services" },
      separator,
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      separator,
      { role: "quit" },
    ],
  };
}
