import { BrowserWindow, dialog } from "electron";
import { extname, join } from "node:path";

/** Where to write a file of that name: as the person says, or in `folder` when given. null: they cancelled. */
export async function chooseFile(name: string, folder: string | null): Promise<string | null> {
  if (folder !== null) return join(folder, name);
  const extension = extname(name).slice(1);
  const options = {
    title: "Save",
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}
