import { adviceForDecline, type Advice } from "./advice-reasons";
import { readAvs, readCvv } from "./advice-checks";
import { adviceOnSurcharge, type AskedSums } from "./advice-surcharge";
import { BRAND_NAMES } from "./card";
import { moneyText, USD } from "./currency";
import type { AddressGiven } from "./attempt";
import { isOurSentence, type Operation, type Outcome } from "./outcome";
import { TAKEN } from "./history";
import type { Payment } from "./payment";
import { phoneText } from "./phone";
import { adviceWords, pastWords, refusedWords, unknownWords } from "./words/advice";
import { declineWords } from "./words/decline";

/**
 * What codes mean to people: what happened, whether to try again, what to read to the caller. Pure words; the raw codes
 * stay in the outcome, for the details. Letters and codes that are not known get no meaning. Why a card was declined is
 * in advice-reasons.ts.
 */

/** What is known of a charge that the processor's answer does not say. */
interface Asked extends AskedSums {
  readonly given?: AddressGiven | null;
  /** That of the attempt: an outcome without a payment does not say it. US dollars where it is left out. */
  readonly currency?: string;
}
const NOTHING_KNOWN: Asked = { amount: 0, surcharge: 0 };

/** What happened, whether to try again, and what to say, for any outcome of any operation. */
export function adviceFor(outcome: Outcome, operation: Operation, asked: Asked = NOTHING_KNOWN): Advice {
  const surcharged = operation === "charge" ? adviceOnSurcharge(outcome, asked) : null;
  if (surcharged !== null) return surcharged;
  const done = pastWords[operation];
  const currency = asked.currency ?? USD;
  const paid = outcome.amount === null ? adviceWords.theAmount : moneyText(outcome.amount, currency);
  switch (outcome.kind) {
    case "approved":
      return {
        happened: doneSentence(outcome, operation, paid),
        retry: "not_needed",
        next: doubtsOf(outcome, operation, asked.given ?? null),
        say: doneSay(outcome, operation, paid),
      };
    case "authorized":
      if (outcome.payment !== null && outcome.payment.status !== "authorized")
        return noLongerHeld(outcome.payment, paid, theCard(outcome));
      return {
        happened: adviceWords.held({ paid }),
        retry: "not_needed",
        next: doubtsOf(outcome, operation, asked.given ?? null),
        say: adviceWords.sayHeld({ paid }),
      };
    case "partially_approved": {
      const rest =
        outcome.amount === null ? adviceWords.theRest : moneyText(outcome.requested - outcome.amount, currency);
      const whole = moneyText(outcome.requested, currency);
      return {
        happened: adviceWords.part({ paid, whole }),
        retry: "other_card",
        next: adviceWords.nextPart({ rest }),
        say: adviceWords.sayPart({ paid, whole, rest }),
      };
    }
    case "declined":
      return withIssuer(adviceForDecline(outcome.code, outcome.message, outcome.payment?.statusRaw ?? null), outcome);
    case "reversed":
      return reversedAdvice(outcome, asked.given ?? null);
    case "refused":
      return refusedAdvice(outcome, operation);
    case "unknown":
      return {
        happened: adviceWords.unknown({ why: unknownWords[outcome.why], done }),
        retry: "look_first",
        next: adviceWords.nextUnknown,
        say: operation === "charge" ? adviceWords.sayUnknownCharge : adviceWords.sayUnknown,
      };
  }
}

/** A look may find a hold some time after: what was captured of it, or that it has ended. */
function noLongerHeld({ status, amountCaptured, currency }: Payment, paid: string, card: string): Advice {
  if (!TAKEN.includes(status))
    return { happened: adviceWords.lapsed({ paid }), retry: "look_first", next: null, say: adviceWords.sayLapsed };
  const taken = amountCaptured ? moneyText(amountCaptured, currency) : null;
  return {
    happened: adviceWords.capturedSince({ paid, taken }),
    retry: "not_needed",
    next: adviceWords.nextCapturedSince,
    say: taken === null ? null : adviceWords.sayCharged({ paid: taken, card, shown: null }),
  };
}

type OutcomeOf<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

function doneSentence(outcome: OutcomeOf<"approved">, operation: Operation, paid: string): string {
  switch (operation) {
    case "charge":
      return outcome.payment?.status === "refunded"
        ? adviceWords.givenBackSince({ paid })
        : adviceWords.charged({ paid });
    case "capture":
      return adviceWords.captured({ paid });
    case "void":
      return adviceWords.voided;
    case "refund":
      // Refunding an unsettled charge voids all of it (docs/payarc.md 9).
      return outcome.payment?.status === "voided" ? adviceWords.voidedWhole({ paid }) : adviceWords.refunded({ paid });
    case "tip":
      return adviceWords.tipChanged({ paid });
  }
}

function doneSay(outcome: OutcomeOf<"approved">, operation: Operation, paid: string): string | null {
  switch (operation) {
    case "charge":
    case "capture":
      if (outcome.payment?.status === "refunded") return adviceWords.sayGivenBackSince({ paid });
      return adviceWords.sayCharged({ paid, card: theCard(outcome), shown: asShown(outcome) });
    case "void":
      return adviceWords.sayVoided;
    case "refund":
      return outcome.payment?.status === "voided" ? adviceWords.sayVoidedWhole : adviceWords.sayRefunded({ paid });
    case "tip":
      return null;
  }
}

/** "your Visa ending 5439": so that the caller hears that it was the right card. */
function theCard({ payment }: Outcome): string {
  const card = payment?.card;
  if (!card?.last4) return adviceWords.yourCard;
  const brand = card.brand === "unknown" ? adviceWords.someCard : BRAND_NAMES[card.brand];
  return adviceWords.yourCardEnding({ brand, last4: card.last4 });
}

