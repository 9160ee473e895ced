import { wordOf } from "./attempt-view";
import { namedById, type NamedAccount } from "./account";
import { brandText } from "./brand-words";
import { moneyText } from "./currency";
import type { Attempt } from "./attempt";
import type { Operation } from "./outcome";

/** What people are told of an attempt that was told as a "no" once and went through after all. */

type Corrected = Extract<Attempt, { state: "closed" }>;

/** What is true. MONEY: only a charge and a single refund say whose they are; the rest may be another desk's work. */
function truthOf({ intent, outcome }: Corrected): string {
  const shown = (state: string) => `the processor shows it as ${state} now: it was done after all, or at another desk`;
  switch (intent.operation) {
    case "charge":
      return outcome.kind === "authorized"
        ? "the processor holds the money after all"
        : "the processor took the money after all";
    case "refund":
      return outcome.payment?.status === "voided" ? shown("voided") : "the processor gave it back after all";
    case "capture":
      return shown("captured");
    case "void":
      return shown("voided");
    case "tip":
      return shown("changed");
  }
}

/** What to do about it, now that it is known. */
export const CORRECTED_NEXT: Readonly<Record<Operation, string>> = {
  charge: "If the money was taken another way meanwhile, take one of the two back.",
  capture: "Nothing has to be captured again.",
  void: "If it was given back another way meanwhile, nothing more is to be done.",
  refund: "If the money was given back another way meanwhile, the caller has it twice: tell whoever looks after that.",
  tip: "Look at the tip before you change it again.",
};

/** One sentence for the top of every screen: what was told, what is true, what to do. */
export function correctedSentence(
  attempt: Corrected,
  account: NamedAccount = namedById(attempt.intent.connection),
): string {
  const { intent, told } = attempt;
  const { operation, amount, card } = intent;
  const on = card.last4 === null ? "" : ` on ${brandText(card)} ···· ${card.last4}`;
  const word = told === undefined ? "not known" : told.byHand ? "check stopped" : wordOf(told.outcome.kind, operation);
  return `The ${operation} of ${moneyText(amount, intent.currency)}${on} by ${intent.operator} (${account.name}) was told as “${word}”, but ${truthOf(attempt)}. ${CORRECTED_NEXT[operation]}`;
}
