import { ASK_BANK, adviceForDecline, OTHER_CARD, type Advice } from "./advice-reasons";
import { readAvs, readCvv } from "./advice-checks";
import { adviceOnSurcharge, type AskedSums } from "./advice-surcharge";
import { BRAND_NAMES } from "./card";
import { moneyText, USD } from "./currency";
import type { AddressGiven } from "./attempt";
import type { Operation, Outcome, RefusedWhy, UnknownWhy } from "./outcome";
import { phoneText } from "./phone";

/**
 * What codes mean to people: what happened, whether to try again, what to read to the caller. Pure words; the raw codes
 * stay in the outcome, for the details. Letters and codes that are not known get no meaning. Why a card was declined is
 * in advice-reasons.ts.
 */

/** What each operation is called once it is done, or not. */
const DONE: Readonly<Record<Operation, string>> = {
  charge: "charged",
  capture: "captured",
  void: "voided",
  refund: "refunded",
  tip: "changed",
};

const UNKNOWN: Readonly<Record<UnknownWhy, string>> = {
  timeout: "The answer did not arrive in time.",
  connection_lost: "The connection broke before the answer arrived.",
  server_error: "The processor had trouble of its own and did not say how it ended.",
  rate_limited: "The processor was too busy to say how it ended.",
  unreadable: "An answer arrived, but it could not be read.",
  unrecognised: "The answer does not say clearly whether it went through.",
  possible_duplicate: "The processor took it for a repeat. The first one may have gone through.",
  wrong_payment: "The answer was about something else than what was asked.",
  not_told_apart: "The processor lists a refund of that sum and does not say whose it is.",
  interrupted: "The program stopped before the answer arrived.",
};

/** The sentence for each reason for not knowing. */
export function unknownSentence(why: UnknownWhy): string {
  return UNKNOWN[why];
}

const REFUSED: Readonly<Record<RefusedWhy, string>> = {
  not_sent: "It was not sent.",
  not_reached: "The processor could not be reached, so nothing was sent.",
  not_acceptable: "The processor did not accept the request.",
  absent: "We looked it up: it never arrived at the processor.",
};

/** The sentence for each reason for which nothing was authorized. */
export function refusedSentence(why: RefusedWhy): string {
  return REFUSED[why];
}

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
  const done = DONE[operation];
  const currency = asked.currency ?? USD;
  const paid = outcome.amount === null ? "The amount" : moneyText(outcome.amount, currency);
  switch (outcome.kind) {
    case "approved":
      return {
        happened: doneSentence(outcome, operation, paid),
        retry: "not_needed",
        next: doubtsOf(outcome, asked.given ?? null),
        say: doneSay(outcome, operation, paid),
      };
    case "authorized":
      return {
        happened: `${paid} is held on the card. It is not taken until you capture it, within seven days.`,
        retry: "not_needed",
        next: doubtsOf(outcome, asked.given ?? null),
        say: `Your bank has approved it. ${paid} is set aside on your card and not charged yet.`,
      };
    case "partially_approved": {
      const rest = outcome.amount === null ? "the rest" : moneyText(outcome.requested - outcome.amount, currency);
      const whole = moneyText(outcome.requested, currency);
      return {
        happened: `The bank approved only ${paid} of ${whole}.`,
        retry: "other_card",
        next: `Take ${rest} from another card, or take this one back.`,
        say: `Your bank approved ${paid} of the ${whole}. Would you like to pay ${rest} with another card?`,
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
        happened: `${UNKNOWN[outcome.why]} It may or may not have been ${done}, so it is not sent again until we know.`,
        retry: "look_first",
        next: "Wait: it is being looked up. Do not take the money another way before it is known.",
        say:
          operation === "charge"
            ? "Please stay on the line while I confirm whether it went through."
            : "Let me confirm that it went through. I will get back to you.",
      };
  }
}

type OutcomeOf<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

