import { takenTooMuch } from "../../shared/advice-surcharge";
import type { AttemptView } from "../../shared/attempt";
import { OUTCOME_WORDS } from "../../shared/outcome";
import { doneWords } from "../../shared/words/outcomes";
import { paymentLineWords } from "../../shared/words/payment-line";
import type { Tone } from "../parts/stub";
import { cardWords, isChecking, timeWords } from "./words";

/**
 * What stands under the money of a stub behind the name: card, how it came, when. A partial approval leaves the channel
 * out, so that it stays on one line.
 */
export function attemptLine(attempt: AttemptView, now: number): string {
  const checking = isChecking(attempt);
  const when = checking
    ? paymentLineWords.sentAt({ time: timeWords(attempt.sentAt ?? attempt.openedAt, now, true) })
    : timeWords(attempt.closedAt ?? attempt.openedAt, now);
  return [
    cardWords(attempt.card),
    attempt.channel && attempt.outcome?.kind !== "partially_approved" ? paymentLineWords.orders[attempt.channel] : null,
    when,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The verdict in a word. For a charge exactly the words of OUTCOME_WORDS (docs/design.md, names on the screen). */
export function verdictOf(attempt: AttemptView): { readonly word: string; readonly tone: Tone } {
  const { outcome, operation } = attempt;
  if (attempt.state === "closed_by_hand") return { word: doneWords.closedByHand, tone: "warn" };
  if (!outcome || outcome.kind === "unknown") return { word: OUTCOME_WORDS.unknown, tone: "warn" };
  // MONEY: approved, but for more than was asked: never in green.
  const tooMuch = takenTooMuch(outcome, { amount: attempt.amount, surcharge: attempt.surcharge ?? 0 }) > 0;
  if (tooMuch) return { word: OUTCOME_WORDS[outcome.kind], tone: "warn" };
  if (outcome.kind === "approved") return { word: doneWords[operation], tone: "good" };
  if (outcome.kind === "refused" && operation !== "charge") return { word: doneWords.notDone, tone: "bad" };
  const tones = {
    authorized: "good",
    partially_approved: "warn",
    declined: "bad",
    reversed: "bad",
    refused: "bad",
  } as const;
  return { word: OUTCOME_WORDS[outcome.kind], tone: tones[outcome.kind] };
}

/** The money of a stub, in cents: what the outcome is about, else what was asked for. */
export function attemptAmount(attempt: AttemptView): number {
  const { outcome } = attempt;
  const told =
    outcome && (outcome.kind === "approved" || outcome.kind === "authorized" || outcome.kind === "partially_approved")
      ? outcome.amount
      : null;
  return told ?? attempt.amount;
}
