/**
 * What a result says: what happened, what to do next, and what to read to the caller. Sums come in as written.
 * MONEY: "nothing was charged" is said only where that is proven.
 */

/** Why it is not known how it ended; each begins the sentence. */
export const unknownWords = {
  timeout: "The answer did not arrive in time.",
  connection_lost: "The connection broke before the answer arrived.",
  server_error: "The processor had a problem and did not say how it ended.",
  rate_limited: "The processor was too busy to say how it ended.",
  unreadable: "An answer arrived, but it could not be read.",
  unrecognised: "The answer does not say clearly whether it went through.",
  possible_duplicate: "The processor took it for a repeat. The first one may have gone through.",
  wrong_payment: "The answer was about something other than what was asked.",
  not_told_apart: "The processor lists a refund of that sum and does not say whose it is.",
  interrupted: "The program stopped before the answer arrived.",
} as const;

/** Why nothing was authorized. */
export const refusedWords = {
  not_sent: "It was not sent.",
  not_reached: "The processor could not be reached, so nothing was sent.",
  not_acceptable: "The processor did not accept the request.",
  absent: "We looked it up: it never arrived at the processor.",
} as const;

/** What each act is called once it is done, or was not. */
export const pastWords = {
  charge: "charged",
  capture: "captured",
  void: "voided",
  refund: "refunded",
  tip: "changed",
} as const;

const disappears = "If your bank shows the amount as pending, it will disappear within a few days.";