function doneSentence(outcome: OutcomeOf<"approved">, operation: Operation, paid: string): string {
  switch (operation) {
    case "charge":
      return `${paid} was charged.`;
    case "capture":
      return `${paid} of the hold was captured.`;
    case "void":
      return "The payment was voided. Where it shows as pending, it disappears within a few days.";
    case "refund":
      // Refunding an unsettled charge voids all of it (docs/payarc.md 9).
      return outcome.payment?.status === "voided"
        ? `The whole payment of ${paid} was voided, because it had not settled.`
        : `${paid} was refunded. It reaches the card in 5 to 10 business days.`;
    case "tip":
      return `The tip is now ${paid}.`;
  }
}

function doneSay(outcome: OutcomeOf<"approved">, operation: Operation, paid: string): string | null {
  switch (operation) {
    case "charge":
    case "capture":
      return `It went through. ${paid} was charged to ${theCard(outcome)}.${asShown(outcome)}`;
    case "void":
      return "I have cancelled the payment. If your bank still shows it, it will disappear within a few days.";
    case "refund":
      return outcome.payment?.status === "voided"
        ? "I have cancelled the whole payment. If your bank still shows it, it will disappear within a few days."
        : `I have refunded ${paid}. Your bank usually shows it within 5 to 10 business days.`;
    case "tip":
      return null;
  }
}

/** "your Visa ending 5439": so that the caller hears that it was the right card. */
function theCard({ payment }: Outcome): string {
  const card = payment?.card;
  if (!card?.last4) return "your card";
  return `your ${card.brand === "unknown" ? "card" : BRAND_NAMES[card.brand]} ending ${card.last4}`;
}

/**
 * What the caller will find on the statement, where the processor says it: an unknown name there is what most disputes
 * begin with.
 */
function asShown({ payment }: Outcome): string {
  const name = payment?.statementDescription?.trim();
  return name ? ` It will show as ${name} on your statement.` : "";
}

/** An approval beside a check that failed: the bank let it through, the desk should know. */
function doubtsOf(outcome: Outcome, given: AddressGiven | null): string | null {
  const card = outcome.payment?.card;
  if (!card) return null;
  const address = readAvs(card.avs, given);
  const doubts = [
    ...(address.street === "does not match" || address.zip === "does not match" ? [address.words] : []),
    ...(readCvv(card.cvv).verdict === "does not match" ? ["The CVV does not match."] : []),
  ];
  return doubts.length === 0
    ? null
    : `The bank approved it all the same: ${doubts.join(" ")} If in doubt, ask once more, or take it back.`;
}

function reversedAdvice(outcome: OutcomeOf<"reversed">, given: AddressGiven | null): Advice {
  const voided = (because: string): string =>
    `The bank approved it, and it was voided at once: ${because}. No money was taken.`;
  if (outcome.rule === "avs") {
    const address = readAvs(outcome.payment?.card?.avs ?? null, given);
    // A part of the address that was not given cannot be wrong: the rule voided because it was missing.
    const missing =
      address.street === "not given"
        ? address.zip === "not given"
          ? "street and ZIP"
          : "street"
        : address.zip === "not given" && address.street === "matches"
          ? "ZIP"
          : null;
    if (missing !== null && address.zip !== "does not match") {
      return {
        happened: voided(
          `a rule of yours wants the address to match, and no ${missing.replace(" and ", " or ")} was given`,
        ),
        retry: "fix_and_retry",
        next: `Ask for the ${missing}.${address.street === "not given" ? " The street goes under More." : ""}`,
        say: `Could you give me the ${missing} of the billing address of your card?`,
      };
    }
    return {
      happened: voided("the address does not match, and a rule of yours does not allow that"),
      retry: "fix_and_retry",
      next: "Ask for the billing address and ZIP again.",
      say: "The address does not match the one at your bank. Could you give me the billing address and ZIP once more?",
    };
  }
  // A void that a look found some time after is not told by whom: it may have been a person.
  if (outcome.rule === "unstated" && outcome.httpStatus === null) {
    return {
      happened:
        "The bank approved it, and it was voided since: by a rule of the account, at another desk or in the processor’s dashboard. No money was taken.",
      retry: "look_first",
      next: "Ask at the other desks whether somebody voided it, and whether it was charged anew, before you charge again.",
      say: "The payment was cancelled, and no money was taken. If your bank shows the amount as pending, it will disappear within a few days.",
    };
  }
  return {
    happened: voided(
      outcome.rule === "bin"
        ? "a rule of yours does not allow this kind of card"
        : "a rule of the account does not allow it",
    ),
    retry: "other_card",
    next: "Ask for another card.",
    say: `We cannot take this kind of card. ${OTHER_CARD} If your bank shows the amount as pending, it will disappear within a few days.`,
  };
}

