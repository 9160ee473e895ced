import { ASK_BANK, adviceForDecline, OTHER_CARD, type Advice } from "./advice-reasons";
import { adviceOnSurcharge, type AskedSums } from "./advice-surcharge";
import { BRAND_NAMES } from "./card";
import { dollars } from "./money";
import type { AddressGiven, Operation, Outcome, RefusedWhy, UnknownWhy } from "./outcome";
import { phoneText } from "./phone";

/**
 * What codes mean to people: what happened, whether to try again, what to read to the caller. Pure words; the raw codes stay in the
 * outcome, for the details. Letters and codes that are not known get no meaning. Why a card was declined is in advice-reasons.ts.
 */

export type Verdict = "matches" | "does not match" | "not checked" | "not given" | "unknown";

export interface AddressCheck {
  readonly street: Verdict;
  readonly zip: Verdict;
  readonly words: string;
}
export interface CvvCheck {
  readonly verdict: Verdict;
  readonly words: string;
}

const avs = (letters: string, street: Verdict, zip: Verdict, words: string) => letters.split("").map((letter) => [letter, { street, zip, words }] as const);

/** The letters of the US card networks, as TSYS gives them (fact sheet 11). */
const AVS: ReadonlyMap<string, AddressCheck> = new Map([
  ...avs("YXDM", "matches", "matches", "Street and ZIP match."),
  ...avs("A", "matches", "does not match", "The street matches, the ZIP does not."),
  ...avs("B", "matches", "not checked", "The street matches, the ZIP was not checked."),
  ...avs("ZW", "does not match", "matches", "The ZIP matches, the street does not."),
  ...avs("P", "not checked", "matches", "The ZIP matches, the street was not checked."),
  ...avs("N", "does not match", "does not match", "Neither street nor ZIP match."),
  ...avs("UGISC", "not checked", "not checked", "The card's bank does not check addresses."),
  ...avs("R", "not checked", "not checked", "The address check was out of order for the moment."),
  ...avs("E", "not checked", "not checked", "The address could not be checked."),
  ...avs("0", "not checked", "not checked", "The address was not checked."),
]);

/**
 * The address verdict of an AVS letter; null is "nothing was said". Unknown letters are shown raw. What was not given cannot have been
 * compared, whatever the letter says of it (fact sheet 11: Z is "ZIP matches, street does not", also where there was none).
 */
export function readAvs(letter: string | null, given: AddressGiven | null = null): AddressCheck {
  const told = readTold(letter);
  const street = given?.street === false && told.street !== "matches" && told.street !== "unknown" ? "not given" : told.street;
  const zip = given?.zip === false && told.zip !== "matches" && told.zip !== "unknown" ? "not given" : told.zip;
  if (street === "not given" && zip === "not given") return { street, zip, words: "No address was given." };
  if (street === "not given" && zip !== "not checked") return { street, zip, words: `The ZIP ${SAID[zip]}, no street was given.` };
  if (zip === "not given" && street !== "not checked") return { street, zip, words: `The street ${SAID[street]}, no ZIP was given.` };
  return { street, zip, words: told.words };
}

function readTold(letter: string | null): AddressCheck {
  const raw = letter?.trim() ?? "";
  if (raw === "") return { street: "not checked", zip: "not checked", words: "The address was not checked." };
  return AVS.get(raw.toUpperCase()) ?? readChecks(raw) ?? { street: "unknown", zip: "unknown", words: `Address answer “${raw}”, which is not known here.` };
}

const CHECKED: Readonly<Record<string, Verdict>> = { pass: "matches", fail: "does not match", unavailable: "not checked", unchecked: "not checked" };

/** "street pass, zip fail": how a processor without AVS letters says it. null when it is not that. */
function readChecks(raw: string): AddressCheck | null {
  const [, street = "", zip = ""] = /^street (\w+), zip (\w+)$/.exec(raw.toLowerCase()) ?? [];
  const verdicts = { street: CHECKED[street], zip: CHECKED[zip] };
  if (!verdicts.street || !verdicts.zip) return null;
  const { street: ofStreet, zip: ofZip } = verdicts;
  const words =
    ofStreet === "not checked" && ofZip === "not checked" ? "The address was not checked."
    : ofStreet === ofZip ? (ofZip === "matches" ? "Street and ZIP match." : "Neither street nor ZIP match.")
    : `The street ${SAID[ofStreet]}, the ZIP ${SAID[ofZip]}.`;
  return { street: ofStreet, zip: ofZip, words };
}
const SAID: Readonly<Record<Verdict, string>> = { matches: "matches", "does not match": "does not match", "not checked": "was not checked", "not given": "was not given", unknown: "is not known" };

