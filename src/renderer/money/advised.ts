import { adviceFor, readAvs, readCvv, type Verdict } from "../../shared/advice";
import type { AttemptView } from "../../shared/outcome";
import type { Fact, Tone } from "../parts/stub";

type Advice = ReturnType<typeof adviceFor>;

const AWAITED: Advice = { happened: "It was sent and its answer is awaited.", retry: "look_first", next: null, say: "One moment, please, while I wait for the bank." };

/** What the desk knows of the order that the processor's answer does not say. */
export interface Asked {
  /** A street was given. Without one, AVS answers "ZIP only" (Z, W), which is no mismatch. */
  readonly street: boolean;
}
const ALL_GIVEN: Asked = { street: true };

/** What happened, what to do next and what to say, for any attempt in any state. */
export function advised(attempt: AttemptView, asked: Asked = ALL_GIVEN): Advice {
  const { outcome, operation, byHand } = attempt;
  if (!outcome) return AWAITED;
  if (byHand) return { happened: "A person stopped the looking. What happened is still not known here.", retry: "look_first", next: null, say: null };
  const sums = { amount: attempt.amount, surcharge: attempt.surcharge ?? 0 };
  if (asked.street || !saysZipOnly(outcome)) return adviceFor(outcome, operation, sums);
  // The same outcome, as if only what was given had been checked.
  const { payment } = outcome;
  return adviceFor(payment?.card ? { ...outcome, payment: { ...payment, card: { ...payment.card, avs: "P" } } } : outcome, operation, sums);
}

function saysZipOnly(outcome: AttemptView["outcome"]): boolean {
  const address = readAvs(outcome?.payment?.card?.avs ?? null);
  return address.street === "does not match" && address.zip === "matches";
}

/** True when it went through and nothing about it needs a second look: the facts then come before the words. */
export function isPlainlyGood(attempt: AttemptView, asked: Asked = ALL_GIVEN): boolean {
  const kind = attempt.outcome?.kind;
  return attempt.state === "closed" && (kind === "approved" || kind === "authorized") && advised(attempt, asked).next === null;
}

const TONES: Readonly<Record<Verdict, Tone>> = { matches: "good", "does not match": "bad", "not checked": "plain", unknown: "plain" };

/** The verdicts on street, ZIP and CVV, in words; a letter that is not known is shown raw. Nothing when no card was seen. */
export function checkFacts(attempt: AttemptView, asked: Asked = ALL_GIVEN): readonly Fact[] {
  const card = attempt.outcome?.payment?.card;
  if (!card || attempt.operation !== "charge") return [];
  const address = readAvs(card.avs);
  const cvv = readCvv(card.cvv);
  const fact = (label: string, verdict: Verdict, raw: string | null): Fact => ({ label, value: verdict === "unknown" ? `“${raw ?? ""}”` : verdict, tone: TONES[verdict] });
  const street: Fact = !asked.street && saysZipOnly(attempt.outcome) ? { label: "Street", value: "not given", tone: "plain" } : fact("Street", address.street, card.avs);
  return [street, fact("ZIP", address.zip, card.avs), fact("CVV", cvv.verdict, card.cvv)];
}
