import { brandText } from "../../shared/brand-words";
import { moneyText } from "../../shared/currency";
import { type Attempt } from "../../shared/attempt";
import { OUTCOME_WORDS } from "../../shared/outcome";
import { PAYMENT_STATUS_WORDS } from "../../shared/payment";
import { dayExceptionWords as words } from "../../shared/words/day-close";
import type { Kept } from "./kept";

/** How the close of a day names things in its sentences. */

/** "$12.00 on Visa ···· 4242" */
export function moneyOnCard({ intent }: Attempt): string {
  return words.onCard({ amount: moneyText(intent.amount, intent.currency), card: cardWords(intent.card) });
}

/** "The refund of $12.00 on Visa ···· 4242" */
export function doingWords(attempt: Attempt): string {
  return words.of({ doing: words.doing[attempt.intent.operation], money: moneyOnCard(attempt) });
}

/** "Visa ···· 4242" */
export function cardWords(
  card: Pick<Kept, "brand" | "last4"> & { readonly brandRaw?: string | null | undefined },
): string {
  return card.last4 === null ? brandText(card) : words.card({ brand: brandText(card), last4: card.last4 });
}

/** "settled" */
export function statusWords({ status }: Pick<Kept, "status">): string {
  return PAYMENT_STATUS_WORDS[status].toLowerCase();
}

/** How the journal tells of a charge that was not done: "declined". */
export function deniedWords(attempt: Attempt): string {
  return attempt.state === "closed" ? OUTCOME_WORDS[attempt.outcome.kind].toLowerCase() : words.notSent;
}