const CVV: ReadonlyMap<string, CvvCheck> = new Map([
  ["M", { verdict: "matches", words: "The CVV matches." }],
  ["N", { verdict: "does not match", words: "The CVV does not match." }],
  ["P", { verdict: "not checked", words: "The CVV was not checked." }],
  ["S", { verdict: "not checked", words: "The CVV was not given, but the card has one." }],
  ["U", { verdict: "not checked", words: "The card's bank does not check CVVs." }],
  // For a processor that has no field for it.
  ["NOT TOLD", { verdict: "unknown", words: "The processor does not tell whether the CVV matched." }],
]);

/** The verdict of a CVV letter; null is "nothing was said". Unknown letters are shown raw. */
export function readCvv(letter: string | null): CvvCheck {
  const raw = letter?.trim() ?? "";
  if (raw === "") return { verdict: "not checked", words: "The CVV was not checked." };
  return CVV.get(raw.toUpperCase()) ?? { verdict: "unknown", words: `CVV answer “${raw}”, which is not known here.` };
}

/** What each operation is called once it is done, or not. */
const DONE: Readonly<Record<Operation, string>> = { charge: "charged", capture: "captured", void: "voided", refund: "refunded", tip: "changed" };

const UNKNOWN: Readonly<Record<UnknownWhy, string>> = {
  timeout: "The answer did not arrive in time.",
  connection_lost: "The connection broke before the answer arrived.",
  server_error: "The processor had trouble of its own and did not say how it ended.",
  rate_limited: "The processor was too busy to say how it ended.",
  unreadable: "An answer arrived, but it could not be read.",
  unrecognised: "The answer does not say clearly whether it went through.",
  possible_duplicate: "The processor took it for a repeat. The first one may have gone through.",
  wrong_payment: "The answer was about something else than what was asked.",
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
}
const NOTHING_KNOWN: Asked = { amount: 0, surcharge: 0 };

/** What happened, whether to try again, and what to say, for any outcome of any operation. */
export function adviceFor(outcome: Outcome, operation: Operation, asked: Asked = NOTHING_KNOWN): Advice {
  const surcharged = operation === "charge" ? adviceOnSurcharge(outcome, asked) : null;
  if (surcharged !== null) return surcharged;
  const done = DONE[operation];
  switch (outcome.kind) {
    case "approved":
      return { happened: doneSentence(outcome, operation), retry: "not_needed", next: doubtsOf(outcome, asked.given ?? null), say: doneSay(outcome, operation) };
    case "authorized":
      return {
        happened: `${money(outcome)} is held on the card. It is not taken until you capture it, within seven days.`,
        retry: "not_needed",
        next: doubtsOf(outcome, asked.given ?? null),
        say: `Your bank has approved it. ${money(outcome)} is set aside on your card and not charged yet.`,
      };
    case "partially_approved": {
      const rest = outcome.amount === null ? "the rest" : dollars(outcome.requested - outcome.amount);
      return {
        happened: `The bank approved only ${money(outcome)} of ${dollars(outcome.requested)}.`,
        retry: "other_card",
        next: `Take ${rest} from another card, or take this one back.`,
        say: `Your bank approved ${money(outcome)} of the ${dollars(outcome.requested)}. Would you like to pay ${rest} with another card?`,
      };
    }
    case "declined":
      return withIssuer(adviceForDecline(outcome.code, outcome.message, outcome.payment?.statusRaw ?? null), outcome);
    case "reversed":
      return reversedAdvice(outcome);
    case "refused":
      return refusedAdvice(outcome, operation);
    case "unknown":
      return {
        happened: `${UNKNOWN[outcome.why]} It may or may not have been ${done}, so it is not sent again until we know.`,
        retry: "look_first",
        next: "Wait: it is being looked up. Do not take the money another way before it is known.",
        say: operation === "charge" ? "Please stay on the line while I confirm whether it went through." : "Let me confirm that it went through. I will get back to you.",
      };
  }
}

type OutcomeOf<K extends Outcome["kind"]> = Extract<Outcome, { kind: K }>;

function money(outcome: Outcome): string {
  return outcome.amount === null ? "The amount" : dollars(outcome.amount);
}

