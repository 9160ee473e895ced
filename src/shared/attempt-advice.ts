import { adviceFor } from "./advice";
import type { AttemptView } from "./attempt";
import { correctedWords } from "./words/advice";
import { paymentWords } from "./words/payment";

const words = paymentWords.advised;

/** What people are told of an attempt in any state: what happened, what to do next and what to say to the caller. */
export function adviceOn(attempt: Omit<AttemptView, "advice">): AttemptView["advice"] {
  const { outcome, operation, byHand, corrected } = attempt;
  if (!outcome) return { happened: words.awaited, next: null, say: words.awaitedSay };
  if (byHand) return { happened: words.byHand, next: null, say: null };
  const { happened, next, say } = adviceFor(outcome, operation, {
    amount: attempt.amount,
    surcharge: attempt.surcharge ?? 0,
    given: attempt.addressGiven ?? null,
    currency: attempt.currency,
  });
  if (!corrected) return { happened, next, say };
  const told = words.corrected({ happened, word: corrected.word });
  if (attempt.state === "unknown") return { happened: told, next, say };
  // MONEY: whoever was told "no" may have taken or given the money another way.
  const nextNow = [correctedWords.next[operation], next].filter((each) => each !== null).join(" ");
  return { happened: told, next: nextNow, say: null };
}