/**
 * What the caller will find on the statement, where the processor says it: an unknown name there is what most disputes
 * begin with.
 */
function asShown({ payment }: Outcome): string | null {
  return payment?.statementDescription?.trim() || null;
}

/** An approval beside a check that failed: the bank let it through, the desk should know while the money is taken. */
function doubtsOf(outcome: Outcome, operation: Operation, given: AddressGiven | null): string | null {
  const card = outcome.payment?.card;
  if (!card || (operation !== "charge" && operation !== "capture")) return null;
  const address = readAvs(card.avs, given);
  const failed = [address.street, address.zip].some((each) => each === "does not match" || each.startsWith("no match"));
  const cvv = readCvv(card.cvv);
  const doubts = [failed ? address.words : null, cvv.verdict === "does not match" ? cvv.words : null];
  const checks = doubts.filter((each) => each !== null).join(" ");
  return checks === "" ? null : adviceWords.doubts({ checks });
}

function reversedAdvice(outcome: OutcomeOf<"reversed">, given: AddressGiven | null): Advice {
  const voided = (because: string): string => adviceWords.reversed({ because });
  if (outcome.rule === "avs") {
    const address = readAvs(outcome.payment?.card?.avs ?? null, given);
    // A part of the address that was not given cannot be wrong: the rule voided because it was missing.
    const missing = {
      street: address.street === "not given",
      zip: address.zip === "not given" && (address.street === "not given" || address.street === "matches"),
    };
    if ((missing.street || missing.zip) && address.zip !== "does not match") {
      return {
        happened: voided(adviceWords.missing(missing)),
        retry: "fix_and_retry",
        next: adviceWords.nextMissing(missing),
        say: adviceWords.sayMissing(missing),
      };
    }
    const sure = address.street === "does not match" || address.zip === "does not match";
    return {
      happened: voided(sure ? adviceWords.wrongAddress : adviceWords.unsureAddress),
      retry: "fix_and_retry",
      next: adviceWords.nextAddress,
      say: sure ? adviceWords.sayWrongAddress : adviceWords.sayUnsureAddress,
    };
  }
  // A void that a look found some time after is not told by whom: it may have been a person.
  if (outcome.rule === "unstated" && outcome.httpStatus === null) {
    return {
      happened: adviceWords.voidedSince,
      retry: "look_first",
      next: adviceWords.nextVoidedSince,
      say: adviceWords.sayVoidedSince,
    };
  }
  return {
    happened: voided(outcome.rule === "bin" ? adviceWords.cardRule : adviceWords.someRule),
    retry: "other_card",
    next: adviceWords.nextOtherCard,
    say: adviceWords.sayReversed({ otherCard: declineWords.otherCard }),
  };
}

function refusedAdvice(outcome: OutcomeOf<"refused">, operation: Operation): Advice {
  const fields = Object.keys(outcome.fields).length > 0;
  // Which fields, and why: without them nobody could correct anything.
  const about = [...new Set(Object.values(outcome.fields))].filter((sentence) => !outcome.message?.includes(sentence));
  // Where this program says it in its own words, its sentence says why and what to do, so nothing is said twice, and nothing
  // is put into the processor's mouth.
  const ours = isOurSentence(outcome) ? outcome.message : null;
  const quoted =
    outcome.why === "not_acceptable" && outcome.message !== null
      ? [ours ?? adviceWords.quoted({ message: outcome.message })]
      : [];
  const nothing = adviceWords.nothingDone({ done: pastWords[operation] });
  const happened = (
    ours === null || fields ? [refusedWords[outcome.why], ...quoted, ...about, nothing] : [nothing, ours]
  ).join(" ");
  const say = (words: string) => (operation === "charge" || operation === "capture" ? words : null);
  switch (outcome.why) {
    case "not_acceptable":
      return {
        happened,
        retry: "fix_and_retry",
        next: fields ? adviceWords.nextCorrect : ours === null ? adviceWords.nextCorrectOrAsk : null,
        say: say(adviceWords.sayCorrect),
      };
    case "not_reached":
      return {
        happened,
        retry: "later",
        next: ours === null ? adviceWords.nextNetwork : null,
        say: say(adviceWords.sayNetwork),
      };
    case "not_sent":
      return {
        happened,
        retry: fields ? "fix_and_retry" : "later",
        next: fields ? adviceWords.nextCorrect : ours === null ? adviceWords.nextMinute : null,
        say: say(adviceWords.sayMinute),
      };
    case "absent":
      return { happened, retry: "fix_and_retry", next: adviceWords.nextAbsent, say: say(adviceWords.sayAbsent) };
  }
}

/** Who to call: the bank's name and number, when the card carries them. */
function issuerOf(outcome: Outcome): string | null {
  const card = outcome.payment?.card;
  const named = [card?.issuerName, phoneText(card?.issuerPhone ?? null)].filter((each) => typeof each === "string");
  return named.length === 0 ? null : named.join(", ");
}

function withIssuer(advice: Advice, outcome: Outcome): Advice {
  const issuer = issuerOf(outcome);
  if (issuer === null) return advice;
  const hasPhone = typeof outcome.payment?.card?.issuerPhone === "string";
  const named = hasPhone ? adviceWords.issuerCalled({ issuer }) : adviceWords.issuerNamed({ issuer });
  return {
    ...advice,
    say: advice.say?.replace(declineWords.askBank, named) ?? null,
    next: [advice.next, adviceWords.theBankIs({ issuer })].filter((each) => each !== null).join(" "),
  };
}