function doneSentence(outcome: OutcomeOf<"approved">, operation: Operation): string {
  switch (operation) {
    case "charge":
      return `${money(outcome)} was charged.`;
    case "capture":
      return `${money(outcome)} of the hold was captured.`;
    case "void":
      return "The payment was voided. Where it shows as pending, it disappears within a few days.";
    case "refund":
      // Refunding an unsettled charge voids all of it (fact sheet 9).
      return outcome.payment?.status === "voided" ? `The whole payment of ${money(outcome)} was voided, because it had not settled.` : `${money(outcome)} was refunded. It reaches the card in 5 to 10 business days.`;
    case "tip":
      return `The tip is now ${money(outcome)}.`;
  }
}

function doneSay(outcome: OutcomeOf<"approved">, operation: Operation): string | null {
  switch (operation) {
    case "charge":
    case "capture":
      return `It went through. ${money(outcome)} was charged to ${theCard(outcome)}.${asShown(outcome)}`;
    case "void":
      return "I have cancelled the payment. If your bank still shows it, it will disappear within a few days.";
    case "refund":
      return outcome.payment?.status === "voided" ? "I have cancelled the whole payment. If your bank still shows it, it will disappear within a few days." : `I have refunded ${money(outcome)}. Your bank usually shows it within 5 to 10 business days.`;
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

/** What the caller will find on the statement, where the processor says it: an unknown name there is what most disputes begin with. */
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
  return doubts.length === 0 ? null : `The bank approved it all the same: ${doubts.join(" ")} If in doubt, ask once more, or take it back.`;
}

function reversedAdvice(outcome: OutcomeOf<"reversed">): Advice {
  const because = { avs: "the address does not match, and a rule of yours does not allow that", bin: "a rule of yours does not allow this kind of card", unstated: "a rule of the account does not allow it" }[outcome.rule];
  const address = outcome.rule === "avs";
  return {
    happened: `The bank approved it, and it was voided at once: ${because}. No money was taken.`,
    retry: address ? "fix_and_retry" : "other_card",
    next: address ? "Ask for the billing address and ZIP again." : "Ask for another card.",
    say: address ? "The address does not match the one at your bank. Could you give me the billing address and ZIP once more?" : `We cannot take this kind of card. ${OTHER_CARD} If your bank shows the amount as pending, it will disappear within a few days.`,
  };
}

function refusedAdvice(outcome: OutcomeOf<"refused">, operation: Operation): Advice {
  const fields = Object.keys(outcome.fields).length > 0;
  // Which fields, and why: without them nobody could correct anything.
  const about = [...new Set(Object.values(outcome.fields))].filter((sentence) => !outcome.message?.includes(sentence)).map((sentence) => ` ${sentence}`).join("");
  const quoted = outcome.why === "not_acceptable" && outcome.message !== null ? ` It said: “${outcome.message}”` : "";
  // Our own sentence, where it was we who stopped: it says why and what to do, so nothing is said twice.
  const ours = outcome.why === "not_reached" || outcome.why === "not_sent" ? outcome.message : null;
  const happened = ours === null || fields ? `${REFUSED[outcome.why]}${quoted}${about} Nothing was ${DONE[operation]}.` : `Nothing was ${DONE[operation]}. ${ours}`;
  const say = (words: string) => (operation === "charge" || operation === "capture" ? words : null);
  switch (outcome.why) {
    case "not_acceptable":
      return {
        happened,
        retry: "fix_and_retry",
        next: fields ? "Correct it and try again." : "Correct it and try again. If you cannot tell what is wrong, give that sentence to your support.",
        say: say("I need to correct something; nothing was charged. One moment, please."),
      };
    case "not_reached":
      return { happened, retry: "later", next: ours === null ? "Check the network and try again." : null, say: say("Our connection is down for the moment; nothing was charged. May I try again shortly?") };
    case "not_sent":
      return { happened, retry: fields ? "fix_and_retry" : "later", next: fields ? "Correct it and try again." : ours === null ? "Try again in a minute." : null, say: say("Nothing was charged. May I try again in a minute?") };
    case "absent":
      return { happened, retry: "fix_and_retry", next: "It is safe to do it again.", say: say("It did not go through, and nothing was charged. May I try again?") };
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
  const named = hasPhone ? `Your bank can tell you why: ${issuer}.` : `Your bank, ${issuer}, can tell you why; its number is on the back of the card.`;
  return { ...advice, say: advice.say?.replace(ASK_BANK, named) ?? null, next: [advice.next, `The card's bank is ${issuer}.`].filter((each) => each !== null).join(" ") };
}
