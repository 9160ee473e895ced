import { clipboard, shell } from "electron";
import { existsSync } from "node:fs";
import { Failure } from "../../shared/failure";
import { receiptWords as words } from "../../shared/words/receipt";
import type { ShellServices } from "../boot/shell-services";
import { isMailto } from "../receipts/mail";

/**
 * What goes out of the program to others on this computer: a draft of an e-mail, a folder, a text. SECURITY: all of it is
 * made by main; no address, path or text of a page comes here (docs/security.md, point 15).
 */
export const fileServices: Pick<ShellServices, "showInFolder" | "openMail" | "copyText"> = {
  showInFolder(path) {
    if (!existsSync(path)) throw new Failure("not_found", words.fileGone);
    shell.showItemInFolder(path);
  },
  async openMail(mailto) {
    if (!isMailto(mailto)) throw new Error("not the address of a draft");
    try {
      await shell.openExternal(mailto);
      return true;
    } catch {
      // No program takes such addresses: the person is told, and the file is there.
      return false;
    }
  },
  copyText: (text) => clipboard.writeText(text),
};
