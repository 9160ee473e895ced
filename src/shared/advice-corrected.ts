import { wordOf } from "./attempt-view";
import { namedById, type NamedAccount } from "./account";
import { brandText } from "./brand-words";
import { moneyText } from "./currency";
import type { Attempt } from "./attempt";
import { correctedWords } from "./words/advice";

/** What people are told of an attempt that was told as a "no" once and went through after all. */

type Corrected = Extract<Attempt, { state: "closed" }>;

/** What is true. MONEY: only a charge and a single refund say whose they are; the rest may be another desk's work. */
function truthOf({ intent, outcome }: Corrected): string {
  const { held, taken, givenBack, shown } = correctedWords;
  switch (intent.operation) {
    case "charge":
      return outcome.kind === "authorized" && outcome.payment?.captured !== true ? held : taken;
    case "refund":
      return outcome.payment?.status === "voided" ? shown({ state: "voided" }) : givenBack;
    case "capture":
      return shown({ state: "captured" });
    case "void":
      return shown({ state: "voided" });
    case "tip":
      return shown({ state: "changed" });
  }
}

/** One sentence for the top of every screen: what was told, what is true, what to do. */
export function correctedSentence(
  attempt: Corrected,
  account: NamedAccount = namedById(attempt.intent.connection),
): string {
  const { intent, told } = attempt;
  const { operation, amount, card } = intent;
  return correctedWords.sentence({
    operation,
    amount: moneyText(amount, intent.currency),
    card: card.last4 === null ? null : `${brandText(card)} ···· ${card.last4}`,
    operator: intent.operator,
    account: account.name,
    word:
      told === undefined
        ? correctedWords.notKnown
        : told.byHand
          ? correctedWords.closedByHand
          : wordOf(told.outcome.kind, operation),
    truth: truthOf(attempt),
    next: correctedWords.next[operation],
  });
}
