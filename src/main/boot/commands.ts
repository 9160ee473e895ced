import type { CommandName, OutputOf, ParsedInputOf } from "../../shared/contract";
import type { Services } from "./services";
import { justifiScenarios } from "../practice/justifi/scenarios";
import { trainingScenarios } from "../practice/payarc/scenarios";

/**
 * What each command of the contract does. The map is complete by type: a command without a handler does not compile.
 */
export type Handlers = { readonly [N in CommandName]: (input: ParsedInputOf<N>) => Promise<OutputOf<N>> };

/** The commands on the given services. No handler holds logic: it asks one part, and says what the screen gets. */
export function createHandlers(services: Services): Handlers {
  const { customers, payments, history } = services;
  return {
    "app.state": async () => services.state(),
    "app.quit": async () => {
      services.shell.quit();
      return {};
    },
    "settings.set": async (changes) => services.settings.set(changes),

    "connections.list": async () => services.connectionStates(),
    "connections.use": async ({ id }) => {
      await services.connections.use(id);
      return services.state();
    },
    "connections.connect": async ({ id, ...given }) => {
      await services.connections.connect(id, given);
      return services.state();
    },
    "connections.forget": async ({ id }) => {
      await services.connections.forget(id);
      return services.state();
    },

    "proxy.set": async (asked) => {
      await services.proxy.set(asked);
      return services.state();
    },

    "training.reset": async () => {
      await services.resetTraining();
      return {};
    },
    "training.scenarios": async () =>
      services.connections.current() === "training_justifi" ? justifiScenarios() : trainingScenarios(),

    "directory.status": async () => customers.status(),
    "directory.refresh": async () => customers.refresh(),
    "customers.search": async (asked) => customers.search(asked),
    "customers.list": async (asked) => customers.list(asked),
    "customers.get": async (asked) => customers.get(asked),
    "customers.kept": async (asked) => customers.kept(asked),
    "customers.exportCalls": async ({ show }) => services.callLists.exportCsv(show),
    "customers.printCalls": async ({ show }) => services.callLists.print(show),
    "customers.create": async (asked) => customers.create(asked),
    "customers.update": async (asked) => customers.update(asked),
    "customers.delete": async (asked) => {
      await customers.delete(asked);
      return {};
    },
    "customers.history": async (asked) => customers.history(asked),
    "cards.add": async (asked) => customers.addCard(asked),
    "cards.makeDefault": async (asked) => customers.makeDefault(asked),
    "cards.replace": async (asked) => customers.replaceCard(asked),
    "cards.remove": async (asked) => customers.removeCard(asked),

    "payments.expectCharge": async () => {
      await payments.expectCharge();
      return {};
    },
    "payments.charge": async (asked) => {
      const answer = await payments.charge(asked);
      if (answer.kind === "outcome" && asked.source.kind === "customer") customers.used(asked.source.customerId);
      return answer;
    },
    "payments.saveCard": async (asked) => payments.saveCard(asked),
    "payments.capture": async (asked) => payments.capture(asked),
    "payments.takeBackPlan": async ({ paymentId }) => payments.takeBackPlan(paymentId),
    "payments.takeBack": async (asked) => payments.takeBack(asked),
    "payments.tip": async (asked) => payments.tip(asked),
    "payments.get": async ({ id }) => {
      const payment = await payments.get(id);
      history.seen(payment);
      return payment;
    },
    "payments.ledger": async ({ paymentId }) => [...(await payments.ledger(paymentId))],
    "payments.update": async ({ paymentId, seen, ...changes }) => payments.update(paymentId, changes, seen),
    "payments.list": async ({ cursor, limit }) => payments.list(cursor, limit),

    "history.status": async () => history.status(),
    "history.refresh": async ({ depth }) => history.refresh(depth),
    "history.list": async (asked) => history.list(asked),
    "history.sum": async (asked) => history.sum(asked),
    "history.attempts": async ({ paymentId }) => history.attemptsOn(paymentId),
    "history.exportCsv": async (asked) => history.exportCsv(asked),
    "history.cancelExport": async () => {
      history.cancelExport();
      return {};
    },
    "filters.list": async () => history.filters(),
    "filters.save": async (filter) => history.saveFilter(filter),
    "filters.remove": async ({ name }) => history.removeFilter(name),
    "holds.list": async () => history.holds(),
    "activity.dayClose": async ({ day }) => history.dayClose(day),
    "activity.exportDay": async ({ day }) => history.exportDay(day),

    "attempts.list": async ({ limit }) => [...payments.attempts(limit)],
    "attempts.unknown": async () => [...payments.unknown()],
    "attempts.get": async ({ id }) => payments.attempt(id),
    "attempts.lookAgain": async ({ id }) => payments.lookAgain(id),
    "attempts.closeByHand": async ({ id, reason }) => payments.closeByHand(id, reason),

    "attempts.unreadable": async () => payments.unreadable(),
    "attempts.unreadableOn": async ({ paymentId }) => payments.unreadableOn(paymentId),
    "attempts.closeUnreadable": async ({ id, reason }) => payments.closeUnreadable(id, reason),
    "attempts.correctionRead": async ({ id }) => payments.correctionRead(id),

    "receipts.show": async (asked) => {
      const { html, title } = await services.receipts.page(asked);
      return { html, title };
    },
    "receipts.print": async (asked) => {
      await services.shell.print(await services.receipts.page(asked));
      return {};
    },
    "receipts.savePdf": async (asked) => ({ path: await services.shell.savePdf(await services.receipts.page(asked)) }),
  };
}
