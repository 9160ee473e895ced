import { brandText } from "./brand-words";
import { moneyText } from "./currency";
import type { Clue, Intent, Settles } from "./attempt";
import type { UnknownOutcome } from "./outcome";
import { settlesWords as words } from "./words/questions";

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

/** The question and its answers, in the words of the processor's own dashboard. */
export function settlesOf(
  { operation, amount, currency, card, operator }: Intent,
  { kind, paymentId }: Clue,
  processor: string,
): Settles {
  const payment = words.payment({ id: paymentId });
  const sum = moneyText(amount, currency);
  const open = words.open({ payment, processor });
  const sumOn = words.sumOn({ sum, card: card.last4 === null ? null : `${brandText(card)} ···· ${card.last4}` });
  const asks = (question: string, answers: readonly string[]): Settles => ({ question, answers: [...answers] });
  switch (kind) {
    case "not_understood":
      return asks(words.wentThrough({ open }), words.wentThroughAnswers);
    case "first_not_seen":
      return asks(words.repeat({ processor, sum: sumOn }), words.repeatAnswers);
    case "without_reference":
      return asks(words.whose({ processor, payment, sum: sumOn }), words.whoseAnswers);
    case "other_sum":
      return operation === "capture"
        ? asks(words.otherCapture({ payment: paymentId, sum }), words.otherCaptureAnswers)
        : asks(words.otherSum({ open, sum, operation }), words.wentThroughAnswers);
    case "whose_refund":
      return asks(words.refund({ processor, sum, open, operator }), words.refundAnswers);
  }
}
