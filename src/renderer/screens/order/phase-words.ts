import { announcement } from "../../payment/attempt-stub";
import { isChecking } from "../../payment/words";
import type { OrderFailure, Phase, Question } from "./order-state";

/**
 * What is said when the same request was sent again under the same key, which only a processor that documents it gets.
 */
export const ASKED_AGAIN =
  "The answer did not arrive, so it is asked for again under the same key. Nothing is charged twice.";

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
      return phase.sends > 1 ? ASKED_AGAIN : "";
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
      return {
        word: "Still being checked",
        words:
          "The same card and amount was sent and nobody knows yet whether it was charged. Charging again may take the money twice.",
        goOn: "Charge all the same",
      };
    case "duplicate":
      return {
        word: "Charged before?",
        words: "The same card was charged the same amount within the day. Nothing has been sent now.",
        goOn: "Charge again",
      };
    case "unreadable_entry":
      return {
        word: "Charge all the same?",
        words: `${question.entries.length === 1 ? "An entry" : `${String(question.entries.length)} entries`} of the journal cannot be read, and nobody knows whether it was this order and took the money. Nothing has been sent. Look for it in the processor’s dashboard first.`,
        goOn: "Charge all the same",
      };
    case "not_looked":
      return {
        word: "Charge all the same?",
        words: `The processor’s list could not be read, so nobody knows whether another desk has just charged this card. Nothing has been sent. ${question.sentence}`,
        goOn: "Charge all the same",
      };
  }
}

/** The one word over a press that had no answer. */
export function failureWord({ nothingSent }: OrderFailure): string {
  return nothingSent ? "Nothing was sent" : "Not known";
}

/** What the charge button says: what a press will do, or what became of it, never more than is known. */
export function chargeWords(phase: Phase, wouldDo: string): string {
  if (phase.kind === "sending") return "Sending…";
  if (phase.kind !== "answered") return wouldDo;
  if (isChecking(phase.attempt)) return "Sent";
  switch (phase.attempt.outcome?.kind) {
    case "approved":
      return "Charged";
    case "authorized":
      return "Authorized";
    case "partially_approved":
      return "Partly charged";
    case "unknown":
      return "Sent";
    default:
      return "Not charged";
  }
}
