import { KINDS, type AccountId, type AccountState } from "../../shared/account";
import type { CommandName, OutputOf, ParsedInputOf } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { numberAbroad } from "../../shared/phone-abroad";
import { accountsWords } from "../../shared/words/accounts";
import { recoveryPage } from "../people/recovery-page";
import { checked } from "./checked";
import type { Services } from "./services";
import { tillOf } from "./tills";
import type { ServedWindow } from "./windows";
import { justifiScenarios } from "../practice/justifi/scenarios";
import { trainingScenarios } from "../practice/payarc/scenarios";

/**
 * What each command of the contract does, for the window that asked. The map is complete by type: a command without a
 * handler does not compile.
 */
export type Handlers = {
  readonly [N in CommandName]: (input: ParsedInputOf<N>, window: ServedWindow) => Promise<OutputOf<N>>;
};

/** The commands on the given services, each behind the check whether the person may give it. */
export function createHandlers(services: Services): Handlers {
  return checked(services.people, handlersOf(services));
}

/**
 * Every command runs on the window's account. No handler holds logic: it asks one service, and says what the screen
 * gets.
 */
function handlersOf(services: Services): Handlers {
  const { payments, connections, people, gate, desks, updates } = services;
  /** For what somebody looks at; not for what a page asks by itself. */
  const looked = (account: AccountId) => {
    services.wake(account);
    return services.of(account);
  };
  const customers = (window: ServedWindow) => looked(window.account()).customers;
  const history = (window: ServedWindow, elsewhere?: AccountId) => looked(elsewhere ?? window.account()).history;
  const till = (window: ServedWindow) => payments.of(window.account());
  const state = (window: ServedWindow) => services.state(window.account());
  /** By the id the page can have the file shown. */
  const saved = <T extends { readonly path: string | null }>(answer: T) => ({
    ...answer,
    file: services.files.wrote(answer.path),
  });
  const mustState = (id: AccountId): AccountState => {
    const found = connections.state(id);
    if (!found) throw new Failure("not_found", accountsWords.gone);
    return found;
  };
  const page = (window: ServedWindow, asked: ParsedInputOf<"receipts.show">) =>
    services.of(window.account()).receipts.page(asked);
  return {
    "app.state": async (_nothing, window) => state(window),
    "app.quit": async () => {
      services.shell.quit();
      return {};
    },
    "app.about": async () => services.shell.about(),
    "menu.context": async (asked) => {
      services.shell.contextMenu(asked);
      return {};
    },
    "people.list": async () => ({ people: people.list() }),
    "people.all": async () => people.all(),
    "people.add": async (asked) => people.add(asked),
    "people.change": async (asked) => people.change(asked),
    "people.remove": async ({ id }) => people.remove(id),
    "people.ceilings": async ({ role, ceilings }) => people.setCeilings(role, ceilings),
    "people.setPin": async (asked) => people.setPin(asked),
    "people.recover": async ({ words, pin }, window) => {
      const recovery = await people.recover(words, pin);
      return { state: state(window), recovery };
    },
    "people.newOwner": async ({ account, credentials, name, pin }, window) => {
      const recovery = await people.newOwner(name, pin, () => connections.prove(account, credentials));
      return { state: state(window), recovery };
    },
    "people.printRecovery": async ({ words }) => {
      await services.shell.print(recoveryPage(words));
      return {};
    },
    "people.approve": async (asked, window) => ({ approval: await people.approve(window, asked) }),
    "lock.now": async () => {
      people.lock();
      return {};
    },
    "lock.stay": async () => {
      people.stay();
      return {};
    },
    "lock.unlock": async ({ person, pin }, window) => {
      await people.unlock(person, pin);
      return state(window);
    },
    "settings.set": async (changes, window) => services.settings.set(window.account(), changes),

    "accounts.use": async ({ id }, window) => {
      await window.use(id);
      return state(window);
    },
    "accounts.openWindow": async ({ id }) => {
      services.shell.openWindow(mustState(id).id);
      return {};
    },
    "accounts.add": async (about) => mustState(services.settings.accounts.add(about).id),
    "accounts.change": async ({ id, ...about }) => mustState(services.settings.accounts.change(id, about).id),
    "accounts.remove": async ({ id, copies }, window) => {
      await services.removeAccount(id, copies);
      return state(window);
    },
    "accounts.connect": async ({ id, ...given }, window) => {
      services.mayConnect(id);
      await window.use(await connections.connect(id, given));
      return state(window);
    },
    "accounts.forget": async ({ id }, window) => {
      await connections.forget(id);
      return state(window);
    },

    "proxy.set": async (asked, window) => {
      await services.proxy.set(asked);
      return state(window);
    },

    "updates.look": async () => {
      await updates.look();
      return updates.state();
    },
    "updates.fetch": async () => {
      await updates.fetch();
      return updates.state();
    },
    "updates.install": async () => {
      updates.install();
      return {};
    },

    "training.reset": async (_nothing, window) => {
      await services.resetTraining(window.account());
      return {};
    },
    "training.scenarios": async ({ processor }, window) =>
      (processor ?? KINDS[mustState(window.account()).kind].processor) === "JustiFi"
        ? justifiScenarios()
        : trainingScenarios(),

    "numbers.read": async ({ numbers }) => numbers.map(numberAbroad),
    "directory.status": async (_nothing, window) => services.of(window.account()).customers.status(),
    "directory.refresh": async (_nothing, window) => customers(window).refresh(),
    "customers.search": async (asked, window) => customers(window).search(asked),
    "customers.list": async (asked, window) => customers(window).list(asked),
    "customers.place": async (asked, window) => customers(window).place(asked),
    "customers.get": async (asked, window) => customers(window).get(asked),
    "customers.kept": async (asked, window) => customers(window).kept(asked),
    "customers.exportCalls": async ({ show }, window) =>
      saved(await services.of(window.account()).callLists.exportCsv(show)),
    "customers.printCalls": async ({ show }, window) => services.of(window.account()).callLists.print(show),
    "customers.create": async (asked, window) => customers(window).create(asked),
    "customers.update": async (asked, window) => customers(window).update(asked),
    "customers.delete": async (asked, window) => {
      await customers(window).delete(asked);
      return {};
    },
    "customers.exportAll": async ({ id }, window) => saved(await services.of(window.account()).privacy.export(id)),
    "customers.forget": async ({ id }, window) => {
      await services.of(window.account()).privacy.forget(id);
      return {};
    },
    "customers.payments": async (asked, window) => history(window).paymentsOf(asked),
    "customers.sums": async ({ id }, window) => history(window).sumsOf(id),
    "customers.history": async (asked, window) => customers(window).history(asked),
    "cards.add": async (asked, window) => customers(window).addCard(asked),
    "cards.makeDefault": async (asked, window) => customers(window).makeDefault(asked),
    "cards.replace": async (asked, window) => customers(window).replaceCard(asked),
    "cards.remove": async (asked, window) => customers(window).removeCard(asked),

    "payments.expectCharge": async ({ near }, window) => {
      await till(window).expectCharge(near);
      return {};
    },
    "payments.charge": async (asked, window) => {
      const known = customers(window);
      const answer = await gate("payments.charge", window, asked, (by) =>
        tillOf(payments, window, asked).charge(asked, by),
      );
      if (answer.kind === "outcome" && asked.source.kind === "customer") known.used(asked.source.customerId);
      return answer;
    },
    "payments.saveCard": async (asked, window) => till(window).saveCard(asked),
    "payments.capture": async (asked, window) =>
      gate("payments.capture", window, asked, (by) => tillOf(payments, window, asked).capture(asked, by)),
    "payments.takeBackPlan": async ({ paymentId }, window) => till(window).takeBackPlan(paymentId),
    "payments.takeBack": async (asked, window) =>
      gate("payments.takeBack", window, asked, (by) => tillOf(payments, window, asked).takeBack(asked, by)),
    "payments.tip": async (asked, window) =>
      gate("payments.tip", window, asked, (by) => tillOf(payments, window, asked).tip(asked, by)),
    "payments.get": async ({ id }, window) => {
      const copy = history(window);
      const payment = await till(window).get(id);
      copy.seen(payment);
      return payment;
    },
    "payments.ledger": async ({ paymentId }, window) => [...(await till(window).ledger(paymentId))],
    "payments.update": async ({ paymentId, seen, ...changes }, window) => till(window).update(paymentId, changes, seen),
    "payments.disputePack": async ({ paymentId }, window) =>
      saved({ path: await services.shell.savePdf(services.of(window.account()).disputePack(paymentId)) }),
    "payments.list": async ({ cursor, limit }, window) => till(window).list(cursor, limit),

    "history.status": async (_nothing, window) => services.of(window.account()).history.status(),
    "history.refresh": async ({ depth }, window) => history(window).refresh(depth),
    "history.list": async ({ account, ...asked }, window) => history(window, account).list(asked),
    "history.sum": async ({ account, ...asked }, window) => history(window, account).sum(asked),
    "history.attempts": async ({ paymentId }, window) => history(window).attemptsOn(paymentId),
    "history.exportCsv": async (asked, window) =>
      saved(await services.telling(window.account(), () => history(window).exportCsv(asked))),
    "history.cancelExport": async (_nothing, window) => {
      history(window).cancelExport();
      return {};
    },
    "filters.list": async (_nothing, window) => history(window).filters(),
    "filters.save": async (filter, window) => history(window).saveFilter(filter),
    "filters.remove": async ({ name }, window) => history(window).removeFilter(name),
    "holds.list": async (_nothing, window) => history(window).holds(),
    "activity.dayClose": async ({ account, day }, window) => history(window, account).dayClose(day),
    "activity.exportDay": async ({ account, day }, window) => saved(await history(window, account).exportDay(day)),
    "activity.closeDay": async ({ account, ...asked }, window) => history(window, account).closeDay(asked),
    "activity.printDay": async ({ account, day }, window) => {
      await services.shell.print(await history(window, account).dayPage(day));
      return {};
    },
    "activity.saveDayPdf": async ({ account, day }, window) =>
      saved({ path: await services.shell.savePdf(await history(window, account).dayPage(day)) }),

    "overview.read": async (asked, window) => looked(window.account()).overview.read(asked),
    "overview.csv": async (asked, window) => saved(await services.of(window.account()).overview.csv(asked)),
    "overview.pdf": async (asked, window) =>
      saved({ path: await services.shell.savePdf(await services.of(window.account()).overview.page(asked)) }),

    "attempts.list": async ({ limit }) => [...payments.attempts(limit)],
    "attempts.unknown": async () => [...payments.unknown()],
    "attempts.get": async ({ id }) => payments.attempt(id),
    "attempts.lookAgain": async ({ id }) => payments.lookAgain(id),
    "attempts.closeByHand": async ({ id, reason }) => payments.closeByHand(id, reason),

    "attempts.unreadable": async () => payments.unreadable(),
    "attempts.unreadableOn": async ({ paymentId }, window) => till(window).unreadableOn(paymentId),
    "attempts.closeUnreadable": async ({ id, reason }) => payments.closeUnreadable(id, reason),
    "news.open": async ({ id }) => {
      services.news.open(id);
      return {};
    },
    "news.read": async ({ id }) => {
      services.news.read(id);
      return {};
    },
    "attempts.correctionRead": async ({ id }) => payments.correctionRead(id),

    "receipts.show": async (asked, window) => {
      const { html, title } = await page(window, asked);
      return { html, title };
    },
    "receipts.print": async (asked, window) => {
      await services.shell.print(await page(window, asked));
      return {};
    },
    "receipts.savePdf": async (asked, window) =>
      saved({ path: await services.shell.savePdf(await page(window, asked)) }),
    "receipts.mail": async (asked, window) => {
      const { to, mailto } = await services.of(window.account()).receipts.draft(asked);
      const path = await services.shell.savePdf(await page(window, asked));
      if (path === null) return { ...saved({ path }), to, opened: false };
      services.shell.showInFolder(path);
      return { ...saved({ path }), to, opened: await services.shell.openMail(mailto) };
    },
    "receipts.copyText": async (asked, window) => {
      services.shell.copyText((await services.of(window.account()).receipts.draft(asked)).text);
      return {};
    },
    "receipts.address": async (asked, window) => ({
      to: (await services.of(window.account()).receipts.draft(asked)).to,
    }),

    "report.read": async () => ({ text: await services.report.read() }),
    "report.save": async () => saved({ path: await services.report.save() }),
    "journal.export": async () => saved(await services.journalFile.export()),
    "desks.state": async () => desks.state(),
    "desks.connect": async (asked) => desks.connect(asked),
    "desks.words": async () => desks.words(),
    "desks.leave": async () => desks.leave(),
    "desks.parked": async () => desks.parked(),
    "desks.park": async (order) => {
      await desks.park(order);
      return {};
    },
    "desks.takeUp": async (asked) => desks.takeUp(asked),
    "desks.takenBy": async ({ attempts }) => desks.takenBy(attempts),
    "keys.change": async (_nothing, window) => {
      await services.changeKeys();
      return state(window);
    },
    "files.show": async ({ file }) => {
      services.shell.showInFolder(services.files.path(file));
      return {};
    },
  };
}
