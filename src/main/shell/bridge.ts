import { ipcMain, type IpcMainInvokeEvent, type WebContents } from "electron";
import { COMMANDS } from "../../shared/command-names";
import type { Answer, CommandName, EventName, EventOf } from "../../shared/contract";
import type { AccountId } from "../../shared/account";
import { programWords } from "../../shared/words/program";
import type { Handlers } from "../boot/commands";
import type { ServedWindow } from "../boot/windows";
import type { Log } from "../base/log";
import type { answerCommand, checkEvent } from "./answer";
import { isOurs } from "./origin";
import { createTurns, type Turns } from "./turns";

/** The only door between a page and the services, and the only user of ipcMain. */
export interface Bridge {
  /** SECURITY: only pages named here are answered, each for its own window. */
  admit(contents: WebContents, window: Promise<ServedWindow>): void;
  /** To every admitted page, or to those whose window belongs to that account. */
  emit<N extends EventName>(name: N, value: EventOf<N>, account: AccountId | null): void;
  /** To that page alone, if it is admitted. */
  tell<N extends EventName>(contents: WebContents, name: N, value: EventOf<N>): void;
}

/** What is behind the door: read after the first page, since it has the schemas of everything that may cross. */
export interface Behind {
  readonly answerCommand: typeof answerCommand;
  readonly checkEvent: typeof checkEvent;
  readonly handlers: Promise<Handlers>;
  /** SECURITY: what it says no to reaches no page. */
  mayHear(name: EventName): boolean;
}

interface Admitted {
  readonly contents: WebContents;
  readonly window: Promise<ServedWindow>;
  /** MONEY: a flood of other asks holds up no charge. */
  readonly turns: { readonly money: Turns; readonly other: Turns };
  /** null until the services are there. */
  account: (() => AccountId) | null;
}

/**
 * Opens the door. Asks that come before there is anything behind it, or before the services are ready, wait. Nothing is
 * told before. `used` is called with each ask.
 */
export function openBridge(behind: Promise<Behind>, log: Log, used: () => void): Bridge {
  const admitted = new Map<number, Admitted>();
  let floodedAt = Number.NEGATIVE_INFINITY;
  // One line a minute, or the flood would be in the log.
  const flooded = (name: string): void => {
    const now = performance.now();
    if (now - floodedAt < 60_000) return;
    floodedAt = now;
    log.warn(`bridge: a page asks more than can be answered; ${name} and others were turned away`);
  };
  let known: Behind | null = null;
  behind.then(
    (found) => {
      // SECURITY: electron-store opens a channel of its own, which tells any page the user-data folder; nobody needs it.
      ipcMain.removeAllListeners("electron-store-get-data");
      known = found;
    },
    () => undefined,
  );
  /** As it may cross; null where it may not. */
  const crossing = (name: EventName, value: EventOf<EventName>): { readonly value: unknown } | null =>
    known?.mayHear(name) ? known.checkEvent(name, value, log) : null;

  for (const name of COMMANDS) {
    ipcMain.handle(`counterfoil:${name}`, async (event, ...given: unknown[]): Promise<Answer<CommandName>> => {
      const asker = admitted.get(event.sender.id);
      const reason = whyNotTrusted(event, asker?.contents);
      if (!asker || reason !== null) {
        log.error(`bridge: ${name} was asked by a stranger (${reason ?? "unknown window"})`);
        throw new Error("refused");
      }
      const turn = asker.turns[name.startsWith("payments.") ? "money" : "other"].take();
      if (turn === null) {
        flooded(name);
        return { ok: false, failure: { code: "refused", sentence: programWords.tooManyAsks, fields: {} } };
      }
      used();
      const end = await turn;
      return behind
        .then(({ answerCommand, handlers }) => answerCommand(name, given, handlers, asker.window, log))
        .finally(end);
    });
  }

  return {
    admit: (contents, window) => {
      const { id } = contents;
      const turns = { money: createTurns(), other: createTurns() };
      const made: Admitted = { contents, window, turns, account: null };
      admitted.set(id, made);
      const served = window.catch(() => null);
      void served.then((there) => {
        if (there) made.account = () => there.account();
      });
      contents.once("destroyed", () => {
        admitted.delete(id);
        void served.then((there) => there?.close());
      });
    },
    tell: (contents, name, value) => {
      const checked = crossing(name, value);
      if (checked !== null && admitted.has(contents.id) && isOurs(contents.getURL()))
        contents.send(`counterfoil:event:${name}`, checked.value);
    },
    emit: (name, value, account) => {
      const checked = crossing(name, value);
      if (checked === null) return;
      for (const { contents, account: own } of admitted.values()) {
        if (account !== null && own?.() !== account) continue;
        if (!contents.isDestroyed() && isOurs(contents.getURL()))
          contents.send(`counterfoil:event:${name}`, checked.value);
      }
    },
  };
}

/** SECURITY: a known window, its main frame, our own origin (docs/security.md, point 17). null: trusted. */
function whyNotTrusted(event: IpcMainInvokeEvent, admitted: WebContents | undefined): string | null {
  const { sender, senderFrame } = event;
  if (admitted !== sender) return "unknown window";
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
