import { contextBridge, ipcRenderer } from "electron";
import type { CommandName, CounterfoilBridge, EventName } from "../shared/contract";

/**
 * SECURITY: one named function per command, and nothing else of Electron (docs/security.md, point 20). Inputs are
 * parsed in main.
 */
const COMMANDS = [
  "app.state",
  "app.quit",
  "app.about",
  "menu.context",
  "people.list",
  "people.all",
  "people.add",
  "people.change",
  "people.remove",
  "people.ceilings",
  "people.setPin",
  "people.recover",
  "people.newOwner",
  "people.printRecovery",
  "people.approve",
  "lock.now",
  "lock.stay",
  "lock.unlock",
  "settings.set",
  "accounts.use",
  "accounts.openWindow",
  "accounts.add",
  "accounts.change",
  "accounts.remove",
  "accounts.connect",
  "accounts.forget",
  "proxy.set",
  "updates.look",
  "updates.fetch",
  "updates.install",
  "training.reset",
  "training.scenarios",
  "directory.status",
  "directory.refresh",
  "customers.search",
  "customers.list",
  "customers.place",
  "customers.get",
  "customers.kept",
  "customers.exportCalls",
  "customers.printCalls",
  "customers.create",
  "customers.update",
  "customers.delete",
  "customers.history",
  "customers.exportAll",
  "customers.forget",
  "customers.payments",
  "customers.sums",
  "cards.add",
  "cards.makeDefault",
  "cards.replace",
  "cards.remove",
  "payments.expectCharge",
  "payments.charge",
  "payments.saveCard",
  "payments.capture",
  "payments.takeBackPlan",
  "payments.takeBack",
  "payments.tip",
  "payments.get",
  "payments.ledger",
  "payments.update",
  "payments.disputePack",
  "payments.list",
  "history.status",
  "history.refresh",
  "history.list",
  "history.sum",
  "history.attempts",
  "history.exportCsv",
  "history.cancelExport",
  "filters.list",
  "filters.save",
  "filters.remove",
  "holds.list",
  "activity.dayClose",
  "activity.exportDay",
  "activity.closeDay",
  "activity.printDay",
  "activity.saveDayPdf",
  "overview.read",
  "overview.csv",
  "overview.pdf",
  "attempts.list",
  "attempts.unknown",
  "attempts.get",
  "attempts.lookAgain",
  "attempts.closeByHand",
  "attempts.unreadable",
  "attempts.unreadableOn",
  "attempts.closeUnreadable",
  "attempts.correctionRead",
  "news.open",
  "news.read",
  "receipts.show",
  "receipts.print",
  "receipts.savePdf",
  "receipts.mail",
  "receipts.copyText",
  "receipts.address",
  "journal.export",
  "keys.change",
  "files.show",
  "report.read",
  "report.save",
  "desks.state",
  "desks.connect",
  "desks.words",
  "desks.leave",
  "desks.parked",
  "desks.park",
  "desks.takeUp",
  "desks.takenBy",
  "desks.day",
] as const satisfies readonly CommandName[];

const EVENTS = [
  "app.changed",
  "lock.changed",
  "attempts.changed",
  "directory.changed",
  "history.changed",
  "export.progress",
  "desks.heard",
  "menu.chosen",
  "app.go",
] as const satisfies readonly EventName[];

/** Does not compile when the contract has a name that the lists above lack. */
type Complete<Missing extends never> = Missing;
export type AllCommands = Complete<Exclude<CommandName, (typeof COMMANDS)[number]>>;
export type AllEvents = Complete<Exclude<EventName, (typeof EVENTS)[number]>>;

const functions = Object.fromEntries(
  COMMANDS.map((name) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(`counterfoil:${name}`, input),
  ]),
);

function on(name: EventName, listener: (value: unknown) => void): () => void {
  if (!EVENTS.includes(name)) throw new TypeError("no such event");
  // SECURITY: the event object, which leads to ipcRenderer, stays here; the page gets the value alone.
  const hear = (_event: unknown, value: unknown): void => listener(value);
  const channel = `counterfoil:event:${name}`;
  ipcRenderer.on(channel, hear);
  return () => {
    ipcRenderer.removeListener(channel, hear);
  };
}

contextBridge.exposeInMainWorld("counterfoil", { ...functions, on } as unknown as CounterfoilBridge);
