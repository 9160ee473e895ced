/** Why a card was declined: what happened, what to do next, and what to read to the caller. */

const otherCard = "Would you like to use another card?";
/** Replaced by name and number where the card carries them. */
const askBank = "Your bank can tell you why; its number is on the back of the card.";

export const declineWords = {
  otherCard,
  askBank,
  funds: {
    happened: "The card’s bank says there is not enough money or credit for this amount.",
    next: "Ask for another card or a smaller amount.",
    say: `Your bank did not approve this amount. ${otherCard}`,
  },
  limit: {
    happened: "The card has been used too often or for too much today.",
    next: "Ask for another card, or try this one tomorrow.",
    say: `Your bank has a limit on how much this card may be used, and it has been reached. ${otherCard}`,
  },
  noReason: {
    happened: "The card’s bank said no and did not say why.",
    next: "Trying again rarely helps. Ask for another card.",
    say: `Your bank did not approve it and does not tell us why. ${askBank} ${otherCard}`,
  },
  suspected: {
    happened: "The card’s bank is not sure that the holder is using the card.",
    next: "Do not try this card again. Be polite: the caller may well be the holder.",
    say: `Your bank wants to speak to you before it approves this. ${askBank}`,
  },
  expired: {
    happened: "The card has expired, or the expiry date was typed wrong.",
    next: "Read the expiry date back. If it is right, ask for another card.",
    say: "The bank says the card has expired. Could you read me the expiry date once more?",
  },
  cvv: {
    happened: "The CVV does not belong to this card.",
    next: "Ask for the CVV again. After a second no, ask for another card.",
    say: "The security code did not match. Could you read me the code on the back once more? On an Amex it is four digits on the front.",
  },
  number: {
    happened: "The card number is not one that the network knows.",
    next: "Read the number back, digit by digit.",
    say: "I may have mistyped the number. Could you read it to me once more?",
  },
  repeat: {
    happened: "It was refused as a repeat: the same card and amount went through shortly before.",
    next: "Open Payments and look for the earlier one. If this is a second sale of the same amount, wait some minutes or change the amount.",
    say: "It looks as if this has gone through already. Let me check before I do anything more.",
  },
  amount: {
    happened: "The amount is not one that can be charged.",
    next: "Check the amount; some accounts have a smallest one, such as $0.50.",
    say: "I need to correct the amount. One moment, please.",
  },
  unexplained: {
    happened: "The card was declined, with no reason given.",
    next: "Check number and expiry once. If they are right, ask for another card.",
    say: `The card was not approved, and we are not told why. ${askBank} ${otherCard}`,
  },
  network: {
    happened: "The card network had trouble. Nothing was charged, and it is not about the card.",
    next: "Try once more in a minute.",
    say: "The card network did not answer properly; nothing was charged. May I try once more in a minute?",
  },
  notSetUp: {
    happened: "This account is not set up for this kind of charge.",
    next: "Other cards may fail as well. Call the processor’s support and give them the code.",
    say: "We cannot take this card at the moment, and it is no fault of yours. May I call you back, or would you like to use another card?",
  },
  stopped: {
    happened: "The holder has asked the bank to stop payments to this business.",
    next: "Do not try this card again. Ask for another way to pay.",
    say: `Your bank tells us that you stopped payments to us from this card. ${otherCard}`,
  },
  lapsed: {
    happened: "The hold has lapsed: the bank no longer keeps this money for you.",
    next: "Make a new charge. The caller has to agree to it again.",
    say: "The hold on your card has lapsed, so I would charge the card anew. Is that all right?",
  },
  doNotRetry: {
    happened: "The card’s bank said no and asks that this card is not tried again.",
    next: "Do not try this card again. Ask for another one.",
    say: `Your bank did not approve it. ${askBank} ${otherCard}`,
  },
  tooOften: {
    happened: "This card was declined too often and is blocked for 24 hours.",
    next: "Do not try this card again today. Ask for another one.",
    say: `This card cannot be used today. ${otherCard}`,
  },
  replaced: {
    happened: "This card is no longer in use: its account is closed, or the bank has sent a new one.",
    next: "Ask whether there is a new card, or for another one.",
    say: "Your bank tells us that this card has been replaced or closed. Do you have the new one, or another card?",
  },
  pin: {
    happened: "The card’s bank wants a PIN, which cannot be given here.",
    next: "Ask for another card.",
    say: `This card can only be used with its PIN. ${otherCard}`,
  },
  address: {
    happened: "The card’s bank does not know this address or ZIP.",
    next: "Ask for the billing address and ZIP again.",
    say: "The address does not match the one at your bank. Could you give me the billing address and ZIP once more?",
  },
  unstated: {
    happened: "The card was declined.",
    next: "The reason is in the details, in the processor’s own words. Ask for another card.",
    say: `The card was not approved. ${askBank} ${otherCard}`,
  },
} as const;
