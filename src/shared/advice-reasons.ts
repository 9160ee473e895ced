/**
 * Why a card was declined, in plain words: the failure-code groups of docs/payarc.md 11 and the 16 rows of
 * docs/payarc.md, seed 001; JustiFi's codes, reasons and network codes (docs/payarc.md 5). A code that is not known
 * here gets no meaning.
 */

/** `not_needed`: it is done. `no`: not this card for this. `look_first`: only after the payment has been looked up. */
export type Retry = "not_needed" | "no" | "later" | "other_card" | "fix_and_retry" | "look_first";

export interface Advice {
  /** For the person at the desk: what happened. */
  readonly happened: string;
  readonly retry: Retry;
  /** For the person at the desk: what to do next; null when nothing is to be done. */
  readonly next: string | null;
  /** To be read to the caller as it stands; null when there is nothing to say. */
  readonly say: string | null;
}

interface Reason extends Advice {
  readonly codes: readonly string[];
  readonly phrases: readonly string[];
}

export const OTHER_CARD = "Would you like to use another card?";
/** Replaced by name and number where the card carries them. */
export const ASK_BANK = "Your bank can tell you why; its number is on the back of the card.";

/** Phrases in lower case. */
const REASONS: readonly Reason[] = [
  {
    codes: ["D2012", "D2015", "D2031", "DECLINED-051", "INSUFFICIENT_FUNDS", "116"],
    phrases: ["insufficient funds", "withdrawal limit exceeded"],
    happened: "The card’s bank says there is not enough money or credit for this amount.",
    retry: "other_card",
    next: "Ask for another card or a smaller amount.",
    say: `Your bank did not approve this amount. ${OTHER_CARD}`,
  },
  {
    codes: ["EXCEEDS_CARD_LIMIT", "121", "123", "134", "152", "154", "317", "528"],
    phrases: ["activity limit exceeded"],
    happened: "The card has been used too often or for too much today.",
    retry: "other_card",
    next: "Ask for another card, or try this one tomorrow.",
    say: `Your bank has a limit on how much this card may be used, and it has been reached. ${OTHER_CARD}`,
  },
  {
    codes: [
      "D2001",
      "D2002",
      "D2026",
      "D2029",
      "D2032",
      "DECLINED-005",
      "RESTRICTED CARD",
      "E6057",
      "E6058",
      "DO_NOT_HONOR",
      "RESTRICTED_CARD",
      "005",
      "100",
      "104",
      "119",
      "124",
    ],
    phrases: ["do not honor"],
    happened: "The card’s bank said no and did not say why.",
    retry: "other_card",
    next: "Trying again rarely helps. Ask for another card.",
    say: `Your bank did not approve it and does not tell us why. ${ASK_BANK} ${OTHER_CARD}`,
  },
  {
    codes: ["LOST_CARD", "STOLEN_CARD", "102", "122", "129", "208", "209"],
    phrases: ["suspected card", "suspected fraud"],
    happened: "The card’s bank is not sure that the holder is using the card.",
    retry: "no",
    next: "Do not try this card again. Be polite: the caller may well be the holder.",
    say: `Your bank wants to speak to you before it approves this. ${ASK_BANK}`,
  },
  {
    codes: [
      "D2011",
      "D2028",
      "EXPIRED CARD",
      "EXPIRED_CARD",
      "INVALID_EXPIRY_MONTH",
      "INVALID_EXPIRY_YEAR",
      "INVALID_EXPIRY_DATE",
      "101",
      "132",
    ],
    phrases: ["expired card"],
    happened: "The card has expired, or the expiry date was typed wrong.",
    retry: "fix_and_retry",
    next: "Read the expiry date back. If it is right, ask for another card.",
    say: "The bank says the card has expired. Could you read me the expiry date once more?",
  },
  {
    codes: ["D2020", "INVALID_CVC", "VERIFICATION_INVALID", "517"],
    phrases: ["invalid cvv", "cvv2 verification failed"],
    happened: "The CVV does not belong to this card.",
    retry: "fix_and_retry",
    next: "Ask for the CVV again. After a second no, ask for another card.",
    say: "The security code did not match. Could you read me the code on the back once more? On an Amex it is four digits on the front.",
  },
  {
    codes: ["D2005", "D2006", "INVALID_CARD_NUMBER", "CARD_NUMBER_INVALID", "CREDIT_CARD_NUMBER_INVALID", "131", "213"],
    phrases: ["invalid card"],
    happened: "The card number is not one that the network knows.",
    retry: "fix_and_retry",
    next: "Read the number back, digit by digit.",
    say: "I may have mistyped the number. Could you read it to me once more?",
  },
  {
    codes: ["D0001", "D0003", "D0008", "D0022", "D2022"],
    phrases: ["duplicate transaction", "possible duplicate request"],
    happened: "It was refused as a repeat: the same card and amount went through shortly before.",
    retry: "look_first",
    next: "Open Payments and look for the earlier one. If this is a second sale of the same amount, wait some minutes or change the amount.",
    say: "It looks as if this has gone through already. Let me check before I do anything more.",
  },
  {
    codes: ["D2004", "INVALID_CHARGE_AMOUNT", "AMOUNT_TOO_SMALL", "AMOUNT_TOO_LARGE", "110"],
    phrases: ["invalid amount", "transaction amount invalid"],
    happened: "The amount is not one that can be charged.",
    retry: "fix_and_retry",
    next: "Check the amount; some accounts have a smallest one, such as $0.50.",
    say: "I need to correct the amount. One moment, please.",
  },
  {
    codes: ["D2999", "DECLINED-182", "CARD_DECLINED", "GENERIC_DECLINE"],
    phrases: ["declined", "general card auth decline", "general cardauth decline"],
    happened: "The card was declined, with no reason given.",
    retry: "other_card",
    next: "Check number and expiry once. If they are right, ask for another card.",
    say: `The card was not approved, and we are not told why. ${ASK_BANK} ${OTHER_CARD}`,
  },
  {
    codes: [
      "D0092",
      "D2021",
      "E0200",
      "E0300",
      "E0350",
      "E0910",
      "E0911",
      "E0912",
      "ISSUER_NOT_AVAILABLE",
      "GATEWAY_ERROR",
      "GATEWAY_ERROR_PLEASE_RETRY",
      "GATEWAY_TIMEOUT_ERROR",
      "500",
      "505",
      "516",
      "907",
      "963",
    ],
    phrases: ["bad request - try again", "systemerror", "system error (tran)", "re-enter transaction"],
    happened: "The card network had trouble. Nothing was charged, and it is not about the card.",
    retry: "later",
    next: "Try once more in a minute.",
    say: "The card network did not answer properly; nothing was charged. May I try once more in a minute?",
  },
  {
    codes: [
      "E0010",
      "E0016",
      "D0050",
      "D1006",
      "SERVICE_NOT_ALLOWED",
      "CURRENCY_NOT_SUPPORTED",
      "THREE_D_SECURE_NOT_SUPPORTED",
      "INVALID_CARD_BRAND",
      "512",
      "531",
    ],
    phrases: [
      "host validation error",
      "contact payarc - host validation error",
      "invalid from account",
      "contact payarc - invalid from account",
      "invalid service",
      "contact payarc - invalid service",
    ],
    happened: "This account is not set up for this kind of charge.",
    retry: "no",
    next: "Other cards may fail as well. Call the processor’s support and give them the code.",
    say: "We cannot take this card at the moment, and it is no fault of yours. May I call you back, or would you like to use another card?",
  },
  {
    codes: [],
    phrases: ["customer requested stop of all recurring payments from specific merchant"],
    happened: "The holder has asked the bank to stop payments to this business.",
    retry: "no",
    next: "Do not try this card again. Ask for another way to pay.",
    say: `Your bank tells us that you stopped payments to us from this card. ${OTHER_CARD}`,
  },
  {
    codes: ["CHARGE_EXPIRED_FOR_CAPTURE"],
    phrases: ["authorization_expired"],
    happened: "The hold has lapsed: the bank no longer keeps this money for you.",
    retry: "fix_and_retry",
    next: "Make a new charge. The caller has to agree to it again.",
    say: "The hold on your card has lapsed, so I would charge the card anew. Is that all right?",
  },
  {
    codes: ["DO_NOT_RETRY", "504"],
    phrases: [],
    happened: "The card’s bank said no and asks that this card is not tried again.",
    retry: "no",
    next: "Do not try this card again. Ask for another one.",
    say: `Your bank did not approve it. ${ASK_BANK} ${OTHER_CARD}`,
  },
  {
    codes: ["CARD_DECLINE_RATE_LIMIT_EXCEEDED"],
    phrases: [],
    happened: "This card was declined too often and is blocked for 24 hours.",
    retry: "no",
    next: "Do not try this card again today. Ask for another one.",
    say: `This card cannot be used today. ${OTHER_CARD}`,
  },
  {
    codes: ["NEW_CARD_ISSUED", "ACCOUNT_CLOSED", "231", "232", "237", "302", "503"],
    phrases: [],
    happened: "This card is no longer in use: its account is closed, or the bank has sent a new one.",
    retry: "other_card",
    next: "Ask whether there is a new card, or for another one.",
    say: "Your bank tells us that this card has been replaced or closed. Do you have the new one, or another card?",
  },
  {
    codes: ["INCORRECT_PIN", "PIN_REQUIRED", "PIN_TRIES_EXCEEDED", "106", "117", "351"],
    phrases: [],
    happened: "The card’s bank wants a PIN, which cannot be given here.",
    retry: "other_card",
    next: "Ask for another card.",
    say: `This card can only be used with its PIN. ${OTHER_CARD}`,
  },
  {
    codes: ["INVALID_ZIP_CODE", "INVALID_ADDRESS"],
    phrases: [],
    happened: "The card’s bank does not know this address or ZIP.",
    retry: "fix_and_retry",
    next: "Ask for the billing address and ZIP again.",
    say: "The address does not match the one at your bank. Could you give me the billing address and ZIP once more?",
  },
];

const UNSTATED: Advice = {
  happened: "The card was declined.",
  retry: "other_card",
  next: "The reason is in the details, in the processor’s own words. Ask for another card.",
  say: `The card was not approved. ${ASK_BANK} ${OTHER_CARD}`,
};

const fold = (words: string) => words.trim().toLowerCase().replace(/\s+/g, " ").replace(/\.$/, "");

/**
 * The advice for a decline, by its code first, then by the processor's words; a code of the group "did not say why"
 * yields to words that do.
 */
export function adviceForDecline(code: string | null, ...words: readonly (string | null)[]): Advice {
  const byCode = code === null ? undefined : REASONS.find(({ codes }) => codes.includes(code.trim().toUpperCase()));
  const byWords = words
    .concat(code)
    .flatMap((each) => (each === null ? [] : (REASONS.find(({ phrases }) => phrases.includes(fold(each))) ?? [])))[0];
  const found = byCode?.codes.includes("D2026") ? (byWords ?? byCode) : (byCode ?? byWords);
  if (found) return { happened: found.happened, retry: found.retry, next: found.next, say: found.say };
  return words.some((each) => each !== null && /element 'transactionamount'/i.test(each))
    ? adviceForDecline("D2004")
    : UNSTATED;
}
