import type { CommandName, ParsedInputOf } from "./contract";
import { ROLES, type Role } from "./roles";

/** Who may ask a command. `whileLocked`: it is answered although nobody is signed in. */
interface Rule {
  readonly roles: readonly Role[];
  readonly whileLocked?: true;
}

const all: Rule = { roles: ROLES };
const always: Rule = { roles: ROLES, whileLocked: true };
/** Those who look after customers, cards on file and the money already taken. */
const office: Rule = { roles: ["back_office", "supervisor", "owner"] };
const supervisors: Rule = { roles: ["supervisor", "owner"] };
const owner: Rule = { roles: ["owner"] };

/**
 * SECURITY: who may ask what, checked in main for every command (boot/checked.ts). A command without a row does not
 * compile. docs/security.md has the same table for people. Sums have ceilings besides (people.ts).
 */
export const MAY: Readonly<Record<CommandName, Rule>> = {
  "app.state": always,
  "app.quit": always,
  "app.about": all,
  "menu.context": all,

  "people.list": always,
  "people.all": supervisors,
  "people.add": owner,
  "people.change": owner,
  "people.remove": owner,
  "people.ceilings": owner,
  "people.setPin": all,
  "people.recover": always,
  "people.newOwner": always,
  "people.printRecovery": owner,
  "people.approve": all,
  "lock.now": always,
  "lock.stay": always,
  "lock.unlock": always,

  "settings.set": all,
  "accounts.use": all,
  "accounts.openWindow": all,
  "accounts.add": owner,
  "accounts.change": owner,
  "accounts.remove": owner,
  "accounts.connect": owner,
  "accounts.forget": owner,
  "proxy.set": supervisors,
  "updates.look": supervisors,
  "updates.fetch": supervisors,
  "updates.install": supervisors,
  "training.reset": all,
  "training.scenarios": all,

  "numbers.read": all,
  "directory.status": all,
  "directory.refresh": all,
  "customers.search": all,
  "customers.list": all,
  "customers.place": all,
  "customers.get": all,
  "customers.kept": all,
  "customers.create": all,
  "customers.update": all,
  "customers.delete": office,
  "customers.exportAll": office,
  "customers.forget": supervisors,
  "customers.payments": all,
  "customers.sums": all,
  "customers.history": all,
  "customers.exportCalls": office,
  "customers.printCalls": office,
  "cards.add": all,
  "cards.makeDefault": all,
  "cards.replace": all,
  "cards.remove": office,

  "payments.expectCharge": all,
  "payments.charge": all,
  "payments.saveCard": all,
  "payments.capture": all,
  "payments.takeBackPlan": all,
  "payments.takeBack": all,
  "payments.tip": all,
  "payments.get": all,
  "payments.ledger": office,
  "payments.update": office,
  "payments.disputePack": office,
  "payments.list": all,

  "history.status": all,
  "history.refresh": all,
  "history.list": all,
  "history.sum": all,
  "history.attempts": all,
  "history.exportCsv": office,
  "history.cancelExport": all,
  "filters.list": all,
  "filters.save": all,
  "filters.remove": all,
  "holds.list": all,
  "activity.dayClose": all,
  "activity.exportDay": office,
  "activity.closeDay": office,
  "activity.printDay": office,
  "activity.saveDayPdf": office,

  "overview.read": all,
  "overview.csv": office,
  "overview.pdf": office,

  "attempts.list": all,
  "attempts.unknown": all,
  "attempts.get": all,
  "attempts.lookAgain": all,
  "attempts.closeByHand": supervisors,
  "attempts.unreadable": all,
  "attempts.unreadableOn": all,
  "attempts.closeUnreadable": supervisors,
  "attempts.correctionRead": all,
  "report.read": all,
  "report.save": all,
  "journal.export": office,
  "keys.change": owner,
  "desks.state": all,
  "desks.connect": owner,
  "desks.words": owner,
  "desks.leave": owner,
  "desks.parked": all,
  "desks.park": all,
  "desks.takeUp": all,
  "desks.takenBy": all,
  "news.open": all,
  "news.read": all,

  "receipts.show": all,
  "receipts.print": all,
  "receipts.savePdf": all,
  "receipts.mail": all,
  "receipts.copyText": all,
  "receipts.address": all,
  "files.show": all,
};

/** The settings that are a person's own comfort; the others are about money and the desk, and for a supervisor. */
const OWN_SETTINGS: readonly string[] = ["theme", "autoAdvance", "sayThis", "paper", "guided", "channel"];

/** The roles that may ask it in this way. */
export function rolesFor<N extends CommandName>(command: N, input: ParsedInputOf<N>): readonly Role[] {
  const beyond = command === "settings.set" && Object.keys(input).some((key) => !OWN_SETTINGS.includes(key));
  return beyond ? supervisors.roles : MAY[command].roles;
}

/** Whether a role may ask a command in some way. */
export function mayRole(role: Role, command: CommandName): boolean {
  return MAY[command].roles.includes(role);
}

/** The commands that a role may ask, and while locked those that anybody may. */
export function commandsOf(role: Role, locked: boolean): CommandName[] {
  return (Object.keys(MAY) as CommandName[]).filter((name) => (locked ? MAY[name].whileLocked : mayRole(role, name)));
}
