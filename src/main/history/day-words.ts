import { brandText } from "../../shared/brand-words";
import { moneyText } from "../../shared/currency";
import { type Attempt } from "../../shared/attempt";
import { OUTCOME_WORDS } from "../../shared/outcome";
import { PAYMENT_STATUS_WORDS } from "../../shared/payment";
import type { Kept } from "./kept";

/** How the close of a day names things in its sentences. */

const DOING = {
  charge: "The charge",
  capture: "The capture",
  void: "The void",
  refund: "The refund",
  tip: "The tip",
} as const;

/** "$12.00 on Visa ···· 4242" */
export function moneyOnCard({ intent }: Attempt): string {
  return `${moneyText(intent.amount, intent.currency)} on ${cardWords(intent.card)}`;
}

/** "The refund of $12.00 on Visa ···· 4242" */
export function doingWords(attempt: Attempt): string {
  return `${DOING[attempt.intent.operation]} of ${moneyOnCard(attempt)}`;
}

/** "Visa ···· 4242" */
export function cardWords(
  card: Pick<Kept, "brand" | "last4"> & { readonly brandRaw?: string | null | undefined },
): string {
  return card.last4 === null ? brandText(card) : `${brandText(card)} ···· ${card.last4}`;
}

/** "settled" */
export function statusWords({ status }: Pick<Kept, "status">): string {
  return PAYMENT_STATUS_WORDS[status].toLowerCase();
}

/** How the journal tells of a charge that was not done: "declined". */
export function deniedWords(attempt: Attempt): string {
  return attempt.state === "closed" ? OUTCOME_WORDS[attempt.outcome.kind].toLowerCase() : "not sent";
}
