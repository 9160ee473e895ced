import type { Journal } from "../../src/main/journal/journal";
import type { Clock } from "../../src/main/base/clock";
import { createPayments, type Payments, type Till } from "../../src/main/payments/payments";
import type { RecoveryTimes } from "../../src/main/payments/recover";
import type { Processor } from "../../src/main/processors/processor";
import type { AccountId } from "../../src/shared/account";
import type { AttemptView } from "../../src/shared/attempt";
import { DEFAULT_SETTINGS, type PublicSettings } from "../../src/shared/settings";
import { bookOf } from "../fixtures/port";

/** Every call to the journal and to the network passes here, before and after; the points are found by counting. */
export interface Points {
  /** May throw `Killed` (in this process) or end the process (in a child). */
  hit(point: string): void;
}

/** The end of the process, played: nothing that comes after it has any effect. */
export class Killed extends Error {
  override readonly name = "Killed";
}

export const NO_POINTS: Points = { hit: () => undefined };

/** The journal with a point before and after every call. */
export function watchedJournal(journal: Journal, points: Points): Journal {
  return watched(journal, (call, name) => {
    points.hit(`journal.${name}:before`);
    const answer = call();
    points.hit(`journal.${name}:after`);
    return answer;
  });
}

/**
 * The processor with a point before and after every call that reaches the network. A killed process never hears the
 * answer.
 */
export function watchedProcessor(processor: Processor, points: Points): Processor {
  return watched(processor, async (call, name) => {
    try {
      points.hit(`network.${name}:before`);
      const answer = await call();
      points.hit(`network.${name}:after`);
      return answer;
    } catch (error) {
      if (error instanceof Killed) return new Promise(() => undefined);
      throw error;
    }
  });
}

function watched<T extends object>(thing: T, around: (call: () => unknown, name: string) => unknown): T {
  return new Proxy(thing, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name === "customers" && typeof value === "object" && value !== null) return watched(value, around);
      if (typeof value !== "function") return value;
      if (name === "close" || name === "clockOffset") return value.bind(target) as unknown;
      return (...args: unknown[]) => around(() => value.apply(target, args) as unknown, String(name));
    },
  });
}

/** The payments, and the till of the one account that is worked on. */
export type OneTill = Payments & Till;

/** The real payments of one account over a journal and a processor, as boot/services.ts builds them. */
export function services(options: {
  readonly journal: Journal;
  /** Training unless said. */
  readonly connection?: AccountId;
  readonly processor: Processor;
  /** Which account the window shows right now, where that changes; always the one above unless said. */
  readonly inUse?: () => AccountId;
  readonly clock: Clock;
  readonly times?: RecoveryTimes;
  /** What the desk has set; the defaults when not given. */
  readonly settings?: () => PublicSettings;
  readonly changed?: (attempt: AttemptView) => void;
  readonly log?: (line: string) => void;
}): OneTill {
  const { journal, processor, clock } = options;
  const connected = { id: options.connection ?? "training", processor };
  const payments = createPayments({
    journal: () => ({ journal }),
    connected: (id) => Promise.resolve({ id, processor }),
    processorOf: () => Promise.resolve(connected),
    customer: (_account, id) => bookOf(processor).get(id, "now"),
    customerName: () => null,
    keeper: () => ({
      create: (fields) => bookOf(processor).create(fields),
      addCard: async (customerId, card, channel) =>
        bookOf(processor).attachCard(customerId, (await bookOf(processor).createToken(card, channel, false)).id),
      attach: (customerId, token) => bookOf(processor).attachCard(customerId, token.id),
    }),
    settings: options.settings ?? (() => DEFAULT_SETTINGS),
    who: () => ({ operator: "ana", desk: "Front desk" }),
    changed: options.changed ?? (() => undefined),
    clock,
    ...(options.times ? { recoveryTimes: options.times } : {}),
    log: options.log ?? (() => undefined),
  });
  const till = (): Till => payments.of(options.inUse?.() ?? connected.id);
  return {
    ...payments,
    charge: (asked) => till().charge(asked),
    saveCard: (asked) => till().saveCard(asked),
    capture: (asked) => till().capture(asked),
    takeBackPlan: (paymentId) => till().takeBackPlan(paymentId),
    takeBack: (asked) => till().takeBack(asked),
    tip: (asked) => till().tip(asked),
    get: (paymentId) => till().get(paymentId),
    ledger: (paymentId) => till().ledger(paymentId),
    update: (paymentId, changes, seen) => till().update(paymentId, changes, seen),
    list: (cursor, limit) => till().list(cursor, limit),
    unreadableOn: (paymentId) => till().unreadableOn(paymentId),
    expectCharge: (near) => till().expectCharge(near),
  };
}