export const adviceWords = {
  theAmount: "The amount",
  theRest: "the rest",

  charged: ({ paid }: { paid: string }) => `${paid} was charged.`,
  captured: ({ paid }: { paid: string }) => `${paid} of the hold was captured.`,
  voided: "The payment was voided. Where it shows as pending, it disappears within a few days.",
  voidedWhole: ({ paid }: { paid: string }) => `The whole payment of ${paid} was voided, because it had not settled.`,
  refunded: ({ paid }: { paid: string }) => `${paid} was refunded. It reaches the card in 5 to 10 business days.`,
  tipChanged: ({ paid }: { paid: string }) => `The tip is now ${paid}.`,
  sayCharged: ({ paid, card, shown }: { paid: string; card: string; shown: string | null }) =>
    `It went through. ${paid} was charged to ${card}.${shown === null ? "" : ` It will show as ${shown} on your statement.`}`,
  sayVoided: "I have cancelled the payment. If your bank still shows it, it will disappear within a few days.",
  sayVoidedWhole:
    "I have cancelled the whole payment. If your bank still shows it, it will disappear within a few days.",
  sayRefunded: ({ paid }: { paid: string }) =>
    `I have refunded ${paid}. Your bank usually shows it within 5 to 10 business days.`,
  yourCard: "your card",
  yourCardEnding: ({ brand, last4 }: { brand: string; last4: string }) => `your ${brand} ending ${last4}`,
  someCard: "card",

  held: ({ paid }: { paid: string }) =>
    `${paid} is held on the card. It is not taken until you capture it, within seven days.`,
  sayHeld: ({ paid }: { paid: string }) =>
    `Your bank has approved it. ${paid} is set aside on your card and not charged yet.`,
  givenBackSince: ({ paid }: { paid: string }) =>
    `${paid} was charged, and given back since: at another desk or in the processor’s dashboard.`,
  sayGivenBackSince: ({ paid }: { paid: string }) => `${paid} was charged to your card, and given back.`,
  lapsed: ({ paid }: { paid: string }) =>
    `The bank approved ${paid}, and the hold has lapsed since. No money was taken, and nothing is held.`,
  sayLapsed: "Your bank approved it, and let it go again. No money was taken.",
  capturedSince: ({ paid, taken }: { paid: string; taken: string | null }) =>
    `The bank approved ${paid}, and ${taken ?? "the hold"} was captured since, at another desk or in the processor’s dashboard.`,
  nextCapturedSince: "Nothing has to be captured any more.",
  part: ({ paid, whole }: { paid: string; whole: string }) => `The bank approved only ${paid} of ${whole}.`,
  nextPart: ({ rest }: { rest: string }) => `Take ${rest} from another card, or take this one back.`,
  sayPart: ({ paid, whole, rest }: { paid: string; whole: string; rest: string }) =>
    `Your bank approved ${paid} of the ${whole}. Would you like to pay ${rest} with another card?`,
  doubts: ({ checks }: { checks: string }) =>
    `The bank approved it all the same: ${checks} If in doubt, ask once more, or take it back.`,

  unknown: ({ why, done }: { why: string; done: string }) =>
    `${why} It may or may not have been ${done}, so it is not sent again until we know.`,
  nextUnknown: "Wait: it is being looked up. Do not take the money another way before it is known.",
  sayUnknownCharge: "Please stay on the line while I confirm whether it went through.",
  sayUnknown: "Let me confirm that it went through. I will get back to you.",

  reversed: ({ because }: { because: string }) =>
    `The bank approved it, and it was voided at once: ${because}. No money was taken.`,
  missing: ({ street, zip }: { street: boolean; zip: boolean }) =>
    `a rule of yours wants the address to match, and no ${street && zip ? "street or ZIP" : street ? "street" : "ZIP"} was given`,
  nextMissing: ({ street, zip }: { street: boolean; zip: boolean }) =>
    `Ask for the ${street && zip ? "street and ZIP" : street ? "street" : "ZIP"}.${street ? " The street goes under More." : ""}`,
  sayMissing: ({ street, zip }: { street: boolean; zip: boolean }) =>
    `Could you give me the ${street && zip ? "street and ZIP" : street ? "street" : "ZIP"} of the billing address of your card?`,
  wrongAddress: "the address does not match, and a rule of yours does not allow that",
  unsureAddress: "the address does not match or a part of it was not given, and a rule of yours does not allow that",
  nextAddress: "Ask for the billing address and ZIP again.",
  sayWrongAddress:
    "The address does not match the one at your bank. Could you give me the billing address and ZIP once more?",
  sayUnsureAddress: "Your bank could not confirm the address. Could you give me the billing address and ZIP once more?",
  voidedSince:
    "The bank approved it, and it was voided since: by a rule of the account, at another desk or in the processor’s dashboard. No money was taken.",
  nextVoidedSince:
    "Ask at the other desks whether somebody voided it, and whether it was charged anew, before you charge again.",
  sayVoidedSince: `The payment was cancelled, and no money was taken. ${disappears}`,
  cardRule: "a rule of yours does not allow this kind of card",
  someRule: "a rule of the account does not allow it",
  nextOtherCard: "Ask for another card.",
  sayReversed: ({ otherCard }: { otherCard: string }) => `We cannot take this kind of card. ${otherCard} ${disappears}`,

  quoted: ({ message }: { message: string }) => `It said: “${message}”`,
  nothingDone: ({ done }: { done: string }) => `Nothing was ${done}.`,
  nextCorrect: "Correct it and try again.",
  nextCorrectOrAsk: "Correct it and try again. If you cannot tell what is wrong, give that sentence to your support.",
  sayCorrect: "I need to correct something; nothing was charged. One moment, please.",
  nextNetwork: "Check the network and try again.",
  sayNetwork: "Our connection is down for the moment; nothing was charged. May I try again shortly?",
  nextMinute: "Try again in a minute.",
  sayMinute: "Nothing was charged. May I try again in a minute?",
  nextAbsent: "It is safe to do it again.",
  sayAbsent: "It did not go through, and nothing was charged. May I try again?",

  issuerCalled: ({ issuer }: { issuer: string }) => `Your bank can tell you why: ${issuer}.`,
  issuerNamed: ({ issuer }: { issuer: string }) =>
    `Your bank, ${issuer}, can tell you why; its number is on the back of the card.`,
  theBankIs: ({ issuer }: { issuer: string }) => `The card’s bank is ${issuer}.`,
} as const;

/** What people are told of something that was told as a "no" and went through after all. */
export const correctedWords = {
  held: "the processor holds the money after all",
  taken: "the processor took the money after all",
  givenBack: "the processor gave it back after all",
  shown: ({ state }: { state: "voided" | "captured" | "changed" }) =>
    `the processor shows it as ${state} now: it was done after all, or at another desk`,
  next: {
    charge: "If the money was taken another way meanwhile, take one of the two back.",
    capture: "Nothing has to be captured again.",
    void: "If it was given back another way meanwhile, nothing more is to be done.",
    refund:
      "If the money was given back another way meanwhile, the caller has it twice: tell whoever looks after that.",
    tip: "Look at the tip before you change it again.",
  },
  notKnown: "not known",
  closedByHand: "check stopped",
  sentence: (its: {
    operation: string;
    amount: string;
    card: string | null;
    operator: string;
    account: string;
    word: string;
    truth: string;
    next: string;
  }) =>
    `The ${its.operation} of ${its.amount}${its.card === null ? "" : ` on ${its.card}`} by ${its.operator} (${its.account}) was told as “${its.word}”, but ${its.truth}. ${its.next}`,
} as const;
