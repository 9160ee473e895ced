/** What is special about the result of a charge with a surcharge. Sums come in as written. */
export const surchargedWords = {
  charged: ({ paid }: { paid: string }) => `${paid} was charged`,
  held: ({ paid }: { paid: string }) => `${paid} is held on the card`,
  tooMuch: ({ done, more, asked }: { done: string; more: string; asked: string }) =>
    `${done}: ${more} more than the ${asked} that you asked for. The processor added the surcharge to the amount instead of taking it as a part of it.`,
  nextTooMuch: "Take it back, turn the surcharge off in Settings, and charge again without it.",
  sayTooMuch: ({ more }: { more: string }) =>
    `The amount came out ${more} too high. I am cancelling it now and will do it again with the right amount.`,
  notCredit: ({ done, type }: { done: string; type: string }) =>
    `${done}, but the processor calls this a ${type} card, and no surcharge may be added to such cards.`,
  nextNotCredit: "Take it back and charge again without the surcharge.",
  sayNotCredit: ({ type, order }: { type: string; order: string }) =>
    `Yours is a ${type} card, so there is no surcharge on it. I am cancelling this and will charge ${order} instead.`,
  otherSum: ({ done, shown, asked }: { done: string; shown: string; asked: string }) =>
    `${done}, but the processor shows a surcharge of ${shown} in it instead of ${asked}.`,
  nextOtherSum:
    "Turn the surcharge off in Settings and ask the processor how it reads it. If in doubt, take this one back.",
  aPart: "a part",
  part: ({ part, whole, surcharge }: { part: string; whole: string; surcharge: string }) =>
    `The bank approved only ${part} of ${whole}, in which the surcharge of ${surcharge} is for the whole.`,
  nextPart: "Take it back: that surcharge is too much for a part. Then charge without it, on two cards if need be.",
  sayPart: ({ part, whole, order }: { part: string; whole: string; order: string }) =>
    `Your bank approved only ${part} of the ${whole}. I am cancelling it; then we can split ${order} over two cards, without the surcharge.`,
  isCard: ({ type }: { type: string }) => `This is a ${type} card`,
  looksDebit: "This looks like a debit or prepaid card",
  mayBeDebit: "This may be a debit or prepaid card",
  reversed: ({ what }: { what: string }) =>
    `The bank approved it, and it was voided at once. ${what}, and no surcharge may be added to such cards. No money was taken.`,
  nextReversed: "Charge it again without the surcharge.",
  sayReversed: ({ type, order }: { type: string | null; order: string }) =>
    `${type === null ? "It seems that this is no credit card, so" : `Yours is a ${type} card, so`} there is no surcharge. I will charge ${order} instead. If your bank shows the first amount as pending, it will disappear within a few days.`,
} as const;