function refusedAdvice(outcome: OutcomeOf<"refused">, operation: Operation): Advice {
  const fields = Object.keys(outcome.fields).length > 0;
  // Which fields, and why: without them nobody could correct anything.
  const about = [...new Set(Object.values(outcome.fields))]
    .filter((sentence) => !outcome.message?.includes(sentence))
    .map((sentence) => ` ${sentence}`)
    .join("");
  const quoted = outcome.why === "not_acceptable" && outcome.message !== null ? ` It said: “${outcome.message}”` : "";
  // Where this program stopped it, its own sentence says why and what to do, so nothing is said twice.
  const ours = outcome.why === "not_reached" || outcome.why === "not_sent" ? outcome.message : null;
  const happened =
    ours === null || fields
      ? `${REFUSED[outcome.why]}${quoted}${about} Nothing was ${DONE[operation]}.`
      : `Nothing was ${DONE[operation]}. ${ours}`;
  const say = (words: string) => (operation === "charge" || operation === "capture" ? words : null);
  switch (outcome.why) {
    case "not_acceptable":
      return {
        happened,
        retry: "fix_and_retry",
        next: fields
          ? "Correct it and try again."
          : "Correct it and try again. If you cannot tell what is wrong, give that sentence to your support.",
        say: say("I need to correct something; nothing was charged. One moment, please."),
      };
    case "not_reached":
      return {
        happened,
        retry: "later",
        next: ours === null ? "Check the network and try again." : null,
        say: say("Our connection is down for the moment; nothing was charged. May I try again shortly?"),
      };
    case "not_sent":
      return {
        happened,
        retry: fields ? "fix_and_retry" : "later",
        next: fields ? "Correct it and try again." : ours === null ? "Try again in a minute." : null,
        say: say("Nothing was charged. May I try again in a minute?"),
      };
    case "absent":
      return {
        happened,
        retry: "fix_and_retry",
        next: "It is safe to do it again.",
        say: say("It did not go through, and nothing was charged. May I try again?"),
      };
  }
}

/** Who to call: the bank's name and number, when the card carries them. */
export function issuerOf(outcome: Outcome): string | null {
  const card = outcome.payment?.card;
  const named = [card?.issuerName, phoneText(card?.issuerPhone ?? null)].filter((each) => typeof each === "string");
  return named.length === 0 ? null : named.join(", ");
}

function withIssuer(advice: Advice, outcome: Outcome): Advice {
  const issuer = issuerOf(outcome);
  if (issuer === null) return advice;
  const hasPhone = typeof outcome.payment?.card?.issuerPhone === "string";
  const named = hasPhone
    ? `Your bank can tell you why: ${issuer}.`
    : `Your bank, ${issuer}, can tell you why; its number is on the back of the card.`;
  return {
    ...advice,
    say: advice.say?.replace(ASK_BANK, named) ?? null,
    next: [advice.next, `The card’s bank is ${issuer}.`].filter((each) => each !== null).join(" "),
  };
}
