import { ipcMain, type IpcMainInvokeEvent, type WebContents } from "electron";
import { commands, events, type Answer, type CommandName, type EventName, type EventOf } from "../../shared/contract";
import type { Handlers } from "../boot/commands";
import type { Log } from "../base/log";
import { answerCommand, checkEvent } from "./answer";
import { isOurs } from "./origin";

/** The only door between a page and the services, and the only user of ipcMain. */
export interface Bridge {
  /** SECURITY: only pages named here are answered. */
  admit(contents: WebContents): void;
  /** To every admitted page. */
  emit<N extends EventName>(name: N, value: EventOf<N>): void;
}

/** Opens the door. Asks that come before the services are ready wait for them. */
export function openBridge(handlers: Promise<Handlers>, log: Log): Bridge {
  const admitted = new Map<number, WebContents>();
  // SECURITY: electron-store opens a channel of its own, which tells any page the user-data folder; nobody needs it.
  ipcMain.removeAllListeners("electron-store-get-data");

  for (const name of Object.keys(commands) as CommandName[]) {
    ipcMain.handle(`counterfoil:${name}`, async (event, ...given: unknown[]): Promise<Answer<CommandName>> => {
      const reason = whyNotTrusted(event, admitted);
      if (reason !== null) {
        log.error(`bridge: ${name} was asked by a stranger (${reason})`);
        throw new Error("refused");
      }
      return answerCommand(name, given, handlers, log);
    });
  }

  return {
    admit: (contents) => {
      const { id } = contents;
      admitted.set(id, contents);
      contents.once("destroyed", () => admitted.delete(id));
    },
    emit: (name, value) => {
      const checked = checkEvent<EventOf<EventName>>(events[name], name, value, log);
      if (checked === null) return;
      for (const contents of admitted.values()) {
        if (!contents.isDestroyed() && isOurs(contents.getURL()))
          contents.send(`counterfoil:event:${name}`, checked.value);
      }
    },
  };
}

/** SECURITY: a known window, its main frame, our own origin (docs/security.md, point 17). null: trusted. */
function whyNotTrusted(event: IpcMainInvokeEvent, admitted: ReadonlyMap<number, WebContents>): string | null {
  const { sender, senderFrame } = event;
  if (admitted.get(sender.id) !== sender) return "unknown window";
  if (!senderFrame) return "frame is gone";
  const main = sender.mainFrame;
  if (
    senderFrame.parent !== null ||
    senderFrame.processId !== main.processId ||
    senderFrame.routingId !== main.routingId
  )
    return "not the main frame";
  return isOurs(senderFrame.url) ? null : "foreign origin";
}
