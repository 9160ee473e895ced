import { announcement } from "../../payment/attempt-stub";
import { isChecking } from "../../payment/words";
import { moneyText } from "../../../shared/currency";
import { desksScreenWords } from "../../../shared/words/desks-screen";
import { orderResultWords } from "../../../shared/words/order-result";
import { orderWords } from "../../../shared/words/order";
import type { OrderFailure, Phase, Question } from "./order-state";

const words = orderResultWords.questions;

/** What a screen reader says the moment the phase changes; empty while there is nothing new. */
export function heardOf(phase: Phase): string {
  switch (phase.kind) {
    case "answered":
      return announcement(phase.attempt);
    case "question":
      return `${questionWords(phase.question).word}. ${questionWords(phase.question).words}`;
    case "typing":
      return phase.failure === null ? "" : `${failureWord(phase.failure)}. ${phase.failure.sentence}`;
    case "sending":
      return phase.sends > 1 ? orderResultWords.askedAgain : "";
  }
}

/** What a question says: its heading, why it is asked, and what going on is called. */
export function questionWords(question: Question): {
  readonly word: string;
  readonly words: string;
  readonly goOn: string;
} {
  switch (question.kind) {
    case "standing_unknown":
      return { word: words.standing, words: words.standingWhy, goOn: words.chargeAllTheSame };
    case "duplicate": {
      const now = question.earlier.find(({ elsewhere }) => elsewhere?.rightNow);
      if (now?.elsewhere)
        return {
          word: desksScreenWords.rightNow,
          words: desksScreenWords.rightNowWhy({
            who: now.by ?? desksScreenWords.someone,
            desk: now.elsewhere.desk,
            amount: moneyText(now.amount, now.currency),
          }),
          goOn: words.chargeAllTheSame,
        };
      return { word: words.duplicate, words: words.duplicateWhy, goOn: words.chargeAgain };
    }
    case "unreadable_entry":
      return {
        word: words.unsure,
        words: words.unreadableWhy({ count: question.entries.length }),
        goOn: words.chargeAllTheSame,
      };
    case "not_looked":
      return {
        word: words.unsure,
        words: words.notLookedWhy({ why: question.sentence }),
        goOn: words.chargeAllTheSame,
      };
  }
}

/** The one word over a press that had no answer. */
export function failureWord({ nothingSent }: OrderFailure): string {
  return nothingSent ? orderResultWords.nothingSent : orderResultWords.notKnown;
}

/** What the charge button says: what a press will do, or what became of it, never more than is known. */
export function chargeWords(phase: Phase, wouldDo: string): string {
  const { charge } = orderWords;
  if (phase.kind === "sending") return phase.approving ? wouldDo : charge.sending;
  if (phase.kind !== "answered") return wouldDo;
  if (isChecking(phase.attempt)) return charge.sent;
  switch (phase.attempt.outcome?.kind) {
    case "approved":
      return charge.charged;
    case "authorized":
      return charge.authorized;
    case "partially_approved":
      return charge.partly;
    case "unknown":
      return charge.sent;
    default:
      return charge.not;
  }
}
