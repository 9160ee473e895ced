/** What the card's fields say, and the cards on file. */
export const cardWords = {
  fields: {
    number: "Card number",
    expiry: "Expiry",
    cvv: "CVV",
    zip: "ZIP",
    holder: "Cardholder name",
    cvvNotGiven: "CVV not given",
    expiryLike: "MM / YY",
    notGiven: "not given",
    dash: "—",
  },
  /** Beside a field, so short. */
  trouble: {
    noNumber: "Type the number",
    missing: "Missing",
    tooShort: "Too short",
    digits: ({ is, of }: { is: number; of: number }) => `${is} of ${of} digits`,
    wrongDigit: "A digit is wrong: read it back",
    wrongLength: "Not a length this card has",
    expired: "Expired",
    farOff: "Too far off",
    cvv: ({ digits }: { digits: number }) => `${digits} digits`,
    zip: "2 to 10 characters",
    notAllRead: "Not all of it was read",
    askDigits: ({ count }: { count: number }) => `${count} digits: is that right?`,
    askExpiry: "Many years ahead: sure?",
    askZip: "No US ZIP: Enter sends it so",
  },
  peek: "Hold to see the digits",
  peekTitle: "Hold to see the digits (or hold ↑ in the field)",
  cleared: "The card was cleared: it had been left for ten minutes.",

  onFile: "Cards on file",
  onFileThen: "Cards on file then",
  noneYet: "No card on file yet.",
  none: "No card on file.",
  default: "Default",
  health: { expired: "Expired", expiring: "Expires soon" },
  /** In a narrow column. */
  healthShort: { expired: "expired", expiring: "expiring" },
  makeDefault: "Make default",
  replace: "Replace",
  remove: "Remove",
  unknownFour: "????",
  name: ({ brand, last4 }: { brand: string; last4: string }) => `${brand} ···· ${last4}`,
  fullName: ({ card, expiry }: { card: string; expiry: string }) => `${card} (${expiry})`,
  four: ({ last4 }: { last4: string }) => `···· ${last4}`,
  heard: ({ brand, last4, expiry }: { brand: string; last4: string | null; expiry: string | null }) =>
    `${brand} ending ${last4 ?? "unknown"}, expires ${expiry ?? "unknown"}`,
  sameCard: "Perhaps the same card as one above.",
  renewed: ({ expiry }: { expiry: string | null }) =>
    `Perhaps the same number as the one that expires ${expiry ?? "unknown"}, renewed.`,

  add: {
    title: "Add card",
    titleReplace: ({ card }: { card: string }) => `Replace ${card}`,
    order: ({ card, expiry, isDefault }: { card: string; expiry: string | null; isDefault: boolean }) =>
      `The new card is added first${isDefault ? " and made the default" : ""}. Only when it is there is ${card} (${expiry ?? "no expiry"}) removed.`,
    agreed: "How the cardholder agreed",
    save: "Save card",
    replace: "Replace card",
    cancel: "Cancel",
    done: ({ last4 }: { last4: string }) => `The card ending ${last4} is on file.`,
    replaced: ({ last4, card }: { last4: string; card: string }) =>
      `The card ending ${last4} is in the place of ${card}.`,
    failed: ({ last4, why }: { last4: string; why: string }) => `The card ending ${last4}: ${why}`,
    lookAt: ({ fields }: { fields: string }) => `The card is not saved yet. Look at ${fields}.`,
  },

  removeTitle: ({ card }: { card: string }) => `Remove ${card}?`,
  removeWords: ({ name, isDefault, others }: { name: string; isDefault: boolean; others: number }) =>
    `${name} can no longer be charged on it until it is added again with its number.${
      !isDefault
        ? ""
        : others === 0
          ? " It is the only card on file."
          : " It is the default: make another one the default afterwards, or choose a card at each charge."
    }`,
  removeCard: "Remove card",
  removed: ({ noDefault }: { noDefault: boolean }) =>
    noDefault ? "The card is removed. There is no default card now." : "The card is removed.",
  nowDefault: ({ card }: { card: string }) => `${card} is the default now.`,
  defaultAgain: ({ card }: { card: string }) => `${card} is the default again.`,
  defaultChangedAgain: "Not undone: the default was changed again since.",

  /** How the cardholder agreed that the card is kept: read out, and kept with the card. `merchant` may be empty. */
  consent: ({ merchant, channel }: { merchant: string; channel: "phone" | "mail" | "in_person" | "online" }) => {
    const how = {
      phone: "Read out and agreed to by phone",
      mail: "Signed on the order slip",
      in_person: "Agreed to in person",
      online: "Agreed to online",
    }[channel];
    return `${how}: “I agree that ${merchant === "" ? "you keep" : `${merchant} keeps`} this card on file and may charge it for what I order, until I say otherwise.”`;
  },

  /** Of a card that is being added, changed or removed, by the processor. */
  work: {
    badCvv: "The CVV is not right. Ask for it once more.",
    badNumber: "This card number is not accepted. Read it back.",
    expired: "This card has expired.",
    addLost:
      "The answer did not arrive, and the card is not on file. Look again in a minute before you add it once more.",
    notListed: ({ processor }: { processor: string }) =>
      `${processor} took the card, but does not list it. Open the customer again in a minute.`,
    maybeAdded: "The card may have been added",
    maybeDefault: "The default card may have changed",
    maybeRemoved: "The card may have been removed",
    notReadBack: ({ maybe, why }: { maybe: string; why: string }) =>
      `${maybe}, but it could not be read back. Open the customer again to see. ${why}`.trim(),
    notDefault: ({ lost, card, seen }: { lost: boolean; card: string; seen: string }) =>
      `${lost ? "The answer did not arrive, and the" : "The"} default card is not ${card}: ${seen}`,
    stillThere: ({ lost, card }: { lost: boolean; card: string }) =>
      `${lost ? "The answer did not arrive, and " : ""}${card} is still on file. Try again.`,
    gone: "This card is no longer on file. The list has been read again.",
    notDone: "It could not be done.",
    noDefaultListed: ({ processor }: { processor: string }) => `${processor} lists no default card.`,
    defaultListed: ({ processor, card }: { processor: string; card: string }) =>
      `${processor} lists ${card} as the default.`,
    defaultsListed: ({ processor, count, cards }: { processor: string; count: number; cards: string }) =>
      `${processor} lists ${count} default cards: ${cards}.`,
    unfinished: ({ card, rest }: { card: string; rest: string }) => `${card} is on file. ${rest}`,
    twoOfOneId: ({ card, processor }: { card: string; processor: string }) =>
      `${card} is too: ${processor} calls two cards by one id, so nothing was removed.`,
    oldStays: ({ card, why }: { card: string; why: string }) =>
      `${card} still is too. ${why} Make the right one the default, then remove ${card}.`,
    newGone: ({ card, old }: { card: string; old: string }) =>
      `${card} was added, but is not listed now. ${old} was not removed.`,
    oldNotRemoved: ({ card, why, isDefault }: { card: string; why: string; isDefault: boolean }) =>
      `${isDefault ? "It is the default. " : ""}${card} was to be removed: ${why}`,
  },

  /** For the record of what was done to a customer. */
  history: {
    added: ({ card, expiry }: { card: string; expiry: string | null }) =>
      `Added ${card}${expiry === null ? "" : `, expires ${expiry}`}`,
    madeDefault: ({ card }: { card: string }) => `Made ${card} the default`,
    defaultCard: "default card",
    removed: ({ card }: { card: string }) => `Removed ${card}`,
    removedDefault: ({ card, now }: { card: string; now: string | null }) =>
      `Removed ${card}, which was the default. ${now === null ? "There is no default card now." : `The default is now ${now}.`}`,
  },
} as const;
