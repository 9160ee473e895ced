import { brandText } from "./brand-words";
import { moneyText } from "./currency";
import type { Clue, Intent, Settles } from "./attempt";
import type { UnknownOutcome } from "./outcome";

/**
 * What would settle a question that no look can answer: one thing to look up elsewhere, and the answers that may be
 * found there. Either answer can be the reason with which a person closes it by hand.
 */

/** What an outcome that proves nothing leaves to be found out; null where only looking again can tell. */
export function clueOf({ why, payment }: UnknownOutcome): Clue | null {
  switch (why) {
    case "unrecognised":
      return payment && { kind: "not_understood", paymentId: payment.id };
    case "wrong_payment":
      return payment && { kind: "other_sum", paymentId: payment.id };
    case "possible_duplicate":
      return { kind: "first_not_seen", paymentId: payment?.id ?? null };
    case "not_told_apart":
      return { kind: "whose_refund", paymentId: payment?.id ?? null };
    default:
      return null;
  }
}

const WENT_THROUGH = ["The dashboard shows that it went through.", "The dashboard shows that it did not go through."];

/** The question and its answers, in the words of the processor's own dashboard. */
export function settlesOf(
  { operation, amount, currency, card, operator }: Intent,
  { kind, paymentId }: Clue,
  processor: string,
): Settles {
  const payment = paymentId === null ? "the payment" : `payment ${paymentId}`;
  const sum = moneyText(amount, currency);
  const open = `Open ${payment} in ${processor}’s dashboard:`;
  const onCard = card.last4 === null ? "" : ` on ${brandText(card)} ···· ${card.last4}`;
  switch (kind) {
    case "not_understood":
      return { question: `${open} did it go through?`, answers: WENT_THROUGH };
    case "first_not_seen":
      return {
        question: `${processor} took it for a repeat. Open its dashboard: is there an earlier payment of ${sum}${onCard} that went through? Then this one took nothing.`,
        answers: ["There is an earlier payment that went through.", "There is no earlier payment."],
      };
    case "without_reference":
      return {
        question: `${processor} lists ${payment} of ${sum}${onCard} and does not say who made it. Open it in the dashboard: was it made for this order?`,
        answers: ["It was made for this order.", "It was made for another order."],
      };
    case "other_sum":
      return operation === "capture"
        ? {
            question: `${payment === "the payment" ? "The hold" : `The hold of ${payment}`} was captured for another sum than ${sum}. Ask at the other desks: who captured it?`,
            answers: ["Another desk captured it, ours was not done.", "It is ours."],
          }
        : { question: `${open} it is not about ${sum}. Is it this ${operation}?`, answers: WENT_THROUGH };
    case "whose_refund":
      return {
        question: `${processor} lists a refund of ${sum} made since, and does not say whose it is. ${open} was it made here, by ${operator}?`,
        answers: ["It was made here.", "It was made elsewhere, ours was not done."],
      };
  }
}
