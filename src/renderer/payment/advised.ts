import { readAvs, readCvv, type Verdict } from "../../shared/advice-checks";
import type { AddressGiven, AttemptView } from "../../shared/attempt";
import type { PaymentCard } from "../../shared/payment";
import { verdictWords } from "../../shared/words/checks";
import { paymentWords } from "../../shared/words/payment";
import type { Fact, Tone } from "../parts/stub";

/** True when an attempt went through and nothing about it needs a second look. */
export function isPlainlyGood(attempt: AttemptView): boolean {
  const kind = attempt.outcome?.kind;
  return attempt.state === "closed" && (kind === "approved" || kind === "authorized") && attempt.advice.next === null;
}

const TONES: Readonly<Record<Verdict, Tone>> = {
  matches: "good",
  "does not match": "bad",
  "no match, or not given": "warn",
  "not checked": "plain",
  "not given": "plain",
  "not told": "plain",
  unknown: "plain",
};

/**
 * The verdicts on street, ZIP and CVV, in words; a letter that is not known is shown raw. `given`: null where it is not
 * known here.
 */
export function checkFacts(card: Pick<PaymentCard, "avs" | "cvv">, given: AddressGiven | null): readonly Fact[] {
  const address = readAvs(card.avs, given);
  const fact = (label: string, verdict: Verdict, raw: string | null): Fact => ({
    label,
    value: verdict === "unknown" ? `“${raw ?? ""}”` : verdictWords[verdict],
    tone: TONES[verdict],
  });
  return [
    fact(paymentWords.facts.street, address.street, card.avs),
    fact(paymentWords.facts.zip, address.zip, card.avs),
    fact(paymentWords.facts.cvv, readCvv(card.cvv).verdict, card.cvv),
  ];
}
