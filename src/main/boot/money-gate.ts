import type { AccountId } from "../../shared/account";
import type { ParsedInputOf } from "../../shared/contract";
import type { ApprovedCommand } from "../../shared/people";
import type { PublicSettings } from "../../shared/settings";
import { rateOn } from "../../shared/surcharge";
import type { Attempt } from "../../shared/attempt";
import type { Clock } from "../base/clock";
import type { MoneyFacts } from "../people/ceilings";
import type { By, People } from "../people/people";
import type { Payments } from "../payments/payments";
import type { ServedWindow } from "./windows";

/** Lets a command that moves money through to its till, or throws a Failure `needs_approval`. */
export type MoneyGate = <T>(
  command: ApprovedCommand,
  window: ServedWindow,
  asked: MoneyAsked,
  work: (by: By) => Promise<T>,
) => Promise<T>;

type MoneyAsked = ParsedInputOf<ApprovedCommand>;

interface Underway {
  readonly by: By;
  readonly command: ApprovedCommand;
  readonly amount: number;
  count: number;
}

/**
 * MONEY: ceilings are looked at before anything is opened or sent. What is under way counts towards the day as if it were
 * done, so that many at once do not slip through together. `takenBack`: voids and refunds of today, of all accounts.
 */
export function createMoneyGate(options: {
  readonly people: Pick<People, "allow" | "giveBack" | "operator">;
  readonly payments: Pick<Payments, "accountOf">;
  readonly settings: (account: AccountId) => Pick<PublicSettings, "surcharge">;
  readonly takesSurcharge: (account: AccountId) => boolean;
  readonly takenBack: (since: number) => readonly Attempt[];
  readonly clock: Pick<Clock, "wall">;
}): MoneyGate {
  const { people, payments } = options;
  const underway = new Map<string, Underway>();

  const today = (): number => {
    const operator = people.operator();
    const done = options
      .takenBack(new Date(options.clock.wall()).setHours(0, 0, 0, 0))
      .filter(({ intent }) => intent.operator === operator && !underway.has(intent.id))
      .filter((attempt) => !(attempt.state === "closed" && isNo(attempt)));
    const now = [...underway.values()].filter(
      ({ by, command }) => command === "payments.takeBack" && by.operator === operator,
    );
    return sum(done.map(({ intent }) => intent.amount)) + sum(now.map(({ amount }) => amount));
  };
  const factsOf = (command: ApprovedCommand, account: AccountId, asked: MoneyAsked): MoneyFacts => {
    const refund = command === "payments.takeBack";
    const charge = "overrides" in asked ? asked : null;
    const despite = "despite" in asked ? (asked.despite ?? []) : [];
    return {
      kind: refund ? "refund" : "sale",
      amount: amountOf(asked),
      today: refund ? today() : 0,
      noSurcharge:
        charge !== null &&
        charge.surcharge === null &&
        rateOn(options.settings(account).surcharge, account) !== null &&
        options.takesSurcharge(account),
      beyondDuplicate:
        despite.length + (charge?.overrides.duplicateOf.length ?? 0) + (charge?.overrides.unknown.length ?? 0) > 0,
    };
  };

  return async (command, window, asked, work) => {
    const { attemptId, approval } = asked;
    const amount = amountOf(asked);
    const same = underway.get(attemptId);
    // What the journal has is never sent again: it is answered as it ended. A double click waits for the first.
    const joined = same?.command === command && same.amount === amount;
    const by =
      payments.accountOf(attemptId) !== null
        ? { operator: people.operator(), supervisor: null }
        : joined
          ? same.by
          : people.allow({ window, command, attemptId, amount }, factsOf(command, window.account(), asked), approval);
    const mine: Underway = joined ? same : { by, command, amount, count: 0 };
    mine.count++;
    underway.set(attemptId, mine);
    try {
      return await work(by);
    } finally {
      mine.count--;
      if (mine.count === 0 && underway.get(attemptId) === mine) {
        underway.delete(attemptId);
        if (approval !== undefined && mine.by.supervisor !== null && !isOpened(attemptId)) people.giveBack(approval);
      }
    }
  };

  function isOpened(attemptId: string): boolean {
    try {
      return payments.accountOf(attemptId) !== null;
    } catch {
      // Nobody can tell, so the yes is used up.
      return true;
    }
  }
}

function amountOf(asked: MoneyAsked): number {
  return "tip" in asked && !("amount" in asked) ? (asked.tip ?? 0) : "amount" in asked ? asked.amount : 0;
}

function isNo({ outcome }: Extract<Attempt, { state: "closed" }>): boolean {
  return outcome.kind === "declined" || outcome.kind === "refused";
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, each) => all + each, 0);
}
