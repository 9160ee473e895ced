import { announcement } from "../../payment/attempt-stub";
import { isChecking } from "../../payment/words";
import type { OrderFailure, Phase } from "./order-state";

/** The same request was sent once more, with the same key (a processor that documents that this is safe). */
export const ASKED_AGAIN =
  "The answer did not arrive, so it is asked for again under the same key. Nothing is charged twice.";

/** What a screen reader says the moment the phase changes; empty while there is nothing new. */
export function heardOf(phase: Phase): string {
  switch (phase.kind) {
    case "answered":
      return announcement(phase.attempt);
    case "question":
      return phase.question.kind === "duplicate"
        ? "Charged before? The same card was charged the same amount within the day. Nothing was sent."
        : "Still being checked. The same card and amount was sent before, and nobody knows yet how it ended. Nothing was sent.";
    case "typing":
      return phase.failure === null ? "" : `${failureWord(phase.failure)}. ${phase.failure.sentence}`;
    case "sending":
      return phase.sends > 1 ? ASKED_AGAIN : "";
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
