import type { AccountId } from "../../shared/account";
import type { OutputOf, ParsedInputOf } from "../../shared/contract";
import type { Page } from "../receipts/page";
import type { UpdateEngine, UpdatesPlace } from "../updates/updates";
import type { NewsShell } from "./news";
import type { AboutComputer } from "./report";

/** What only the shell can do; plain Node has its own, smaller ones. */
export interface ShellServices {
  print(page: Page): Promise<void>;
  /** Answers where it was saved; null when the person cancelled. */
  savePdf(page: Page): Promise<string | null>;
  /** Where to write a file of that name; null when the person cancelled. */
  chooseFile(name: string): Promise<string | null>;
  /** Shows a file that was written. Throws a Failure when it is no longer there. */
  showInFolder(path: string): void;
  /** Opens a draft by an address of mailtoUrl. Answers whether a mail program took it. */
  openMail(mailto: string): Promise<boolean>;
  copyText(text: string): void;
  readonly news: NewsShell;
  /** Opens another window of the terminal, on that account. */
  openWindow(account: AccountId): void;
  /** So many payments are being checked: shown with the program's icon, where the system does that. */
  badge(count: number): void;
  /** Where the data lies, and the licences of what is in the program. */
  about(): Promise<OutputOf<"app.about">>;
  /** What a report says of this computer. */
  report(): Promise<AboutComputer>;
  /** Shows the menu of the right button in the window in front. */
  contextMenu(asked: ParsedInputOf<"menu.context">): void;
  /** Loads what looks for newer versions of the program there. null: this copy cannot be replaced by itself. */
  openUpdater(place: UpdatesPlace): Promise<UpdateEngine | null>;
  quit(): void;
}
