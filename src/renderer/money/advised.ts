import { adviceFor, issuerOf, readAvs, readCvv, type Verdict } from "../../shared/advice";
import type { AttemptView } from "../../shared/outcome";
import type { Fact, Tone } from "../parts/stub";

type Advice = ReturnType<typeof adviceFor>;

const AWAITED: Advice = { happened: "It was sent and its answer is awaited.", retry: "look_first", next: null, say: "One moment, please, while I wait for the bank." };

/** What happened, what to do next and what to say, for any attempt in any state. */
export function advised(attempt: AttemptView): Advice {
  const { outcome, operation, byHand } = attempt;
  if (!outcome) return AWAITED;
  if (byHand) return { happened: "A person stopped the looking. What happened is still not known here.", retry: "look_first", next: null, say: null };
  return adviceFor(outcome, operation);
}

/** True when it went through and nothing about it needs a second look: the facts then come before the words. */
export function isPlainlyGood(attempt: AttemptView): boolean {
  const kind = attempt.outcome?.kind;
  return attempt.state === "closed" && (kind === "approved" || kind === "authorized") && advised(attempt).next === null;
}

const TONES: Readonly<Record<Verdict, Tone>> = { matches: "good", "does not match": "bad", "not checked": "plain", unknown: "plain" };

/** The verdicts on street, ZIP and CVV, in words; a letter that is not known is shown raw. Nothing when no card was seen. */
export function checkFacts(attempt: AttemptView): readonly Fact[] {
  const card = attempt.outcome?.payment?.card;
  if (!card || attempt.operation !== "charge") return [];
  const address = readAvs(card.avs);
  const cvv = readCvv(card.cvv);
  const fact = (label: string, verdict: Verdict, raw: string | null): Fact => ({ label, value: verdict === "unknown" ? `“${raw ?? ""}”` : verdict, tone: TONES[verdict] });
  return [fact("Street", address.street, card.avs), fact("ZIP", address.zip, card.avs), fact("CVV", cvv.verdict, card.cvv)];
}

/** The card's bank and its number: only where somebody has to call it. */
export function bankFact(attempt: AttemptView): Fact | null {
  const { outcome } = attempt;
  const issuer = outcome?.kind === "declined" ? issuerOf(outcome) : null;
  return issuer === null ? null : { label: "Bank", value: issuer };
}
