import { orderResultWords } from "../../../shared/words/order-result";
import { announcement } from "../../payment/attempt-stub";
import type { Phase } from "./order-state";
import { failureWord } from "./phase-words";
import { questionWords } from "./question-words";

/** What a screen reader says the moment the phase changes; nothing while there is nothing new. */
export function Heard({ phase }: { readonly phase: Phase }) {
  return heardOf(phase);
}

function heardOf(phase: Phase): string {
  switch (phase.kind) {
    case "answered":
      return announcement(phase.attempt);
    case "question": {
      const { word, words } = questionWords(phase.question);
      return `${word.endsWith("?") ? word : `${word}.`} ${words}`;
    }
    case "typing":
      return phase.failure === null ? "" : `${failureWord(phase.failure)}. ${phase.failure.sentence}`;
    case "sending":
      return phase.sends > 1 ? orderResultWords.askedAgain : "";
  }
}
